"""The parts of the profile page that stay the same: rendered once per scan, advice and language, and kept a while.

A finished scan and an advice never change, so neither does what the page says about them. What does change (who sees
it, messages) is rendered at every request. Nobody reaches a kept part without passing the door first.
"""

from collections import OrderedDict
from threading import Lock
from typing import Any, Final
from uuid import UUID

from django.template.loader import render_to_string

from leerlus.access.actor import Actor
from leerlus.advice.comparison import chooses_freely
from leerlus.advice.giving import give_advice
from leerlus.advice.models import Advice
from leerlus.advice.presentation import profile_in_words
from leerlus.advice.words import told_to_its_owner
from leerlus.organisations.language import language_of_screen
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import finished_sittings, profile_of
from leerlus.scans.trend_words import trend_columns

PARTS: Final = ("lead", "step", "content", "side")
MOST_KEPT: Final = 500

_KEPT: Final[OrderedDict[tuple[UUID, UUID, str, bool], dict[str, str]]] = OrderedDict()
_LOCK: Final = Lock()


def advise_at_once(actor: Actor, sitting: Sitting) -> None:
    """Give the advice in the moment somebody finishes, so that their profile opens without waiting."""
    profile_parts(sitting, give_advice(actor, sitting))


def advise_again(actor: Actor, sitting: Sitting) -> None:
    """Make the advice anew after a correction; later profiles show it in their trend, so they are made anew too."""
    forget_profile_parts(set(finished_sittings(actor).values_list("pk", flat=True)))
    give_advice(actor, sitting)


def profile_parts(sitting: Sitting, advice: Advice) -> dict[str, str]:
    """The lead, the main step, the content and the side of the page, in the language of the screen.

    Whoever begins or stops choosing freely reads the other page at once: it is kept apart.
    """
    key = (sitting.pk, advice.pk, language_of_screen(), chooses_freely(advice.person_id))
    with _LOCK:
        if key in _KEPT:
            _KEPT.move_to_end(key)
            return _KEPT[key]
    parts = _rendered(sitting, advice)
    with _LOCK:
        _KEPT[key] = parts
        while len(_KEPT) > MOST_KEPT:
            _KEPT.popitem(last=False)
    return parts


def forget_profile_parts(sitting_ids: set[UUID]) -> None:
    """Drop what is kept of these scans, for instance because they were erased."""
    with _LOCK:
        for key in [key for key in _KEPT if key[0] in sitting_ids]:
            del _KEPT[key]


def _rendered(sitting: Sitting, advice: Advice) -> dict[str, str]:
    context: dict[str, Any] = {
        "sitting": sitting,
        "profile": profile_in_words(profile_of(sitting)),
        "advice": advice,
        "steps": told_to_its_owner(advice),
        "trend_columns": trend_columns(),
    }
    return {part: render_to_string(f"advice/profile/{part}.html", context) for part in PARTS}
