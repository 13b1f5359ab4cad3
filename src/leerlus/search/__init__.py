"""Finding texts: Dutch and English words by stem, synonym, part of a compound and despite a typing error.

`text` reads (pure), `ranking` weighs (pure), `indexing` keeps the index, `finding` asks it. Decision 26 says why
the index is an ordinary table: two databases then give the same order to the last place.
"""
