"""What may be released about groups, given everything released before: so that nobody can be traced.

`decisions` judges one figure of one group: size, dominance, and what it gives away together with earlier figures.
`suppression` judges a table of counts with its margins. `tables` joins the two: a table about people, over time. All
are pure; who contributed never leaves the caller.
"""
