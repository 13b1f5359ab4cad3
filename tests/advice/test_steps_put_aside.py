"""Steps somebody put aside: the page that lists them, what is kept of them, and for how long."""

from datetime import datetime, timedelta
from html import unescape

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from leerlus.access.actor import actor_of
from leerlus.access.retention import Scope, kinds
from leerlus.advice.giving import advice_for, given, put_aside
from leerlus.advice.models import Advice, Dismissal
from leerlus.advice.views import SITTINGS_PER_PAGE
from leerlus.content.advice import load_advice_content
from tests.objects import dismissal
from tests.scans.answers import finished_scan

PAGE = "/mijn-vak/opzij-gelegd/"


@pytest.fixture
def advice(fatima) -> Advice:
    return advice_for(actor_of(fatima), finished_scan(fatima))


def main_step(advice: Advice) -> str:
    return given(advice).steps[0].technique


def name_of_main_step(advice: Advice) -> str:
    return load_advice_content(advice.content_version).technique[main_step(advice)].name.nl


def address(advice: Advice) -> str:
    return f"/mijn-vak/advies/{advice.pk}/{main_step(advice)}/anders/"


def test_the_page_to_put_a_step_aside_names_it_and_offers_others_in_its_place(fatima, advice, logged_in):
    page = unescape(logged_in(fatima).get(address(advice)).content.decode())
    assert f"Past “{name_of_main_step(advice)}” niet?" in page
    for other in given(advice).alternatives[:4]:
        assert f"/mijn-vak/plan/van-advies/{advice.pk}/{other}/" in page
    assert f"/mijn-vak/plan/van-advies/{advice.pk}/{main_step(advice)}/" not in page


def test_who_puts_a_step_aside_reads_how_long_it_stays_away(fatima, advice, logged_in):
    client = logged_in(fatima)
    token = client.get(address(advice)).context["form_token"]
    page = client.post(address(advice), {"form_token": token, "reason": ""}, follow=True).content.decode()
    assert "Die stap blijft 90 dagen weg. Hier is iets anders." in page


def test_each_step_put_aside_is_listed_with_its_name_its_date_and_what_was_written(fatima, advice, logged_in):
    put_aside(actor_of(fatima), advice, main_step(advice), "Past niet in mijn week")
    page = unescape(logged_in(fatima).get(PAGE).content.decode())
    until = date_format(timezone.localdate() + timedelta(days=90), "j F Y")
    assert name_of_main_step(advice) in page
    assert f"Blijft weg tot en met {until}." in page
    assert "Past niet in mijn week" in page


def test_a_reason_is_kept_without_what_surrounds_it_and_not_longer_than_the_form_allows(fatima, advice):
    put_aside(actor_of(fatima), advice, main_step(advice), f"  {'x' * 400}\n")
    assert Dismissal.objects.get().content["reason"] == "x" * 300


def test_a_step_that_stays_away_already_is_put_aside_once(fatima, advice):
    for _ in range(2):
        put_aside(actor_of(fatima), advice, main_step(advice), "")
    assert Dismissal.objects.count() == 1


def test_many_steps_put_aside_come_in_pages(fatima, logged_in):
    for number in range(SITTINGS_PER_PAGE + 1):
        dismissal(fatima, lambda field, number=number: f"reden {number} ")
    client = logged_in(fatima)
    assert SITTINGS_PER_PAGE == 20
    assert client.get(PAGE).content.decode().count("Je schreef: ") == 20
    assert client.get(f"{PAGE}?page=2").content.decode().count("Je schreef: ") == 1


def test_what_was_put_aside_is_kept_a_year_from_the_day_after_it_came_back(fatima, municipality):
    kept = dismissal(fatima, lambda field: field)
    (kind,) = (kind for kind in kinds() if kind.name == "steps_put_aside")

    def found(day) -> list:
        noon = timezone.make_aware(datetime(day.year, day.month, day.day, 12))
        return list(kind.find(Scope(municipality.pk, noon)))

    assert (kind.days, kind.least, kind.most) == (365, 0, 3 * 365)
    assert found(kept.until) == []
    assert found(kept.until + timedelta(days=1)) == [kept.pk]
