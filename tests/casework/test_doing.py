"""What somebody did in their contacts: association in counts, a run per week, and a list below ten clients."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from leerlus.casework.models import Contact
from leerlus.casework.rules.doing import Seen, per_week, what_followed

MONDAY = date(2026, 11, 23)
ONE, OTHER = UUID(int=1), UUID(int=2)


def seen(client, day, *techniques, kept="not_applicable", confidence=None):
    return Seen(client, MONDAY + timedelta(days=day), techniques, kept, confidence)


def test_what_was_kept_counts_for_what_was_done_the_time_before():
    followed = what_followed([seen(ONE, 0, "goal_plan"), seen(ONE, 7, "setbacks", kept="yes")])
    assert followed["goal_plan"].kept == {"yes": 1, "partly": 0, "no": 0}
    assert followed["setbacks"].kept_known == 0


def test_the_contact_of_another_client_says_nothing():
    followed = what_followed([seen(ONE, 0, "goal_plan"), seen(OTHER, 7, "setbacks", kept="yes")])
    assert followed["goal_plan"].kept_known == 0


def test_confidence_counts_only_when_it_was_asked_both_times():
    series = [
        seen(ONE, 0, "goal_plan", confidence=4),
        seen(ONE, 7, "goal_plan", confidence=6),
        seen(ONE, 14, "goal_plan"),
        seen(ONE, 21, "goal_plan", confidence=9),
    ]
    followed = what_followed(series)["goal_plan"]
    assert (followed.confidence_known, followed.more_confident, followed.contacts) == (1, 1, 4)


contacts = some.lists(
    some.builds(
        Seen,
        some.sampled_from([ONE, OTHER]),
        some.dates(date(2025, 1, 1), date(2026, 1, 1)),
        some.lists(some.sampled_from(["a", "b", "c"]), max_size=3, unique=True).map(tuple),
        some.sampled_from(["yes", "partly", "no", "not_applicable"]),
        some.none() | some.integers(0, 10),
    ),
    max_size=10,
    unique_by=lambda one: (one.client, one.held_on),
)


@given(contacts)
def test_no_more_is_known_than_there_were_contacts_and_order_does_not_matter(series):
    followed = what_followed(series)
    assert followed == what_followed(reversed(series))
    for one in followed.values():
        assert one.more_confident <= one.confidence_known <= one.contacts
        assert one.kept_known <= one.contacts


@given(some.lists(some.dates(date(2026, 6, 1), MONDAY + timedelta(days=6)), max_size=50))
def test_every_contact_of_a_whole_week_is_in_exactly_one_week(days):
    counts = per_week(days, MONDAY + timedelta(days=2), 10)
    first = MONDAY - timedelta(days=70)
    assert sum(counts) == sum(first <= day < MONDAY for day in days)


def test_a_sunday_is_of_the_week_before_and_a_monday_of_its_own():
    sunday, monday = MONDAY - timedelta(days=1), MONDAY - timedelta(days=7)
    assert per_week([sunday], MONDAY, 2) == [0, 1]
    assert per_week([monday], MONDAY, 2) == [0, 1]
    assert per_week([monday - timedelta(days=1)], MONDAY, 2) == [1, 0]
    assert per_week([MONDAY], MONDAY, 2) == [0, 0]


@pytest.fixture
def contacts_with(file_of, fatima):
    """Two contacts with each of so many clients, a fortnight apart."""

    def recorded(number):
        for _client in range(number):
            file = file_of(fatima)
            for days, kept in ((30, "not_applicable"), (16, "yes")):
                made = Contact(
                    case_file=file, caseworker=fatima, held_on=timezone.localdate() - timedelta(days=days)
                )
                made.content = {"form": "telephone", "kept": kept, "techniques": ["goal_plan"]}
                made.save()

    return recorded


@pytest.mark.django_db
def test_check_43_contacts_with_nine_clients_are_a_list_without_a_picture(logged_in, fatima, contacts_with):
    contacts_with(9)
    answer = logged_in(fatima).get(reverse("what_i_did"))
    assert 'class="chart' not in answer.content.decode()
    assert len(answer.context["lines"]) == 18


@pytest.mark.django_db
def test_with_ten_clients_counts_carry_what_could_be_chance(logged_in, fatima, contacts_with):
    contacts_with(10)
    page = logged_in(fatima).get(reverse("what_i_did")).content.decode()
    assert 'class="chart' in page
    assert "10 van 10 (door toeval 72 tot 100%)" in page
    assert "geen bewijs" in page


@pytest.mark.django_db
def test_contacts_of_a_colleague_and_of_files_that_went_on_are_not_in_it(
    logged_in, fatima, bram, file_of, contacts_with
):
    contacts_with(1)
    Contact.objects.all()[0].case_file.__class__.objects.update(caseworker=bram)
    assert logged_in(fatima).get(reverse("what_i_did")).context["clients"] == 0
    assert logged_in(bram).get(reverse("what_i_did")).context["clients"] == 0


@pytest.mark.django_db
def test_looking_back_on_it_is_for_oneself(logged_in, fatima, bram):
    own = reverse("look_back", args=["own_contacts", fatima.pk])
    assert logged_in(fatima).post(own).status_code == 302
    assert logged_in(bram).post(own).status_code == 404
    assert logged_in(fatima).post(reverse("look_back", args=["own_contacts", uuid4()])).status_code == 404
