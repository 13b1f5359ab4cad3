"""The one door to more than one person's scores: closed rounds, published figures (reliability document 4)."""
