"""Scans: what moves somebody to work on their craft (note 3: characteristics of the caseworker).

May import access, organisations, content, charts and the pure core. `scoring`, `profile` and `words` know no Django.
"""
