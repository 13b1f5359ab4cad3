"""`leerlus analyse …` and `leerlus design …`: the statistics for a researcher with a file, without a database.

An analysis is a module in `analyses` or `designs` with `OPTIONS` (what may be asked) and `run` (from a table to a
`Result`). `tables` reads files, `results` prints what was found as a table for people or as JSON for programs.
"""
