"""Everything Leerlus keeps of somebody as a paper to read: the same content as the file for programs, in words.

Walks whatever the sections give, so that a new section or field is in it by itself. Apps say what their own names mean.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerlus.access.personal_content import sections
from leerlus.documents.blocks import Block, Document, Heading, Paragraph, Terms
from leerlus.organisations.language import language_of_screen

NameOf = Callable[[str, str], str | None]

_NAMES_OF: Final[list[NameOf]] = []

_NAMES: Final[dict[str, Promise]] = {
    "about": gettext_lazy("about"),
    "action": gettext_lazy("what happened"),
    "attempts": gettext_lazy("attempts"),
    "advice": gettext_lazy("advice"),
    "answers": gettext_lazy("answers"),
    "at": gettext_lazy("when"),
    "by_mail": gettext_lazy("by mail"),
    "added_to": gettext_lazy("added to"),
    "columns": gettext_lazy("columns"),
    "columns_read": gettext_lazy("columns in the file"),
    "events": gettext_lazy("what happened"),
    "content_erased_on": gettext_lazy("content erased on"),
    "counted_in": gettext_lazy("counted in"),
    "counted_in_estimates": gettext_lazy("counted in estimates"),
    "counts": gettext_lazy("counts"),
    "counts_since": gettext_lazy("counts since"),
    "created_at": gettext_lazy("made at"),
    "dates": gettext_lazy("dates"),
    "description": gettext_lazy("description"),
    "done_at": gettext_lazy("done at"),
    "due_on": gettext_lazy("to do by"),
    "duration": gettext_lazy("duration"),
    "email": gettext_lazy("e-mail address"),
    "ends_on": gettext_lazy("until and including"),
    "evaluations": gettext_lazy("what colleagues found of what they followed"),
    "exit": gettext_lazy("how it ended"),
    "file_name": gettext_lazy("name of the file"),
    "finished_at": gettext_lazy("finished at"),
    "given": gettext_lazy("given"),
    "given_by": gettext_lazy("given by"),
    "given_up_at": gettext_lazy("given up at"),
    "id": gettext_lazy("mark"),
    "instrument": gettext_lazy("instrument"),
    "is_active": gettext_lazy("account is open"),
    "kind": gettext_lazy("kind"),
    "language": gettext_lazy("language"),
    "last_login": gettext_lazy("last login"),
    "last_present": gettext_lazy("last counted on"),
    "lots_drawn": gettext_lazy("lots were drawn"),
    "made_at": gettext_lazy("made at"),
    "made_for": gettext_lazy("made for"),
    "mail": gettext_lazy("mail"),
    "municipality": gettext_lazy("municipality"),
    "moment": gettext_lazy("moment"),
    "name": gettext_lazy("name"),
    "notice": gettext_lazy("what was noticed"),
    "number": gettext_lazy("number"),
    "outcome": gettext_lazy("outcome"),
    "put_aside": gettext_lazy("put aside"),
    "ready_to_share": gettext_lazy("ready to share"),
    "reason": gettext_lazy("reason"),
    "receiver": gettext_lazy("with whom"),
    "role": gettext_lazy("role"),
    "roles": gettext_lazy("roles"),
    "rule": gettext_lazy("rule"),
    "rules": gettext_lazy("rules"),
    "rows_added": gettext_lazy("rows added"),
    "rows_changed": gettext_lazy("rows changed"),
    "rows_read": gettext_lazy("rows read"),
    "rows_refused": gettext_lazy("rows refused"),
    "rows_total": gettext_lazy("rows in all"),
    "saved_at": gettext_lazy("saved at"),
    "scores": gettext_lazy("scores"),
    "sent_at": gettext_lazy("sent at"),
    "sitting": gettext_lazy("scan"),
    "skip_refused": gettext_lazy("refused rows left out"),
    "since": gettext_lazy("since"),
    "started_at": gettext_lazy("started at"),
    "starts_on": gettext_lazy("from"),
    "state": gettext_lazy("state"),
    "steps": gettext_lazy("steps"),
    "stopped_at": gettext_lazy("stopped at"),
    "strongest_advantage": gettext_lazy("strongest advantage"),
    "team": gettext_lazy("team"),
    "technique": gettext_lazy("technique"),
    "title": gettext_lazy("title"),
    "trace": gettext_lazy("every rule that was weighed"),
    "unit": gettext_lazy("unit"),
    "until": gettext_lazy("until"),
    "version": gettext_lazy("version"),
    "what": gettext_lazy("what"),
    "who": gettext_lazy("who"),
    "with": gettext_lazy("with whom"),
    "witness": gettext_lazy("who knows about it"),
}


def register_names(name_of: NameOf) -> None:
    """Tell what an app's own names mean: `name_of("ATT1", "nl")` gives the question, or None when it knows it not."""
    _NAMES_OF.append(name_of)


def own_document(content: dict[str, Any], author: str, today: date) -> Document:
    """The paper of an export: a heading for each section, and for each piece every field that is in it."""
    language = language_of_screen()
    blocks: list[Block] = [
        Paragraph(
            _("This is everything Leerlus keeps of you. Times are in UTC. A dash means: not filled in.")
        )
    ]
    for name, section in sections():
        blocks.append(Heading(str(section.label)))
        pieces = list(_pieces(content.get(name)))
        if not pieces:
            blocks.append(Paragraph(_("Nothing is kept here."), quiet=True))
        for number, (group, piece) in enumerate(pieces, start=1):
            title = f"{number}. {_called(group, language)}" if group else f"{number}."
            blocks += [Heading(title, level=3), Terms(tuple(_rows(piece, "", language)) or (("–", "–"),))]
    return Document(
        title=_("Everything Leerlus keeps of you"),
        language=language,
        blocks=tuple(blocks),
        author=author,
        footer=_("Made on %(day)s. Only you got this paper.") % {"day": date_format(today, "j F Y")},
    )


def _pieces(content: Any) -> Iterator[tuple[str, Any]]:
    """The pieces of a section with the group they stand in, which may be without a name."""
    if isinstance(content, list):
        yield from (("", piece) for piece in content)
    elif isinstance(content, dict):
        rest = {name: value for name, value in content.items() if not isinstance(value, list)}
        if any(value not in (None, "", {}) for value in rest.values()):
            yield "", rest
        for name, value in content.items():
            if isinstance(value, list):
                yield from ((name, piece) for piece in value)
    elif content not in (None, ""):
        yield "", content


def _rows(value: Any, path: str, language: str) -> Iterator[tuple[str, str]]:
    """Every value at the end of a path of names."""
    if isinstance(value, dict) and value:
        for name, part in value.items():
            yield from _rows(part, _joined(path, _called(str(name), language)), language)
    elif isinstance(value, list) and any(isinstance(part, dict | list) for part in value):
        for number, part in enumerate(value, start=1):
            yield from _rows(part, _joined(path, str(number)), language)
    else:
        yield path or _("value"), _said(value, language)


def _joined(path: str, name: str) -> str:
    return f"{path} › {name}" if path else name


def _called(name: str, language: str) -> str:
    """What a name means in words; a name nobody knows is shown as it is."""
    if name in _NAMES:
        return str(_NAMES[name])
    return _meaning(name, language) or name.replace("_", " ")


def _meaning(name: str, language: str) -> str | None:
    return next((found for name_of in _NAMES_OF if (found := name_of(name, language))), None)


def _said(value: Any, language: str) -> str:
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_said(part, language) for part in value)
    return str(value)
