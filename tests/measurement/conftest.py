"""Fatima, Bram and Noa, whom Erik leads, in a municipality whose works council agreed; and what they measure."""

import pytest

from leerlus.measurement.models import MeasurementSet
from leerlus.organisations.roles import Role
from tests.measurement.designs import agreed_by, designed, proposed, works_council_agrees


@pytest.fixture
def municipality(municipality):
    works_council_agrees(municipality)
    return municipality


@pytest.fixture
def group(fatima, bram, erik):
    """Everybody whose yes is asked."""
    return (fatima, bram, erik)


@pytest.fixture
def draft(group, team, fatima) -> MeasurementSet:
    return designed(fatima, team)


@pytest.fixture
def waiting(group, team, fatima) -> MeasurementSet:
    """Laid before the team; nobody said yes yet."""
    return proposed(fatima, team)


@pytest.fixture
def running(waiting, group) -> MeasurementSet:
    """Everybody said yes."""
    return agreed_by(waiting, *group)


@pytest.fixture
def noa(make_person, team):
    """A caseworker who joins the team."""
    return lambda: make_person("Noa", Role.CASEWORKER, team)
