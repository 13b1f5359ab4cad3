"""Scales and time to event, verified against published numbers (domain specification 3.0 and 7; note box 4.1).

Pure: NumPy and the standard library; imports nothing of ours. Rows become a `CountTable` once (`count_tables`); every
estimator (`survival`, `competing`) is a function from that table to a frozen dataclass, with limits from `intervals`.
"""
