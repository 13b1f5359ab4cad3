"""Rules on dates and names."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.conversations.rules import (
    chosen_of,
    is_time_to_look_back,
    is_time_to_prepare,
    is_within_a_year,
    names_in,
)

TODAY = date(2026, 3, 10)
DAYS = st.integers(-800, 800).map(timedelta)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ik spreek Fatima elke week", ["Fatima"]),
        ("Mevrouw Bakkali krijgt tijd", ["Bakkali"]),
        ("Fatima Bakkali", ["Fatima", "Bakkali"]),
        ("Iedereen krijgt twee uur", []),
        ("fatima", []),
        ("Fatimas dossier", []),
    ],
)
def test_a_name_is_found_as_a_whole_word(text, found):
    assert names_in(text, ["Fatima Bakkali", "Bram de Wit"]) == found


def test_small_parts_of_a_family_name_are_no_names():
    assert names_in("de tijd van de week", ["Petra van de Berg"]) == []


def test_parts_of_a_double_name_are_found():
    assert names_in("Ik vraag Roos", ["Anne-Roos Prins"]) == ["Roos"]


@given(st.text(alphabet="abcdefgh ", max_size=40), st.text(alphabet="abcdefgh ", max_size=40))
def test_a_name_is_found_wherever_it_stands(before, after):
    assert names_in(f"{before} Fatima {after}", ["Fatima Bakkali"]) == ["Fatima"]


@given(DAYS)
def test_a_day_counts_from_today_until_a_year_from_now(days):
    assert is_within_a_year(TODAY + days, TODAY) is (0 <= days.days <= 366)


@given(DAYS)
def test_looking_back_is_named_from_three_days_before_until_two_weeks_after(days):
    assert is_time_to_look_back(TODAY, TODAY + days) is (-3 <= days.days <= 14)


@given(DAYS)
def test_preparing_is_named_in_the_two_weeks_before(days):
    assert is_time_to_prepare(TODAY + days, TODAY) is (0 <= days.days <= 14)


def test_what_was_chosen_per_subject_is_one_list():
    assert chosen_of({"a": ["one", "two"], "b": [], "c": ["three"]}) == ["one", "two", "three"]
