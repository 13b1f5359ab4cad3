"""Looking back on a step: asked on its day, after six weeks and six months, and without blame when it slipped away."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.access.personal_content import erase_personal_content, export_personal_content
from leerlus.development.following_up import (
    FOLLOW_UP,
    LOOK_BACK,
    answer_follow_up,
    due_follow_ups,
    what_worked_before,
)
from leerlus.development.models import FollowUp, Goal
from leerlus.development.plan import change_goal, put_on_plan, tick_off
from leerlus.reminders.models import Reminder
from tests.scans.answers import finished_scan

pytestmark = pytest.mark.django_db
START = datetime(2027, 3, 1, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
BLAME = re.compile(r"mislukt|gefaald|niet gehaald|te laat|achter|helaas|\bx\b|keer niet|score", re.IGNORECASE)


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def put(fatima, clock):
    """A step on the plan of Fatima: `put(if_then="…")`."""

    def on_plan(title: str = "Intervisie voorbereiden", review_on: date | None = None, **content) -> Goal:
        return put_on_plan(
            actor_of(fatima),
            content={"title": title, **content},
            due_on=date(2027, 3, 8),
            review_on=review_on,
            token=new_token(fatima.pk),
            result_url="/mijn-vak/plan/",
        )

    return on_plan


@pytest.fixture
def done(put, fatima) -> Goal:
    """A step that is ticked off on the first of March."""
    made = put(if_then="Als het druk is, dan een kwartier")
    tick_off(actor_of(fatima), made, done=True)
    return made


@pytest.fixture
def asked(done, clock) -> FollowUp:
    """The question after six weeks, whose day has come."""
    clock.move_to(START + timedelta(days=42))
    return FollowUp.objects.get(moment=FollowUp.Moment.SIX_WEEKS)


def dates(kind: str) -> list[date]:
    return list(Reminder.objects.filter(kind=kind).values_list("due_on", flat=True))


def test_a_step_is_looked_back_on_on_its_own_day(put):
    put()
    assert dates(LOOK_BACK) == [date(2027, 3, 8)]


def test_or_on_the_day_somebody_chose(put):
    put(review_on=date(2027, 4, 5))
    assert dates(LOOK_BACK) == [date(2027, 4, 5)]


def test_moving_a_step_moves_its_day(put, fatima):
    goal = put()
    change_goal(
        actor_of(fatima),
        goal,
        content={"title": "Anders"},
        due_on=date(2027, 3, 20),
        edition=1,
        review_on=None,
    )
    assert dates(LOOK_BACK) == [date(2027, 3, 20)]


def test_what_is_done_is_asked_about_after_six_weeks_and_six_months(done):
    assert dates(FOLLOW_UP) == [date(2027, 4, 12), date(2027, 9, 1)]
    assert dates(LOOK_BACK) == []


def test_ticking_off_twice_asks_once(done, fatima):
    tick_off(actor_of(fatima), done, done=True)
    assert FollowUp.objects.count() == 2


def test_what_is_open_again_is_not_asked_about(done, fatima):
    tick_off(actor_of(fatima), done, done=False)
    assert not FollowUp.objects.exists()
    assert dates(FOLLOW_UP) == []
    assert dates(LOOK_BACK) == [date(2027, 3, 8)]


def test_an_answer_stays_when_the_step_is_opened_and_done_again(done, asked, fatima):
    answer_follow_up(asked, {"outcome": "kept_up", "what_helped": "Samen met Bram"})
    tick_off(actor_of(fatima), done, done=False)
    tick_off(actor_of(fatima), done, done=True)
    asked.refresh_from_db()
    assert asked.content["what_helped"] == "Samen met Bram"
    assert dates(FOLLOW_UP) == [date(2027, 10, 12)]


def test_the_question_appears_on_its_day_and_not_before(done, fatima, clock):
    actor = actor_of(fatima)
    clock.move_to(START + timedelta(days=41))
    assert not due_follow_ups(actor).exists()
    clock.move_to(START + timedelta(days=42))
    assert [asked.moment for asked in due_follow_ups(actor)] == [FollowUp.Moment.SIX_WEEKS]


def test_today_and_the_plan_ask_for_it(asked, fatima, logged_in):
    for page in ("/", "/mijn-vak/plan/"):
        assert "Lukt “Intervisie voorbereiden” nog?" in logged_in(fatima).get(page).content.decode()


def test_opening_the_form_settles_nothing_answering_does(asked, fatima, logged_in):
    client, address = logged_in(fatima), f"/mijn-vak/plan/terugkijken/{asked.pk}/"
    client.get(address)
    assert client.post(address, {"what_helped": "Een vast moment"}).status_code == 422
    assert date(2027, 4, 12) in dates(FOLLOW_UP)
    client.post(address, {"outcome": "kept_up", "what_helped": "Een vast moment"})
    assert dates(FOLLOW_UP) == [date(2027, 9, 1)]
    assert not due_follow_ups(actor_of(fatima)).exists()


def test_a_form_without_an_answer_keeps_what_was_typed(asked, fatima, logged_in):
    page = logged_in(fatima).post(
        f"/mijn-vak/plan/terugkijken/{asked.pk}/", {"what_helped": "Een vast moment"}
    )
    assert "Een vast moment" in page.content.decode()


def test_who_kept_it_up_is_offered_support_to_hold_on(asked, fatima, logged_in):
    client = logged_in(fatima)
    page = client.post(f"/mijn-vak/plan/terugkijken/{asked.pk}/", {"outcome": "kept_up"}, follow=True)
    assert "Deel deze stap met iemand die je helpt volhouden" in page.content.decode()
    assert "Volhouden is het lastigste deel" in page.content.decode()


def test_what_slipped_away_leads_to_what_worked_before_and_not_to_blame(asked, fatima, logged_in):
    client = logged_in(fatima)
    page = client.post(f"/mijn-vak/plan/terugkijken/{asked.pk}/", {"outcome": "slipped"}, follow=True)
    text = page.content.decode()
    main = text[text.index("<main") : text.index("</main>")]
    assert "Dat hoort bij leren" in main
    assert "Als het druk is, dan een kwartier" in main
    assert not BLAME.search(re.sub(r"<[^>]+>", " ", main))


@pytest.mark.parametrize(
    ("stage", "fits"),
    [
        ("a", "Laat het nu los"),
        ("b", "Vraag het eerst aan één collega"),
        ("c", "Begin klein"),
        ("d", "Schrijf mijn als-dan-plan"),
        ("", "Vertel waar je er nu mee staat"),
    ],
)
def test_starting_again_fits_where_somebody_is_with_it(asked, fatima, logged_in, stage, fits):
    client = logged_in(fatima)
    answer_follow_up(asked, {"outcome": "slipped"})
    address = f"/mijn-vak/plan/terugkijken/{asked.pk}/weer-oppakken/"
    page = client.post(address, {"worked_before": "Vrijdag om negen", "stage": stage}, follow=True)
    assert fits in page.content.decode()
    asked.refresh_from_db()
    assert asked.content["outcome"] == "slipped"
    assert asked.content["worked_before"] == "Vrijdag om negen"


def test_a_new_start_begins_with_what_the_step_said(done, fatima, logged_in):
    form = logged_in(fatima).get(f"/mijn-vak/plan/{done.pk}/opnieuw/").context["form"]
    assert form["title"].value() == "Intervisie voorbereiden"
    assert form["if_then"].value() == "Als het druk is, dan een kwartier"
    assert form["confidence"].value() in (None, "")


def test_after_relapse_in_the_quickscan_one_starts_at_the_stage_below_it(fatima, logged_in):
    finished_scan(fatima, STG1="b", STG2="yes")
    page = logged_in(fatima).get("/mijn-vak/weer-oppakken/").content.decode()
    assert "Je begint niet bij nul" in page
    assert "Vraag het eerst aan één collega" in page


def test_without_a_scan_the_page_asks_where_somebody_is(fatima, logged_in):
    assert "Naar de quickscan" in logged_in(fatima).get("/mijn-vak/weer-oppakken/").content.decode()


def test_what_worked_before_names_what_was_kept_up_or_written_down_and_nothing_else(put, fatima, clock):
    actor = actor_of(fatima)
    for title, answer in (
        ("Volgehouden", {"outcome": "kept_up", "what_helped": ""}),
        ("Weggezakt", {"outcome": "slipped", "what_helped": ""}),
        ("Opgeschreven", {"outcome": "slipped", "what_helped": "Op vrijdag"}),
    ):
        goal = put(title)
        tick_off(actor, goal, done=True)
        answer_follow_up(FollowUp.objects.filter(goal=goal)[0], answer)
    assert sorted(what_worked_before(actor)) == [("Opgeschreven", "Op vrijdag"), ("Volgehouden", "")]


def test_what_worked_before_costs_the_same_however_much_there_is(put, fatima, django_assert_max_num_queries):
    actor = actor_of(fatima)
    for number in range(15):
        goal = put(f"Stap {number}", help_from="Bram")
        tick_off(actor, goal, done=True)
    with django_assert_max_num_queries(2):
        assert len(what_worked_before(actor)) == 15


def test_somebody_elses_question_is_not_there_and_a_shared_step_does_not_show_it(
    asked, erik, bram, logged_in
):
    for person in (erik, bram):
        for page in ("", "weer-oppakken/"):
            address = f"/mijn-vak/plan/terugkijken/{asked.pk}/{page}"
            assert logged_in(person).get(address).status_code == 404


def test_answers_come_along_and_are_erased(asked, fatima):
    answer_follow_up(asked, {"outcome": "partly", "what_helped": "Koffie"})
    (goal,) = export_personal_content(actor_of(fatima))["goals"]
    assert goal["follow_ups"][0]["what_helped"] == "Koffie"
    erase_personal_content(actor_of(fatima))
    assert not FollowUp.objects.exists()
