"""The plan: a step with a date, kept once, changed without losing anybody's words, ticked off and opened again."""

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


def test_a_step_from_the_advice_keeps_its_words_and_knows_where_it_came_from(client, fatima):
    advice = advice_for(actor_of(fatima), finished_scan(fatima))
    technique = given(advice).steps[0].technique
    address = f"/mijn-vak/plan/van-advies/{advice.pk}/{technique}/"
    form = client.get(address).context["form"]
    filled = {"title": form.initial["title"], "due_on": SOON.isoformat(), "form_token": new_token(fatima.pk)}
    client.post(address, filled)
    goal = Goal.objects.get()
    assert (goal.advice, goal.title, goal.content["technique"]) == (advice, form.initial["title"], technique)
    assert goal.content["description"]


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


@pytest.mark.parametrize(
    ("due_on", "message"),
    [
        ((TODAY - timedelta(days=1)).isoformat(), "Deze dag is al voorbij. Kies vandaag of later."),
        ((TODAY + timedelta(days=400)).isoformat(), "Kies een dag binnen een jaar"),
        ("31-02-2026", "datum"),
        ("", "verplicht"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_the_reason_and_all_else_kept(due_on, message, write):
    answer = write(due_on=due_on, witness="Bram")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert "Een dossier nabespreken" in page
    assert "Bram" in page
    assert not Goal.objects.exists()


@pytest.mark.parametrize("due_on", [TODAY.isoformat(), SOON.strftime("%d-%m-%Y")])
def test_today_and_a_date_in_dutch_order_are_taken(due_on, write):
    assert write(due_on=due_on).status_code == 302


def test_two_clicks_put_a_step_on_the_plan_once(write, fatima):
    token = new_token(fatima.pk)
    assert [write(form_token=token).status_code for _ in range(2)] == [302, 302]
    assert Goal.objects.count() == 1


def test_a_form_that_was_opened_by_somebody_else_is_not_stored(write, bram):
    answer = write(form_token=new_token(bram.pk))
    assert answer.status_code == 422
    assert not Goal.objects.exists()


def test_a_change_made_in_one_tab_is_not_overwritten_from_another(change, goal):
    assert change(1, title="Uit het eerste tabblad").status_code == 302
    answer = change(1, title="Uit het tweede tabblad")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Uit het eerste tabblad" in page
    assert "Uit het tweede tabblad" in page
    assert Goal.objects.get().title == "Uit het eerste tabblad"


def test_after_seeing_both_the_second_tab_can_still_save(change, client):
    change(1, title="Uit het eerste tabblad")
    page = change(1, title="Uit het tweede tabblad")
    edition = page.context["form"]["edition"].value()
    assert change(edition, title="Uit het tweede tabblad").status_code == 302
    assert Goal.objects.get().title == "Uit het tweede tabblad"


def test_a_past_date_in_a_change_is_refused_and_nothing_changes(change, goal):
    answer = change(1, due_on=(TODAY - timedelta(days=1)).isoformat())
    assert answer.status_code == 422
    assert "Anders" in answer.content.decode()
    assert Goal.objects.get().title == "Een dossier nabespreken"


def test_a_step_that_was_ticked_off_can_be_opened_again(client, goal):
    address = f"/mijn-vak/plan/{goal.pk}/klaar/"
    assert "Afgevinkt." in client.post(address, {"done": "yes"}, follow=True).content.decode()
    assert Goal.objects.get().done_at is not None
    assert "De stap staat weer open." in client.post(address, {"done": "no"}, follow=True).content.decode()
    assert Goal.objects.get().done_at is None


def test_ticking_off_twice_keeps_the_first_moment(client, goal):
    address = f"/mijn-vak/plan/{goal.pk}/klaar/"
    client.post(address, {"done": "yes"})
    first = Goal.objects.get().done_at
    client.post(address, {"done": "yes"})
    assert Goal.objects.get().done_at == first


def test_a_step_whose_date_has_passed_is_asked_about_and_not_blamed(client, goal):
    Goal.objects.update(due_on=TODAY - timedelta(days=3))
    page = client.get("/mijn-vak/plan/").content.decode()
    assert "Een kleinere stap, of een andere dag?" in page


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
