"""An instrument of the demo municipality itself, added from a file as an administrator does."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from leerlus.access.actor import actor_of
from leerlus.instruments.adding import Audiences, keep, read_upload
from leerlus.organisations.models import Person

FILE: Final = Path(__file__).parent / "office_hour-1.yaml"


def add_own_instrument(people: Mapping[str, Person]) -> None:
    """Keep the file of the demo for caseworkers. Raises ValueError when it is not sound."""
    actor = actor_of(people["sam@voorbeeldstad.example"])
    reading = read_upload(actor, FILE.read_bytes())
    if reading.instrument is None:
        raise ValueError(f"{FILE.name}: {reading.problems}")
    keep(actor, reading.instrument, Audiences(caseworkers=True, managers=False))
