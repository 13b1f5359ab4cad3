"""The comparison of advice with free choice: a yes of its own, lots, the same permitted steps, and out at once."""

import json
import re
from datetime import datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.access.personal_content import erase_personal_content, export_personal_content
from leerlus.access.retention import Scope, kinds
from leerlus.access.shares import share
from leerlus.advice.allocation import Arm
from leerlus.advice.comparison import (
    DAYS,
    chooses_freely,
    forget,
    kept_of,
    register_chosen_steps,
    running_arm,
    stop,
    take_part,
    taking_part,
)
from leerlus.advice.free_choice import in_random_order
from leerlus.advice.giving import advice_for, given, put_aside, shown_tiny, tiny_by_technique
from leerlus.advice.models import Allocation, Participation
from leerlus.advice.words import advice_in_words, other_steps, told_to_its_owner
from leerlus.content.advice import load_advice_content
from leerlus.development.plan import chosen_steps, put_on_plan, tick_off
from leerlus.organisations.models import Person
from leerlus.organisations.roles import Role
from tests.advice.pipeline.people import advice_for as advice_on
from tests.advice.pipeline.people import somebody
from tests.scans.answers import finished_scan

PAGE = "/mijn-vak/vergelijking/"

pytestmark = pytest.mark.django_db


def in_arm(person: Person, arm: Arm, since=None) -> None:
    """As if the lot had fallen this way."""
    made = Participation(person=person)
    made.content = {"arm": arm.value, "since": (since or timezone.now()).isoformat(), "until": None}
    made.save()


def profile_of(client, sitting) -> str:
    return client.get(f"/mijn-vak/profiel/{sitting.pk}/").content.decode()


def test_the_yes_is_never_ticked_beforehand_and_nothing_happens_without_it(logged_in, fatima):
    client = logged_in(fatima)
    box = re.search(r'<input type="checkbox"[^>]*>', client.get(PAGE).content.decode()).group()
    assert "checked" not in box
    answer = client.post(PAGE, {})
    assert answer.status_code == 422
    assert "Vink dit aan als je wilt meedoen." in answer.content.decode()
    assert not Participation.objects.exists()


def test_the_page_says_what_is_compared_and_kept_before_anybody_says_yes(logged_in, fatima):
    answer = logged_in(fatima).get(PAGE)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Het duurt hoogstens 6 maanden." in page
    for said in ("Wat we vergelijken", "Wat we bewaren", "zonder reden en zonder gevolg", "telt nergens mee"):
        assert said in page


def test_a_yes_draws_an_arm_that_the_page_does_not_tell_until_it_is_over(logged_in, fatima):
    client = logged_in(fatima)
    page = client.post(PAGE, {"yes": "on"}, follow=True).content.decode()
    assert "Je doet vanaf nu mee. Dank je wel. Je kunt elk moment stoppen." in page
    assert running_arm(fatima.pk) in set(Arm)
    assert "Jouw groep was" not in page
    page = client.post(f"{PAGE}stoppen/", follow=True).content.decode()
    assert "Je doet niet meer mee. Hieronder lees je in welke groep je zat." in page
    assert "Jouw groep was: " in page
    assert running_arm(fatima.pk) is None


@pytest.mark.parametrize(
    ("arm", "words"),
    [(Arm.TAILORED, "gewoon advies: hoogstens drie"), (Arm.FREE_CHOICE, "vrij kiezen: alle")],
)
def test_who_stopped_reads_which_group_it_was(logged_in, fatima, arm, words):
    in_arm(fatima, arm)
    assert (
        f"Jouw groep was: {words}" in logged_in(fatima).post(f"{PAGE}stoppen/", follow=True).content.decode()
    )


def test_a_second_yes_and_a_yes_after_stopping_keep_the_arm_and_change_nothing(fatima):
    take_part(actor_of(fatima))
    first = taking_part(fatima.pk)
    take_part(actor_of(fatima))
    assert taking_part(fatima.pk) == first
    stop(actor_of(fatima))
    stopped = taking_part(fatima.pk)
    take_part(actor_of(fatima))
    stop(actor_of(fatima))
    assert taking_part(fatima.pk) == stopped
    assert stopped.ended
    assert Allocation.objects.get().places_given == 1


def test_within_a_municipality_the_arms_stay_balanced_and_each_has_its_own_order(
    make_person, team, other_municipality
):
    people = [make_person(f"Collega{number}", Role.CASEWORKER, team) for number in range(12)]
    for person in people:
        take_part(actor_of(person))
    arms = [running_arm(person.pk) for person in people]
    assert abs(arms.count(Arm.TAILORED) - arms.count(Arm.FREE_CHOICE)) <= 3
    assert Allocation.objects.get().places_given == 12
    olga = make_person("Olga", Role.CASEWORKER, other_municipality)
    take_part(actor_of(olga))
    assert Allocation.objects.get(municipality=other_municipality).places_given == 1


