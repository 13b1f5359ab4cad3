"""A profile that is shared: words for one colleague, and neither scores, answers nor advice (check 17)."""

import re
from datetime import timedelta
from html import unescape
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format
from hypothesis import HealthCheck, settings
from hypothesis import given as given_parts
from hypothesis import strategies as st

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.access.models import AccessEvent, Share
from leerlus.access.shared_pages import Showing
from leerlus.access.shares import share, stop_sharing
from leerlus.advice.giving import advice_for, given
from leerlus.advice.shared_profile import PARTS, show_profile
from leerlus.advice.words import advice_in_words
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import start_sitting
from tests.scans.answers import finished_scan

OPEN_ANSWER = "alleen voor mijzelf opgeschreven"


@pytest.fixture
def sitting(fatima) -> Sitting:
    return finished_scan(fatima, NEED2=OPEN_ANSWER)


@pytest.fixture
def shared(fatima, bram, sitting) -> Share:
    parts = {part.name for part in PARTS} - {"step"}
    return share(actor_of(fatima), sitting, bram, timezone.localdate() + timedelta(days=10), parts)


@pytest.fixture
def page_of(logged_in, sitting):
    """What somebody gets for the profile of Fatima."""

    def page(person):
        return logged_in(person).get(f"/mijn-vak/profiel/{sitting.pk}/")

    return page


@pytest.mark.usefixtures("shared")
def test_a_colleague_reads_the_profile_in_words(page_of, fatima, bram):
    page = page_of(bram).content.decode()
    assert "Je ziet het nut van werken aan je vak." in page
    assert "Hij is nog niet gevalideerd" in page
    assert f"{fatima.name} deelt" in page


@pytest.mark.usefixtures("shared")
def test_a_shared_profile_is_known_by_the_day_of_its_scan(logged_in, bram, sitting):
    page = logged_in(bram).get("/wat-deel-ik/").content.decode()
    assert date_format(timezone.localtime(sitting.finished_at), "j F Y") in page


@pytest.mark.usefixtures("shared")
def test_a_colleague_reads_no_score_no_answer_and_no_advice(page_of, fatima, bram, sitting):
    advice = advice_for(actor_of(fatima), sitting)
    page = page_of(bram).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    content = main[main.index("<h1") :]
    assert not re.search(r"\d", re.sub(r"<[^>]+>", "", content))
    for unshared in (
        "leerlus-score",
        "<svg",
        "<circle",
        OPEN_ANSWER,
        "Waarom zie ik dit?",
        "/mijn-vak/advies/",
    ):
        assert unshared not in main
    for step in given(advice).steps:
        assert step.technique not in page


@pytest.mark.usefixtures("shared")
def test_who_looked_stands_in_the_log_and_the_owner_is_no_viewer(page_of, fatima, bram):
    page_of(fatima)
    page_of(bram)
    seen = AccessEvent.objects.get(action=AccessEvent.Action.VIEWED)
    assert (seen.actor_id, seen.subject_id) == (bram.pk, fatima.pk)


@pytest.mark.usefixtures("shared")
def test_the_advice_itself_is_not_shared_along(fatima, bram, sitting, logged_in):
    advice = advice_for(actor_of(fatima), sitting)
    technique = given(advice).steps[0].technique
    for address in (
        f"/mijn-vak/advies/{advice.pk}/",
        f"/mijn-vak/advies/{advice.pk}/{technique}/anders/",
        f"/mijn-vak/plan/van-advies/{advice.pk}/{technique}/",
        f"/mijn-vak/profiel/{sitting.pk}/delen/",
    ):
        assert logged_in(bram).get(address).status_code == 404


def test_after_sharing_stops_it_is_not_there(shared, page_of, fatima, bram):
    stop_sharing(actor_of(fatima), shared)
    assert page_of(bram).status_code == 404


def test_without_a_share_a_profile_is_not_there(page_of, bram, erik, noor, sam):
    for person in (bram, erik, noor, sam):
        assert page_of(person).status_code == 404


def test_sharing_goes_through_a_form_with_one_receiver_and_an_end(sitting, fatima, bram, logged_in, page_of):
    client = logged_in(fatima)
    address = f"/mijn-vak/profiel/{sitting.pk}/delen/"
    assert client.get(address).status_code == 200
    until = timezone.localdate() + timedelta(days=5)
    sent = {
        "receiver": str(bram.pk),
        "parts": ["drives", "opening"],
        "ends_on": until.isoformat(),
        "form_token": new_token(fatima.pk),
    }
    assert client.post(address, sent).status_code == 302
    assert Share.objects.get().parts == ["opening", "drives"]
    assert Share.objects.get().ends_on == until
    assert page_of(bram).status_code == 200


