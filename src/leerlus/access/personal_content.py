"""All content that belongs to one person: apps register how to read it out and how to erase it.

Serves the rights of the General Data Protection Regulation, articles 15, 17 and 20. These rights belong to the
person, not to a role: they stay when every role has ended.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.keyring import KeyProblem, destroy_key
from leerlus.access.models import AccessEvent, SubmittedForm
from leerlus.organisations.models import Person

Reader = Callable[[UUID], Any]
Eraser = Callable[[UUID], None]
Deleter = Callable[[Sequence[UUID]], None]


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of personal content. `erase` is None for what stays, and then `why_kept` says why."""

    name: str
    label: str | Promise
    read: Reader
    erase: Eraser | None
    why_kept: str | Promise


@dataclass(frozen=True, slots=True)
class Kept:
    """A section with how many pieces of it are kept of one person; None when they cannot be opened now."""

    section: Section
    count: int | None


_SECTIONS: Final[dict[str, Section]] = {}
_CHOICES: Final[dict[str, str | Promise]] = {}
_WITH_OWN_KEY: Final[list[Deleter]] = []


def register_section(
    name: str,
    read: Reader,
    erase: Eraser | None,
    *,
    label: str | Promise = "",
    why_kept: str | Promise = "",
) -> None:
    """Add a section of personal content; `read` returns JSON-able content, `erase` deletes the rows.

    `label` is what the person reads ("Your scans"). Raises ValueError when something stays without a reason.
    """
    if erase is None and not why_kept:
        raise ValueError(f"section {name}: say why it stays")
    _SECTIONS[name] = Section(name, label or name, read, erase, why_kept)


def sections() -> list[tuple[str, Section]]:
    """All sections by name, in the order in which they are read out."""
    return sorted(_SECTIONS.items())


def register_choice(address: str, label: str | Promise) -> None:
    """Add a page, by the name of its address, on which somebody decides what happens with their data."""
    _CHOICES[address] = label


def choices() -> list[tuple[str, str | Promise]]:
    """The pages on which somebody decides what happens with their data: name of the address and label."""
    return list(_CHOICES.items())


def registered_sections() -> tuple[str, ...]:
    """The names of all sections."""
    return tuple(sorted(_SECTIONS))


def kept_of(person_id: UUID) -> list[Kept]:
    """What Leerlus keeps of a person, by section, with counts."""
    return [Kept(section, _counted(section, person_id)) for _, section in sorted(_SECTIONS.items())]


def export_personal_content(actor: Actor) -> dict[str, Any]:
    """Everything that Leerlus keeps of this person, by section. The export itself is logged."""
    with transaction.atomic():
        record_event(AccessEvent.Action.EXPORTED, actor=actor, subject_id=actor.person_id)
        return {name: section.read(actor.person_id) for name, section in sorted(_SECTIONS.items())}


def erase_personal_content(actor: Actor) -> None:
    """Erase it all: rows, shares, and the key, so that backups cannot be read either. The account stays.

    The key goes last but before the commit: when the machine stops in between, what was left is unreadable, which is
    what the person asked for; the other way round it would stay readable while they believe it is gone.
    """
    with transaction.atomic():
        _erase_rows(actor.person_id)
        record_event(AccessEvent.Action.ERASED, actor=actor, subject_id=actor.person_id)
        destroy_key(actor.person_id)


def erase_who_left(person_id: UUID, municipality_id: UUID | None) -> None:
    """The same for somebody who left long enough ago. The caller holds the transaction."""
    _erase_rows(person_id)
    record_event(AccessEvent.Action.EXPIRED, subject_id=person_id, municipality_id=municipality_id)
    destroy_key(person_id)


def erase_again(person_id: UUID, municipality_id: UUID | None) -> None:
    """Erase what a restored backup brought back of somebody who was erased. The caller holds the transaction."""
    _erase_rows(person_id)
    record_event(AccessEvent.Action.ERASED, subject_id=person_id, municipality_id=municipality_id)


def register_with_own_key(delete: Deleter) -> None:
    """Tell about things that have a key of their own and belong to no person; `delete` takes their ids, and others."""
    if delete not in _WITH_OWN_KEY:
        _WITH_OWN_KEY.append(delete)


def delete_without_key(ids: Sequence[UUID]) -> None:
    """Delete what a backup brought back of things whose key is destroyed. The caller holds the transaction."""
    for delete in _WITH_OWN_KEY:
        delete(ids)


def something_is_kept(person_id: UUID) -> bool:
    """Whether there is anything of this person that erasing would take; also when it cannot be opened."""
    return any(
        _counted(section, person_id) != 0 for section in _SECTIONS.values() if section.erase is not None
    )


def _erase_rows(person_id: UUID) -> None:
    for section in _SECTIONS.values():
        if section.erase is not None:
            section.erase(person_id)
    SubmittedForm.objects.filter(person_id=person_id).delete()
    Person.objects.filter(pk=person_id).update(content_erased_on=timezone.localdate())


def _counted(section: Section, person_id: UUID) -> int | None:
    try:
        return _count(section.read(person_id))
    except KeyProblem:
        return None


def _count(content: Any) -> int:
    """How many pieces: those in lists, also in lists under names, and one for anything else that is there."""
    if isinstance(content, list):
        return len(content)
    if isinstance(content, dict):
        others = [value for value in content.values() if not isinstance(value, list)]
        return sum(len(value) for value in content.values() if isinstance(value, list)) + any(others)
    return 1 if content else 0
