"""The longer form of a step: folded until wanted, a smaller step proposed to who doubts, nothing typed lost."""

from datetime import date, timedelta

import pytest
from django.db import connection

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.access.shares import share
from leerlus.advice.giving import advice_for, given
from leerlus.development.models import Goal
from tests.scans.answers import finished_scan

pytestmark = pytest.mark.django_db
SOON = date.today() + timedelta(days=5)
PROPOSAL = "De stap kleiner maken?"


@pytest.fixture
def client(fatima, logged_in):
    return logged_in(fatima)


@pytest.fixture
def write(client, fatima):
    """Send the form of a step: `write(confidence="4")`."""

    def form(address: str = "/mijn-vak/plan/nieuw/", **fields):
        filled = {"title": "Elke week een dossier nabespreken", "due_on": SOON.isoformat()}
        return client.post(address, filled | {"form_token": new_token(fatima.pk)} | fields)

    return form


def test_check_74_under_seven_a_smaller_step_is_proposed_before_anything_is_saved(write):
    page = write(confidence="6", if_then="Als het druk is, dan een kwartier")
    assert page.status_code == 200
    assert PROPOSAL in page.content.decode()
    assert not Goal.objects.exists()


def test_check_74_nothing_that_was_typed_is_lost_in_the_proposal(write):
    page = write(confidence="3", if_then="Als het druk is, dan een kwartier", noticed_by="Ik schrijf iets op")
    text = page.content.decode()
    for typed in (
        "Elke week een dossier nabespreken",
        "Als het druk is, dan een kwartier",
        "Ik schrijf iets op",
    ):
        assert typed in text
    assert "<details open>" in text


@pytest.mark.parametrize("title", ["Elke week een dossier nabespreken", "Eén dossier nabespreken"])
def test_check_74_the_proposal_can_be_skipped_or_followed(write, title):
    page = write(confidence="3")
    hidden = {field.name: field.value() for field in page.context["form"].hidden_fields()}
    sent = {name: value for name, value in hidden.items() if value is not None}
    assert write(title=title, confidence="3", **sent).status_code == 302
    assert (Goal.objects.get().title, Goal.objects.get().content["confidence"]) == (title, 3)


@pytest.mark.parametrize("confidence", ["7", "10", ""])
def test_check_74_from_seven_on_or_without_an_answer_it_is_saved_at_once(write, confidence):
    assert write(confidence=confidence).status_code == 302
    assert Goal.objects.exists()


def test_check_74_also_for_a_step_from_an_advice(write, client, fatima):
    advice = advice_for(actor_of(fatima), finished_scan(fatima))
    address = f"/mijn-vak/plan/van-advies/{advice.pk}/{given(advice).steps[0].technique}/"
    assert PROPOSAL in write(address, confidence="2").content.decode()
    assert write(address, confidence="2", smaller_step_proposed="True").status_code == 302


def test_a_doubt_of_nought_is_kept_and_is_not_the_same_as_no_answer(write):
    write(confidence="0", smaller_step_proposed="True")
    assert Goal.objects.get().content["confidence"] == 0


def test_changing_something_else_does_not_propose_again(write):
    write(confidence="3", smaller_step_proposed="True")
    address = f"/mijn-vak/plan/{Goal.objects.get().pk}/"
    assert write(address, confidence="3", help_from="Bram", edition=1).status_code == 302
    page = write(address, confidence="2", help_from="Bram", edition=2)
    assert PROPOSAL in page.content.decode()
    assert Goal.objects.get().content["confidence"] == 3


def test_a_double_click_on_the_proposal_makes_one_step(write, fatima):
    token = new_token(fatima.pk)
    for _ in range(2):
        write(confidence="3", smaller_step_proposed="True", form_token=token)
    assert Goal.objects.count() == 1


def test_the_short_form_stays_short(client):
    page = client.get("/mijn-vak/plan/nieuw/").content.decode()
    before, _, _after = page.partition("<details")
    assert "Waaraan merk je" not in before
    assert "<details open>" not in page


def test_a_mistake_in_the_folded_part_opens_it(write):
    page = write(review_on=(date.today() - timedelta(days=1)).isoformat())
    assert page.status_code == 422
    assert "<details open>" in page.content.decode()


def test_all_that_was_filled_in_is_there_again_and_only_sealed(write, client):
    filled = {
        "noticed_by": "Ik weet drie vragen",
        "matters_because": "Omdat cliënten het merken",
        "confidence": "8",
        "if_then": "Als ik het vergeet, dan morgen",
        "help_from": "Marloes",
        "stage": "c",
        "review_on": (SOON + timedelta(days=7)).isoformat(),
    }
    write(**filled)
    goal = Goal.objects.get()
    page = client.get(f"/mijn-vak/plan/{goal.pk}/")
    for name, value in filled.items():
        assert str(page.context["form"][name].value()) == value
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_content FROM development_goal")
        stored = bytes(cursor.fetchone()[0])
    assert not any(value.encode() in stored for value in filled.values() if len(value) > 2)


def test_a_shared_step_shows_its_title_and_day_and_not_the_doubt(write, fatima, erik, logged_in):
    write(confidence="9", matters_because="Omdat ik twijfel", if_then="Als ik vastloop")
    goal = Goal.objects.get()
    share(actor_of(fatima), goal, erik, SOON)
    page = logged_in(erik).get(f"/mijn-vak/plan/{goal.pk}/").content.decode()
    assert goal.title in page
    for private in ("Omdat ik twijfel", "Als ik vastloop", "Hoe zeker"):
        assert private not in page
