"""Rules of pictures: pure functions on counts."""
