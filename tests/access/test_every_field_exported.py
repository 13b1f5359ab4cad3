"""Every field that is kept of a person is in what they take along (reliability D9, check 18).

Found by changing: a field is in the export when another value of it gives another export. So no list of names has to be
kept, and a new field of a new table is looked for by itself. What is left out on purpose stands in the register of
processing with its reason.
"""

import contextlib
import uuid
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import DatabaseError, IntegrityError, models, transaction
from django.test import Client
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.access.audit import record_event
from leerlus.access.forms_once import new_token
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent, Share
from leerlus.access.personal_content import sections
from leerlus.casework.models import CaseFile
from leerlus.client_cards.counting import Counts, published
from leerlus.client_cards.models import CaseworkerPart, OpenOwnLot, OpenTeamLot, OwnLot
from leerlus.content.instrument import current_instrument
from leerlus.conversations.models import Promise
from leerlus.measurement.models import MeasurementSet, SetAgreement
from leerlus.organisations.models import Person, Team
from leerlus.organisations.roles import Role
from leerlus.outcomes.models import OutcomeEvent, RowBefore, SpellImport
from leerlus.release.models import (
    Contribution,
    CountingConsent,
    EstimateMember,
    Pause,
    PublishedFigure,
    ReliabilityEstimate,
    Round,
    RoundMember,
)
from leerlus.release.purposes import Purpose
from leerlus.release.rules.levels import Level
from leerlus.reminders.models import OutboxMail, ReminderChoice
from tests import objects
from tests.test_processing_register import REGISTER

EXPORTED = {label: entry for label, entry in REGISTER.items() if entry["section"]}
PLANTED = "CANARYCHANGED"


