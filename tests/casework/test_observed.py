"""What could be seen of a behaviour: counted from files, shown to one person, and of a team only by the rule."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from leerlus.access.actor import actor_of
from leerlus.casework.files import open_file
from leerlus.casework.models import CaseFile, CaseworkSettings, Contact, PlanVersion
from leerlus.casework.observed_words import observed_in_words
from leerlus.casework.observing import (
    domains,
    files_in_view,
    happened_now,
    in_order,
    linked,
    looked_back,
    share_now,
    shared,
    with_instrument,
    with_technique,
)
from leerlus.casework.rules.completeness import DOMAINS, FileFacts
from leerlus.casework.rules.observed import (
    FEWEST,
    Share,
    counts_as_file,
    domains_addressed,
    is_in_order,
    linked_choices,
    period_until,
    steps_in_order,
)
from leerlus.casework.rules.steps import Step
from leerlus.development.models import Idea, Reflection
from leerlus.development.reflecting import keep_case
from leerlus.organisations.models import Person
from leerlus.organisations.roles import Role
from leerlus.release.models import CountingConsent
from leerlus.release.purposes import Purpose
from leerlus.release.rounds import close_round, open_round
from leerlus.release.rules.levels import Level
from leerlus.scans.sittings import finish_sitting, start_sitting
from tests.casework.texts import write

TODAY = date(2026, 11, 25)
CONTENTS = st.dictionaries(
    st.sampled_from([f"domain_{name}" for name in DOMAINS]),
    st.sampled_from(["no", "somewhat", "strongly", "rather_not", "not_discussed"]),
)


@given(st.dates(date(2025, 1, 1), TODAY), st.none() | st.dates(date(2025, 1, 1), TODAY))
def test_a_file_counts_from_eight_weeks_on_as_long_as_it_was_open_in_the_three_months(opened, closed):
    first, _ = period_until(TODAY)
    expected = (TODAY - opened).days >= 56 and (closed is None or closed >= first)
    assert counts_as_file(opened, closed, TODAY) is expected


@given(st.lists(st.tuples(CONTENTS, st.booleans()), max_size=8))
def test_no_more_domains_are_addressed_than_asked_about(contents):
    share = domains_addressed(contents)
    assert 0 <= share.events <= share.of == sum(8 if justice else 7 for _, justice in contents)
    assert share.files == len(contents)


@given(st.integers(0, 20), st.integers(0, 20))
def test_of_few_no_share_is_worked_out_and_of_many_it_is_a_percentage(events, more):
    share = Share(events, events + more)
    if events + more < FEWEST:
        assert share.percent is None
    else:
        assert share.percent == pytest.approx(100 * events / (events + more))


def test_an_empty_file_has_no_order_and_one_that_ran_ahead_has_none_either():
    begun = FileFacts({Step.INFORMATION_GATHERING: {"wish": "Kok"}})
    ahead = FileFacts({Step.DECISION: {"choice": "Training"}})
    assert is_in_order(begun)
    assert not is_in_order(ahead)
    assert not is_in_order(FileFacts())
    assert steps_in_order([begun, ahead]) == Share(1, 2)


def test_a_choice_is_linked_only_when_it_rests_on_knowledge_and_says_which():
    choices = [
        {"grounds": "knowledge", "knowledge": "JOBS II"},
        {"grounds": "knowledge", "knowledge_item": "b1d3cbb6-9a3f-4f0e-8f7e-2b1d3cbb69a3"},
        {"grounds": "knowledge", "knowledge": " "},
        {"grounds": "own_experience", "knowledge": "JOBS II"},
        {},
    ]
    assert linked_choices(choices) == Share(2, 5)


def old_file(person: Person, days_ago: int = 60) -> CaseFile:
    made = open_file(actor_of(person), person.memberships.get().team)
    CaseFile.objects.filter(pk=made.pk).update(opened_on=timezone.localdate() - timedelta(days=days_ago))
    return made


def contact(file: CaseFile, person: Person, days_ago: int, *techniques: str) -> None:
    held_on = timezone.localdate() - timedelta(days=days_ago)
    made = Contact(case_file=file, caseworker=person, held_on=held_on)
    made.content = {"form": "video", "techniques": list(techniques), "kept": "yes"}
    made.save()


@pytest.mark.django_db
def test_each_twin_counts_what_stands_in_own_files(actor, fatima, bram, team):
    today, file = timezone.localdate(), old_file(fatima)
    old_file(fatima, days_ago=10)
    old_file(bram)
    write(actor(fatima), file, Step.INFORMATION_GATHERING, domain_health="no", domain_money="somewhat")
    contact(file, fatima, 3, "goal_plan")
    contact(file, fatima, 4)
    contact(file, fatima, 100, "goal_plan")
    contact(file, bram, 3, "goal_plan")
    plan = PlanVersion(case_file=file, number=1)
    plan.content = {"grounds": "knowledge", "knowledge": "Liu 2014"}
    plan.save()
    assert list(files_in_view(fatima.pk, today)) == [file]
    assert in_order(fatima.pk, today) == Share(0, 1)
    assert domains(fatima.pk, today) == Share(2, 7, 1)
    assert linked(fatima.pk, today) == Share(1, 1)
    assert with_instrument(fatima.pk, today) == Share(0, 1)
    assert with_technique(fatima.pk, today) == Share(1, 2)
    CaseworkSettings.objects.create(municipality=file.municipality, asks_about_justice=True)
    assert domains(fatima.pk, today) == Share(2, 8, 1)


@pytest.mark.django_db
def test_the_query_for_files_and_the_rule_are_the_same(fatima):
    today = timezone.localdate()
    for opened, closed in ((56, None), (55, None), (200, 91), (200, 92), (200, 93)):
        file = old_file(fatima, days_ago=opened)
        if closed is not None:
            CaseFile.objects.filter(pk=file.pk).update(closed_on=today - timedelta(days=closed))
    by_rule = {
        one.pk for one in CaseFile.objects.all() if counts_as_file(one.opened_on, one.closed_on, today)
    }
    assert set(files_in_view(fatima.pk, today).values_list("pk", flat=True)) == by_rule
    assert 0 < len(by_rule) < 5


@pytest.mark.django_db
def test_steps_that_were_done_one_after_the_other_are_in_order(actor, fatima):
    file = old_file(fatima)
    levels = {f"domain_{name}": "no" for name in DOMAINS[:6]}
    write(actor(fatima), file, Step.INFORMATION_GATHERING, wish="Kok", **levels)
    write(actor(fatima), file, Step.SCREENING, support="light")
    assert in_order(fatima.pk, timezone.localdate()) == Share(1, 1)
    contact(file, fatima, 2)
    assert in_order(fatima.pk, timezone.localdate()) == Share(0, 1)


@pytest.mark.django_db
def test_cases_and_reflections_of_the_three_months_are_counted(actor, fatima, bram):
    today = timezone.localdate()
    keep_case(actor(fatima), "Oefenen", "Wat had ik anders kunnen doen?")
    old = keep_case(actor(fatima), "Lang geleden", "Niets")
    Idea.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=100))
    done = Reflection(person=fatima, kind="own_contacts", object_id=fatima.pk, prompts=1)
    done.finished_at = timezone.now()
    done.content = {"about": "Contacten", "answers": {}}
    done.save()
    assert (shared(fatima.pk, today), looked_back(fatima.pk, today)) == (1, 1)
    assert (shared(bram.pk, today), looked_back(bram.pk, today)) == (0, 0)


@pytest.mark.django_db
def test_what_is_not_known_is_unknown_and_not_nothing(fatima):
    told = observed_in_words(fatima.pk, timezone.localdate())
    assert set(told) == {"CB1", "CB2", "CB3", "CB5", "CB6", "CB7", "CB10"}
    assert all(told[item].startswith("Onbekend") for item in ("CB1", "CB2", "CB3", "CB5", "CB6"))
    assert share_now("CB1")(fatima.pk) is None
    assert happened_now("CB7")(fatima.pk) is None


@pytest.mark.django_db
def test_it_stands_beside_the_own_answer_and_nobody_else_gets_it(logged_in, actor, fatima, bram, erik):
    contact(old_file(fatima), fatima, 3, "goal_plan")
    sitting = start_sitting(actor(fatima), "craftsmanship_self")
    sitting.store_answers({"CB6": 4})
    finish_sitting(actor(fatima), sitting)
    address = reverse("scan_result", args=[sitting.pk])
    page = logged_in(fatima).get(address).content.decode()
    assert "Bij 1 van 1 contacten noteerde je een techniek." in page
    assert "Later: uren in je portfolio." in page
    assert "niet hoe goed het was" in page
    for other in (bram, erik):
        assert logged_in(other).get(address).status_code == 404


@pytest.fixture
def works_council(municipality):
    municipality.works_council_reference = "OR 2026-014"
    municipality.works_council_date = date(2026, 1, 12)
    municipality.save()


def who_counts(make_person, team, number: int) -> Person:
    person = make_person(f"Collega{number}", Role.CASEWORKER, team)
    Person.objects.filter(pk=person.pk).update(created_at=timezone.now() - timedelta(days=900))
    person.memberships.update(starts_on=timezone.localdate() - timedelta(days=900))
    CountingConsent.objects.create(person=person, purpose=Purpose.TEAM_PICTURE)
    file = old_file(person)
    for days in range(FEWEST):
        contact(file, person, days, "goal_plan")
    return person


@pytest.mark.django_db
@pytest.mark.usefixtures("works_council")
@pytest.mark.parametrize(("people", "shown"), [(8, True), (7, False)])
def test_of_a_team_only_the_release_rule_tells_anything(make_person, team, people, shown):
    for number in range(people):
        who_counts(make_person, team, number)
    figures = close_round(open_round(team.municipality)).figures.filter(level=Level.TEAM, team=team)
    found = {figure.measure: figure for figure in figures}
    assert (found["observed.CB6"].value == 80) is shown  # "80 or higher": its end is closed
    assert bool(found["observed.CB6"].hidden) is not shown
    assert found["observed.CB1"].value is None  # of one file each, no share is worked out
    assert (found["observed.CB7"].at_least_half is False) is shown
    assert found["observed.CB7"].value is None


@pytest.mark.django_db
@pytest.mark.usefixtures("works_council")
def test_who_did_not_say_yes_does_not_count(make_person, team):
    people = [who_counts(make_person, team, number) for number in range(8)]
    CountingConsent.objects.filter(person=people[0]).delete()
    figures = close_round(open_round(team.municipality)).figures
    assert figures.get(level=Level.TEAM, team=team, measure="observed.CB6").hidden
