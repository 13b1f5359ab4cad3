"""An evaluation becomes a case for peer consultation: a copy without the client, warned about, kept once."""

import pytest
from django.urls import reverse

from leerlus.access.forms_once import new_token
from leerlus.casework.models import CaseFile
from leerlus.casework.rules.steps import Step
from leerlus.casework.writing import settle_plan
from leerlus.development.models import Idea
from tests.casework.texts import DECISION, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def evaluated(actor, file, fatima) -> CaseFile:
    write(actor(fatima), file, Step.DECISION, **DECISION)
    settle_plan(actor(fatima), file, ["Kent het vak"])
    write(actor(fatima), file, Step.EVALUATION, outcome_text="Werkt nu twee dagen", lesson="Eerder oefenen")
    return file


def address(file):
    return reverse("bring_in", args=[file.pk])


def sent(person, **fields):
    return {
        "title": "Oefenen",
        "text": "Wat had ik anders kunnen doen?",
        "form_token": new_token(person.pk),
    } | fields


def test_step_seven_leads_there_with_one_click_and_loses_nothing(logged_in, file, fatima):
    fields = {"lesson": "Eerder oefenen", "shown-lesson": "", "go": "bring_in"}
    answer = logged_in(fatima).post(reverse("case_step", args=[file.pk, "evaluatie"]), fields)
    assert answer.headers["Location"] == address(file)
    assert "Eerder oefenen" in logged_in(fatima).get(address(file)).content.decode()


def test_the_case_tells_choice_outcome_and_lesson_without_the_reference(logged_in, evaluated, fatima):
    page = logged_in(fatima).get(address(evaluated)).content.decode()
    case = page[page.index("<textarea") : page.index("</textarea>")]
    for text in (DECISION["fits_because"], "Werkt nu twee dagen", "Eerder oefenen"):
        assert text in case
    assert evaluated.shown_reference not in case


def test_it_is_kept_once_as_an_own_idea(logged_in, evaluated, fatima):
    client, fields = logged_in(fatima), sent(fatima)
    for _ in range(2):
        assert client.post(address(evaluated), fields).headers["Location"] == reverse("ideas")
    idea = Idea.objects.get()
    assert (idea.person, idea.kind, idea.reflection) == (fatima, Idea.Kind.PEER_CASE, None)
    assert "Wat had ik anders kunnen doen?" in client.get(reverse("ideas")).content.decode()


def test_what_may_say_who_it_is_comes_back_once(logged_in, evaluated, fatima):
    client, fields = logged_in(fatima), sent(fatima, text="Bel 06-12345678")
    page = client.post(address(evaluated), fields)
    assert page.status_code == 422
    assert "een telefoonnummer (06-12345678)" in page.content.decode()
    assert not Idea.objects.exists()
    warned = page.context["form"]["warned"].value()
    assert client.post(address(evaluated), fields | {"warned": warned}).status_code == 302
    assert Idea.objects.get().content["text"] == "Bel 06-12345678"


def test_the_reference_of_the_client_is_warned_about(logged_in, evaluated, fatima):
    page = logged_in(fatima).post(address(evaluated), sent(fatima, title=evaluated.shown_reference))
    assert page.status_code == 422
    assert "de verwijzing van de cliënt" in page.content.decode()


def test_a_citizen_number_is_never_kept(logged_in, evaluated, fatima):
    fields = sent(fatima, text="BSN 111222333")
    for warned in ("", "een burgerservicenummer (111222333)"):
        assert logged_in(fatima).post(address(evaluated), fields | {"warned": warned}).status_code == 422
    assert not Idea.objects.exists()


def test_a_file_without_a_plan_makes_a_case_too(logged_in, actor, file, fatima):
    write(actor(fatima), file, Step.EVALUATION, lesson="Eerder bellen")
    assert "Eerder bellen" in logged_in(fatima).get(address(file)).content.decode()
