"""A list of people to invite, from a CSV file of whatever flavour: every line is an invitee, or has its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerlus.administration.invitations import Invitee, refuse_invitee
from leerlus.organisations.models import Municipality, Team
from leerlus.organisations.roles import TEAM_ROLES, Role
from leerlus.outcomes.rules.reading import read_table
from leerlus.outcomes.rules.reasons import FileReason, UnreadableFile

MOST_LINES: Final = 500
COLUMNS: Final = {
    "name": ("naam", "name", "volledige naam"),
    "email": ("e-mail", "email", "e-mailadres", "emailadres", "mail", "e-mail address"),
    "role": ("rol", "role", "functie"),
    "team": ("team", "teamnaam"),
}
"""The words by which the columns are known, in Dutch and English."""

ROLE_WORDS: Final = {
    Role.CASEWORKER: ("klantmanager", "consulent", "werkcoach", "caseworker"),
    Role.TEAM_MANAGER: ("teammanager", "teamleider", "leidinggevende", "team manager", "manager"),
    Role.KNOWLEDGE_BROKER: ("kennismanager", "knowledge manager", "knowledge broker"),
    Role.EXECUTIVE: ("directeur", "wethouder", "directie", "director", "alderman", "executive"),
    Role.TENANT_ADMINISTRATOR: (
        "functioneel beheerder",
        "beheerder",
        "application administrator",
        "administrator",
    ),
}
"""The words by which the roles are known; a municipality's own word for a caseworker counts too."""

_TITLES: Final[dict[str, Promise]] = {
    "name": gettext_lazy("name"),
    "email": gettext_lazy("e-mail"),
    "role": gettext_lazy("role"),
}
_UNREADABLE: Final[dict[FileReason, Promise]] = {
    FileReason.EMPTY: gettext_lazy("This file is empty."),
    FileReason.ONLY_HEADER: gettext_lazy(
        "There are no people in this file, only a first line with names of columns."
    ),
    FileReason.EXCEL: gettext_lazy("This is an Excel file. Save it as CSV in Excel, and choose that file."),
}


class UnusableList(Exception):
    """The file as a whole cannot be used; the text says why, for the screen."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: its number, what stands there, and the invitee or the reasons why not."""

    number: int
    name: str
    email: str
    role: str
    team: str
    invitee: Invitee | None
    reasons: tuple[str, ...]


def read_list(content: bytes, municipality: Municipality, teams: Sequence[Team]) -> list[Line]:
    """Read and check a whole file. Raises UnusableList when it is no list of people at all."""
    try:
        table = read_table(content)
    except UnreadableFile as unreadable:
        unknown = _("This file cannot be read as a list. Save it as CSV, and choose that file.")
        raise UnusableList(str(_UNREADABLE.get(unreadable.reason, unknown))) from None
    if len(table) > MOST_LINES:
        raise UnusableList(_("This is more than %(most)s people. Split the list.") % {"most": MOST_LINES})
    columns = {name: table.column(at) for name, at in _places(table.header).items()}
    missing = [str(title) for name, title in _TITLES.items() if name not in columns]
    if missing:
        raise UnusableList(
            _("The first line must name the columns: name;email;role;team. Not found: %(columns)s.")
            % {"columns": ", ".join(missing)}
        )
    columns.setdefault("team", [""] * len(table))
    reader = _LineReader(municipality, teams)
    return [
        reader.read(number, *(columns[name][at] for name in COLUMNS))
        for at, number in enumerate(table.lines.tolist())
    ]


def _places(header: Sequence[str]) -> dict[str, int]:
    """Which column stands where."""
    titles = [" ".join(title.lower().split()) for title in header]
    return {
        name: next(at for at, title in enumerate(titles) if title in words)
        for name, words in COLUMNS.items()
        if set(words) & set(titles)
    }


class _LineReader:
    """Checks lines one after another; remembers addresses, because one may stand in the file only once."""

    def __init__(self, municipality: Municipality, teams: Sequence[Team]) -> None:
        self.municipality = municipality
        self.teams = {team.name.lower(): team for team in teams}
        self.roles = {word: role for role, words in ROLE_WORDS.items() for word in words}
        self.roles[municipality.caseworker_label.lower()] = Role.CASEWORKER
        self.seen: dict[str, int] = {}

    def read(self, number: int, name: str, email: str, role_word: str, team_name: str) -> Line:
        role = self.roles.get(" ".join(role_word.lower().split()))
        team = self.teams.get(team_name.lower())
        reasons = [*self._wrong_person(name, email), *self._wrong_place(role, role_word, team, team_name)]
        if (earlier := self.seen.setdefault(email.lower(), number)) != number:
            reasons.append(_("this address stands on line %(line)s too") % {"line": earlier})
        invitee = Invitee(name, email, role, team if role in TEAM_ROLES else None) if role else None
        if invitee and not reasons:
            reasons += _refusal(invitee, self.municipality)
        return Line(number, name, email, role_word, team_name, None if reasons else invitee, tuple(reasons))

    def _wrong_person(self, name: str, email: str) -> list[str]:
        reasons = []
        if not name:
            reasons.append(_("the name is missing"))
        elif len(name) > 100:
            reasons.append(_("the name is longer than 100 characters"))
        try:
            validate_email(email)
        except ValidationError:
            reasons.append(
                _("this is not an e-mail address") if email else _("the e-mail address is missing")
            )
        return reasons

    def _wrong_place(self, role: Role | None, role_word: str, team: Team | None, team_name: str) -> list[str]:
        reasons = []
        if role is None:
            reasons.append(
                _("“%(role)s” is not a role we know") % {"role": role_word}
                if role_word
                else _("the role is missing")
            )
        if team_name and team is None:
            reasons.append(
                _("there is no team “%(team)s”; add it under settings first") % {"team": team_name}
            )
        elif role in TEAM_ROLES and team is None:
            reasons.append(_("the team is missing"))
        return reasons


def _refusal(invitee: Invitee, municipality: Municipality) -> list[str]:
    try:
        refuse_invitee(invitee, municipality)
    except ValidationError as refusal:
        return list(refusal.messages)
    return []
