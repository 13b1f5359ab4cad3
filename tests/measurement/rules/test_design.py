"""A design is whole when nothing is missing in any of its seven steps, and never without a consequence."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.content.measurement import load_field_library
from leerlus.measurement.rules.design import (
    MOST_NEW_FIELDS,
    MOST_SECONDS,
    Design,
    FieldKind,
    Gap,
    OwnField,
    earliest_stop,
    gaps,
    in_months,
    latest_stop,
    new_fields,
    new_seconds,
)

TODAY = date(2026, 3, 2)
SECONDS = load_field_library().seconds
WHOLE = Design(
    question="Helpt doorvragen?",
    outcome_a="vaker",
    act_a="houden we het vol",
    outcome_b="niet vaker",
    act_b="stoppen we ermee",
    recorded=("contact_form",),
    knows_who_sees=True,
    rhythm_weeks=6,
    ends_on=date(2026, 9, 2),
)
OWN = OwnField("own_1", "Stap", "Wie noemde de stap?", FieldKind.YES_NO)

texts = st.sampled_from(["", "iets", "Iets ", "iets anders"])
own_fields = st.builds(
    OwnField,
    key=st.just("own_1"),
    name=texts,
    question=texts,
    kind=st.sampled_from(FieldKind),
    choices=st.lists(texts, max_size=3).map(tuple),
)
library = st.lists(st.sampled_from(sorted(SECONDS)), unique=True).map(tuple)
designs = st.builds(
    Design,
    question=texts,
    outcome_a=texts,
    act_a=texts,
    outcome_b=texts,
    act_b=texts,
    recorded=library,
    added=library,
    own=st.lists(own_fields, max_size=5).map(tuple),
    knows_who_sees=st.booleans(),
    rhythm_weeks=st.none() | st.integers(0, 12),
    ends_on=st.none() | st.dates(TODAY - timedelta(days=10), TODAY + timedelta(days=500)),
)


def test_a_whole_design_has_no_gaps():
    assert gaps(WHOLE, SECONDS, TODAY) == ()


@pytest.mark.parametrize(
    ("changes", "gap"),
    [
        ({"question": ""}, Gap.QUESTION),
        ({"act_a": ""}, Gap.CONSEQUENCE),
        ({"act_b": ""}, Gap.CONSEQUENCE),
        ({"outcome_a": ""}, Gap.CONSEQUENCE),
        ({"act_b": " Houden we het  vol"}, Gap.SAME_CONSEQUENCE),
        ({"recorded": ()}, Gap.NOTHING_MEASURED),
        ({"own": (replace(OWN, question=""),)}, Gap.OWN_FIELD),
        ({"own": (replace(OWN, kind=FieldKind.CHOICE, choices=("ja",)),)}, Gap.OWN_FIELD),
        ({"own": (OWN, replace(OWN, key="own_2", name="stap"))}, Gap.SAME_NAME),
        ({"own": tuple(replace(OWN, name=str(number)) for number in range(6))}, Gap.TOO_MANY),
        ({"knows_who_sees": False}, Gap.WHO_SEES),
        ({"rhythm_weeks": 3}, Gap.RHYTHM),
        ({"rhythm_weeks": 9}, Gap.RHYTHM),
        ({"ends_on": None}, Gap.STOP_DATE),
        ({"ends_on": date(2026, 4, 12)}, Gap.STOP_DATE),
        ({"ends_on": date(2027, 3, 3)}, Gap.STOP_DATE),
    ],
)
def test_one_thing_missing_is_one_gap(changes, gap):
    assert gaps(replace(WHOLE, **changes), SECONDS, TODAY) == (gap,)


def test_six_weeks_and_a_year_are_both_still_allowed():
    for day in (date(2026, 4, 13), date(2027, 3, 2)):
        assert gaps(replace(WHOLE, ends_on=day), SECONDS, TODAY) == ()


def test_three_minutes_of_new_fields_are_too_long():
    slow = {"client_confidence": 100, "technique_tags": 21}
    longer = replace(WHOLE, added=("client_confidence", "technique_tags"))
    assert gaps(longer, slow, TODAY) == (Gap.TOO_LONG,)
    assert gaps(longer, slow | {"technique_tags": 20}, TODAY) == ()


def test_what_is_recorded_already_is_not_new_and_costs_nothing():
    twice = replace(WHOLE, recorded=("minutes",), added=("minutes",))
    assert (new_fields(twice), new_seconds(twice, SECONDS)) == (0, 0)


@given(design=designs)
def test_check_39_no_design_without_a_consequence_is_ever_whole(design):
    if not (design.act_a and design.act_b and design.outcome_a and design.outcome_b):
        assert Gap.CONSEQUENCE in gaps(design, SECONDS, TODAY)


@given(design=designs)
def test_a_whole_design_keeps_every_promise_of_the_domain_specification(design):
    if gaps(design, SECONDS, TODAY):
        return
    assert design.question
    assert new_fields(design) <= MOST_NEW_FIELDS
    assert new_seconds(design, SECONDS) <= MOST_SECONDS
    assert design.rhythm_weeks in range(4, 9)
    assert design.ends_on is not None
    assert TODAY < design.ends_on <= latest_stop(TODAY)


@given(design=designs)
def test_gaps_come_in_the_order_of_the_steps(design):
    steps = [gap.step for gap in gaps(design, SECONDS, TODAY)]
    assert steps == sorted(steps)


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)), months=st.integers(0, 24))
def test_so_many_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months):
    later = in_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


def test_the_first_stop_date_leaves_room_for_one_look():
    assert earliest_stop(TODAY, 8) == TODAY + timedelta(weeks=8)
    assert earliest_stop(TODAY, None) == TODAY + timedelta(weeks=4)
