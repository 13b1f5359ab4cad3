"""Municipalities, teams, people, memberships and roles (domain specification 1; note 5).

Several municipalities live in one instance and are strictly separated. May import `content` and the pure core only.
"""
