"""What two published figures say together (reliability document 4.2, R9)."""

import pytest

from leerlus.release.rules.change import Change, change


@pytest.mark.parametrize(
    ("now", "before", "word"),
    [
        (60, 50, Change.HIGHER),
        (59, 50, Change.SAME),
        (55, 50, Change.SAME),
        (50, 50, Change.SAME),
        (41, 50, Change.SAME),
        (40, 50, Change.LOWER),
        (80, 20, Change.HIGHER),
        (20, 80, Change.LOWER),
    ],
)
def test_ten_points_are_a_change(now, before, word):
    assert change(now, before, 8) is word


def test_with_fewer_than_eight_people_in_both_rounds_nothing_is_said():
    assert change(80, 20, 7) is None
    assert change(80, 20, 8) is Change.HIGHER
