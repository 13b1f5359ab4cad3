"""Whoever got a value of this package can rely on it."""

from leerlus import access
from tests.values import changeable_values


def test_no_value_of_access_can_be_changed_after_it_was_made():
    assert changeable_values(access) == []
