"""Leerlus: a learning loop for caseworkers. The folders mirror the framework of the note (docs/architecture.md)."""
