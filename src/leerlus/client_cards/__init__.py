"""How clients experienced the help: an anonymous card of six sentences, and its figures in closed lots (note box 2.1).

No card is kept. What a client answers is added to the counts of a lot, and `release.lots` decides when such a lot may
be published. May import what stands below scans; nothing but `site`, `administration` and `command` stands above it.
"""
