"""The plan: from advice to a step with a date, changed, shared, ticked off; nothing typed is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.access.models import AccessEvent
from leerlus.access.shares import share
from leerlus.advice.giving import give_advice, given
from leerlus.advice.models import Advice
from leerlus.development.models import Goal
from leerlus.scans.sittings import finish_sitting, start_sitting

DOUBTER = {"ATT1": 2, "ATT2": 2, "ATT3": 6, "ATT4": 2, "SE1": 8, "SE2": 8, "SE3": 8, "SE4": 8}
INTENDING = {"INT1": 5, "INT2": 5, "INT3": 5, "SN1": 5, "SN2": 5, "SN3": 5, "SN4": 2}


def advice_of(person, **answers) -> Advice:
    actor = actor_of(person)
    sitting = start_sitting(actor)
    sitting.store_answers(answers)
    finish_sitting(actor, sitting)
    sitting.refresh_from_db()
    return give_advice(actor, sitting)


def form(person, **fields) -> dict[str, str]:
    """A filled-in form for a step in five days."""
    due_on = (timezone.localdate() + timedelta(days=5)).isoformat()
    return {"title": "Een gesprek nabespreken", "due_on": due_on, "form_token": new_token(person.pk)} | fields


@pytest.fixture
def goal(fatima) -> Goal:
    made = Goal(person=fatima, due_on=timezone.localdate() + timedelta(days=7))
    made.content = {"title": "Meekijken bij Bram", "witness": "Noor"}
    made.save()
    return made


def test_a_step_from_advice_remembers_the_advice(fatima, logged_in):
    advice = advice_of(
        fatima, **INTENDING, ATT1=7, ATT2=7, ATT3=1, ATT4=7, SE1=3, SE2=1, SE3=2, SE4=2, STG1="c"
    )
    technique = given(advice).steps[0].technique
    url = f"/mijn-vak/plan/van-advies/{advice.pk}/{technique}/"
    client = logged_in(fatima)
    title = client.get(url).context["form"].initial["title"]
    answer = client.post(url, form(fatima, title=title))
    assert answer.headers["Location"] == "/mijn-vak/plan/"
    stored = Goal.objects.get()
    assert (stored.advice, stored.title, stored.content["technique"]) == (advice, title, technique)


def test_check_02_the_advantage_that_weighs_most_is_asked_and_kept_sealed(fatima, logged_in):
    advice = advice_of(fatima, **DOUBTER, **INTENDING, STG1="a", STG2="no")
    assert given(advice).lever == "att"
    client = logged_in(fatima)
    url = f"/mijn-vak/plan/van-advies/{advice.pk}/INOC_ATT/"
    assert "Welk voordeel weegt voor jou het zwaarst?" in client.get(url).content.decode()
    client.post(url, form(fatima, strongest_advantage="Meer rust in gesprekken"))
    stored = Goal.objects.get()
    assert stored.content["strongest_advantage"] == "Meer rust in gesprekken"
    assert b"rust" not in bytes(stored.sealed_content)


def test_check_05_a_date_is_needed_and_a_witness_may_be_named(fatima, logged_in):
    client = logged_in(fatima)
    refused = client.post("/mijn-vak/plan/nieuw/", form(fatima, due_on="", witness="Noor"))
    assert refused.status_code == 422
    assert 'value="Noor"' in refused.content.decode()
    client.post("/mijn-vak/plan/nieuw/", form(fatima, witness="Noor"))
    assert Goal.objects.get().content["witness"] == "Noor"


@pytest.mark.parametrize("days", [-1, 400])
def test_a_date_that_cannot_be_is_refused_beside_the_field_and_the_text_stays(fatima, logged_in, days):
    due_on = (timezone.localdate() + timedelta(days=days)).isoformat()
    answer = logged_in(fatima).post("/mijn-vak/plan/nieuw/", form(fatima, title="Lezen", due_on=due_on))
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"due_on"}
    assert 'value="Lezen"' in answer.content.decode()
    assert not Goal.objects.exists()


def test_a_date_may_be_typed_the_dutch_way(fatima, logged_in):
    day = timezone.localdate() + timedelta(days=9)
    logged_in(fatima).post("/mijn-vak/plan/nieuw/", form(fatima, due_on=day.strftime("%d-%m-%Y")))
    assert Goal.objects.get().due_on == day


def test_a_double_click_stores_once(fatima, logged_in):
    client, sent = logged_in(fatima), form(fatima)
    for _ in range(2):
        assert client.post("/mijn-vak/plan/nieuw/", sent).headers["Location"] == "/mijn-vak/plan/"
    assert Goal.objects.count() == 1


def test_what_a_second_tab_changed_is_shown_and_not_overwritten(fatima, logged_in, goal):
    client = logged_in(fatima)
    url = f"/mijn-vak/plan/{goal.pk}/"
    client.post(url, form(fatima, title="Uit het eerste venster", edition=1))
    answer = client.post(url, form(fatima, title="Uit het tweede venster", edition=1))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "“Uit het eerste venster”" in page
    assert 'value="Uit het tweede venster"' in page
    assert Goal.objects.get().title == "Uit het eerste venster"
    again = form(fatima, title="Uit het tweede venster", edition=2)
    client.post(url, again)
    assert Goal.objects.get().title == "Uit het tweede venster"


def test_ticking_off_can_be_undone(fatima, logged_in, goal):
    client = logged_in(fatima)
    client.post(f"/mijn-vak/plan/{goal.pk}/klaar/", {"done": "yes"})
    assert Goal.objects.get().done_at is not None
    client.post(f"/mijn-vak/plan/{goal.pk}/klaar/", {"done": "no"})
    assert Goal.objects.get().done_at is None


def test_a_shared_step_is_read_by_the_manager_who_is_named_in_the_log(fatima, erik, logged_in, goal):
    share(actor_of(fatima), goal, erik, timezone.localdate() + timedelta(days=10))
    page = logged_in(erik).get(f"/mijn-vak/plan/{goal.pk}/").content.decode()
    assert "Meekijken bij Bram" in page
    assert "Noor" not in page
    seen = AccessEvent.objects.get(action=AccessEvent.Action.VIEWED)
    assert (seen.actor_id, seen.subject_id, seen.object_id) == (erik.pk, fatima.pk, goal.pk)


def test_without_a_share_a_step_does_not_exist_for_others(erik, bram, logged_in, goal):
    for person in (erik, bram):
        assert logged_in(person).get(f"/mijn-vak/plan/{goal.pk}/").status_code == 404


def test_an_overdue_step_asks_and_does_not_blame(fatima, logged_in, goal):
    Goal.objects.update(due_on=timezone.localdate() - timedelta(days=2))
    page = logged_in(fatima).get("/mijn-vak/plan/").content.decode()
    assert "Een kleinere stap, of een andere dag?" in page


def test_another_step_may_be_taken_instead_without_putting_anything_aside(fatima, logged_in):
    advice = advice_of(
        fatima, **INTENDING, ATT1=7, ATT2=7, ATT3=1, ATT4=7, SE1=3, SE2=1, SE3=2, SE4=2, STG1="c"
    )
    offered, alternative = given(advice).steps[0].technique, given(advice).alternatives[0]
    client = logged_in(fatima)
    page = client.get(f"/mijn-vak/advies/{advice.pk}/{offered}/anders/").content.decode()
    url = f"/mijn-vak/plan/van-advies/{advice.pk}/{alternative}/"
    assert url in page
    client.post(url, form(fatima, title=client.get(url).context["form"].initial["title"]))
    assert Goal.objects.get().content["technique"] == alternative
    assert client.get(f"/mijn-vak/plan/van-advies/{advice.pk}/VISION/").status_code == 404
