"""Dates somebody wants to remember, mail and calendar files about them. May import access and organisations.

A mail or calendar file never says what it is about: that is read after logging in.
"""
