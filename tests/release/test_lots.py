"""When experiences of clients may be published (check 58; reliability document 4.2, R3 and R4): never under ten, never
over cards that were published before, and nothing by subtraction."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.release.lots import (
    ENOUGH_CARDS,
    HIGHEST_SHOWN,
    LEAST_CARDS,
    LOWEST_SHOWN,
    Gathered,
    Waits,
    card_band,
    chance_interval,
    own_lot_waits,
    rounded_count,
    rounded_mean,
    rounding,
    team_lot_waits,
)

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def lot(cards: int, *by_caseworker: int, answers: int | None = None, last_month: date = MARCH) -> Gathered:
    return Gathered(cards, cards if answers is None else answers, last_month, by_caseworker)


def team_waits(gathered: Gathered, **changed: object) -> Waits | None:
    known = {"caseworkers_in_team": 5, "works_council_agreed": True} | changed
    return team_lot_waits(gathered, APRIL, **known)


def test_check_58_nine_cards_are_shown_to_nobody():
    assert own_lot_waits(lot(9), APRIL) is Waits.TOO_FEW_CARDS
    assert team_waits(lot(9)) is Waits.TOO_FEW_CARDS
    assert own_lot_waits(lot(10), APRIL) is None
    assert team_waits(lot(10)) is None


def test_a_lot_waits_until_the_month_of_its_last_card_is_over():
    assert own_lot_waits(lot(10, last_month=APRIL), APRIL) is Waits.MONTH_NOT_OVER
    assert team_waits(lot(10, last_month=APRIL)) is Waits.MONTH_NOT_OVER


def test_a_lot_waits_for_a_question_that_few_could_answer_but_not_for_ever():
    assert own_lot_waits(lot(ENOUGH_CARDS - 1, answers=9), APRIL) is Waits.TOO_FEW_ANSWERS
    assert own_lot_waits(lot(ENOUGH_CARDS, answers=9), APRIL) is None


def test_a_team_waits_for_the_works_council_and_an_own_lot_does_not():
    assert team_waits(lot(30), works_council_agreed=False) is Waits.NO_CONSENT_OF_WORKS_COUNCIL
    assert own_lot_waits(lot(30), APRIL) is None


@pytest.mark.parametrize("caseworkers", [0, 1, 2])
def test_a_team_of_fewer_than_three_caseworkers_has_no_figure(caseworkers):
    assert team_waits(lot(50), caseworkers_in_team=caseworkers) is Waits.TOO_FEW_CASEWORKERS


def test_two_known_caseworkers_are_no_team():
    assert team_waits(lot(40, 20, 20)) is Waits.TOO_FEW_CASEWORKERS
    assert team_waits(lot(40, 14, 13, 13)) is None


@pytest.mark.parametrize(("cards", "parts"), [(40, (21, 10, 9)), (40, (18, 17, 5))])
def test_no_caseworker_stands_for_more_than_half_and_no_two_for_more_than_85_percent(cards, parts):
    assert team_waits(lot(cards, *parts)) is Waits.FEW_CASEWORKERS_DOMINATE


def test_three_caseworkers_are_a_team_and_two_may_stand_for_exactly_85_percent():
    assert team_waits(lot(40, 17, 17, 6), caseworkers_in_team=3) is None
    assert team_waits(lot(40, 18, 17, 5), caseworkers_in_team=3) is Waits.FEW_CASEWORKERS_DOMINATE


def test_caseworkers_without_a_card_do_not_make_a_team():
    assert team_waits(lot(40, 20, 20, 0, 0)) is Waits.TOO_FEW_CASEWORKERS


def test_a_caseworker_with_one_card_is_known_as_well():
    assert team_waits(lot(40, 20, 19, 1)) is Waits.FEW_CASEWORKERS_DOMINATE


def test_who_takes_the_own_cards_out_keeps_ten_of_others():
    assert team_waits(lot(14, 5, 5, 4)) is Waits.FEW_CASEWORKERS_DOMINATE
    assert team_waits(lot(15, 5, 5, 5)) is None


def test_cards_through_the_code_of_the_team_count_when_they_are_more_than_half():
    assert team_waits(lot(21, 10)) is None
    assert team_waits(lot(20, 10)) is Waits.TOO_FEW_CASEWORKERS


# Streams of cards, as they come in.


@dataclass
class Stream:
    """Lots filled and closed by the rule, with the cards that are in each: more than Leerlus itself remembers."""

    caseworkers_in_team: int | None
    open: list[tuple[int, str]] = field(default_factory=list)
    closed: list[list[tuple[int, str]]] = field(default_factory=list)
    last_month: date = MARCH

    def add(self, card: tuple[int, str], month: date) -> None:
        self.close(month)
        self.open.append(card)
        self.last_month = month

    def close(self, this_month: date) -> None:
        parts = Counter(caseworker for _, caseworker in self.open if caseworker)
        gathered = Gathered(len(self.open), len(self.open), self.last_month, tuple(parts.values()))
        if self.caseworkers_in_team is None:
            waits = own_lot_waits(gathered, this_month)
        else:
            waits = team_lot_waits(
                gathered,
                this_month,
                caseworkers_in_team=self.caseworkers_in_team,
                works_council_agreed=True,
            )
        if waits is None:
            self.closed.append(self.open)
            self.open = []


CASEWORKERS = ("", "Fatima", "Bram", "Noa", "Ravi")


@st.composite
def streams(draw: st.DrawFn) -> tuple[Stream, dict[str, Stream]]:
    """A year of cards of a team and of its caseworkers; the cards of a month come in any order."""
    cards = draw(
        st.lists(st.tuples(st.integers(1, 12), st.sampled_from(CASEWORKERS)), min_size=0, max_size=120)
    )
    team = Stream(draw(st.integers(0, 6)))
    own = {name: Stream(None) for name in CASEWORKERS[1:]}
    for number, (month, caseworker) in enumerate(sorted(cards)):
        team.add((number, caseworker), date(2026, month, 1))
        if caseworker:
            own[caseworker].add((number, caseworker), date(2026, month, 1))
    for stream in (team, *own.values()):
        stream.close(date(2027, 1, 1))
    return team, own


@settings(deadline=None)  # a busy machine is no fault
@given(streams())
def test_no_lot_is_smaller_than_ten(given_streams):
    team, own = given_streams
    assert all(len(cards) >= LEAST_CARDS for stream in (team, *own.values()) for cards in stream.closed)


@settings(deadline=None)  # a busy machine is no fault
@given(streams())
def test_no_two_lots_of_one_owner_share_a_card(given_streams):
    team, own = given_streams
    for stream in (team, *own.values()):
        cards = [card for one in stream.closed for card in one]
        assert len(cards) == len(set(cards))


@settings(deadline=None)  # a busy machine is no fault
@given(streams())
def test_whatever_a_caseworker_takes_out_of_team_lots_at_least_ten_cards_of_two_others_are_left(
    given_streams,
):
    """The strongest subtraction: a caseworker who remembers every own card, from any set of lots of the team."""
    team, _ = given_streams
    for cards in team.closed:
        for caseworker in CASEWORKERS[1:]:
            left = [card for card in cards if card[1] != caseworker]
            known = {name for _, name in left}
            assert len(left) >= LEAST_CARDS
            assert len(known) >= 2 or "" in known


@settings(deadline=None)  # a busy machine is no fault
@given(streams())
def test_every_team_lot_holds_the_rule_of_dominance(given_streams):
    team, _ = given_streams
    for cards in team.closed:
        parts = sorted(Counter(name for _, name in cards if name).values(), reverse=True)
        assert not parts or 2 * parts[0] <= len(cards)
        assert sum(parts[:2]) <= 0.85 * len(cards)
        assert (team.caseworkers_in_team or 0) >= 3


def test_some_streams_do_close_lots_so_the_rules_above_are_about_something():
    team = Stream(4)
    for number in range(60):
        team.add((number, CASEWORKERS[number % 5]), date(2026, 1 + number // 10, 1))
    team.close(date(2027, 1, 1))
    assert len(team.closed) >= 3


# What is told of a lot.


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(st.integers(1, 5), min_size=0, max_size=60))
def test_a_mean_is_told_for_ten_answers_or_more_in_steps_of_five_between_20_and_80(answers):
    mean = rounded_mean(Counter(answers), 1, 5)
    if len(answers) < LEAST_CARDS:
        assert mean is None
        return
    exact = 25 * (sum(answers) / len(answers) - 1)
    assert mean in range(LOWEST_SHOWN, HIGHEST_SHOWN + 1, 5)
    assert abs(mean - min(HIGHEST_SHOWN, max(LOWEST_SHOWN, exact))) <= 2.5 + 1e-9


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(st.integers(1, 5), min_size=LEAST_CARDS, max_size=60), st.integers(1, 5))
def test_one_client_more_or_less_never_moves_a_mean_by_more_than_ten(answers, another):
    before, after = (rounded_mean(Counter(of), 1, 5) for of in (answers, [*answers, another]))
    assert abs(before - after) <= 10


def test_everybody_very_low_and_everybody_low_read_the_same():
    assert rounded_mean({1: 12}, 1, 5) == rounded_mean({1: 10, 2: 2}, 1, 5) == LOWEST_SHOWN


def test_a_mean_of_52_is_told_as_50():
    assert rounded_mean({5: 13, 1: 12}, 1, 5) == 50


def test_a_point_outside_the_scale_is_an_error():
    with pytest.raises(ValueError, match="outside"):
        rounded_mean({6: 10}, 1, 5)


@pytest.mark.parametrize(("answers", "step"), [(4, 10), (7, 10), (8, 5), (40, 5)])
def test_the_step_times_the_answers_is_at_least_forty(answers, step):
    assert rounding(answers) == step
    assert step * answers >= 40


def test_three_answers_are_never_coarse_enough():
    with pytest.raises(ValueError, match="coarse"):
        rounding(3)


@pytest.mark.parametrize(("number", "told"), [(0, None), (1, None), (7, None), (8, 10), (12, 10), (13, 15)])
def test_counts_of_one_to_seven_are_hidden_and_none_cannot_be_told_from_them(number, told):
    assert rounded_count(number) == told


@pytest.mark.parametrize(
    ("cards", "band"), [(9, ""), (10, "10-15"), (15, "10-15"), (16, "16-25"), (26, "26+")]
)
def test_how_many_cards_is_told_as_a_band(cards, band):
    assert card_band(cards) == band


@pytest.mark.parametrize("band", ["10-15", "16-25", "26+"])
@pytest.mark.parametrize("mean", range(20, 81, 5))
def test_the_margin_holds_the_mean_and_shrinks_with_more_cards(mean, band):
    low, high = chance_interval(mean, band)
    assert 0 <= low < mean < high <= 100
    assert (low == 0, high == 100) == (mean == 20, mean == 80)
    assert chance_interval(100 - mean, band) == (100 - high, 100 - low)
    widest = chance_interval(mean, "10-15")
    assert high - low <= widest[1] - widest[0]


@pytest.mark.parametrize(
    ("mean", "band", "limits"), [(50, "10-15", (20, 80)), (25, "16-25", (10, 50)), (75, "26+", (55, 90))]
)
def test_the_margin_is_that_of_wilson_for_the_fewest_of_the_band_rounded_outwards(mean, band, limits):
    """By hand, with z = 1.96: 0.237-0.763 of 10, 0.102-0.495 of 16, 0.559-0.877 of 26."""
    assert chance_interval(mean, band) == limits
