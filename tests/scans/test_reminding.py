"""What was begun, and what is asked again later, becomes a date of the person; nobody else sees it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.reminders.models import Reminder
from leerlus.scans.follow_ups import follow_ups_of, start_follow_up
from leerlus.scans.reminding import LATER_MOMENT, UNFINISHED
from leerlus.scans.sittings import finish_sitting, start_sitting

pytestmark = pytest.mark.django_db


def _dates(person, kind):
    return list(Reminder.objects.filter(person=person, kind=kind).values_list("object_id", "due_on"))


def _taken(person, code):
    made = start_sitting(actor_of(person), code)
    finish_sitting(actor_of(person), made)
    made.refresh_from_db()
    return made


def test_what_was_begun_is_remembered_once_however_often_it_is_opened(fatima):
    made = start_sitting(actor_of(fatima))
    start_sitting(actor_of(fatima))
    assert _dates(fatima, UNFINISHED) == [(made.pk, timezone.localdate() + timedelta(days=3))]


def test_what_is_finished_is_remembered_no_more(fatima):
    _taken(fatima, "quickscan")
    assert _dates(fatima, UNFINISHED) == []
    assert _dates(fatima, LATER_MOMENT) == []


def test_an_evaluation_is_asked_again_after_six_weeks_and_then_after_six_months(fatima):
    first = _taken(fatima, "post_evaluation")
    asked = follow_ups_of(first, [], timezone.localdate())
    assert _dates(fatima, LATER_MOMENT) == [(first.pk, asked[0].due_on)]
    later = start_follow_up(actor_of(fatima), asked[0])
    finish_sitting(actor_of(fatima), later)
    assert _dates(fatima, LATER_MOMENT) == [(first.pk, asked[1].due_on)]
    last = start_follow_up(actor_of(fatima), asked[1])
    finish_sitting(actor_of(fatima), last)
    assert _dates(fatima, LATER_MOMENT) == []


def test_the_date_leads_to_where_one_was(fatima, logged_in):
    made = start_sitting(actor_of(fatima))
    assert logged_in(fatima).get(f"/mijn-vak/scan/{made.pk}/").url == f"/mijn-vak/scan/{made.pk}/1/"
