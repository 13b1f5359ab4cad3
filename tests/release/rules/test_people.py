"""How many people a figure needs (reliability document 4.2, R3, R10), and how their number is told (R2)."""

from datetime import date, timedelta

import pytest

from leerlus.release.rules.people import (
    contributor_band,
    least_contributors,
    old_enough_to_count,
    weight_of,
)


@pytest.mark.parametrize(
    ("chosen", "lower_agreed", "needed"),
    [
        (8, False, 8),
        (9, False, 9),
        (20, False, 20),
        (21, False, 20),
        (7, False, 8),
        (5, False, 8),
        (7, True, 7),
        (5, True, 5),
        (4, True, 5),
        (0, True, 5),
        (12, True, 12),
    ],
)
def test_fewer_than_eight_needs_the_works_council_and_fewer_than_five_never_is(chosen, lower_agreed, needed):
    assert least_contributors(chosen, lower_agreed=lower_agreed) == needed


def test_an_account_counts_after_thirty_days():
    today = date(2026, 3, 2)
    assert old_enough_to_count(today - timedelta(days=30), today)
    assert not old_enough_to_count(today - timedelta(days=29), today)


def test_numbers_of_contributors_are_told_as_bands_and_below_the_floor_not_at_all():
    told = [contributor_band(number) for number in (0, 4, 5, 7, 8, 10, 11, 15, 16, 25, 26, 400)]
    bands = ["", "", "5-7", "5-7", "8-10", "8-10", "11-15", "11-15", "16-25", "16-25", "26+", "26+"]
    assert told == bands


def test_a_band_weighs_as_much_as_its_middle():
    assert [weight_of(band) for band in ("5-7", "8-10", "11-15", "16-25", "26+")] == [6, 9, 13, 20, 30]
    with pytest.raises(KeyError):
        weight_of("")
