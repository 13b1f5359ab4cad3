"""Sharing with the mouse: the form, the list, the button to stop, the privacy line."""

from datetime import timedelta

import pytest
from django.db import connection
from django.template import engines
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from leerlus.access import shared_pages
from leerlus.access.forms_once import new_token
from leerlus.access.matrix import Record
from leerlus.access.models import Share
from leerlus.access.receivers import Receivers
from leerlus.access.shares import DEFAULT_DAYS, LONGEST_DAYS, share


@pytest.fixture(autouse=True)
def addresses(settings, as_record, with_page):
    settings.ROOT_URLCONF = "tests.access.urls"
    as_record(Record.PLAN)
    with_page()


@pytest.fixture
def until():
    return timezone.localdate() + timedelta(days=10)


@pytest.fixture
def shared(actor, row_of, fatima, bram, until) -> Share:
    return share(actor(fatima), row_of(fatima), bram, until)


@pytest.fixture
def line_of(actor):
    """The privacy line of a row, for somebody."""

    def render(person, row=None) -> str:
        request = RequestFactory().get("/mijn-vak/plan/?page=2")
        request.user, request.actor = person, actor(person)
        template = engines["django"].from_string("{% load privacy %}{% privacy_line row %}")
        return " ".join(template.render({"row": row}, request).split())

    return render


def test_the_form_offers_who_may_receive_and_a_date_in_ninety_days(
    logged_in, row_of, fatima, bram, erik, noor
):
    page = logged_in(fatima).get(f"/deel/{row_of(fatima).pk}/")
    text = page.content.decode()
    assert page.status_code == 200
    assert [name in text for name in (">Bram<", ">Erik<", ">Noor<")] == [True, True, False]
    assert (timezone.localdate() + timedelta(days=DEFAULT_DAYS)).isoformat() in text
    assert (timezone.localdate() + timedelta(days=LONGEST_DAYS)).isoformat() in text
    assert "Deel je stap" in text


def test_above_the_form_stands_who_sees_it_already(logged_in, actor, row_of, fatima, bram, until):
    address = f"/deel/{row_of(fatima).pk}/"
    assert "Alleen jij ziet dit." in logged_in(fatima).get(address).content.decode()
    share(actor(fatima), row_of(fatima), bram, until)
    page = logged_in(fatima).get(address).content.decode()
    assert "Alleen jij ziet dit." not in page
    assert "Je deelt dit met Bram" in page


def test_sending_the_form_shares_and_goes_back(logged_in, row_of, fatima, bram, until):
    page = logged_in(fatima).post(
        f"/deel/{row_of(fatima).pk}/",
        {"receiver": bram.pk, "ends_on": until.isoformat(), "form_token": new_token(fatima.pk)},
        follow=True,
    )
    assert page.redirect_chain == [("/wat-deel-ik/", 302)]
    assert f"Bram kan dit zien tot en met {date_format(until, 'j F Y')}." in page.content.decode()
    assert Share.objects.get().receiver == bram


def test_who_comes_back_to_a_form_that_was_sent_is_not_asked_again(logged_in, row_of, fatima, bram, until):
    fields = {"receiver": bram.pk, "ends_on": until.isoformat(), "form_token": new_token(fatima.pk)}
    logged_in(fatima).post(f"/deel/{row_of(fatima).pk}/", fields)
    again = logged_in(fatima).post(f"/deel/{row_of(fatima).pk}/", fields | {"ends_on": ""})
    assert (again.status_code, again.url) == (302, "/wat-deel-ik/")


def test_what_no_page_shows_is_not_offered_to_share(monkeypatch, logged_in, row_of, fatima):
    monkeypatch.setattr(shared_pages, "_PAGES", {})
    with pytest.raises(LookupError, match="no page shows a shared Membership"):
        logged_in(fatima).get(f"/deel/{row_of(fatima).pk}/")


def test_a_double_click_shares_once(logged_in, row_of, fatima, bram, until):
    fields = {"receiver": bram.pk, "ends_on": until.isoformat(), "form_token": new_token(fatima.pk)}
    first, second = (logged_in(fatima).post(f"/deel/{row_of(fatima).pk}/", fields) for _ in range(2))
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert Share.objects.count() == 1


