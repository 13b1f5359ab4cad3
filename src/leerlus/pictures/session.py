"""A team looks together at its own work: reading what everybody agreed to measure, and making the picture once."""

from collections.abc import Hashable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.door import visible
from leerlus.access.keyring import KeyProblem
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.casework.models import Contact, Form, Kept, Technique
from leerlus.measurement.designing import design_of
from leerlus.measurement.group import group_of
from leerlus.measurement.life import NotNow, looked_together, standing_of
from leerlus.measurement.models import MeasurementSet, SetAgreement
from leerlus.measurement.rules.design import FieldKind
from leerlus.measurement.rules.standing import Standing, is_joint
from leerlus.pictures.models import TeamPicture
from leerlus.pictures.rules.session import (
    FEWEST_WEEKS,
    WEEK,
    Field,
    FieldOf,
    Seen,
    Told,
    Waits,
    tell,
    whole_weeks,
)
from leerlus.release.participation import not_paused

MINUTES: Final = ((15, "15"), (30, "30"), (45, "45"))
"""Up to so many minutes; longer is `longer`."""
_LIBRARY: Final[Mapping[str, Field]] = {
    "contact_form": Field("contact_form", FieldOf.ONE, tuple(Form.values)),
    "minutes": Field("minutes", FieldOf.ONE, (*(name for _, name in MINUTES), "longer")),
    "technique_tags": Field("technique_tags", FieldOf.SEVERAL, tuple(Technique.values)),
    "client_confidence": Field("client_confidence", FieldOf.MEAN),
    "agreement_kept": Field("agreement_kept", FieldOf.ONE, tuple(Kept.values)),
}


class NoPicture(Exception):
    """There is no picture to make now; `why` says what is waited for."""

    def __init__(self, why: Waits) -> None:
        super().__init__(why.value)
        self.why = why


def weeks_to_see(found: MeasurementSet) -> tuple[date, ...]:
    """Mondays of the whole weeks since the measurement began that were in no picture of the team before."""
    if found.running_since is None:
        return ()
    last: date | None = (
        TeamPicture.objects.filter(team_id=found.team_id)
        .order_by("-last_day")
        .values_list("last_day", flat=True)
        .first()
    )
    begin = found.running_since if last is None else max(found.running_since, last + timedelta(days=1))
    return whole_weeks(begin, timezone.localdate())


def waits_for(found: MeasurementSet) -> Waits | None:
    """What can be seen beforehand, without reading a contact, of why no picture can be made."""
    if standing_of(found) is not Standing.ACTIVE:
        return Waits.NOT_ACTIVE
    return Waits.TOO_FEW_WEEKS if len(weeks_to_see(found)) < FEWEST_WEEKS else None


def make_picture(actor: Actor, found: MeasurementSet, *, caseworkers: int, managers: int) -> TeamPicture:
    """Make the picture of the weeks since the last one, by so many people at one table; that they looked is kept too.

    Raises NoPicture, ValueError for a table that is not joint, and NotNow when the set is gone
    or somebody else just made this picture.
    """
    if not is_joint(caseworkers, managers):
        raise ValueError("a team looks together, caseworkers in the majority")
    if why := waits_for(found):
        raise NoPicture(why)
    weeks = weeks_to_see(found)
    first, last = weeks[0], weeks[-1] + WEEK - timedelta(days=1)
    # Opening a year of contacts takes seconds, so it is done before anybody has to wait for this transaction.
    told = tell(list(_contacts(found, first, last)), fields_of(found), weeks)
    if not isinstance(told, Told):
        raise NoPicture(told)
    with transaction.atomic():
        rows = visible(actor, MeasurementSet).select_for_update(of=("self",))
        locked = rows.select_related("team__municipality").filter(pk=found.pk).first()
        if locked is None or waits_for(locked) or weeks_to_see(locked) != weeks:
            raise NotNow
        made = TeamPicture.objects.create(
            team_id=locked.team_id,
            measurement=locked,
            first_day=first,
            last_day=last,
            caseworkers_at_table=caseworkers,
            managers_at_table=managers,
            stored_counts=told.as_stored(),
        )
        record_event(AccessEvent.Action.RELEASED, actor=actor, record=Record.TEAM_SESSION, object_id=made.pk)
        looked_together(actor, locked)
    return made


def fields_of(found: MeasurementSet) -> list[Field]:
    """The fields that the team agreed to look at and that are asked at a contact; nothing else is read."""
    design = design_of(found)
    known = {*design.recorded, *design.added}
    own = [
        Field(own.key, FieldOf.MEAN)
        if own.kind is FieldKind.NUMBER
        else Field(own.key, FieldOf.ONE, own.choices if own.kind is FieldKind.CHOICE else ("yes", "no"))
        for own in design.own
    ]
    return [field for key, field in _LIBRARY.items() if key in known] + own


def _contacts(found: MeasurementSet, first: date, last: date) -> Iterator[Seen]:
    """Contacts of everybody whose yes stands and who did not pause, from the day of their own yes on."""
    said = {
        person: timezone.localdate(at)
        for person, at in SetAgreement.objects.filter(
            measurement=found, person__in=group_of(found.team_id).caseworkers & _counting()
        ).values_list("person_id", "said_at")
    }
    rows = Contact.objects.filter(
        caseworker__in=said,
        held_on__range=(first, last),
        case_file__municipality=found.team.municipality_id,
    ).select_related("case_file")
    for row in rows.order_by("held_on", "pk").iterator(chunk_size=500):
        if row.caseworker_id is None or row.held_on < said[row.caseworker_id]:
            continue
        answers = _answers(row, found)
        if answers is not None:
            yield Seen(
                row.pk,
                row.case_file_id,
                row.caseworker_id,
                row.held_on,
                max((row.held_on - row.case_file.opened_on).days, 0),
                answers,
            )


def _counting() -> frozenset[UUID]:
    return frozenset(not_paused().values_list("pk", flat=True))


def _answers(contact: Contact, found: MeasurementSet) -> dict[str, tuple[Hashable, ...]] | None:
    """What was answered at a contact to the fields of this set, and nothing else; None when its key is gone."""
    try:
        content = contact.content
    except KeyProblem:
        return None
    measured: dict[str, Any] = {
        key.partition(":")[2]: value
        for key, value in content.get("measured", {}).items()
        if key.startswith(f"{found.pk}:")
    }
    minutes = measured.get("minutes")
    answered: dict[str, tuple[Hashable, ...]] = {
        "contact_form": (content["form"],),
        "technique_tags": tuple(content.get("techniques", ())),
        "client_confidence": () if content.get("confidence") is None else (content["confidence"],),
        "agreement_kept": (content["kept"],),
        "minutes": () if minutes is None else (_minutes(int(minutes)),),
    }
    return answered | {key: (value,) for key, value in measured.items() if key != "minutes"}


def _minutes(number: int) -> str:
    return next((name for most, name in MINUTES if number <= most), "longer")
