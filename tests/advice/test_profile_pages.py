"""Profile and advice as pages: words first, one step with its reasons, and what happens when somebody wants another."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.advice.giving import advice_for, give_advice, given
from leerlus.advice.models import Advice, Dismissal
from leerlus.advice.what_if import WhatIfForm
from leerlus.content.advice import load_advice_content
from tests.scans.answers import finished_scan

NOT_VALIDATED = "Deze scan is een gespreksstarter. Hij is nog niet gevalideerd"


@pytest.fixture
def profile_page(logged_in, fatima):
    """The profile of Fatima after a scan; answers may be replaced: `profile_page(STG2="yes")`."""

    def page(**answers) -> str:
        sitting = finished_scan(fatima, **answers)
        return logged_in(fatima).get(f"/mijn-vak/profiel/{sitting.pk}/").content.decode()

    return page


@pytest.fixture
def dismiss(logged_in, fatima):
    """Put a step of an advice aside through its page."""

    def through_the_page(advice: Advice, technique: str, reason: str = "", token: str = ""):
        return logged_in(fatima).post(
            f"/mijn-vak/advies/{advice.pk}/{technique}/anders/",
            {"form_token": token or new_token(fatima.pk), "reason": reason},
            follow=True,
        )

    return through_the_page


def steps_of(advice: Advice) -> list[str]:
    return [step.technique for step in given(advice).steps]


def reasons_on(page: str) -> list[dict[str, str]]:
    """What stands under each “Waarom zie ik dit?”, by term."""
    return [
        dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", part))
        for part in re.findall(r'<dl class="leerlus-reasons">(.*?)</dl>', page, re.DOTALL)
    ]


def test_the_profile_opens_with_words_and_has_no_word_about_others(profile_page):
    page = profile_page()
    assert "Je ziet het nut van werken aan je vak. Je twijfelt vooral of het lukt in een volle week." in page
    assert page.index("Je ziet het nut") < page.index("leerlus-score")


def test_check_07_slipping_back_is_called_normal_on_the_page(profile_page):
    assert "Terugval hoort erbij, bij bijna iedereen." in profile_page(STG2="yes")


def test_only_after_slipping_back_the_page_leads_to_what_worked_before(profile_page):
    assert f'href="{reverse("pick_up")}"' in profile_page(STG2="yes")
    assert f'href="{reverse("pick_up")}"' not in profile_page()


def test_check_09_an_unknown_lever_reads_unknown_with_the_question_that_would_tell(profile_page):
    page = profile_page(ATT1=None, ATT2=None)
    assert "beantwoord nog 1 van deze vragen" in page
    assert "Je ziet het nut" not in page


def test_check_12_near_a_cut_the_page_says_on_the_border(profile_page):
    assert "op de grens van laag en midden" in profile_page(SE1=5, SE2=5, SE3=5, SE4=5)


@pytest.mark.parametrize("answers", [{}, {"STG1": "d"}, {"ATT1": None, "ATT2": None}, {"STG2": "yes"}])
def test_check_13_every_profile_shows_that_the_scan_is_not_validated(answers, profile_page):
    assert NOT_VALIDATED in profile_page(**answers)


def test_check_13_also_when_nothing_was_answered(profile_page):
    nothing = dict.fromkeys(
        [f"{name}{number}" for name in ("ATT", "SN", "SE", "INT") for number in range(1, 5)] + ["STG1"]
    )
    page = profile_page(**nothing)
    assert NOT_VALIDATED in page
    assert "Waar je nu staat, weten we nog niet" in page


def test_check_23_under_why_stand_answer_reasoning_section_and_certainty(profile_page):
    reasons = reasons_on(profile_page())
    content = load_advice_content()
    certainties = [text.nl for text in content.certainties.values()]
    assert 1 <= len(reasons) <= 3
    for reason in reasons:
        assert reason["Jouw antwoord"]
        assert reason["Redenering"]
        assert "notitie" in reason["Bron"]
        assert any(reason["Zekerheid"].startswith(certainty) for certainty in certainties)
        assert all(rule in content.rule for rule in reason["Regels"].split(", "))


def test_check_25_a_chosen_need_that_comes_later_is_named_with_the_reason(profile_page):
    page = profile_page(NEED1=["CB4"])
    later = page[page.index("Voor later") :]
    assert "deelnemen aan scholing of bijscholing" in later


@pytest.mark.parametrize("background", [{"BG1": "10_or_more"}, {"BG2": "wo"}])
def test_check_21_experience_and_education_give_no_fewer_steps_on_the_page(background, profile_page):
    plain = profile_page(BG1="1_to_3", BG2="mbo")
    seasoned = profile_page(**{"BG1": "1_to_3", "BG2": "mbo", **background})
    assert seasoned.count("leerlus-card__kicker") >= plain.count("leerlus-card__kicker")


def test_check_62_profile_and_advice_switch_to_english_with_the_screen(profile_page, fatima):
    fatima.language = "en"
    fatima.save()
    page = profile_page()
    assert "You see the use of working on your craft." in page
    assert "Why do I see this?" in page
    for dutch in ("Waarom", "Je ziet het nut", "notitie"):
        assert dutch not in page


def test_an_advice_comes_back_from_storage_as_it_was_given(fatima):
    advice = give_advice(actor_of(fatima), finished_scan(fatima))
    stored = Advice.objects.get(pk=advice.pk)
    assert given(stored) == given(advice)
    assert len(given(stored).trace) == len(given(advice).trace) > 20


def test_whatever_seed_is_drawn_can_be_tried_with_a_made_up_profile(fatima, monkeypatch):
    monkeypatch.setattr("secrets.randbelow", lambda end: end - 1)
    seed = given(give_advice(actor_of(fatima), finished_scan(fatima))).seed
    assert WhatIfForm({"seed": seed}).is_valid()


def test_opening_a_profile_twice_shows_the_same_advice(fatima):
    sitting = finished_scan(fatima)
    actor = actor_of(fatima)
    assert advice_for(actor, sitting).pk == advice_for(actor, sitting).pk
    assert Advice.objects.count() == 1


def test_how_an_advice_came_about_shows_every_rule_that_was_weighed(fatima, logged_in):
    advice = advice_for(actor_of(fatima), finished_scan(fatima))
    page = logged_in(fatima).get(f"/mijn-vak/advies/{advice.pk}/").content.decode()
    for entry in given(advice).trace:
        assert entry.rule in page


def test_an_advice_cannot_be_read_without_the_key(fatima, dismiss):
    advice = advice_for(actor_of(fatima), finished_scan(fatima))
    dismiss(advice, steps_of(advice)[0], "mijn team lacht me uit")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_advice FROM advice_advice")
        stored = b"".join(bytes(row[0]) for row in cursor.fetchall())
        cursor.execute("SELECT sealed_content FROM advice_dismissal")
        stored += b"".join(bytes(row[0]) for row in cursor.fetchall())
    for readable in (steps_of(advice)[0].encode(), b"R-24", b"lacht", b"technique"):
        assert readable not in stored


def test_check_24_a_step_put_aside_makes_room_for_another_and_the_reason_is_private(
    fatima, erik, bram, logged_in, dismiss
):
    advice = advice_for(actor_of(fatima), finished_scan(fatima))
    away = steps_of(advice)[0]
    page = dismiss(advice, away, "mijn team lacht me uit").content.decode()
    assert f"/{away}/" not in page
    assert "Waarom zie ik dit?" in page
    assert "mijn team lacht me uit" in logged_in(fatima).get("/mijn-vak/opzij-gelegd/").content.decode()
    for other in (erik, bram):
        for address in ("/", "/team/", "/mijn-vak/opzij-gelegd/"):
            assert "lacht me uit" not in logged_in(other).get(address).content.decode()


def test_check_24_it_stays_away_ninety_days_also_in_a_new_scan_and_then_may_return(fatima, dismiss):
    start = timezone.now()
    advice = advice_for(actor_of(fatima), finished_scan(fatima))
    away = steps_of(advice)[0]
    dismiss(advice, away)
    with time_machine.travel(start + timedelta(days=90), tick=False):
        assert away not in steps_of(give_advice(actor_of(fatima), finished_scan(fatima)))
    with time_machine.travel(start + timedelta(days=91), tick=False):
        assert away in steps_of(give_advice(actor_of(fatima), finished_scan(fatima)))


def test_two_clicks_put_a_step_aside_once(fatima, dismiss):
    advice = advice_for(actor_of(fatima), finished_scan(fatima))
    token = new_token(fatima.pk)
    for _ in range(2):
        dismiss(advice, steps_of(advice)[0], token=token)
    assert Dismissal.objects.count() == 1


def test_a_step_that_is_brought_back_may_be_advised_again(fatima, dismiss, logged_in):
    sitting = finished_scan(fatima)
    advice = advice_for(actor_of(fatima), sitting)
    away = steps_of(advice)[0]
    dismiss(advice, away)
    answer = logged_in(fatima).post(
        f"/mijn-vak/opzij-gelegd/{Dismissal.objects.get().pk}/terug/", follow=True
    )
    assert "Niets opzij gelegd" in answer.content.decode()
    assert "De stap kan in je volgende advies weer verschijnen." in answer.content.decode()
    assert away in steps_of(give_advice(actor_of(fatima), sitting))


def test_who_puts_everything_aside_is_offered_a_step_of_their_own(fatima, dismiss, logged_in):
    sitting = finished_scan(fatima)
    actor = actor_of(fatima)
    for _ in range(40):
        advice = advice_for(actor, sitting)
        if not steps_of(advice):
            break
        dismiss(advice, steps_of(advice)[0])
    page = logged_in(fatima).get(f"/mijn-vak/profiel/{sitting.pk}/").content.decode()
    assert "Je hebt elke stap opzij gelegd" in page
    assert "/mijn-vak/plan/nieuw/" in page


def test_a_step_that_was_not_advised_cannot_be_put_aside(fatima, logged_in):
    advice = advice_for(actor_of(fatima), finished_scan(fatima))
    assert logged_in(fatima).get(f"/mijn-vak/advies/{advice.pk}/NONSENSE/anders/").status_code == 404


@pytest.mark.parametrize("part", ["", "SMALL_STEPS/anders/"])
def test_somebody_elses_advice_is_not_there(part, fatima, bram, logged_in):
    advice = advice_for(actor_of(fatima), finished_scan(fatima))
    assert logged_in(bram).get(f"/mijn-vak/advies/{advice.pk}/{part}").status_code == 404


def test_my_craft_without_a_scan_explains_what_appears_there(fatima, logged_in):
    page = logged_in(fatima).get("/mijn-vak/").content.decode()
    assert "/mijn-vak/quickscan/" in page


def test_a_profile_asks_the_database_little(fatima, logged_in, django_assert_max_num_queries):
    sitting = finished_scan(fatima)
    client = logged_in(fatima)
    client.get(f"/mijn-vak/profiel/{sitting.pk}/")
    with django_assert_max_num_queries(9):  # two of them for what is known about the advice
        client.get(f"/mijn-vak/profiel/{sitting.pk}/")


def test_more_earlier_scans_ask_the_database_no_more(fatima, logged_in):
    client = logged_in(fatima)
    for _ in range(2):
        finished_scan(fatima)
    queries_of(client)  # the first time fills caches
    before = queries_of(client)
    for _ in range(3):
        finished_scan(fatima)
    assert queries_of(client) == before


def queries_of(client) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get("/mijn-vak/")
    return len(queries)
