"""Leerlus: a learning loop for caseworkers. The folders mirror the framework of the note (docs/architecture.md)."""

__version__ = "0.1.0"
