"""From a choice along its ground and contacts to what came of it, and own earlier choices like one that is made."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from leerlus.casework.assigning import assign
from leerlus.casework.grounds import ground_of
from leerlus.casework.models import Assignment, CaseFile, Contact, PlanVersion
from leerlus.casework.reading import facts_of
from leerlus.casework.rules.similar import Situation, Trait, could_be_similar, in_common, is_similar
from leerlus.casework.rules.steps import Step
from leerlus.casework.rules.threads import Settled, Told, course_of, in_force_on
from leerlus.casework.threads import MOST_EARLIER, choice_on, earlier_choices, thread_of
from leerlus.casework.writing import settle_plan
from leerlus.knowledge.models import KnowledgeItem
from tests.casework.texts import DECISION, write

TODAY = date(2026, 11, 25)
SITUATIONS = st.builds(
    Situation,
    st.frozensets(st.sampled_from(["health", "money", "network"])),
    st.frozensets(st.sampled_from(["goal_plan", "setbacks"])),
    st.sampled_from(["", "light", "intensive"]),
)
DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1))
SETTLED = st.lists(DAYS, max_size=5).map(
    lambda days: [Settled(number, day) for number, day in enumerate(sorted(days), start=1)]
)


@given(SITUATIONS, SITUATIONS)
def test_being_similar_goes_both_ways(one, other):
    assert is_similar(one, other) == is_similar(other, one)


@given(SITUATIONS, SITUATIONS)
def test_similar_is_two_of_three_traits_and_no_fewer(one, other):
    same = [
        bool(one.domains & other.domains),
        bool(one.techniques & other.techniques),
        one.stage == other.stage != "",
    ]
    assert is_similar(one, other) == (sum(same) >= 2)


@given(SITUATIONS, SITUATIONS)
def test_what_could_not_be_similar_is_not(one, other):
    assert could_be_similar(one, other) or not is_similar(one, other)


@given(SITUATIONS)
def test_what_is_not_known_is_the_same_as_nothing(one):
    assert in_common(one, Situation()) == frozenset()


def test_each_trait_has_its_own_reason():
    mine = Situation(frozenset({"health", "money"}), frozenset({"goal_plan"}), "light")
    assert in_common(mine, Situation(frozenset({"money"}))) == {Trait.DOMAIN}
    assert in_common(mine, Situation(techniques=frozenset({"goal_plan", "setbacks"}))) == {Trait.TECHNIQUE}
    assert in_common(mine, Situation(stage="light")) == {Trait.STAGE}


@given(DAYS, SETTLED)
def test_the_choice_in_force_is_the_newest_that_was_settled_by_then(day, settled):
    number = in_force_on(day, settled)
    before = [one for one in settled if one.on <= day]
    assert number == (before[-1].number if before else None)


@given(st.lists(st.builds(Told, DAYS, st.sampled_from(["yes", "no", "partly", "not_applicable"]), st.none())))
def test_what_is_said_of_an_agreement_counts_once_and_only_after_the_choice(told):
    course = course_of(told, date(2026, 2, 1))
    after = [one for one in told if one.on > date(2026, 2, 1)]
    assert course.contacts == len(told)
    assert course.kept_known == sum(one.kept != "not_applicable" for one in after)


def test_one_answer_about_confidence_is_no_course():
    assert course_of([Told(TODAY, "yes", 4)], TODAY).first is None
    later = Told(TODAY + timedelta(days=1), "yes", 7)
    course = course_of([later, Told(TODAY, "yes", 4)], TODAY)
    assert (course.first, course.last) == (4, 7)


def test_a_ground_says_which_knowledge_and_how_strong_and_experience_says_neither():
    known = ground_of({"grounds": "knowledge", "knowledge": "JOBS II", "evidence": "B"})
    assert known is not None
    assert (known.reference, known.item) == ("JOBS II", None)
    own = ground_of({"grounds": "own_experience", "knowledge": "left from before", "evidence": "A"})
    assert own is not None
    assert (own.reference, own.evidence) == ("", "")
    assert ground_of({}) is None


@pytest.mark.django_db
def test_a_ground_can_name_an_item_of_the_knowledge_base():
    item = KnowledgeItem.objects.get(code="after-rejections")
    found = ground_of({"grounds": "knowledge", "knowledge_item": f"{item.pk}:1:A"})
    assert found is not None
    assert (found.item, found.reference) == (item.pk, item.title_nl)


def settled(actor, file: CaseFile, days_ago: int = 0, **changed: str) -> PlanVersion:
    """A plan that was settled some days ago, in a situation with money in the way and light support."""
    write(actor, file, Step.INFORMATION_GATHERING, domain_money="strongly")
    write(actor, file, Step.SCREENING, support="light")
    write(actor, file, Step.DECISION, **{**DECISION, "expected_result": "Eerste gesprek", **changed})
    made = settle_plan(actor, file, ["Kent het vak"])
    made.made_on = timezone.localdate() - timedelta(days=days_ago)
    made.save(update_fields=["made_on"])
    return made


def held(file: CaseFile, days_ago: int, kept: str = "yes", **content) -> Contact:
    made = Contact(
        case_file=file,
        caseworker=file.caseworker,
        held_on=timezone.localdate() - timedelta(days=days_ago),
    )
    made.content = {"form": "telephone", "techniques": ["goal_plan"], "kept": kept, **content}
    made.save()
    return made


@pytest.mark.django_db
def test_a_contact_belongs_to_the_choice_of_its_day(actor, file, fatima):
    first = settled(actor(fatima), file, days_ago=30)
    before, during = held(file, 31), held(file, 30)
    assert choice_on(file, before.held_on) is None
    assert choice_on(file, during.held_on) == first
    thread = thread_of(actor(fatima), file, first)
    assert list(thread.contacts) == [during]


@pytest.mark.django_db
def test_the_thread_leads_from_choice_to_lesson_and_back(logged_in, actor, file, fatima):
    version = settled(actor(fatima), file, days_ago=30)
    contact = held(file, 10, confidence=5)
    write(
        actor(fatima), file, Step.EVALUATION, outcome="part_time", lesson="Eerder oefenen", experience="Haast"
    )
    address = reverse("choice_thread", args=[file.pk, version.number])
    page = logged_in(fatima).get(address).content.decode()
    parts = ["keuze", "grond", "contacten", "uitkomst", "les"]
    links = re.findall(r'href="#(\w+)"', page[page.index('id="keuze"') :])
    assert [part for part in parts if f'id="{part}"' in page] == parts
    assert links == ["grond", "keuze", "contacten", "grond", "uitkomst", "contacten", "les", "uitkomst"]
    for text in (DECISION["choice"], "Eerste gesprek", "1 contact.", "deeltijd", "Eerder oefenen"):
        assert text in page
    assert "geen bewijs" in page
    own = logged_in(fatima)
    assert f'href="{address}#grond"' in own.get(reverse("contact", args=[contact.pk])).content.decode()
    assert f'href="{address}#uitkomst"' in own.get(reverse("contact", args=[contact.pk])).content.decode()
    assert f'href="{address}#grond"' in own.get(reverse("plan_version", args=[file.pk, 1])).content.decode()
    for step in ("besluitvorming", "evaluatie"):
        assert f'href="{address}"' in own.get(reverse("case_step", args=[file.pk, step])).content.decode()


@pytest.mark.django_db
def test_at_the_next_similar_choice_the_earlier_one_stands_beside_it(logged_in, actor, file_of, fatima):
    earlier, now = file_of(fatima), file_of(fatima)
    settled(actor(fatima), earlier, days_ago=60)
    held(earlier, 20, kept="no")
    write(actor(fatima), earlier, Step.EVALUATION, outcome="no_change", lesson="Kleinere stappen")
    step = reverse("case_step", args=[now.pk, "besluitvorming"])
    assert "Kleinere stappen" not in logged_in(fatima).get(step).content.decode()
    write(actor(fatima), now, Step.INFORMATION_GATHERING, domain_money="somewhat")
    write(actor(fatima), now, Step.SCREENING, support="light")
    page = logged_in(fatima).get(step).content.decode()
    for text in ("Kleinere stappen", "Eerste gesprek", "0 nagekomen, 0 deels, 1 niet", "bewijst niets"):
        assert text in page


@pytest.mark.django_db
def test_a_technique_makes_up_for_another_picture(actor, file_of, fatima):
    earlier, now = file_of(fatima), file_of(fatima)
    version = settled(actor(fatima), earlier, days_ago=60)
    held(earlier, 50)
    write(actor(fatima), now, Step.INFORMATION_GATHERING, domain_money="somewhat")
    assert earlier_choices(actor(fatima), now, facts_of(now)) == []
    held(now, 1)
    found = earlier_choices(actor(fatima), now, facts_of(now))
    assert [one.version for one in found] == [version]


@pytest.mark.django_db
def test_choices_of_files_that_are_not_ones_own_stay_away(actor, file_of, fatima, bram, erik):
    theirs, given_away, now = file_of(bram), file_of(fatima), file_of(fatima)
    settled(actor(bram), theirs)
    settled(actor(fatima), given_away)
    settled(actor(fatima), now)
    assert len(earlier_choices(actor(fatima), now, facts_of(now))) == 1
    assign(actor(erik), Assignment.objects.get(case_file=given_away, ends_on=None), bram)
    assert earlier_choices(actor(fatima), now, facts_of(now)) == []


@pytest.mark.django_db
def test_at_most_three_are_shown_the_newest_of_those_that_are_alike(actor, file_of, fatima):
    files = [file_of(fatima) for _ in range(MOST_EARLIER + 2)]
    versions = [settled(actor(fatima), file, days_ago=place) for place, file in enumerate(files)]
    now = file_of(fatima)
    settled(actor(fatima), now)
    found = earlier_choices(actor(fatima), now, facts_of(now))
    assert [one.version for one in found] == versions[:MOST_EARLIER]


@pytest.mark.django_db
def test_the_queries_do_not_grow_with_the_files(actor, file_of, fatima, django_assert_num_queries):
    now = file_of(fatima)
    settled(actor(fatima), now)
    for _ in range(2):
        held(file_of(fatima), 1)
    for number in (1, 3):
        for _ in range(number):
            other = file_of(fatima)
            settled(actor(fatima), other)
            held(other, 1)
        facts, who = facts_of(now), actor(fatima)
        with django_assert_num_queries(13):
            earlier_choices(who, now, facts)
