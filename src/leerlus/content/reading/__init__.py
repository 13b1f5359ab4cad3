"""Reading an instrument from a file that somebody made: YAML in our own schema, or an XLSForm. Pure.

A file gives an instrument or problems: all of them at once, each with its place in the file, in both languages. Nothing
in a file is ever evaluated.
"""