def test_lots_are_drawn_within_a_municipality_only(lotte):
    with pytest.raises(ValueError, match="municipality"):
        take_part(actor_of(lotte))


def test_which_arm_and_when_stand_nowhere_in_the_clear(fatima):
    in_arm(fatima, Arm.FREE_CHOICE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM advice_participation")
        (row,) = cursor.fetchall()
    assert b"free" not in b"".join(str(value).encode() for value in row)


def test_free_choice_shows_all_permitted_steps_in_random_order_and_recommends_none(logged_in, fatima):
    sitting = finished_scan(fatima)
    advice = advice_for(actor_of(fatima), sitting)
    in_arm(fatima, Arm.FREE_CHOICE)
    page = profile_of(logged_in(fatima), sitting)
    assert "Kies zelf een stap" in page
    assert "Jouw stap" not in page
    assert "Waarom zie ik dit?" not in page
    told = told_to_its_owner(advice)
    assert {step.technique for step in told.steps} == {
        *(step.technique for step in given(advice).steps),
        *given(advice).alternatives,
    }
    assert all(step.title.replace("'", "&#x27;") in page for step in told.steps)


def test_of_who_chooses_freely_no_step_is_shown_to_a_receiver(logged_in, fatima, bram):
    sitting = finished_scan(fatima)
    main = told_to_its_owner(advice_for(actor_of(fatima), sitting)).steps[0].title
    share(actor_of(fatima), sitting, bram, timezone.localdate() + timedelta(days=10), {"step"})
    assert main in unescape(profile_of(logged_in(bram), sitting))
    in_arm(fatima, Arm.FREE_CHOICE)
    page = unescape(profile_of(logged_in(bram), sitting))
    for step in told_to_its_owner(advice_for(actor_of(fatima), sitting)).steps:
        assert step.title not in page


def test_guards_hold_in_free_choice_and_stay_visible(logged_in, fatima):
    sitting = finished_scan(fatima)  # convinced, and doubts: no talk about benefits
    in_arm(fatima, Arm.FREE_CHOICE)
    told = told_to_its_owner(advice_for(actor_of(fatima), sitting))
    content = load_advice_content()
    assert not any(content.technique[step.technique].benefit_talk for step in told.steps)
    assert "Niet aangeraden, omdat" in profile_of(logged_in(fatima), sitting)


def test_a_step_that_may_only_be_tiny_is_tiny_in_free_choice_too(fatima):
    advice = advice_for(actor_of(fatima), finished_scan(fatima))
    in_arm(fatima, Arm.FREE_CHOICE)
    content = load_advice_content()
    tiny = tiny_by_technique(advice)
    assert any(tiny.values())
    assert {technique: shown_tiny(advice, technique) for technique in tiny} == tiny
    assert shown_tiny(advice, "GEEN_TECHNIEK") is None
    for step in told_to_its_owner(advice).steps:
        technique = content.technique[step.technique]
        shown = technique.tiny if tiny[step.technique] and technique.tiny else technique
        assert (step.title, step.script) == (shown.name.nl, shown.script.nl)
        assert step.facts[0] == f"{shown.minutes} minuten"


def test_the_tailored_arm_reads_the_advice_as_everybody_does(logged_in, fatima):
    sitting = finished_scan(fatima)
    client = logged_in(fatima)
    before = profile_of(client, sitting)
    in_arm(fatima, Arm.TAILORED)
    after = profile_of(client, sitting)
    assert after[after.index("<main") :] == before[before.index("<main") :]


def test_stopping_works_at_the_next_page(logged_in, fatima):
    sitting = finished_scan(fatima)
    client = logged_in(fatima)
    in_arm(fatima, Arm.FREE_CHOICE)
    assert "Kies zelf een stap" in profile_of(client, sitting)
    client.post(f"{PAGE}stoppen/")
    page = profile_of(client, sitting)
    assert "Kies zelf een stap" not in page
    assert "Waarom zie ik dit?" in page


def test_after_half_a_year_it_is_over_by_itself(fatima):
    in_arm(fatima, Arm.FREE_CHOICE)
    with time_machine.travel(timezone.now() + timedelta(days=DAYS) - timedelta(minutes=1)):
        assert chooses_freely(fatima.pk)
    with time_machine.travel(taking_part(fatima.pk).until, tick=False):
        assert not chooses_freely(fatima.pk)
        assert taking_part(fatima.pk).ended


def test_the_page_of_how_it_came_about_keeps_the_recommended_step_back_until_it_is_over(logged_in, fatima):
    advice = advice_for(actor_of(fatima), finished_scan(fatima))
    client = logged_in(fatima)
    in_arm(fatima, Arm.FREE_CHOICE)
    page = client.get(f"/mijn-vak/advies/{advice.pk}/").content.decode()
    assert "Tot je stopt, laten we hier niet zien" in page
    assert "Jouw stap" not in page
    assert "Punten van deze stappen" not in page
    assert "van 100" not in page[page.index("Stap voor stap") :]
    client.post(f"{PAGE}stoppen/")
    page = client.get(f"/mijn-vak/advies/{advice.pk}/").content.decode()
    assert "Jouw stap" in page
    assert "Punten van deze stappen" in page


def test_any_step_of_free_choice_can_be_put_on_the_plan_or_aside(logged_in, fatima):
    sitting = finished_scan(fatima)
    advice = advice_for(actor_of(fatima), sitting)
    in_arm(fatima, Arm.FREE_CHOICE)
    client = logged_in(fatima)
    for step in told_to_its_owner(advice).steps:
        assert client.get(f"/mijn-vak/advies/{advice.pk}/{step.technique}/anders/").status_code == 200
    last = told_to_its_owner(advice).steps[-1].technique
    client.post(
        f"/mijn-vak/advies/{advice.pk}/{last}/anders/", {"form_token": new_token(fatima.pk), "reason": ""}
    )
    newest = advice_for(actor_of(fatima), sitting)
    assert last not in {step.technique for step in told_to_its_owner(newest).steps}


def test_who_put_everything_aside_is_told_so_in_free_choice_too(logged_in, fatima):
    sitting = finished_scan(fatima)
    in_arm(fatima, Arm.FREE_CHOICE)
    advice = advice_for(actor_of(fatima), sitting)
    while held := list(tiny_by_technique(advice)):
        advice = put_aside(actor_of(fatima), advice, held[0], "")
    assert "Je hebt elke stap opzij gelegd" in profile_of(logged_in(fatima), sitting)


def test_instead_of_a_step_the_others_come_at_random_and_never_the_step_itself(fatima):
    advice = advice_for(actor_of(fatima), finished_scan(fatima))
    in_arm(fatima, Arm.FREE_CHOICE)
    order = in_random_order(given(advice))
    assert [technique for technique, _ in other_steps(advice, order[0])] == list(order[1:5])


def test_the_random_order_holds_the_same_steps_for_every_seed_and_favours_none():
    advices = [advice_on(somebody(stage="action"), seed=seed) for seed in range(300)]
    orders = [in_random_order(advice) for advice in advices]
    assert len({frozenset(order) for order in orders}) == 1
    main, places = advices[0].steps[0].technique, len(orders[0])
    assert in_random_order(advices[0]) == orders[0]
    average = sum(order.index(main) for order in orders) / len(orders)
    assert abs(average - (places - 1) / 2) < 2


def test_what_is_kept_is_the_arm_the_dates_and_what_was_chosen_and_done_in_that_time(fatima):
    actor = actor_of(fatima)
    advice = advice_for(actor, finished_scan(fatima))

    def choose(technique: str, **more):
        content = {"title": "Een stap", "technique": technique}
        day = timezone.localdate()
        return put_on_plan(
            actor, content=content, due_on=day, token=new_token(fatima.pk), result_url="/", **more
        )

    choose("SUPPORT", origin=advice)
    in_arm(fatima, Arm.TAILORED)
    done = choose("ASK", origin=advice)
    choose("MINE")
    tick_off(actor, done, done=True)
    choose("INFO", origin=advice)
    stop(actor)
    choose("COMMIT", origin=advice)
    kept = export_personal_content(actor)["comparison"]
    assert kept["arm"] == "tailored"
    assert [(step["technique"], step["done_at"] is not None) for step in kept["chosen"]] == [
        ("ASK", True),
        ("INFO", False),
    ]
    assert kept["since"] < kept["chosen"][0]["chosen_at"] < kept["until"]
    json.dumps(kept)


def test_while_it_lasts_there_is_no_end(fatima):
    in_arm(fatima, Arm.TAILORED)
    assert kept_of(fatima.pk)["until"] is None


def test_who_never_took_part_has_nothing_kept(fatima):
    assert kept_of(fatima.pk) is None
    assert taking_part(fatima.pk) is None


def test_erasing_the_arm_ends_it_at_once(logged_in, fatima):
    in_arm(fatima, Arm.FREE_CHOICE)
    page = logged_in(fatima).post(f"{PAGE}wissen/", follow=True).content.decode()
    assert "In welke groep je zat en wanneer, is gewist." in page
    assert bytes(Participation.objects.get().sealed_content) == b""
    assert running_arm(fatima.pk) is None


@pytest.mark.parametrize("stops_first", [True, False])
def test_nobody_draws_again_by_erasing_the_arm_and_saying_yes_anew(logged_in, fatima, stops_first):
    client = logged_in(fatima)
    client.post(PAGE, {"yes": "on"})
    if stops_first:
        client.post(f"{PAGE}stoppen/")
    client.post(f"{PAGE}wissen/")
    page = client.post(PAGE, {"yes": "on"}, follow=True).content.decode()
    assert running_arm(fatima.pk) is None
    assert Allocation.objects.get().places_given == 1
    assert "Alleen dat er voor je is geloot, blijft bewaard" in page
    assert page.count("Je doet vanaf nu mee") == 1  # the first yes
    assert "Doe mee aan de vergelijking" not in page


def test_after_erasing_the_arm_the_download_tells_only_that_lots_were_drawn(fatima):
    take_part(actor_of(fatima))
    forget(actor_of(fatima))
    ends_on = timezone.localdate() + timedelta(days=DAYS)
    assert kept_of(fatima.pk) == {"lots_drawn": True, "ends_on": ends_on.isoformat()}


def test_stopping_after_erasing_the_arm_brings_nothing_back(fatima):
    take_part(actor_of(fatima))
    forget(actor_of(fatima))
    stop(actor_of(fatima))
    assert taking_part(fatima.pk) is None


def test_who_draws_or_stops_holds_the_row_until_it_is_written(fatima, rows_locked):
    with rows_locked() as locked:
        take_part(actor_of(fatima))
    assert locked == ["advice_allocation"]
    with rows_locked() as locked:
        stop(actor_of(fatima))
    assert locked == ["advice_participation"]


def test_what_is_kept_goes_two_years_after_the_last_day_it_could_last(fatima, municipality):
    take_part(actor_of(fatima))
    (kind,) = (kind for kind in kinds() if kind.name == "comparison")
    last = timezone.localdate() + timedelta(days=DAYS)
    assert Participation.objects.get().ends_on == last

    def found(day) -> list:
        noon = timezone.make_aware(datetime(day.year, day.month, day.day, 12))
        return list(kind.find(Scope(municipality.pk, noon)))

    assert (kind.days, kind.least, kind.most) == (2 * 365, 0, 5 * 365)
    assert found(last) == []
    assert found(last + timedelta(days=1)) == [Participation.objects.get().pk]


def test_erasing_everything_erases_this_too(fatima):
    in_arm(fatima, Arm.FREE_CHOICE)
    erase_personal_content(actor_of(fatima))
    assert not Participation.objects.exists()


def test_nobody_else_is_touched_by_somebody_stopping(fatima, bram):
    in_arm(fatima, Arm.TAILORED)
    in_arm(bram, Arm.FREE_CHOICE)
    stop(actor_of(fatima))
    assert chooses_freely(bram.pk)


def test_the_plan_is_read_once_however_often_it_registers(fatima):
    in_arm(fatima, Arm.TAILORED)
    register_chosen_steps(chosen_steps)
    actor = actor_of(fatima)
    put_on_plan(
        actor,
        content={"title": "Een stap", "technique": "ASK"},
        due_on=timezone.localdate(),
        token=new_token(fatima.pk),
        result_url="/",
        origin=advice_for(actor, finished_scan(fatima)),
    )
    assert len(kept_of(fatima.pk)["chosen"]) == 1


def test_whoever_takes_part_costs_a_profile_no_more_queries(logged_in, fatima):
    sitting = finished_scan(fatima)
    client = logged_in(fatima)

    def queries() -> int:
        profile_of(client, sitting)
        with CaptureQueriesContext(connection) as captured:
            profile_of(client, sitting)
        return len(captured)

    without = queries()
    in_arm(fatima, Arm.FREE_CHOICE)
    assert queries() == without


def test_an_advice_itself_is_the_same_in_both_arms(fatima):
    advice = advice_for(actor_of(fatima), finished_scan(fatima))
    plain = advice_in_words(given(advice))
    in_arm(fatima, Arm.FREE_CHOICE)
    told = told_to_its_owner(advice)
    assert (told.not_advised, told.later, told.messages) == (plain.not_advised, plain.later, plain.messages)
    assert not told.recommends
    assert plain.recommends


def test_who_erased_everything_cannot_draw_another_arm(logged_in, fatima):
    """Nothing says any more whether lots were drawn, so whoever erases cannot go on until an arm suits them."""
    take_part(actor_of(fatima))
    erase_personal_content(actor_of(fatima))
    assert not Participation.objects.exists()
    client = logged_in(fatima)
    page = client.get(PAGE).content.decode()
    assert "Je kunt niet meedoen" in page
    assert "Doe mee aan de vergelijking" not in page
    client.post(PAGE, {"yes": "on"})
    take_part(actor_of(fatima))
    assert not Participation.objects.exists()
    assert Allocation.objects.get().places_given == 1
