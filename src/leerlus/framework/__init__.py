"""The model of the note as data and plain Python: factors, edges, sections (note 2.2, 3, 4, 5 and appendix 3). Pure.

`framework.yaml` states what the note names, how it is linked, how sure anybody is of each link, and what in Leerlus
measures each factor. `load_framework()` reads it once, checks it and gives it as an immutable `Framework`.
May import pydantic and yaml, and nothing else of ours.
"""
