"""Closed lots in words for the screen, from what was published and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from leerlus.client_cards.counting import Figure, Figures
from leerlus.client_cards.lots import CARD
from leerlus.client_cards.models import OwnLot, TeamLot
from leerlus.content.instrument import Instrument, load_instrument
from leerlus.release.lots import HIGHEST_SHOWN, LOWEST_SHOWN, chance_interval


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence of the card with its mean and its margin in words."""

    question: str
    mean: str
    margin: str
    did_not_know: str


@dataclass(frozen=True, slots=True)
class LotOnScreen:
    """One closed lot."""

    first_month: date
    last_month: date
    band: str
    rows: tuple[Row, ...]


def on_screen(lots: Iterable[OwnLot | TeamLot], language: str) -> list[LotOnScreen]:
    """These lots, with the questions as they were asked then."""
    return [_lot(lot, lot.figures, load_instrument(CARD, lot.version), language) for lot in lots]


def _lot(lot: OwnLot | TeamLot, figures: Figures, card: Instrument, language: str) -> LotOnScreen:
    rows = tuple(
        _row(item.text.in_language(language), figures.by_question[item.id], figures.band)
        for item in card.items
    )
    return LotOnScreen(lot.first_month, lot.last_month, figures.band, rows)


def _row(question: str, figure: Figure, band: str) -> Row:
    if figure.did_not_know is None:
        did_not_know = _("fewer than 8")
    else:
        did_not_know = _("about %(number)s") % {"number": figure.did_not_know}
    if figure.mean is None:
        return Row(question, _("unknown"), _("too few answers to this sentence"), did_not_know)
    low, high = chance_interval(figure.mean, band)
    margin = _("%(low)s to %(high)s") % {"low": low, "high": high}
    return Row(question, _mean_in_words(figure.mean), margin, did_not_know)


def _mean_in_words(mean: int) -> str:
    if mean <= LOWEST_SHOWN:
        return _("%(mean)s or lower") % {"mean": mean}
    if mean >= HIGHEST_SHOWN:
        return _("%(mean)s or higher") % {"mean": mean}
    return str(mean)
