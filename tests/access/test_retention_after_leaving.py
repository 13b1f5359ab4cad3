"""Of who left everything goes with the key, and of who came back nothing (reliability D11)."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from leerlus.access.audit import record_event
from leerlus.access.keyring import KeyProblem, key_of
from leerlus.access.models import (
    AccessEvent,
)
from leerlus.organisations.models import Membership, Person
from tests import objects
from tests.access.retaining import MADE, canary, ended_share, run, still_there


@pytest.fixture
def gone(fatima, municipality):
    """Fatima has a scan, a step and a share; her last role ended on the second of March."""
    with time_machine.travel(MADE, tick=False):
        rows = [objects.sitting(fatima, canary), objects.goal(fatima, canary), ended_share(fatima, fatima)]
        Membership.objects.filter(person=fatima).update(ends_on=MADE.date())
    return rows


def test_half_a_year_after_leaving_everything_goes_with_the_key(gone, fatima, bram, municipality):
    with time_machine.travel(MADE, tick=False):
        of_a_colleague = objects.goal(bram, canary)
    assert run(municipality, MADE + timedelta(days=183)) == {}
    assert all(still_there(row) for row in gone)
    assert run(municipality, MADE + timedelta(days=184)) == {"after_leaving": 1}
    assert not any(still_there(row) for row in gone)
    with pytest.raises(KeyProblem):
        key_of(fatima.pk)
    assert still_there(of_a_colleague)
    assert still_there(fatima)
    line = AccessEvent.objects.get(subject_id=fatima.pk, action="expired")
    assert line.actor_id is None
    assert run(municipality, MADE + timedelta(days=185)) == {}


def test_who_came_back_keeps_everything(gone, fatima, municipality, team):
    Membership.objects.create(
        person=fatima,
        municipality=municipality,
        team=team,
        role="caseworker",
        starts_on=MADE.date() + timedelta(days=30),
    )
    assert run(municipality, MADE + timedelta(days=184)) == {}
    assert all(still_there(row) for row in gone)


def test_an_account_that_was_closed_counts_as_leaving_from_that_day(fatima, municipality):
    with time_machine.travel(MADE, tick=False):
        kept = objects.goal(fatima, canary)
        record_event(
            AccessEvent.Action.DEACTIVATED, subject_id=fatima.pk, municipality_id=fatima.municipality_id
        )
    Person.objects.filter(pk=fatima.pk).update(is_active=False)
    assert run(municipality, MADE + timedelta(days=182, hours=23)) == {}
    assert still_there(kept)
    assert run(municipality, MADE + timedelta(days=183)) == {"after_leaving": 1}
    assert not still_there(kept)


def test_who_is_closed_out_and_let_in_again_has_not_left(fatima, municipality):
    with time_machine.travel(MADE, tick=False):
        kept = objects.goal(fatima, canary)
        for action in (AccessEvent.Action.DEACTIVATED, AccessEvent.Action.ACTIVATED):
            record_event(action, subject_id=fatima.pk, municipality_id=fatima.municipality_id)
    assert run(municipality, MADE + timedelta(days=400)) == {}
    assert still_there(kept)


def test_an_account_that_was_never_open_has_not_been_left(fatima, municipality):
    """Only a line in the log says since when an account is closed."""
    kept = objects.goal(fatima, canary)
    Person.objects.filter(pk=fatima.pk).update(is_active=False)
    assert run(municipality, timezone.now() + timedelta(days=400)) == {}
    assert still_there(kept)


def test_of_a_researcher_who_left_everything_goes_too(lotte):
    with time_machine.travel(MADE, tick=False):
        kept = objects.goal(lotte, canary)
    Membership.objects.filter(person=lotte).update(ends_on=MADE.date())
    assert run(None, MADE + timedelta(days=184)) == {"after_leaving": 1}
    assert not still_there(kept)
