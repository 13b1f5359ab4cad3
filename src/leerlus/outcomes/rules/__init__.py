"""Rules of outcomes without Django: reading a file of spells, and what its counts say (note 2.2 and 5.2)."""
