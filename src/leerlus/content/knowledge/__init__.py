"""What is known about what works, for whom, in words for the front line; open questions; words that mean the same."""
