"""The menu of each role: at most five, and only what exists."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerlus.access.pages import PersonRequest
from leerlus.organisations.roles import Role


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of the menu; `current` marks the section somebody is in."""

    label: str | Promise
    url: str
    current: bool


_Entry = tuple[str | Promise, str, str | tuple[str, ...]]

_TODAY: Final = (_("Today"), "today", "/")
_WHAT_IF: Final = (_("What if?"), "what_if", "/advies/")
_KNOWLEDGE: Final = (_("Knowledge base"), "knowledge", "/kennis/")
_PICTURE: Final = (_("Picture"), "picture", "/beeld/")
_SETTINGS: Final = ("/beheer/instellingen/", "/beheer/clientkaarten/", "/beheer/vragenlijsten/")
_MENU: Final = {
    Role.CASEWORKER: (
        _TODAY,
        (_("My craft"), "my_craft", "/mijn-vak/"),
        (_("My clients"), "case_files", "/mijn-clienten/"),
        _KNOWLEDGE,
    ),
    Role.TEAM_MANAGER: (
        _TODAY,
        (_("Conversations"), "conversations", "/gesprekken/"),
        (_("Team"), "team", "/team/"),
        (_("Clients"), "case_assignments", "/clienten/"),
        (_("My craft"), "my_craft", "/mijn-vak/"),
    ),
    Role.KNOWLEDGE_BROKER: (_TODAY, _KNOWLEDGE, _PICTURE, _WHAT_IF),
    Role.EXECUTIVE: (_TODAY, _PICTURE, _KNOWLEDGE),
    Role.RESEARCHER: (_TODAY, _WHAT_IF, _KNOWLEDGE),
    Role.TENANT_ADMINISTRATOR: (
        (_("People"), "people", "/beheer/mensen/"),
        (_("Settings"), "municipality_settings", _SETTINGS),
        (_("Records"), "administrator_imports", "/beheer/gegevens/"),
        (_("Health"), "health", "/beheer/gezondheid/"),
    ),
}


def menu_for(request: PersonRequest) -> list[MenuItem]:
    """The menu of the roles held today, in the order caseworker, manager, others; nothing for a stranger."""
    if not request.user.is_authenticated:
        return []
    return [
        MenuItem(label, url, _inside(request.path, prefix))
        for label, url, prefix in _entries(request.actor.roles)
    ]


@cache
def _entries(roles: frozenset[str]) -> tuple[_Entry, ...]:
    """Label, address and section of each entry; the labels become words when they are shown."""
    found: dict[str, _Entry] = {}
    for role in (*_MENU, *Role):
        if role in roles:
            found |= {
                name: (label, reverse(name), prefix) for label, name, prefix in _MENU.get(role, (_TODAY,))
            }
    return tuple(found.values())


def _inside(path: str, prefix: str | tuple[str, ...]) -> bool:
    return path == prefix if prefix == "/" else path.startswith(prefix)
