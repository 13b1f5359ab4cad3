"""Cards of invented clients, drawn from a seed and counted through the same rule as real ones."""

import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.client_cards.codes import AnyCode, make_personal_code, make_team_code
from leerlus.client_cards.lots import count_card
from leerlus.command.demo.plan import chances
from leerlus.organisations.models import Membership, Person, Team
from leerlus.organisations.roles import Role

_WITH_A_CARD_OF_THEIR_OWN: Final = ("fatima", "marloes", "yusuf", "anneke")
_DAYS: Final = 150
_CARDS_A_DAY: Final = 0.9
_LEANING: Final = {"CE1": 3.9, "CE2": 4.4, "CE3": 4.1, "CE4": 3.1, "CE5": 2.9, "CE6": 3.5}
"""Where answers lie around, 1 to 5: respect is felt more often than having a say."""

_DOES_NOT_KNOW: Final = {"CE4": 0.2, "CE5": 0.12}


def add_cards(people: Mapping[str, Person], seed: int) -> None:
    """Codes for Team Noord and some of its caseworkers, and five months of cards, the oldest first."""
    draw = chances(seed, "client cards")
    team = Team.objects.select_related("municipality").get(
        name="Team Noord", municipality__name="Voorbeeldstad", municipality__is_demo=True
    )
    administrator = Membership.objects.get(municipality=team.municipality, role=Role.TENANT_ADMINISTRATOR)
    codes: list[AnyCode] = [make_team_code(actor_of(administrator.person), team)]
    for name in _WITH_A_CARD_OF_THEIR_OWN:
        codes.append(make_personal_code(actor_of(people[f"{name}@voorbeeldstad.example"]), team))
    for days_ago in range(_DAYS, 0, -1):
        if draw.random() < _CARDS_A_DAY:
            day = timezone.localdate() - timedelta(days=days_ago)
            count_card(draw.choice(codes), _answers(draw), day)


def _answers(draw: random.Random) -> dict[str, int | None]:
    mood = draw.gauss(0, 0.6)
    return {
        question: None
        if draw.random() < _DOES_NOT_KNOW.get(question, 0.04)
        else min(5, max(1, round(leaning + mood + draw.gauss(0, 0.7))))
        for question, leaning in _LEANING.items()
    }
