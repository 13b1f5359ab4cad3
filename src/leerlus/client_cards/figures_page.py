"""Closed lots in words for the screen, from what was published and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerlus.client_cards.counting import Figure, Figures
from leerlus.client_cards.lots import CARD
from leerlus.client_cards.models import OwnLot, TeamLot
from leerlus.content.instrument import Instrument, load_instrument
from leerlus.release.lots import HIGHEST_SHOWN, LOWEST_SHOWN, chance_interval

_CHANCE: Final = gettext_lazy("That one is higher than another may be chance: the margins overlap.")
_MORE: Final = gettext_lazy("Between the highest and the lowest there is more than chance.")


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence of the card with its mean and its margin in words, and as numbers of 0 to 100 to draw."""

    question: str
    mean: str
    margin: str
    did_not_know: str
    value: int | None = None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class LotOnScreen:
    """One closed lot."""

    first_month: date
    last_month: date
    band: str
    sentence: str
    rows: tuple[Row, ...]


def on_screen(lots: Iterable[OwnLot | TeamLot], language: str) -> list[LotOnScreen]:
    """These lots, with the questions as they were asked then."""
    return [_lot(lot, lot.figures, load_instrument(CARD, lot.version), language) for lot in lots]


def _lot(lot: OwnLot | TeamLot, figures: Figures, card: Instrument, language: str) -> LotOnScreen:
    rows = tuple(
        _row(item.text.in_language(language), figures.by_question[item.id], figures.band)
        for item in card.items
    )
    return LotOnScreen(lot.first_month, lot.last_month, figures.band, _sentence(figures), rows)


def _sentence(figures: Figures) -> str:
    """What to see in a lot: where the means lie, and whether that they differ could be chance."""
    means = [figure.mean for figure in figures.by_question.values() if figure.mean is not None]
    if not means:
        return _("No sentence was answered often enough to say something about it.")
    if min(means) == max(means):
        return _("Every sentence has a mean of about %(mean)s.") % {"mean": _mean_in_words(means[0])}
    margins = [chance_interval(mean, figures.band) for mean in means]
    by_chance = max(low for low, _high in margins) <= min(high for _low, high in margins)
    where = _("The means lie between %(low)s and %(high)s of 100.") % {
        "low": _mean_in_words(min(means)),
        "high": _mean_in_words(max(means)),
    }
    return f"{where} {_CHANCE if by_chance else _MORE}"


def _row(question: str, figure: Figure, band: str) -> Row:
    if figure.did_not_know is None:
        did_not_know = _("fewer than 8")
    else:
        did_not_know = _("about %(number)s") % {"number": figure.did_not_know}
    if figure.mean is None:
        return Row(question, _("unknown"), _("too few answers to this sentence"), did_not_know)
    low, high = chance_interval(figure.mean, band)
    margin = _("%(low)s to %(high)s") % {"low": low, "high": high}
    return Row(question, _mean_in_words(figure.mean), margin, did_not_know, figure.mean, low, high)


def _mean_in_words(mean: int) -> str:
    if mean <= LOWEST_SHOWN:
        return _("%(mean)s or lower") % {"mean": mean}
    if mean >= HIGHEST_SHOWN:
        return _("%(mean)s or higher") % {"mean": mean}
    return str(mean)
