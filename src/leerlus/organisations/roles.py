"""The roles somebody can hold, and which of them may never meet in one person (reliability document 2.1)."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """A role held through a membership. Peer and colleague-with-a-share are relations, not roles."""

    CASEWORKER = "caseworker", _("caseworker")
    TEAM_MANAGER = "team_manager", _("team manager")
    KNOWLEDGE_BROKER = "knowledge_broker", _("knowledge manager")
    EXECUTIVE = "executive", _("director or alderman")
    RESEARCHER = "researcher", _("national researcher")
    TENANT_ADMINISTRATOR = "tenant_administrator", _("application administrator")


TEAM_ROLES = frozenset({Role.CASEWORKER, Role.TEAM_MANAGER})
"""Roles that are held in a team; the others are held in the municipality as a whole."""

CONTENT_ROLES = frozenset(set(Role) - {Role.TENANT_ADMINISTRATOR})
"""Roles that can see something of the work; an administrator never gives one to themselves."""

NEVER_TOGETHER = (
    frozenset({Role.TEAM_MANAGER, Role.TENANT_ADMINISTRATOR}),
    frozenset({Role.EXECUTIVE, Role.TENANT_ADMINISTRATOR}),
    frozenset({Role.TEAM_MANAGER, Role.KNOWLEDGE_BROKER}),
    *(frozenset({Role.RESEARCHER, role}) for role in Role if role != Role.RESEARCHER),
)
"""Pairs that may not meet in one person: who configures does not lead, who leads does not broker."""


def conflicting_roles(roles: Iterable[str]) -> frozenset[str] | None:
    """The first pair of roles that may not be combined, or None when all of them may."""
    held = frozenset(roles)
    return next((pair for pair in NEVER_TOGETHER if pair <= held), None)
