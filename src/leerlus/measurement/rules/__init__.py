"""Rules of a measurement set: whether its design is whole, whether it is active, and what it captures of whom. Pure."""
