"""Scales and time to event, verified against published numbers. Pure: NumPy only."""
