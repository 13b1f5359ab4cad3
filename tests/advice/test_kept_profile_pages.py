"""Profile pages whose parts are kept: the same page for its owner, nothing for others, and gone after erasing."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.access.personal_content import erase_personal_content, export_personal_content
from leerlus.advice import personal_content, profile_page
from leerlus.advice.giving import advice_for, give_advice, given, put_aside, tiny_by_technique
from leerlus.advice.models import Advice, Dismissal
from leerlus.scans.correcting import correct_answers
from leerlus.scans.models import Sitting
from tests.scans.answers import finished_scan


@pytest.fixture(autouse=True)
def nothing_kept():
    profile_page._KEPT.clear()
    yield
    profile_page._KEPT.clear()


@pytest.fixture
def sitting(fatima) -> Sitting:
    return finished_scan(fatima)


def address(sitting: Sitting) -> str:
    return f"/mijn-vak/profiel/{sitting.pk}/"


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def test_the_second_time_a_profile_reads_the_same(sitting, fatima, logged_in):
    client = logged_in(fatima)
    profile_page._KEPT.clear()
    first, second = (main_of(client.get(address(sitting)).content.decode()) for _ in range(2))
    assert first == second
    assert len(profile_page._KEPT) == 1


def test_what_is_kept_is_not_shown_to_anybody_else(sitting, fatima, bram, erik, logged_in):
    logged_in(fatima).get(address(sitting))
    for other in (bram, erik):
        assert logged_in(other).get(address(sitting)).status_code == 404


def test_each_language_is_kept_apart(sitting, fatima, logged_in):
    client = logged_in(fatima)
    dutch = client.get(address(sitting)).content.decode()
    client.post("/taal/", {"language": "en"})
    english = client.get(address(sitting)).content.decode()
    assert "Waarom zie ik dit?" in dutch
    assert "Waarom zie ik dit?" not in english
    assert "Why do I see this?" in english


def test_after_a_step_is_put_aside_the_page_shows_the_new_advice(sitting, fatima, logged_in):
    client = logged_in(fatima)
    before = advice_for(actor_of(fatima), sitting)
    away = given(before).steps[0].technique
    assert f"/{before.pk}/{away}/" in client.get(address(sitting)).content.decode()
    put_aside(actor_of(fatima), before, away, "")
    after = client.get(address(sitting)).content.decode()
    assert str(before.pk) not in after
    assert f"/{away}/" not in after


def test_of_kept_pages_the_one_opened_longest_ago_goes_first(fatima, monkeypatch):
    monkeypatch.setattr(profile_page, "MOST_KEPT", 2)
    sittings = [finished_scan(fatima) for _ in range(3)]
    assert [key[0] for key in profile_page._KEPT] == [sitting.pk for sitting in sittings[1:]]


def test_a_step_stays_away_for_ninety_days_and_the_day_after_it_may_return(sitting, fatima):
    before = advice_for(actor_of(fatima), sitting)
    away = given(before).steps[0].technique
    put_aside(actor_of(fatima), before, away, "")
    for days, back in ((0, False), (90, False), (91, True)):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            assert (away in tiny_by_technique(give_advice(actor_of(fatima), sitting))) is back


def test_after_a_correction_advice_is_given_anew_and_no_profile_that_may_show_it_is_kept(sitting, fatima):
    later = finished_scan(fatima)
    before = advice_for(actor_of(fatima), sitting)
    correct_answers(actor_of(fatima), sitting, {"SE1": 9})
    assert advice_for(actor_of(fatima), sitting).pk != before.pk
    assert later.pk not in {key[0] for key in profile_page._KEPT}


def test_erasing_what_advice_keeps_leaves_the_scan_and_no_advice(sitting, fatima):
    personal_content.erase(fatima.pk)
    assert Sitting.objects.filter(person=fatima).exists()
    assert not Advice.objects.filter(person=fatima).exists()


def test_check_18_erasing_forgets_kept_pages_advice_and_what_was_put_aside(sitting, fatima, bram):
    other = finished_scan(bram)
    actor = actor_of(fatima)
    advice = advice_for(actor, sitting)
    put_aside(actor, advice, given(advice).steps[0].technique, "geen tijd")
    erase_personal_content(actor)
    assert {key[0] for key in profile_page._KEPT} == {other.pk}
    assert not Advice.objects.filter(person=fatima).exists()
    assert not Dismissal.objects.exists()
    assert not Sitting.objects.filter(person=fatima).exists()
    assert Advice.objects.filter(person=bram).exists()


def test_check_18_the_export_holds_answers_scores_advice_and_reasons(sitting, fatima):
    actor = actor_of(fatima)
    advice = advice_for(actor, sitting)
    away = given(advice).steps[0].technique
    put_aside(actor, advice, away, "geen tijd")
    export = export_personal_content(actor)
    (scan,) = [one for section in export.values() for one in listed(section) if "answers" in one]
    assert scan["answers"]["ATT1"] == 7
    assert scan["scores"]["stage"] == "contemplation"
    (advices,) = [
        section for section in export.values() if isinstance(section, dict) and "put_aside" in section
    ]
    assert [(one["technique"], one["reason"]) for one in advices["put_aside"]] == [(away, "geen tijd")]
    assert str(advice.pk) in [one["id"] for one in advices["given"]]


def listed(section: object) -> list[dict]:
    return [one for one in section if isinstance(one, dict)] if isinstance(section, list) else []
