"""What somebody can fill in: by the role they hold and what the content of an instrument says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.door import visible_own
from leerlus.content.instrument import Instrument
from leerlus.instruments.finding import available_instruments
from leerlus.scans.models import Sitting


@dataclass(frozen=True, slots=True)
class Offered:
    """An instrument somebody can fill in, whether they are in the middle of it, and when they last finished it."""

    instrument: Instrument
    is_open: bool
    finished_on: date | None

    @property
    def repeat_from(self) -> date | None:
        """From which day it tells something new; None when it was never finished, or has no such term."""
        if self.finished_on is None or self.instrument.repeat_after_days is None:
            return None
        return self.finished_on + timedelta(days=self.instrument.repeat_after_days)


def is_for(actor: Actor, instrument: Instrument) -> bool:
    """Whether somebody holds a role for which an instrument is meant today."""
    return bool(actor.roles & frozenset(instrument.filled_in_by))


def instruments_for(actor: Actor) -> list[Instrument]:
    """The instruments that somebody can fill in, those of the municipality last."""
    available = available_instruments(actor.municipality_id)
    return [instrument for instrument in available if is_for(actor, instrument)]


def instrument_at(actor: Actor, address: str) -> Instrument | None:
    """The instrument at a web address, when it is for this person."""
    return next((one for one in instruments_for(actor) if one.address == address), None)


def offered(actor: Actor) -> list[Offered]:
    """Everything somebody can fill in, with where they stand: four queries, however much they filled in."""
    own = visible_own(actor, Sitting).filter(follows=None).order_by()
    is_open = set(own.filter(finished_at=None).values_list("instrument", flat=True))
    finished: Mapping[str, date] = {
        code: timezone.localdate(moment)
        for code, moment in own.exclude(finished_at=None)
        .values_list("instrument")
        .annotate(newest=Max("finished_at"))
    }
    return [
        Offered(instrument, instrument.code in is_open, finished.get(instrument.code))
        for instrument in instruments_for(actor)
    ]
