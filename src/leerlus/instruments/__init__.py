"""Which instruments there are: those of Leerlus, and those that a municipality added from a file.

`finding` is the one way to an instrument by its key and version. May import release and everything below.
"""
