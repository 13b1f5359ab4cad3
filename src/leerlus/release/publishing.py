"""Publishing a round: values of people go in, published figures come out, and nothing else leaves this module."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from leerlus.access.audit import record_event
from leerlus.access.keyring import KeyProblem, installation_key
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.organisations.models import Municipality
from leerlus.release.earlier import Earlier, earlier_figures
from leerlus.release.measures import Measure, registered_measures
from leerlus.release.models import Contribution, PublishedFigure, Round
from leerlus.release.participation import erased_once, hold_yeses, who_count
from leerlus.release.purposes import Purpose
from leerlus.release.rules import RULE_VERSION
from leerlus.release.rules.change import change
from leerlus.release.rules.figures import at_least_half
from leerlus.release.rules.levels import (
    DECIDED_FROM_VALUES,
    Group,
    Level,
    Outcome,
    TeamNow,
    decide_everywhere,
    decide_of_everybody,
    decide_teams,
)
from leerlus.release.rules.people import old_enough_to_count
from leerlus.release.rules.series import Decision, Terms

Values = Mapping[UUID, float]


@dataclass(frozen=True, slots=True)
class Closing:
    """A round that is being closed: its teams, who is in them, and the terms."""

    round: Round
    teams: Mapping[UUID, UUID | None]
    members: Mapping[UUID, UUID]
    terms: Terms


def publish(opened: Round, today: date) -> None:
    """Close a round: one figure, told or hidden, for every measure and group.

    Answers are read before the transaction, which holds up everybody who writes; who took their yes back while they
    were read is left out inside it. A round that somebody else closed meanwhile stays as they closed it.
    """
    municipality = Municipality.objects.get(pk=opened.municipality_id)
    closing = _closing(opened, municipality.works_council_agreed, today)
    values = _read_values(closing)
    before = {measure: earlier_figures(municipality.pk, measure.name) for measure in values}
    with transaction.atomic():
        if not Round.objects.select_for_update().filter(pk=opened.pk, closed_on=None).exists():
            return
        hold_yeses(closing.members)
        agreeing = {
            purpose: frozenset(who_count(purpose).values_list("pk", flat=True)) for purpose in Purpose
        }
        for measure, of_people in values.items():
            yes = agreeing[measure.purpose]
            still = {person: value for person, value in of_people.items() if person in yes}
            _publish_measure(closing, measure, still, before[measure], yes)
        opened.closed_on, opened.rule_version = today, RULE_VERSION
        opened.save(update_fields=["closed_on", "rule_version"])
        opened.members.all().delete()
        record_event(
            AccessEvent.Action.RELEASED,
            municipality_id=opened.municipality_id,
            record=Record.TEAM_PICTURE,
            object_id=opened.pk,
        )


def _closing(opened: Round, works_council_agreed: bool, today: date) -> Closing:
    members = dict(opened.members.values_list("person_id", "team_id"))
    return Closing(
        opened,
        dict(opened.teams.values_list("team_id", "department_id")),
        members,
        Terms(works_council_agreed, opened.least_contributors, today, erased_once(members)),
    )


def _read_values(closing: Closing) -> dict[Measure, Values]:
    """Of every measure the values of who counts; without the consent of the works council nothing is read at all."""
    values: dict[Measure, Values] = {}
    for purpose in Purpose:
        counting = _who_may_count(closing, purpose) if closing.terms.works_council_agreed else []
        for measure in registered_measures(purpose):
            read = ((person, _read(measure, person)) for person in counting)
            values[measure] = {person: value for person, value in read if value is not None}
    return values


def _read(measure: Measure, person_id: UUID) -> float | None:
    """One value; somebody whose key is lost does not count, and holds up nobody else."""
    try:
        return measure.read(person_id)
    except KeyProblem:
        return None


def _who_may_count(closing: Closing, purpose: Purpose) -> list[UUID]:
    """Members who said yes to a purpose and did not pause, with an open account that is old enough."""
    people = who_count(purpose).filter(pk__in=closing.round.members.values("person_id"), is_active=True)
    return [
        person
        for person, made in people.values_list("pk", "created_at")
        if old_enough_to_count(made.date(), closing.terms.today)
    ]


def _publish_measure(
    closing: Closing, measure: Measure, values: Values, earlier: Earlier, agreeing: frozenset[UUID]
) -> None:
    teams = {
        team: TeamNow(
            department, {person: value for person, value in values.items() if closing.members[person] == team}
        )
        for team, department in closing.teams.items()
    }
    before = earlier.as_known(agreeing)
    outcome: Outcome[Any]
    if measure.purpose is not Purpose.TEAM_PICTURE:
        outcome = decide_of_everybody(teams, before, closing.terms)
    elif measure.is_fact:
        outcome = decide_teams(teams, before, closing.terms, at_least_half)
    else:
        outcome = decide_everywhere(teams, before, closing.terms)
    for group, decision in outcome.items():
        earlier.note_present(group, decision.present, closing.terms.today)
        figure = _figure(closing, measure, group, decision, earlier)
        figure.input_hash = _input_hash(closing, measure, group, teams, earlier)
        figure.save(force_insert=True)
        _keep_who_counted(figure, group, decision, earlier, closing.terms.today)


def _figure(
    closing: Closing, measure: Measure, group: Group, decision: Decision[Any], earlier: Earlier
) -> PublishedFigure:
    word = None
    last = earlier.last.get(group)
    if last is not None and last.value is not None and decision.value is not None:
        word = change(decision.value, last.value, len(last.people & decision.counted.keys()))
    score, fact = (None, decision.value) if measure.is_fact else (decision.value, None)
    return PublishedFigure(
        round=closing.round,
        level=group.level,
        team_id=group.key if group.level is Level.TEAM else None,
        department_id=group.key if group.level is Level.DEPARTMENT else None,
        measure=measure.name,
        value=score,
        at_least_half=None if fact is None else bool(fact),
        change=word or "",
        hidden=decision.hidden or "",
        contributors=decision.band,
    )


def _keep_who_counted(
    figure: PublishedFigure, group: Group, decision: Decision[Any], earlier: Earlier, today: date
) -> None:
    """Where values are carried they are kept sealed; of larger groups only who counted, to know who is the same."""
    kept = []
    for person, value in decision.counted.items():
        if group.level in DECIDED_FROM_VALUES:
            since = today if person in decision.present else earlier.last_present(group, person)
            kept.append(Contribution.of(figure, person, value, since))
        else:
            kept.append(Contribution(figure=figure, person_id=person, last_present=today))
    Contribution.objects.bulk_create(kept)


def _input_hash(
    closing: Closing, measure: Measure, group: Group, teams: Mapping[UUID, TeamNow[UUID]], earlier: Earlier
) -> str:
    """A keyed hash of all that the decision looked at: it proves what went in, and tells nothing without the key."""
    told_of = {
        "measure": measure.name,
        "group": [group.level, str(group.key)],
        "terms": [closing.terms.works_council_agreed, closing.terms.least, str(closing.terms.today)],
        "teams": {
            str(key): [str(team.department), sorted((str(one), value) for one, value in team.present.items())]
            for key, team in teams.items()
        },
        "before": sorted(earlier.figure_ids),
    }
    line = json.dumps(told_of, sort_keys=True).encode()
    return hmac.new(installation_key("release-inputs"), line, hashlib.sha256).hexdigest()
