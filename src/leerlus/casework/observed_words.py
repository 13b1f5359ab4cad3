"""The observed twins in words: how many of how many, and never a verdict."""

from datetime import date
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from leerlus.casework.observing import AMOUNTS, SHARES, happened_now, share_now
from leerlus.casework.rules.observed import Share
from leerlus.release.measures import FactWords, register_fact, register_measure
from leerlus.scans.observed import register_observed

_TOLD: Final[dict[str, Promise]] = {
    "CB1": gettext_lazy("%(events)d of %(of)d files have their steps in order."),
    "CB2": gettext_lazy("%(events)d of %(of)d life domains were addressed, in %(files)d files."),
    "CB3": gettext_lazy("%(events)d of %(of)d settled choices name research or a guideline."),
    "CB5": gettext_lazy(
        "In %(events)d of %(of)d files the questions about job search were filled in. How strong that is: built on"
        " research among other job seekers, not validated itself."
    ),
    "CB6": gettext_lazy("For %(events)d of %(of)d contacts you noted a technique."),
}
_NOTHING: Final[dict[str, Promise]] = {
    "CB1": gettext_lazy("Unknown: no file of eight weeks or older."),
    "CB2": gettext_lazy("Unknown: no file of eight weeks or older."),
    "CB3": gettext_lazy("Unknown: no plan was settled."),
    "CB5": gettext_lazy("Unknown: no file of eight weeks or older."),
    "CB6": gettext_lazy("Unknown: no contact was recorded."),
}
LABELS: Final[dict[str, Promise]] = {
    "CB1": gettext_lazy("Seen in files: steps in order"),
    "CB2": gettext_lazy("Seen in files: life domains addressed"),
    "CB3": gettext_lazy("Seen in files: choices that name research or a guideline"),
    "CB5": gettext_lazy("Seen in files: questions about job search filled in"),
    "CB6": gettext_lazy("Seen in contacts: a technique noted"),
}
FACTS: Final[dict[str, FactWords]] = {
    "CB7": FactWords(
        gettext_lazy("At least half kept a case for peer consultation or shared results in three months"),
        gettext_lazy("Fewer than half kept a case for peer consultation or shared results in three months"),
    ),
    "CB10": FactWords(
        gettext_lazy("At least half looked back on their own results in three months"),
        gettext_lazy("Fewer than half looked back on their own results in three months"),
    ),
}


def observed_in_words(person_id: UUID, last: date) -> dict[str, str]:
    """What could be seen of one person in the three months until a day, by the question it stands beside."""
    shares = {item: _share(item, read(person_id, last)) for item, read in SHARES.items()}
    return shares | {item: _amount(item, read(person_id, last)) for item, read in AMOUNTS.items()}


def _share(item: str, share: Share) -> str:
    if not share.of:
        return str(_NOTHING[item])
    return str(_TOLD[item]) % {"events": share.events, "of": share.of, "files": share.files}


def _amount(item: str, number: int) -> str:
    if item == "CB7":
        return ngettext(
            "%(number)d case kept for peer consultation, or results shared.",
            "%(number)d cases kept for peer consultation, or results shared.",
            number,
        ) % {"number": number}
    return ngettext(
        "You looked back on your own results %(number)d time.",
        "You looked back on your own results %(number)d times.",
        number,
    ) % {"number": number}


def register() -> None:
    """Tell what may stand beside an own answer, and what a closed round may count of who said yes to that."""
    register_observed(observed_in_words)
    for item, label in LABELS.items():
        register_measure(f"observed.{item}", label, share_now(item))
    for item, words in FACTS.items():
        register_fact(f"observed.{item}", happened_now(item), words)
