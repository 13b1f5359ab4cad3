"""Who may see what: the one place (design document 2; reliability document 2, 3.1).

`matrix` is the table, `door` turns it into querysets, `shares` records what somebody showed to somebody else,
`audit` records who saw what, `vault` seals personal content with a key per person. May import `organisations`.
"""