def test_two_clicks_at_the_very_same_moment_share_once(logged_in, row_of, fatima, bram, until, monkeypatch):
    """Neither sees the other's result before it starts to write."""
    monkeypatch.setattr("leerlus.access.views_sharing.earlier_result", lambda person_id, token: None)
    fields = {"receiver": bram.pk, "ends_on": until.isoformat(), "form_token": new_token(fatima.pk)}
    for _ in range(2):
        assert logged_in(fatima).post(f"/deel/{row_of(fatima).pk}/", fields).status_code == 302
    from leerlus.access.models import AccessEvent

    assert AccessEvent.objects.filter(action="shared").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"receiver": ""},
        {"receiver": "noor"},
        {"ends_on": ""},
        {"ends_on": "2020-01-01"},
        {"ends_on": "3000-01-01"},
        {"form_token": "0" * 56},
    ],
)
def test_a_wrong_form_keeps_what_was_filled_in(logged_in, row_of, fatima, bram, noor, until, wrong):
    fields = {"receiver": bram.pk, "ends_on": until.isoformat(), "form_token": new_token(fatima.pk)} | wrong
    if wrong.get("receiver") == "noor":
        fields["receiver"] = noor.pk
    page = logged_in(fatima).post(f"/deel/{row_of(fatima).pk}/", fields)
    assert page.status_code == 422
    assert not Share.objects.exists()
    if "receiver" not in wrong:
        assert f'value="{bram.pk}" selected' in page.content.decode()


def test_a_receiver_who_lost_the_role_meanwhile_is_an_error_on_the_form(
    logged_in, row_of, fatima, bram, until, monkeypatch
):
    monkeypatch.setattr(
        "leerlus.access.forms.possible_receivers", lambda actor, record: Receivers(people=(bram,))
    )
    bram.memberships.all().delete()
    fields = {"receiver": bram.pk, "ends_on": until.isoformat(), "form_token": new_token(fatima.pk)}
    page = logged_in(fatima).post(f"/deel/{row_of(fatima).pk}/", fields)
    assert page.status_code == 422
    assert "Je kunt dit niet met deze persoon delen." in page.content.decode()
    assert not Share.objects.exists()


def test_with_nobody_to_share_with_the_page_says_why(logged_in, row_of, fatima):
    assert (
        "Er is nog niemand om mee te delen"
        in logged_in(fatima).get(f"/deel/{row_of(fatima).pk}/").content.decode()
    )


def test_the_overview_shows_both_sides(logged_in, shared, fatima, bram):
    given = logged_in(fatima).get("/wat-deel-ik/").content.decode()
    received = logged_in(bram).get("/wat-deel-ik/").content.decode()
    assert f'<a href="/wat-deel-ik/{shared.pk}/">Stap op het plan: caseworker</a>' in given
    assert "met Bram, tot en met" in given
    assert f'<a href="/deel/{shared.object_id}/">Stap op het plan: caseworker</a>' in received
    assert "van Fatima, tot en met" in received
    assert "Je deelt niets." in received


def test_an_empty_overview_says_so(logged_in, fatima):
    page = logged_in(fatima).get("/wat-deel-ik/").content.decode()
    assert "Je deelt niets. Wat van jou is, zie alleen jij." in page
    assert "Niemand deelt nu iets met jou." in page


def test_stopping_returns_to_the_page_one_was_on(logged_in, shared, fatima):
    client = logged_in(fatima)
    answer = client.post(f"/wat-deel-ik/{shared.pk}/stop/", {"next": "/mijn-gegevens/"})
    assert "Je deelt dit niet meer met Bram." in client.get(answer.url).content.decode()
    assert (answer.status_code, answer.url) == (302, "/mijn-gegevens/")
    assert not Share.objects.active().exists()


@pytest.mark.parametrize(
    "address", ["", "https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_stopping_never_sends_somebody_elsewhere(logged_in, shared, fatima, address):
    assert logged_in(fatima).post(f"/wat-deel-ik/{shared.pk}/stop/", {"next": address}).url == "/wat-deel-ik/"


def test_the_line_asks_as_much_for_many_shares_as_for_one(
    line_of, actor, row_of, shared, fatima, erik, until, django_assert_num_queries
):
    row = row_of(fatima)
    line_of(fatima, row)
    with CaptureQueriesContext(connection) as one:
        line_of(fatima, row)
    share(actor(fatima), row_of(fatima), erik, until)
    with django_assert_num_queries(len(one)):
        assert "Erik" in line_of(fatima, row)


def test_nobody_stops_the_share_of_somebody_else(logged_in, shared, bram, erik):
    for other in (bram, erik):
        assert logged_in(other).post(f"/wat-deel-ik/{shared.pk}/stop/").status_code == 404
    assert Share.objects.active().exists()


def test_a_link_does_not_stop_a_share(logged_in, shared, fatima):
    assert logged_in(fatima).get(f"/wat-deel-ik/{shared.pk}/stop/").status_code == 405
    assert Share.objects.active().exists()


def test_the_line_says_that_only_you_see_this(line_of, row_of, fatima):
    assert "Alleen jij ziet dit." in line_of(fatima)
    assert "Alleen jij ziet dit." in line_of(fatima, row_of(fatima))


def test_the_line_says_with_whom_you_share_and_lets_you_stop(line_of, row_of, shared, fatima):
    line = line_of(fatima, row_of(fatima))
    assert "Je deelt dit met Bram tot" in line
    assert f'action="/wat-deel-ik/{shared.pk}/stop/"' in line
    assert 'name="next" value="/mijn-vak/plan/?page=2"' in line
    assert "Alleen jij" not in line
