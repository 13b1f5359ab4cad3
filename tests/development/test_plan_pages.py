"""The pages of the plan: whose form it is, what a step proposes, and what stays sealed and private."""

from datetime import date, timedelta

import pytest
from django.db import connection

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.advice.giving import advice_for, given
from leerlus.development.models import Goal
from tests.scans.answers import finished_scan

TODAY = date.today()
SOON = TODAY + timedelta(days=5)


@pytest.fixture
def client(logged_in, fatima):
    return logged_in(fatima)


@pytest.fixture
def write(client, fatima):
    """Send the form of a step of one's own."""

    def form(**fields):
        filled = {
            "title": "Een dossier nabespreken",
            "due_on": SOON.isoformat(),
            "form_token": new_token(fatima.pk),
        }
        return client.post("/mijn-vak/plan/nieuw/", filled | fields)

    return form


@pytest.fixture
def goal(write) -> Goal:
    write()
    return Goal.objects.get()


@pytest.fixture
def change(client, fatima, goal):
    """Send the form of a step that is on the plan, as it was opened at an edition."""

    def form(edition: int, **fields):
        filled = {"title": "Anders", "due_on": SOON.isoformat(), "form_token": new_token(fatima.pk)}
        return client.post(f"/mijn-vak/plan/{goal.pk}/", filled | {"edition": edition} | fields)

    return form


def test_a_step_of_ones_own_is_on_the_plan_with_its_date(write, client):
    assert write().url == "/mijn-vak/plan/"
    page = client.get("/mijn-vak/plan/").content.decode()
    assert "Een dossier nabespreken" in page
    assert "Je stap staat op je plan." in page


def test_the_form_of_an_advised_step_proposes_a_date_within_a_week(client, fatima):
    advice = advice_for(actor_of(fatima), finished_scan(fatima))
    technique = given(advice).steps[0].technique
    form = client.get(f"/mijn-vak/plan/van-advies/{advice.pk}/{technique}/").context["form"]
    assert form.initial["due_on"] == TODAY + timedelta(days=7)


def test_a_step_that_was_not_advised_has_no_form(client, fatima):
    advice = advice_for(actor_of(fatima), finished_scan(fatima))
    assert client.get(f"/mijn-vak/plan/van-advies/{advice.pk}/NONSENSE/").status_code == 404


def test_somebody_elses_advice_has_no_form(logged_in, bram, fatima):
    advice = advice_for(actor_of(fatima), finished_scan(fatima))
    technique = given(advice).steps[0].technique
    answer = logged_in(bram).get(f"/mijn-vak/plan/van-advies/{advice.pk}/{technique}/")
    assert answer.status_code == 404


def test_a_form_that_was_opened_by_somebody_else_is_not_stored(write, bram):
    answer = write(form_token=new_token(bram.pk))
    assert answer.status_code == 422
    assert not Goal.objects.exists()


def test_a_past_date_in_a_change_is_refused_and_nothing_changes(change, goal):
    answer = change(1, due_on=(TODAY - timedelta(days=1)).isoformat())
    assert answer.status_code == 422
    assert "Anders" in answer.content.decode()
    assert Goal.objects.get().title == "Een dossier nabespreken"


def test_ticking_off_twice_keeps_the_first_moment(client, goal):
    address = f"/mijn-vak/plan/{goal.pk}/klaar/"
    client.post(address, {"done": "yes"})
    first = Goal.objects.get().done_at
    client.post(address, {"done": "yes"})
    assert Goal.objects.get().done_at == first


def test_somebody_elses_step_is_not_there(goal, logged_in, bram, erik):
    for other in (bram, erik):
        assert logged_in(other).get(f"/mijn-vak/plan/{goal.pk}/").status_code == 404
        assert logged_in(other).post(f"/mijn-vak/plan/{goal.pk}/klaar/", {"done": "yes"}).status_code == 404
    assert Goal.objects.get().done_at is None


def test_what_a_step_says_cannot_be_read_without_the_key(write):
    write(title="Weerstand bespreken", witness="met Bram")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_content FROM development_goal")
        stored = bytes(cursor.fetchone()[0])
    assert b"Weerstand" not in stored
    assert b"Bram" not in stored


def test_an_empty_plan_says_what_appears_there(client):
    page = client.get("/mijn-vak/plan/").content.decode()
    assert "Nog geen stap op je plan" in page
    assert "/mijn-vak/plan/nieuw/" in page
