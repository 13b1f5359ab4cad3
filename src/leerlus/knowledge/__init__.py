"""What works for whom: knowledge items, the catalogue, appraisal, translation to practice, and knowledge questions.

What Leerlus itself brings is content (`leerlus.content.knowledge`) and is everybody's; a municipality adds to it. May
import advice and everything below.
"""
