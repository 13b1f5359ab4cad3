"""Casework in seven steps: pseudonymous case files, argued choices, contacts (note 1.2, box 2.1).

A case file belongs to the duty to the client and moves with its assignment: its content is sealed with a key of the
file, not of a person (decision 20). May import what stands below it: scans, documents, reminders, release, access.
"""
