"""Logging in, accounts, invitations and the pages of the application administrator.

Who configures sees no content. Stands above access (it logs what it does) and below the site. May import everything
below `research`; it needs only access and organisations.
"""
