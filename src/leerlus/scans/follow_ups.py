"""Asking again about the same thing: the later moments of an instrument, tied to the sitting of the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.door import visible_own
from leerlus.content.instrument import Instrument, current_instruments
from leerlus.content.instrument_parts import Moment
from leerlus.instruments.finding import find_instrument
from leerlus.scans.models import Sitting
from leerlus.scans.reminding import remember_to_go_on
from leerlus.scans.sittings import finished_on, instrument_of

DAYS_STILL_OFFERED: Final = 90
"""How long after its day a moment is still mentioned on the page of what one can fill in."""

MOST_MENTIONED: Final = 5


class State(Enum):
    """Where a later moment stands."""

    LATER = "later"
    DUE = "due"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A later moment of one sitting: on or after which day it makes sense, and where it stands."""

    first: Sitting
    moment: Moment
    due_on: date
    state: State
    sitting: Sitting | None


def follow_ups_of(first: Sitting, later: Sequence[Sitting], today: date) -> list[FollowUp]:
    """The later moments of a finished first sitting; `later` are the sittings that follow it so far."""
    made = {sitting.moment: sitting for sitting in later}
    found = []
    for moment in find_instrument(first.instrument, first.version).moments[1:]:
        due_on = finished_on(first) + timedelta(days=moment.days)
        sitting = made.get(moment.code)
        if sitting is not None:
            state = State.OPEN if sitting.finished_at is None else State.DONE
        else:
            state = State.DUE if today >= due_on else State.LATER
        found.append(FollowUp(first, moment, due_on, state, sitting))
    return found


def waiting_follow_ups(actor: Actor) -> list[FollowUp]:
    """Moments that can be filled in now, the oldest day first; each is mentioned for 90 days and then left in peace."""
    today = timezone.localdate()
    with_moments = [one for one in current_instruments() if len(one.moments) > 1]
    if not with_moments:
        return []
    longest = max(one.moments[-1].days for one in with_moments) + DAYS_STILL_OFFERED
    firsts = (
        visible_own(actor, Sitting)
        .filter(
            instrument__in=[one.code for one in with_moments],
            follows=None,
            finished_at__gte=timezone.now() - timedelta(days=longest + 1),
        )
        .prefetch_related("followed_by")
    )
    waiting = [
        follow_up
        for first in firsts
        for follow_up in follow_ups_of(first, list(first.followed_by.all()), today)
        if follow_up.state in {State.DUE, State.OPEN}
        and today - follow_up.due_on <= timedelta(days=DAYS_STILL_OFFERED)
    ]
    return sorted(waiting, key=lambda one: one.due_on)[:MOST_MENTIONED]


def start_follow_up(actor: Actor, follow_up: FollowUp) -> Sitting:
    """Go on with a later moment or start it, in the version of the first; two clicks end up in the same sitting."""
    if follow_up.sitting is not None:
        return follow_up.sitting
    first = follow_up.first
    try:
        with transaction.atomic():
            begun = Sitting.objects.create(
                person_id=actor.person_id,
                instrument=first.instrument,
                version=first.version,
                moment=follow_up.moment.code,
                follows=first,
            )
            remember_to_go_on(begun)
            return begun
    except IntegrityError:
        return visible_own(actor, Sitting).get(follows=first, moment=follow_up.moment.code)


def subject_of(first: Sitting) -> str | None:
    """What a first sitting is about, in the words of the person; None when they did not say."""
    instrument: Instrument = instrument_of(first)
    answer: Any = first.answers.get(instrument.subject) if instrument.subject else None
    return answer or None
