"""How people enter and leave figures (reliability document 4.2, R5 and R5b)."""

from datetime import date, timedelta

import pytest

from leerlus.release.rules.lots import LOT, Counted, Nameless, candidates, tells_few_apart

TODAY = date(2026, 11, 2)


def counted(*people: str, value: float | None = 50.0, days_ago: int = 0) -> dict[str, Counted]:
    return {person: Counted(value, TODAY - timedelta(days=days_ago)) for person in people}


def values(people: str, value: float = 60.0) -> dict[str, float]:
    return dict.fromkeys(people, value)


def test_people_move_in_lots_of_four_which_is_more_than_the_three_that_were_asked():
    assert LOT == 4


@pytest.mark.parametrize(
    ("now", "before", "few"),
    [
        ("abcdefgh", "abcdefgh", False),
        ("abcdefghi", "abcdefgh", True),
        ("abcdefghijk", "abcdefgh", True),
        ("abcdefghijkl", "abcdefgh", False),
        ("abcdefg", "abcdefgh", True),
        ("abcde", "abcdefgh", True),
        ("abcd", "abcdefgh", False),
        ("abcdwxyz", "abcdefgh", False),
        ("abcdewxyz", "abcdefgh", True),
        ("abcdwxy", "abcdefgh", True),
        ("wxyz", "abcd", False),
    ],
)
def test_two_figures_tell_about_few_when_one_to_three_people_came_or_went(now, before, few):
    assert tells_few_apart(set(now), set(before)) is few
    assert tells_few_apart(set(before), set(now)) is few


@pytest.mark.parametrize(
    ("came", "of_whom_erased", "nameless", "few"),
    [
        (4, 0, 4, False),
        (4, 1, 4, True),
        (5, 1, 5, False),
        (8, 4, 8, False),
        (8, 5, 8, True),
        (4, 1, 0, False),
        (8, 1, 4, True),
        (0, 0, 4, False),
    ],
)
def test_who_came_after_erasing_may_be_one_of_the_nameless(came, of_whom_erased, nameless, few):
    stayed = {f"stayed {number}" for number in range(8)}
    new = [f"came {number}" for number in range(came)]
    before = stayed | {Nameless(number) for number in range(nameless)}
    assert tells_few_apart(stayed | set(new), before, new[:of_whom_erased]) is few


def test_the_first_time_everybody_counts_who_is_there():
    assert list(candidates(values("abc"), None, TODAY)) == [values("abc")]


def test_the_most_up_to_date_set_comes_first_and_the_set_that_changes_nothing_last():
    sets = list(candidates(values("abX"), counted("a", "b", "c"), TODAY))
    assert sets == [
        values("abX"),
        values("ab"),
        values("abX") | values("c", 50.0),
        values("ab") | values("c", 50.0),
    ]


def test_who_is_still_there_counts_with_the_value_of_today():
    assert list(candidates(values("a", 70.0), counted("a"), TODAY))[-1] == {"a": 70.0}


@pytest.mark.parametrize(("days", "carried"), [(365, True), (366, False)])
def test_the_last_value_of_who_left_is_carried_for_a_year(days, carried):
    last = counted("a") | counted("c", days_ago=days)
    assert any("c" in one for one in candidates(values("a"), last, TODAY)) is carried
    assert last["c"].carried_on(TODAY) == (50.0 if carried else None)


def test_of_who_took_their_yes_back_nothing_is_carried_and_then_of_nobody():
    last = counted("a", "b") | counted("c", value=None)
    sets = list(candidates(values("a"), last, TODAY))
    assert sets == [values("a"), values("a")]


def test_a_value_of_nought_is_carried_as_any_other():
    sets = list(candidates(values("a"), counted("a") | counted("c", value=0.0), TODAY))
    assert sets[-1] == values("a") | {"c": 0.0}