def test_a_scan_that_is_not_finished_has_no_profile_yet(fatima, bram, logged_in):
    begun = start_sitting(actor_of(fatima))
    client = logged_in(fatima)
    assert client.get(f"/mijn-vak/profiel/{begun.pk}/").url == f"/mijn-vak/scan/{begun.pk}/1/"
    assert client.get(f"/mijn-vak/profiel/{begun.pk}/delen/").status_code == 404
    share(actor_of(fatima), begun, bram, timezone.localdate() + timedelta(days=5), ["opening"])
    assert logged_in(bram).get(f"/mijn-vak/profiel/{begun.pk}/").status_code == 404


# Parts: each is a canary of its own, and what is left out is nowhere in the page.

TELLS = {
    "opening": "Je ziet het nut van werken aan je vak.",
    "levers": "Wat Fatima beweegt",
    "stage": "Je overweegt om te beginnen",
    "competences": "Hoe Fatima leert",
    "drives": "Wat Fatima drijft",
    "step": "De stap die Leerlus Fatima aanraadt",
}


@pytest.mark.parametrize("shown", TELLS)
def test_a_colleague_reads_the_chosen_part_and_no_other(fatima, bram, sitting, page_of, shown):
    advice_for(actor_of(fatima), sitting)
    share(actor_of(fatima), sitting, bram, timezone.localdate(), [shown])
    page = page_of(bram).content.decode()
    assert {name for name, words in TELLS.items() if words in page} == {shown}


@given_parts(st.sets(st.sampled_from(sorted(TELLS)), min_size=1))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_chosen_nothing_else_is_even_looked_up(fatima, sitting, rf, parts):
    request = rf.get("/")
    request.actor, request.user = actor_of(fatima), fatima
    with patch("leerlus.advice.shared_profile.render") as render:
        show_profile(request, sitting, Showing(frozenset(parts)))
    assert set(render.call_args.args[2]["shown"]) == parts


@pytest.mark.usefixtures("shared")
def test_earlier_scans_are_not_even_looked_up(page_of, bram):
    with CaptureQueriesContext(connection) as queries:
        page_of(bram)
    assert not any('"finished_at" <' in query["sql"] for query in queries)


def test_the_step_is_shown_without_the_reasons_that_hold_answers(fatima, bram, sitting, page_of):
    step = advice_in_words(given(advice_for(actor_of(fatima), sitting))).steps[0]
    share(actor_of(fatima), sitting, bram, timezone.localdate(), ["step"])
    page = unescape(page_of(bram).content.decode())
    assert step.title in page
    assert not any(reason.text in page for reason in step.reasons)


def test_two_shares_show_together_what_each_shows(fatima, bram, team, sitting, page_of):
    share(actor_of(fatima), sitting, bram, timezone.localdate(), ["opening"])
    share(actor_of(fatima), sitting, team, timezone.localdate(), ["drives"])
    page = page_of(bram).content.decode()
    assert {name for name, words in TELLS.items() if words in page} == {"opening", "drives"}


@pytest.mark.parametrize("parts", [[], ["numbers"], ["opening", "answers"]])
def test_a_profile_without_parts_or_with_an_unknown_one_is_not_shared(fatima, bram, sitting, parts):
    with pytest.raises(ValidationError) as refusal:
        share(actor_of(fatima), sitting, bram, timezone.localdate(), parts)
    assert set(refusal.value.message_dict) == {"parts"}


def test_the_page_says_that_a_manager_never_gets_a_profile_and_offers_what_can(
    sitting, fatima, erik, bram, logged_in
):
    page = logged_in(fatima).get(f"/mijn-vak/profiel/{sitting.pk}/delen/").content.decode()
    assert "Je leidinggevende krijgt dit niet" in page
    assert f">{erik.name}<" not in page
    assert "Deel een stap van je plan" in page
    assert f"/mijn-vak/profiel/{sitting.pk}/verslag/" in page


def test_the_manager_of_the_team_gets_no_profile_through_the_team(fatima, bram, erik, team, sitting, page_of):
    share(actor_of(fatima), sitting, team, timezone.localdate(), ["opening"])
    assert page_of(bram).status_code == 200
    assert page_of(erik).status_code == 404
