"""Making the design together: every field is kept as it is given, by whoever of the team gives it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.colleagues import teams_worked_in_or_led
from leerlus.access.door import visible
from leerlus.content.measurement import CURRENT_LIBRARY, FieldLibrary, load_field_library
from leerlus.measurement.models import MeasurementSet
from leerlus.measurement.reminding import forget_look
from leerlus.measurement.rules.design import (
    MOST_NEW_FIELDS,
    USUAL_MONTHS,
    Design,
    FieldKind,
    Gap,
    OwnField,
    gaps,
    in_months,
)
from leerlus.organisations.models import Team

OWN_FIELDS: Final = tuple(f"own_{number}" for number in range(1, MOST_NEW_FIELDS + 1))
"""The keys of fields in own words; each has `_name`, `_question`, `_kind` and `_choices` in the design."""

Value = str | list[str]


class NotADraft(Exception):
    """The set was laid before the group already, or thrown away: its design does not change any more."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that somebody else of the team changed meanwhile: what stands there now."""

    name: str
    stands: Value


def sets_of(actor: Actor) -> QuerySet[MeasurementSet]:
    """The sets of the teams the actor works in or leads, by team, the one that is not closed first."""
    rows = visible(actor, MeasurementSet).filter(team__in=teams_worked_in_or_led(actor))
    return rows.select_related("team__municipality").order_by("team__name", "team_id", "-saved_at", "id")


def start_design(actor: Actor, team: Team) -> MeasurementSet:
    """An empty design for a team; the one that is not closed when there is one that is still alive.

    Raises ValueError when the actor neither works in the team nor leads it. A set that ended makes room for it.
    """
    if not teams_worked_in_or_led(actor).filter(pk=team.pk).exists():
        raise ValueError("only a team itself and who leads it design what it measures")
    with transaction.atomic():
        Team.objects.select_for_update().get(pk=team.pk)
        today = timezone.localdate()
        open_set = MeasurementSet.objects.filter(team=team, closed_on=None).first()
        if open_set is not None:
            if open_set.running_since is None or open_set.ends_on is None or open_set.ends_on >= today:
                return open_set
            open_set.closed_on = today
            open_set.save(update_fields=["closed_on"])
            forget_look(open_set)
        return MeasurementSet.objects.create(
            team=team, library_version=CURRENT_LIBRARY, design={"ends_on": usual_stop(today)}
        )


def usual_stop(today: date) -> str:
    """The stop date that is proposed, as it stands in a design."""
    return in_months(today, USUAL_MONTHS).isoformat()


def store_fields(
    actor: Actor, pk: UUID, given: Mapping[str, Value], shown: Mapping[str, Value]
) -> list[Clash]:
    """Keep the fields that were changed; those that somebody else changed meanwhile are not kept but told.

    `shown` is what stood in the form when it was opened: a field that is still as it was shown is left alone, so that
    an older window wipes nothing. Raises NotADraft.
    """
    with transaction.atomic():
        found = visible(actor, MeasurementSet).select_for_update().filter(pk=pk, proposed_on=None).first()
        if found is None or found.closed_on is not None:
            raise NotADraft
        clashes = []
        for name, value in given.items():
            stands, before = found.design.get(name, ""), shown.get(name, "")
            if same(value, before) or same(value, stands):
                continue
            if not same(stands, before):
                clashes.append(Clash(name, stands))
                continue
            found.design[name] = value
        found.saved_at = timezone.now()
        found.save(update_fields=["design", "saved_at"])
    return clashes


def discard_design(actor: Actor, found: MeasurementSet) -> bool:
    """Throw a design away that was never laid before the group; False when it was."""
    deleted, _ = visible(actor, MeasurementSet).filter(pk=found.pk, proposed_on=None, closed_on=None).delete()
    return bool(deleted)


def library_of(found: MeasurementSet) -> FieldLibrary:
    """The field library this version was designed with."""
    return load_field_library(found.library_version)


def design_of(found: MeasurementSet) -> Design:
    """What was decided until now, for the rules. A field of the library that is recorded already is not new."""
    said = found.design
    library = library_of(found).field
    recorded = tuple(name for name in library if name in said.get("recorded", []))
    rhythm, ends_on = said.get("rhythm", ""), said.get("ends_on", "")
    return Design(
        question=said.get("question", ""),
        outcome_a=said.get("outcome_a", ""),
        act_a=said.get("act_a", ""),
        outcome_b=said.get("outcome_b", ""),
        act_b=said.get("act_b", ""),
        recorded=recorded,
        added=tuple(name for name in library if name in said.get("added", []) and name not in recorded),
        own=tuple(_own_fields(said)),
        knows_who_sees=said.get("who_sees", "") == "yes",
        rhythm_weeks=int(rhythm) if rhythm else None,
        ends_on=date.fromisoformat(ends_on) if ends_on else None,
    )


def gaps_of(found: MeasurementSet) -> tuple[Gap, ...]:
    """What is still missing today."""
    return gaps(design_of(found), library_of(found).seconds, timezone.localdate())


def same(one: Value, other: Value) -> bool:
    """Whether two values of a field are the same: line ends and the order of what was ticked do not count."""
    return _plain(one) == _plain(other)


def _plain(value: Value) -> str:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return " ".join(sorted(value))


def _own_fields(said: Mapping[str, Any]) -> Iterable[OwnField]:
    """The fields in own words of which anything was said."""
    for key in OWN_FIELDS:
        name, question = said.get(f"{key}_name", ""), said.get(f"{key}_question", "")
        choices = tuple(line.strip() for line in said.get(f"{key}_choices", "").splitlines() if line.strip())
        if name or question or choices:
            kind = FieldKind(said.get(f"{key}_kind") or FieldKind.YES_NO.value)
            yield OwnField(key, name, question, kind, choices if kind is FieldKind.CHOICE else ())
