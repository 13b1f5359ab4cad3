"""A team with colleagues who said yes, and rounds held on whatever day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from leerlus.organisations.models import Person
from leerlus.organisations.roles import Role
from leerlus.release.models import CountingConsent, PublishedFigure, Round
from leerlus.release.purposes import Purpose
from leerlus.release.rounds import close_round, open_round
from leerlus.release.rules.levels import Level
from tests.scans.answers import finished_scan

TIME = "barrier:time"
NORM = "quickscan.sn"


@pytest.fixture
def works_council(municipality):
    """The works council agreed, and that was recorded."""
    municipality.works_council_reference = "OR 2026-014"
    municipality.works_council_date = date(2026, 1, 12)
    municipality.save()


@pytest.fixture
def contributor(make_person, team):
    """A caseworker who took the scan, said yes, and has had an account for a while."""

    def make(number: int, *, barriers=("time",), days=900, consents=True, where=team, **answers) -> Person:
        person = make_person(f"Collega{number}", Role.CASEWORKER, where)
        Person.objects.filter(pk=person.pk).update(created_at=timezone.now() - timedelta(days=days))
        person.memberships.update(starts_on=date.today() - timedelta(days=900))
        finished_scan(person, BAR1=list(barriers) if barriers else None, **answers)
        if consents:
            CountingConsent.objects.create(person=person, purpose=Purpose.TEAM_PICTURE)
        return person

    return make


def hold_round(team, days_ago: int = 0) -> Round:
    """A round of the municipality of a team, opened and closed on the same day."""
    day = date.today() - timedelta(days=days_ago)
    return close_round(open_round(team.municipality, day), day)


def figure_of(team, measure: str = TIME, days_ago: int = 0) -> PublishedFigure:
    """What a round that is held now tells about a team."""
    return hold_round(team, days_ago).figures.get(level=Level.TEAM, team=team, measure=measure)
