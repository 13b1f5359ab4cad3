"""Counting a card in the open lots it belongs to, and closing lots that are due."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final
from uuid import UUID

from django.db import models, transaction
from django.db.models import F, Max

from leerlus.access.audit import record_event
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.client_cards.counting import CardAnswers, Counts, first_of_month, published
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
from leerlus.organisations.models import Membership, Person, Team
from leerlus.organisations.roles import Role
from leerlus.release.lots import LOT_RULE_VERSION, own_lot_waits, team_lot_waits

CARD: Final = "client_card"


def count_card(code: TeamCode | PersonalCode, answers: CardAnswers, on: date) -> None:
    """Add one card of this day to the lots of the code. Only the month of `on` is kept.

    A card of a caseworker counts for the team as well, once the works council agreed. Lots whose month is over are
    closed first, so that a card never enters a lot that could have been published without it.
    """
    month = first_of_month(on)
    with transaction.atomic():
        close_due_team_lots([code.team], on)
        person = code.person if isinstance(code, PersonalCode) else None
        if person is not None:
            close_due_own_lots(person, on)
            _add_to_own(person, answers, month)
        if code.team.municipality.works_council_agreed:
            _add_to_team(code.team, person, answers, month)


def close_due_team_lots(teams: Iterable[Team], on: date) -> None:
    """Close the lots of these teams that may be published on this day."""
    by_id = {team.pk: team for team in teams}
    with transaction.atomic():
        for lot in OpenTeamLot.objects.select_for_update().filter(team__in=by_id).order_by("pk"):
            _close_team_lot(lot, by_id[lot.team_id], on)


def close_due_own_lots(person: Person, on: date) -> None:
    """Close the lots of this caseworker that may be published on this day."""
    with transaction.atomic():
        for lot in OpenOwnLot.objects.select_for_update().filter(person=person):
            counts = lot.counts
            if own_lot_waits(counts.gathered(), first_of_month(on)) is None:
                closed = OwnLot(
                    person=person,
                    number=_next_number(OwnLot.objects.filter(person=person)),
                    version=lot.version,
                    rule_version=LOT_RULE_VERSION,
                    first_month=counts.first_month,
                    last_month=counts.last_month,
                )
                closed.figures = published(counts)
                closed.save()
                lot.delete()


def have_told(team_ids: Collection[UUID]) -> set[UUID]:
    """Of these teams those of whose clients something may be told."""
    return set(lots_told(TeamLot.objects.filter(team__in=team_ids)).values_list("team_id", flat=True))


def lots_told(lots: models.QuerySet[TeamLot]) -> models.QuerySet[TeamLot]:
    """Of these lots the ones that may be told; none once the works council took its consent back."""
    return lots.filter(
        team__municipality__works_council_reference__gt="",
        team__municipality__works_council_date__isnull=False,
    )


def _close_team_lot(lot: OpenTeamLot, team: Team, on: date) -> None:
    counts = Counts.from_stored(lot.counts)
    parts = tuple(lot.parts.values_list("cards", flat=True))
    waits = team_lot_waits(
        counts.gathered(parts),
        first_of_month(on),
        caseworkers_in_team=_caseworkers_in(team, on),
        works_council_agreed=team.municipality.works_council_agreed,
    )
    if waits is not None:
        return
    closed = TeamLot.objects.create(
        team=team,
        number=_next_number(TeamLot.objects.filter(team=team)),
        version=lot.version,
        rule_version=LOT_RULE_VERSION,
        first_month=counts.first_month,
        last_month=counts.last_month,
        stored_figures=published(counts).as_stored(),
    )
    lot.delete()
    record_event(
        AccessEvent.Action.RELEASED,
        municipality_id=team.municipality_id,
        record=Record.TEAM_CARDS,
        object_id=closed.pk,
    )


def _add_to_own(person: Person, answers: CardAnswers, month: date) -> None:
    instrument = current_instrument(CARD)
    lot = OpenOwnLot.objects.select_for_update().filter(person=person, version=instrument.version).first()
    if lot is None:
        lot = OpenOwnLot(person=person, version=instrument.version)
        lot.counts = Counts.none(instrument, month)
    lot.counts = lot.counts.with_card(answers, month)
    lot.save()


def _add_to_team(team: Team, person: Person | None, answers: CardAnswers, month: date) -> None:
    instrument = current_instrument(CARD)
    lot, _ = OpenTeamLot.objects.select_for_update().get_or_create(
        team=team,
        version=instrument.version,
        defaults={"counts": Counts.none(instrument, month).as_stored()},
    )
    lot.counts = Counts.from_stored(lot.counts).with_card(answers, month).as_stored()
    lot.save(update_fields=["counts"])
    if person is not None:
        part, _ = CaseworkerPart.objects.get_or_create(lot=lot, person=person)
        CaseworkerPart.objects.filter(pk=part.pk).update(cards=F("cards") + 1)


def _next_number(lots: models.QuerySet[OwnLot] | models.QuerySet[TeamLot]) -> int:
    return (lots.aggregate(last=Max("number"))["last"] or 0) + 1


def _caseworkers_in(team: Team, on: date) -> int:
    held = Membership.objects.current(on).filter(team=team, role=Role.CASEWORKER, person__is_active=True)
    return held.values("person").distinct().count()
