"""The one way to an instrument, of Leerlus itself or of a municipality."""

from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

import yaml
from django.db.models import Prefetch

from leerlus.content.instrument import (
    CURRENT_VERSIONS,
    Instrument,
    current_instrument,
    current_instruments,
    load_instrument,
)
from leerlus.content.instrument_parts import Audience
from leerlus.instruments.models import OwnInstrument, OwnVersion


class Changed(Exception):
    """The content of a version is not what was added."""


def find_instrument(key: str, version: int) -> Instrument:
    """The version of an instrument that a sitting is tied to, withdrawn or not.

    Raises FileNotFoundError or OwnVersion.DoesNotExist when it does not exist.
    """
    return load_instrument(key, version) if key in CURRENT_VERSIONS else _own(key, version)


def find_current(key: str) -> Instrument:
    """The version that new sittings use. Raises OwnVersion.DoesNotExist for what is unknown or withdrawn."""
    if key in CURRENT_VERSIONS:
        return current_instrument(key)
    newest = OwnVersion.objects.filter(instrument=_id(key), instrument__withdrawn_on=None).first()
    if newest is None:
        raise OwnVersion.DoesNotExist(key)
    return _own(key, newest.number)


def available_instruments(municipality_id: UUID | None) -> list[Instrument]:
    """What can be begun now in a municipality: those of Leerlus, then the own ones, with for whom they are."""
    return [*current_instruments(), *_own_of(municipality_id)]


def content_of(version: OwnVersion) -> Instrument:
    """A stored version as it was uploaded. Raises Changed when it was tampered with."""
    if not version.is_as_it_was:
        raise Changed(str(version))
    return Instrument.model_validate(yaml.safe_load(version.content))


def names_of(instruments: Sequence[OwnInstrument], language: str) -> dict[UUID, str]:
    """The name of the newest version of each, by its number; the code where its content is not what was added."""
    newest = {
        version.instrument_id: version
        for version in OwnVersion.objects.filter(instrument__in=instruments).order_by("number")
    }
    found = {}
    for own in instruments:
        try:
            found[own.pk] = content_of(newest[own.pk]).name.in_language(language)
        except (Changed, KeyError):
            found[own.pk] = own.code
    return found


def _own_of(municipality_id: UUID | None) -> list[Instrument]:
    if municipality_id is None:
        return []
    of_here = OwnInstrument.objects.filter(municipality=municipality_id, withdrawn_on=None)
    numbers = OwnVersion.objects.only("instrument_id", "number")
    found = []
    for own in of_here.prefetch_related(Prefetch("versions", queryset=numbers)):
        newest = next(iter(own.versions.all()), None)
        if newest is not None:
            instrument = _own(own.key, newest.number)
            found.append(instrument.model_copy(update={"filled_in_by": _audience(own)}))
    return found


def _audience(own: OwnInstrument) -> tuple[Audience, ...]:
    chosen: list[Audience] = []
    if own.for_caseworkers:
        chosen.append("caseworker")
    if own.for_managers:
        chosen.append("team_manager")
    return tuple(chosen)


@lru_cache(maxsize=256)
def _own(key: str, version: int) -> Instrument:
    """A stored version with the key of its sittings as code, at an address no instrument of Leerlus has.

    Kept in memory, because a version never changes.
    """
    stored = OwnVersion.objects.get(instrument=_id(key), number=version)
    content = content_of(stored)
    address = f"eigen-{content.code.replace('_', '-')}"
    return content.model_copy(update={"code": key, "address": address})


def _id(key: str) -> UUID:
    try:
        return UUID(hex=key)
    except ValueError:
        raise OwnVersion.DoesNotExist(key) from None
