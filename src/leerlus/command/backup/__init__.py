"""Backups of the database that prove what is in them, and restoring one without bringing back who was erased."""
