"""Decisions about knowledge, without Django."""
