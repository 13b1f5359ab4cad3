"""How often somebody speaks their clients: gaps with censoring, a list below ten clients, and nobody else's."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from leerlus.casework.models import CaseFile, Contact
from leerlus.casework.rules.rhythm import LONGEST_GAP, Followed, Gap, by_client, gaps, last_spoken

TODAY = date(2026, 11, 25)
ONE, OTHER = UUID(int=1), UUID(int=2)


def spoken(*days_ago: int, until: int = 0, is_open: bool = True) -> Followed:
    return Followed(
        TODAY - timedelta(days=until), is_open, [TODAY - timedelta(days=days) for days in days_ago]
    )


def test_the_time_since_the_last_contact_is_a_gap_of_which_the_end_is_not_seen():
    assert gaps([spoken(30, 16)]) == [Gap(14, again=True), Gap(16, again=False)]


def test_of_a_closed_file_the_last_gap_counts_until_it_closed():
    assert gaps([spoken(30, until=20, is_open=False)]) == [Gap(10, again=False)]


def test_two_contacts_on_one_day_are_one():
    assert gaps([spoken(5, 5)]) == [Gap(5, again=False)]


def test_a_gap_longer_than_half_a_year_is_not_followed_to_its_end():
    assert gaps([spoken(300, until=20)])[0] == Gap(LONGEST_GAP, again=False)


def test_who_was_never_spoken_has_no_gap_but_is_counted_as_not_spoken_yet():
    assert gaps([spoken()]) == []
    assert last_spoken([spoken()], TODAY)["never"] == 1


def test_a_closed_file_is_not_among_those_that_are_open():
    assert sum(last_spoken([spoken(3, is_open=False)], TODAY).values()) == 0


def test_contacts_are_put_with_the_file_they_belong_to():
    clients = by_client([(ONE, None), (OTHER, TODAY)], [(ONE, TODAY), (UUID(int=3), TODAY)], TODAY)
    assert [(client.spoken, client.is_open) for client in clients] == [([TODAY], True), ([], False)]


@given(some.lists(some.lists(some.integers(0, 400), max_size=6), max_size=6))
def test_every_gap_is_a_day_or_more_and_followed_no_longer_than_half_a_year(clients):
    found = gaps(spoken(*days) for days in clients)
    assert all(1 <= gap.days <= LONGEST_GAP for gap in found)
    assert len(found) <= sum(len(set(days)) for days in clients)


@pytest.fixture
def spoken_clients(file_of, fatima):
    """Two contacts with each of so many clients, a fortnight apart."""

    def recorded(number: int) -> None:
        for _client in range(number):
            file = file_of(fatima)
            CaseFile.objects.filter(pk=file.pk).update(opened_on=timezone.localdate() - timedelta(days=40))
            for days in (30, 16):
                made = Contact(
                    case_file=file, caseworker=fatima, held_on=timezone.localdate() - timedelta(days=days)
                )
                made.content = {"form": "telephone", "techniques": [], "kept": "not_applicable"}
                made.save()

    return recorded


def test_check_43_with_nine_clients_there_is_a_list_and_no_curve(spoken_clients, fatima, logged_in):
    spoken_clients(9)
    page = logged_in(fatima).get(reverse("contact_rhythm"))
    assert len(page.context["lines"]) == 9
    assert "chart-line" not in page.text


def test_check_44_with_ten_clients_the_curve_says_its_margin_and_what_is_not_seen(
    spoken_clients, fatima, logged_in
):
    spoken_clients(10)
    page = logged_in(fatima).get(reverse("contact_rhythm"))
    assert "binnen 14 dagen" in page.context["rhythm_sentence"]
    assert "10 keer is het volgende contact er (nog) niet" in page.text
    assert "chart-band" in page.text
    assert "chart-censored" in page.text


def test_another_caseworker_sees_nothing_of_it(spoken_clients, bram, logged_in):
    spoken_clients(10)
    page = logged_in(bram).get(reverse("contact_rhythm"))
    assert "rhythm_sentence" not in page.context
    assert "Zie hoe vaak je wie spreekt" in page.text


def test_more_clients_are_not_more_queries(spoken_clients, fatima, logged_in):
    client = logged_in(fatima)
    spoken_clients(2)
    client.get(reverse("contact_rhythm"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("contact_rhythm"))
    spoken_clients(12)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("contact_rhythm"))
    assert len(many) == len(few)
