"""Cards go into lots of the caseworker and of the team, and a lot is closed once (check 58)."""

from datetime import UTC, date, datetime

import pytest

from leerlus.access.personal_content import erase_personal_content, export_personal_content
from leerlus.access.retention import Scope, kinds
from leerlus.client_cards.counting import Counts, published
from leerlus.client_cards.lots import close_due_own_lots, close_due_team_lots
from leerlus.client_cards.models import (
    CaseworkerPart,
    OpenOwnLot,
    OpenTeamLot,
    OwnLot,
    PersonalCode,
    TeamCode,
    TeamLot,
)
from leerlus.content.instrument import current_instrument
from leerlus.organisations.models import Team
from leerlus.organisations.roles import Role

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2026, 3, 10), date(2026, 4, 10)


@pytest.fixture
def colleagues(make_person, team, fatima, bram):
    """Three caseworkers in the team, each with a code."""
    people = (fatima, bram, make_person("Noa", Role.CASEWORKER, team))
    return [PersonalCode.objects.create(person=person, team=team) for person in people]


@pytest.mark.parametrize(("number", "lots"), [(9, 0), (10, 1)])
def test_check_58_a_lot_of_nine_cards_stays_open(cards, fatimas_code, fatima, number, lots):
    cards(fatimas_code, number, MARCH)
    close_due_own_lots(fatima, APRIL)
    assert OwnLot.objects.filter(person=fatima).count() == lots


def test_a_lot_is_not_closed_in_the_month_of_its_last_card(cards, fatimas_code, fatima):
    cards(fatimas_code, 12, MARCH)
    close_due_own_lots(fatima, date(2026, 3, 31))
    assert not OwnLot.objects.exists()


def test_a_card_after_the_month_begins_a_new_lot_and_changes_no_figure(cards, fatimas_code, fatima):
    cards(fatimas_code, 10, MARCH)
    cards(fatimas_code, 1, APRIL, CE1=1)
    closed = OwnLot.objects.get(person=fatima)
    before = closed.figures
    cards(fatimas_code, 20, APRIL, CE1=1)
    closed.refresh_from_db()
    assert closed.figures == before
    assert before.by_question["CE1"].mean == 75
    assert OpenOwnLot.objects.get(person=fatima).counts.cards == 21


def test_closing_twice_makes_one_lot(cards, fatimas_code, fatima):
    cards(fatimas_code, 10, MARCH)
    close_due_own_lots(fatima, APRIL)
    close_due_own_lots(fatima, APRIL)
    assert OwnLot.objects.count() == 1


def test_lots_of_one_caseworker_follow_each_other(cards, fatimas_code, fatima):
    cards(fatimas_code, 10, MARCH)
    cards(fatimas_code, 10, APRIL)
    close_due_own_lots(fatima, date(2026, 5, 1))
    assert [(lot.number, lot.last_month) for lot in OwnLot.objects.all()] == [
        (2, date(2026, 4, 1)),
        (1, date(2026, 3, 1)),
    ]


def test_cards_of_caseworkers_count_for_the_team_as_well(cards, agreed, colleagues, team):
    for code in colleagues:
        cards(code, 5, MARCH)
    close_due_team_lots([Team.objects.get(pk=team.pk)], APRIL)
    lot = TeamLot.objects.get(team=team)
    assert lot.figures.band == "10-15"
    assert not OpenTeamLot.objects.exists()
    assert not CaseworkerPart.objects.exists()


def test_a_team_lot_with_one_dominant_caseworker_stays_open(cards, agreed, colleagues, team):
    cards(colleagues[0], 30, MARCH)
    cards(colleagues[1], 5, MARCH)
    cards(colleagues[2], 5, MARCH)
    close_due_team_lots([Team.objects.get(pk=team.pk)], APRIL)
    assert not TeamLot.objects.exists()


def test_before_the_works_council_agreed_nothing_gathers_for_the_team(cards, fatimas_code, fatima):
    cards(fatimas_code, 12, MARCH)
    close_due_own_lots(fatima, APRIL)
    assert not OpenTeamLot.objects.exists()
    assert OwnLot.objects.filter(person=fatima).exists()


def test_a_team_keeps_only_the_month(cards, team_code):
    cards(team_code, 3, MARCH)
    counts = OpenTeamLot.objects.get().counts
    assert counts["first_month"] == counts["last_month"] == "2026-03-01"
    assert set(counts) == {"cards", "points", "first_month", "last_month"}


def test_the_figures_of_a_caseworker_cannot_be_read_in_the_database(cards, fatimas_code, fatima):
    cards(fatimas_code, 10, MARCH)
    close_due_own_lots(fatima, APRIL)
    assert b"by_question" not in bytes(OwnLot.objects.get().sealed_figures)


def test_erasing_takes_codes_and_lots_and_leaves_a_number_without_a_person(
    cards, agreed, colleagues, fatima, actor
):
    cards(colleagues[0], 12, MARCH)
    close_due_own_lots(fatima, APRIL)
    cards(colleagues[0], 2, APRIL)
    erase_personal_content(actor(fatima))
    assert not OwnLot.objects.filter(person=fatima).exists()
    assert not OpenOwnLot.objects.filter(person=fatima).exists()
    assert not PersonalCode.objects.filter(person=fatima).exists()
    assert CaseworkerPart.objects.filter(person=None, cards=14).exists()


def test_an_export_holds_closed_lots_and_tells_nothing_of_an_open_one(cards, fatimas_code, fatima, actor):
    cards(fatimas_code, 9, MARCH, CE1=1)
    assert export_personal_content(actor(fatima))["client_cards"]["lots"] == []
    cards(fatimas_code, 1, MARCH, CE1=1)
    close_due_own_lots(fatima, APRIL)
    (lot,) = export_personal_content(actor(fatima))["client_cards"]["lots"]
    assert lot["by_question"]["CE1"] == [20, None]


def test_a_team_has_one_open_code(team_code, team, actor, sam):
    from leerlus.client_cards.codes import make_team_code

    assert make_team_code(actor(sam), team) == team_code
    assert TeamCode.objects.count() == 1


def test_a_lot_of_a_caseworker_goes_when_its_last_month_is_long_enough_ago(fatima, municipality):
    lot = OwnLot(person=fatima, number=1, version=1, rule_version=1, first_month=date(2026, 1, 1))
    lot.last_month = date(2026, 2, 1)
    lot.figures = published(Counts.none(current_instrument("client_card"), date(2026, 1, 1)))
    lot.save()
    (kind,) = (kind for kind in kinds() if kind.name == "own_card_lots")

    def found(day: date) -> list:
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        return list(kind.find(Scope(municipality.pk, noon)))

    assert kind.can_be_chosen
    assert found(date(2026, 2, 28)) == []
    assert found(date(2026, 3, 1)) == [lot.pk]
