"""Opening and closing rounds: together with `publishing` the only code that reads answers of more than one person."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from leerlus.organisations.models import Membership, Municipality, Team
from leerlus.organisations.roles import Role
from leerlus.release.models import Round, RoundMember, RoundTeam
from leerlus.release.publishing import publish
from leerlus.release.rules.people import least_contributors
from leerlus.release.rules.timing import may_close, may_open


def run_rounds(municipalities: Iterable[Municipality]) -> tuple[int, int]:
    """What a day brings: close each open round that may close, open one where that may be; how many of both."""
    today = timezone.localdate()
    opened = closed = 0
    for municipality in municipalities:
        now_open = Round.objects.filter(municipality=municipality, closed_on=None).first()
        before = [day for day in municipality.rounds.values_list("closed_on", flat=True) if day]
        if now_open is None and may_open(before, today):
            open_round(municipality)
            opened += 1
        elif now_open is not None and may_close(now_open.opened_on, before, today):
            close_round(now_open)
            closed += 1
    return opened, closed


def open_round(municipality: Municipality, on: date | None = None) -> Round:
    """Freeze the teams, departments and members of a municipality, and the least number of people, until it closes.

    Gives the round that is open when somebody else opened it at the same moment.
    """
    day = on or timezone.localdate()
    with transaction.atomic():
        Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
        there = Round.objects.filter(municipality=municipality, closed_on=None).first()
        if there is not None:
            return there
        opened = Round.objects.create(
            municipality=municipality,
            opened_on=day,
            least_contributors=least_contributors(
                municipality.least_contributors,
                lower_agreed=bool(municipality.fewer_than_eight_reference),
            ),
        )
        RoundTeam.objects.bulk_create(
            RoundTeam(round=opened, team=team, department_id=team.department_id)
            for team in Team.objects.filter(municipality=municipality)
        )
        RoundMember.objects.bulk_create(
            RoundMember(round=opened, person_id=person, team_id=team)
            for person, team in _one_team_each(municipality, day).items()
        )
    return opened


def close_round(opened: Round, on: date | None = None) -> Round:
    """Decide everything that is measured, keep the outcome for good, and forget who was in which team."""
    publish(opened, on or timezone.localdate())
    return opened


def _one_team_each(municipality: Municipality, day: date) -> dict[UUID, UUID]:
    """The team in which each caseworker counts: who is in two counts in the one they have been in longest."""
    held = (
        Membership.objects.current(day)
        .filter(municipality=municipality, role=Role.CASEWORKER, team__municipality=municipality)
        .order_by("-starts_on", "-created_at", "-pk")
        .values_list("person_id", "team_id")
    )
    return {person: team for person, team in held if team is not None}
