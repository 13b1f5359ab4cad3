"""Content as data: instruments, techniques, rules, catalogue (YAML) with their schemas.

Pure: imports nothing of Leerlus. A version that has been used never changes; a change is a new version.
"""
