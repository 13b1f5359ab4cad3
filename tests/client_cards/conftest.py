"""A team with codes, and clients who fill in cards."""

from datetime import date

import pytest

from leerlus.client_cards.lots import count_card
from leerlus.client_cards.models import PersonalCode, TeamCode

QUESTIONS = ("CE1", "CE2", "CE3", "CE4", "CE5", "CE6")


@pytest.fixture
def agreed(municipality):
    """The works council agreed."""
    municipality.works_council_reference, municipality.works_council_date = "OR-1", date(2026, 1, 1)
    municipality.save()
    return municipality


@pytest.fixture
def team_code(agreed, team) -> TeamCode:
    return TeamCode.objects.create(team=team)


@pytest.fixture
def fatimas_code(fatima, team) -> PersonalCode:
    return PersonalCode.objects.create(person=fatima, team=team)


@pytest.fixture
def cards():
    """Let clients fill in cards: `cards(code, 9, date(2026, 3, 10))`; each answers 4, or what is given."""

    def fill_in(code, number, on, **answers):
        for _ in range(number):
            count_card(code, dict.fromkeys(QUESTIONS, 4) | answers, on)

    return fill_in
