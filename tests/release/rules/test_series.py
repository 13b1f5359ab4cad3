"""One figure about one group (reliability document 4.2; check 16)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.release.rules.figures import at_least_half, coarse_mean
from leerlus.release.rules.lots import Counted, tells_few_apart
from leerlus.release.rules.series import Decision, Hidden, Terms, decide, told

TODAY = date(2026, 11, 2)
TERMS = Terms(works_council_agreed=True, least=8, today=TODAY)


def values(number: int, value: float = 60.0, first: int = 0) -> dict[int, float]:
    return dict.fromkeys(range(first, first + number), value)


def counted(present: dict[int, float], days_ago: int = 0) -> dict[int, Counted]:
    return {person: Counted(value, TODAY - timedelta(days=days_ago)) for person, value in present.items()}


def after(first: dict[int, float], present: dict[int, float], terms: Terms = TERMS) -> Decision[int]:
    """A second figure after a first over these people."""
    return decide(present, counted(first), [first.keys()], terms, coarse_mean)


def test_eight_people_make_a_figure_and_seven_do_not():
    assert decide(values(7), None, [], TERMS, coarse_mean).hidden is Hidden.TOO_FEW
    decision = decide(values(8), None, [], TERMS, coarse_mean)
    assert decision == Decision(60, None, values(8), "8-10", frozenset(range(8)))
    assert told(decision) == 60


@pytest.mark.parametrize("least", [0, 4, 5])
def test_no_terms_go_below_five(least):
    terms = Terms(True, least, TODAY)
    assert decide(values(4), None, [], terms, coarse_mean).hidden is Hidden.TOO_FEW
    assert decide(values(5), None, [], terms, coarse_mean).value == 60


def test_terms_may_ask_for_more():
    assert decide(values(9), None, [], Terms(True, 10, TODAY), coarse_mean).hidden is Hidden.TOO_FEW
    assert decide(values(10), None, [], Terms(True, 10, TODAY), coarse_mean).value == 60


def test_nothing_is_told_before_the_works_council_agreed():
    decision = decide(values(20), None, [], Terms(False, 8, TODAY), coarse_mean)
    assert decision == Decision(hidden=Hidden.NO_CONSENT_OF_WORKS_COUNCIL)
    with pytest.raises(ValueError, match="no_consent"):
        told(decision)


@pytest.mark.parametrize("came", [1, 2, 3])
def test_up_to_three_who_come_wait(came):
    decision = after(values(8), values(8 + came))
    assert set(decision.counted) == set(range(8))
    assert decision.present == frozenset(range(8 + came))


def test_four_who_come_count_at_once():
    assert set(after(values(8), values(12)).counted) == set(range(12))


@pytest.mark.parametrize("left", [1, 2, 3])
def test_up_to_three_who_left_are_carried_along_with_their_last_value(left):
    first = values(12, 40.0)
    decision = after(first, values(12 - left, 40.0, left))
    assert decision.counted == first
    assert decision.present == frozenset(range(left, 12))


def test_four_who_left_go_at_once():
    assert set(after(values(12), values(8, first=4)).counted) == set(range(4, 12))


def test_four_who_left_go_while_one_who_came_waits():
    assert set(after(values(12), values(8, first=4) | {99: 1.0}).counted) == set(range(4, 12))


def test_four_who_came_enter_while_one_who_left_is_carried():
    decision = after(values(8), values(7, first=1) | values(4, first=50))
    assert set(decision.counted) == {*range(8), *range(50, 54)}


def test_the_series_pauses_when_one_who_left_cannot_be_carried():
    present = values(9, first=1)
    last = counted(present) | {0: Counted(None, TODAY)}
    decision = decide(present, last, [range(10)], TERMS, coarse_mean)
    assert decision == Decision(hidden=Hidden.SMALL_CHANGE, present=frozenset(present))


def test_a_set_that_differs_by_few_from_any_older_figure_is_not_told_either():
    """Two lots after each other may undo each other but for one person."""
    oldest, last = set(range(8)), {*range(8), 20, 21, 22, 23}
    present = values(8) | {23: 10.0}
    before = counted(values(8) | dict.fromkeys((20, 21, 22, 23), 1.0))
    decision = decide(present, before, [oldest, last], TERMS, coarse_mean)
    assert set(decision.counted) == last
    alone = decide(values(8, first=1) | {0: 1.0}, None, [set(range(9)) | {30}], TERMS, coarse_mean)
    assert alone.hidden is Hidden.SMALL_CHANGE


def test_a_group_that_became_too_small_is_hidden_although_who_left_could_be_carried():
    assert after(values(10), values(6)).hidden is Hidden.TOO_FEW


def test_a_fact_is_decided_by_the_same_rule():
    yes = dict.fromkeys(range(4), 1.0) | dict.fromkeys(range(4, 8), 0.0)
    assert decide(yes, None, [], TERMS, at_least_half).value == 1
    assert decide(yes | {0: 0.0}, None, [], TERMS, at_least_half).value == 0


people = st.dictionaries(st.integers(0, 25), st.floats(0, 100), max_size=20)


@given(people, people, people, st.integers(0, 12))
def test_no_two_published_figures_ever_differ_by_one_to_three_people(first, second, third, least):
    terms = Terms(True, least, TODAY)
    published: list[frozenset[int]] = []
    last: dict[int, Counted] | None = None
    for present in (first, second, third, first):
        decision = decide(present, last, published, terms, coarse_mean)
        if decision.hidden is None:
            assert len(decision.counted) >= max(least, 5)
            published.append(frozenset(decision.counted))
            last = {person: Counted(value, TODAY) for person, value in decision.counted.items()}
            assert all(value == present.get(person, value) for person, value in decision.counted.items())
        else:
            assert (decision.value, decision.band, dict(decision.counted)) == (None, "", {})
    assert not any(tells_few_apart(one, other) for one in published for other in published)
