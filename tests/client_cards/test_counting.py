"""All that is kept of cards is counts."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.client_cards.counting import Counts, Figures, published
from leerlus.content.instrument import current_instrument

CARD = current_instrument("client_card")
MARCH = date(2026, 3, 1)
CARDS = st.lists(
    st.fixed_dictionaries({item.id: st.none() | st.integers(1, 5) for item in CARD.items}), max_size=40
)


def counted(cards: list[dict[str, int | None]]) -> Counts:
    counts = Counts.none(CARD, MARCH)
    for answers in cards:
        counts = counts.with_card(answers, MARCH)
    return counts


@settings(deadline=None)  # a busy machine is no fault
@given(CARDS)
def test_the_order_of_cards_leaves_no_trace(cards):
    assert counted(cards) == counted(list(reversed(cards)))


@settings(deadline=None)  # a busy machine is no fault
@given(CARDS)
def test_what_is_stored_is_read_back_the_same(cards):
    counts = counted(cards)
    assert Counts.from_stored(counts.as_stored()) == counts
    figures = published(counts)
    assert Figures.from_stored(figures.as_stored()) == figures


@settings(deadline=None)  # a busy machine is no fault
@given(CARDS)
def test_a_question_with_fewer_than_ten_answers_tells_no_mean(cards):
    figures = published(counted(cards))
    for question, figure in figures.by_question.items():
        answers = sum(card[question] is not None for card in cards)
        assert (figure.mean is None) == (answers < 10)


def test_months_reach_from_the_first_card_to_the_last():
    counts = Counts.none(CARD, MARCH).with_card({"CE1": 1}, date(2026, 5, 1))
    assert (counts.first_month, counts.last_month) == (MARCH, date(2026, 5, 1))


def test_a_point_that_the_card_does_not_have_is_an_error():
    with pytest.raises(KeyError):
        Counts.none(CARD, MARCH).with_card({"CE1": 6}, MARCH)
