"""Lots: both arms as often, in an order that nobody can tell."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.advice.allocation import PAIRS_IN_A_BLOCK, Arm, arm_at

SECRETS = st.binary(min_size=32, max_size=32)


def order(secret: bytes, places: int) -> list[Arm]:
    return [arm_at(place, secret) for place in range(places)]


def test_no_arm_is_ever_more_than_three_places_ahead():
    for number in range(150):
        drawn = order(number.to_bytes(32), 30)
        for places in range(1, 31):
            ahead = 2 * drawn[:places].count(Arm.TAILORED) - places
            assert abs(ahead) <= 3


@given(SECRETS, st.integers(0, 40))
def test_the_same_secret_gives_the_same_arm_whatever_was_asked_before(secret, place):
    assert arm_at(place, secret) == order(secret, place + 1)[place]


def test_after_every_whole_block_both_arms_were_given_as_often():
    balanced = [
        {places for places in range(1, 25) if 2 * order(secret, places).count(Arm.TAILORED) == places}
        for secret in (bytes([number]) * 32 for number in range(40))
    ]
    assert all(any(gap <= 6 for gap in (b - a for a, b in pairwise(sorted(found)))) for found in balanced)
    assert all(max(found) >= 24 - 2 * max(PAIRS_IN_A_BLOCK) for found in balanced)


def test_blocks_vary_in_length_so_the_last_of_a_block_cannot_be_told():
    firsts = [order(bytes([number]) * 32, 6) for number in range(100)]
    assert any(drawn[0] == drawn[1] for drawn in firsts)
    assert any(drawn[0] == drawn[1] == drawn[2] for drawn in firsts)
    assert len({tuple(drawn[:4]) for drawn in firsts}) >= 10


def test_blocks_of_one_two_and_three_pairs_are_as_frequent():
    pairs = [order(number.to_bytes(32), 2) for number in range(10_000)]
    differing = sum(first is not second for first, second in pairs) / len(pairs)
    assert differing == pytest.approx((1 + 2 / 3 + 3 / 5) / 3, abs=0.01)


@pytest.mark.parametrize("place", [0, 1, 2, 5])
def test_over_many_secrets_each_place_is_either_arm_about_as_often(place):
    free = sum(arm_at(place, number.to_bytes(32)) is Arm.FREE_CHOICE for number in range(2000))
    assert 880 <= free <= 1120  # five standard errors around 1000