class Lives:
    """Per table the rows that are kept of somebody, each with who that is."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[Person, models.Model]]] = {}

    def keep(self, person: Person, *made: models.Model) -> None:
        for row in made:
            self.rows.setdefault(row._meta.label, []).append((person, row))

    def of(self, label: str) -> list[tuple[Person, Any]]:
        return self.rows.get(label, [])


@pytest.fixture
def lives(fatima, bram, erik, team, municipality) -> Lives:
    """Fatima and Erik have a row in every table with a section, and another one to change references into."""
    found = Lives()
    for kind in objects.THINGS.values():
        _made_by_a_factory(found, kind, {Role.CASEWORKER: fatima, Role.TEAM_MANAGER: erik})
    for _, conversation in found.of("conversations.Conversation"):
        found.keep(fatima, *conversation.agreements.all())
        found.keep(erik, *conversation.agreements.all())
    for _, source in found.of("outcomes.SpellImport"):
        found.keep(fatima, *source.spells.all()[:1])
    found.keep(fatima, _something_happened(fatima, source))
    found.keep(fatima, RowBefore.objects.create(changed_by=source, row_id=1, values={}))
    CaseFile.objects.create(municipality=municipality, reference="R" * 10, short_reference="7F3K2Q")
    _shared_and_logged(found, fatima, bram, team)
    _counted(found, fatima, team)
    closed = {"team": team, "library_version": 1, "closed_on": date(2026, 1, 1)}
    sets = [MeasurementSet.objects.create(number=number, **closed) for number in (1, 2)]
    found.keep(fatima, SetAgreement.objects.create(measurement=sets[0], person=fatima, charter_version=1))
    _of_cards(found, fatima, team)
    found.keep(fatima, OutboxMail.objects.create(person=fatima, event="reminders:1"))
    found.keep(fatima, ReminderChoice.objects.create(person=fatima, kind="agreement"))
    found.keep(fatima, fatima, fatima.memberships.get())
    Team.objects.create(municipality=municipality, name="Team Zuid")
    return found


def _something_happened(caseworker: Person, source: SpellImport) -> OutcomeEvent:
    """A job of a client, on a day."""
    today = timezone.localdate()
    return OutcomeEvent.objects.create(
        source=source,
        caseworker=caseworker,
        client_reference="c1",
        kind=OutcomeEvent.Kind.PLACEMENT,
        started_on=today,
        last_day=today,
        told_by=OutcomeEvent.ToldBy.CLIENT,
    )


def _made_by_a_factory(lives: Lives, kind: objects.Kind, people: dict[Role, Person]) -> None:
    """A thing that has a factory with canaries, twice where somebody can have two."""
    owner = people.get(kind.owner_role)
    for number in (1, 2) if owner else ():
        with contextlib.suppress(IntegrityError), transaction.atomic():
            made = kind.make(owner, lambda field, number=number: f"CANARY{number}{field}".replace(" ", ""))
            promised = isinstance(made, Promise)
            lives.keep(people[Role.TEAM_MANAGER] if promised else owner, made)


def _shared_and_logged(lives: Lives, fatima: Person, bram: Person, team: Team) -> None:
    today = timezone.localdate()
    with_team = Share.objects.create(
        owner=fatima, team=team, record="plan", object_id=uuid.uuid4(), ends_on=today
    )
    lives.keep(fatima, with_team)
    event = record_event(
        AccessEvent.Action.VIEWED,
        actor=actor_of(bram),
        subject_id=fatima.pk,
        receiver_id=bram.pk,
        record=Record.PLAN,
        object_id=uuid.uuid4(),
    )
    lives.keep(fatima, event)
    Client().post("/mijn-vak/plan/nieuw/", {"title": "Iets", "form_token": new_token(fatima.pk)})
    lives.keep(fatima, Session.objects.get())


def _counted(lives: Lives, fatima: Person, team: Team) -> None:
    municipality, zuid = (
        team.municipality,
        Team.objects.create(municipality=team.municipality, name="Team West"),
    )
    closed = Round.objects.create(
        municipality=municipality, opened_on=date(2025, 1, 1), closed_on=date(2025, 2, 1)
    )
    opened = Round.objects.create(municipality=municipality)
    lives.keep(fatima, RoundMember.objects.create(round=opened, person=fatima, team=team))
    yes = CountingConsent.objects.create(person=fatima, purpose=Purpose.EVALUATIONS)
    lives.keep(fatima, yes, Pause.objects.create(person=fatima))
    figures = [
        PublishedFigure.objects.create(round=closed, level=Level.TEAM, team=where, measure="quickscan.sn")
        for where in (team, zuid)
    ]
    made = Contribution.of(figures[0], fatima.pk, 62.5, timezone.localdate())
    made.save()
    lives.keep(fatima, made)
    estimates = [
        ReliabilityEstimate.objects.create(
            instrument="quickscan", version=version, scale="att", people="100-149", alpha=0.8, low=0.7,
            high=0.9, deviation=16,
        )
        for version in (1, 2)
    ]  # fmt: skip
    lives.keep(fatima, EstimateMember.objects.create(estimate=estimates[0], person=fatima))


def _of_cards(lives: Lives, fatima: Person, team: Team) -> None:
    none_yet = Counts.none(current_instrument("client_card"), date(2026, 1, 1))
    of_team = OpenTeamLot.objects.create(team=team, version=1, counts=none_yet.as_stored())
    lives.keep(fatima, CaseworkerPart.objects.create(lot=of_team, person=fatima))
    still_open = OpenOwnLot(person=fatima, version=1)
    still_open.counts = none_yet
    still_open.save()
    lives.keep(fatima, still_open)
    months = {"first_month": date(2026, 1, 1), "last_month": date(2026, 2, 1)}
    lot = OwnLot(person=fatima, number=1, version=1, rule_version=1, **months)
    lot.figures = published(none_yet)
    lot.save()
    lives.keep(fatima, lot)


_OTHER: list[tuple[type[models.Field], Callable[[Any], list[Any]]]] = [
    (models.BooleanField, lambda now: [not now]),
    (models.DateTimeField, lambda now: [(now or timezone.now()) + timedelta(days=1)]),
    (
        models.DateField,
        lambda now: [(now or date.today()) + timedelta(days=days) for days in (1, 40, -40)],
    ),
    (models.TimeField, lambda now: [time(11, 11)]),
    (models.IntegerField, lambda now: [(now or 0) + 1]),
    (models.UUIDField, lambda now: [uuid.uuid4()]),
    (models.JSONField, lambda now: [[PLANTED], {PLANTED: PLANTED}]),
    (models.BinaryField, lambda now: [b"no seal"]),
]
"""Per kind of field the values it may have instead of the one it has now; the first kind that fits."""


def other_values(field: models.Field, now: Any) -> list[Any]:
    """Values a field may have instead of the one it has now, the likeliest first."""
    if isinstance(field, models.ForeignKey):
        others = field.related_model._default_manager.exclude(pk=now).values_list("pk", flat=True)
        return [*others[:8], None]
    if field.choices:
        return [value for value, _ in field.choices if value != now]
    found = (values(now) for kind, values in _OTHER if isinstance(field, kind))
    return next(found, [PLANTED[: field.max_length]])


def read_out(label: str, person: Person) -> str:
    """The section of a table as text; that it cannot be opened is an answer too."""
    section = dict(sections())[REGISTER[label]["section"]]
    try:
        return repr(section.read(person.pk))
    except Exception as problem:
        return type(problem).__name__


def shows(label: str, field: models.Field, person: Person, row: models.Model) -> bool:
    """Whether another value of a field of this row gives another export. The row stays as it was."""
    before = read_out(label, person)
    now = type(row)._default_manager.values_list(field.attname, flat=True).get(pk=row.pk)
    for value in other_values(field, now):
        try:
            with transaction.atomic():
                type(row)._default_manager.filter(pk=row.pk).update(**{field.attname: value})
                after = read_out(label, person)
                transaction.set_rollback(True)
        except DatabaseError:
            continue
        if after != before:
            return True
    return False


def looked_for(label: str) -> list[models.Field]:
    """The fields of a table that must be in the export: not the number of the row, nor who it is of."""
    left_out = REGISTER[label].get("not_exported", {})
    fields = apps.get_model(label)._meta.concrete_fields
    return [field for field in fields if not field.primary_key and field.name not in left_out]


def not_in_the_export(label: str, lives: Lives) -> set[str]:
    """The fields of a table that no export shows."""
    missing = set()
    for field in looked_for(label):
        rows = lives.of(label)
        is_of = rows and all(getattr(row, field.attname) == person.pk for person, row in rows)
        if not is_of and not any(shows(label, field, person, row) for person, row in rows):
            missing.add(f"{label}.{field.name}")
    return missing


@pytest.mark.parametrize("label", sorted(EXPORTED))
def test_check_18_every_field_of_a_table_is_in_the_export_or_left_out_with_a_reason(lives, label):
    assert not_in_the_export(label, lives) == set()


@pytest.mark.parametrize("label", sorted(EXPORTED))
def test_what_is_left_out_is_a_field_and_has_a_reason(label):
    names = {field.name for field in apps.get_model(label)._meta.concrete_fields}
    left_out = EXPORTED[label].get("not_exported", {})
    assert set(left_out) <= names
    assert all(len(reason) > 10 for reason in left_out.values())


def test_a_planted_field_that_is_not_exported_is_found(lives, monkeypatch):
    """The positive control: a field that nobody listed, and one that a section leaves out."""
    without_reason = {
        name: value for name, value in REGISTER["scans.Sitting"].items() if name != "not_exported"
    }
    monkeypatch.setitem(REGISTER, "scans.Sitting", without_reason)
    assert not_in_the_export("scans.Sitting", lives) == {"scans.Sitting.revision"}
    section = dict(sections())["shares"]
    read = section.read
    monkeypatch.setattr(
        type(section), "read", property(lambda self: _without_end(read) if self.name == "shares" else None)
    )
    assert not_in_the_export("access.Share", lives) == {"access.Share.ends_on"}


def _without_end(read):
    return lambda person_id: [
        {name: value for name, value in one.items() if name != "ends_on"} for one in read(person_id)
    ]
