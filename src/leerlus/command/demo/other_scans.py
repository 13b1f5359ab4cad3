"""What invented people filled in beside the quickscan, drawn from a seed. Pure."""

import random
from dataclasses import dataclass
from typing import Any, Final

from leerlus.content.catalogue import load_catalogue
from leerlus.content.instrument import Instrument, current_instrument
from leerlus.content.instrument_parts import Item
from leerlus.organisations.roles import Role

_LITTLE_TIME_TO_LOOK_BACK: Final = {"Team Noord": {"REF": 26.0, "COL": 76.0, "COH": 60.0}}
"""Teams of which a visitor should see something: the facets that stand out."""

_EVALUATED: Final = {"C04": 1, "C05": 1, "C13": 9, "C34": 1}
"""What people look back on, and how often: of one thing enough that a round can tell something."""
_SELDOM: Final = {"CB1": -12.0, "CB9": -20.0, "CB11": -10.0, "CB12": -30.0, "CB7": 14.0, "CB6": 8.0}
_DIFFERENTLY: Final = (
    None,
    "Eerst doorvragen voordat ik een instrument kies",
    "Na elk eerste gesprek vijf minuten terugkijken",
)


@dataclass(frozen=True, slots=True)
class Filled:
    """One instrument filled in so many days ago; a later moment names what the first was about."""

    code: str
    days_ago: int
    minute: int
    answers: dict[str, Any]
    moment: str = ""
    about: str = ""


def filled_by_caseworker(
    team: str, climate: dict[str, float], account: int, before: int, draw: random.Random
) -> tuple[Filled, ...]:
    """Of a caseworker whose account is so many days old; the organisation scan lies before a day, where it can."""
    if account < 12:
        return ()
    found = []
    if team in _LITTLE_TIME_TO_LOOK_BACK or draw.random() < 0.8:
        earliest = account - 2
        latest = before if earliest > before else 4
        found.append(_organisation("organisation_scan", climate, _between(draw, latest, earliest), draw))
    usual = draw.gauss(48, 14)
    for days_ago in _twice(draw, account):
        found.append(_behaviours("craftsmanship_self", usual, days_ago, draw))
        usual += draw.gauss(6, 4)
    if draw.random() < 0.25:
        found.append(
            _behaviours("craftsmanship_team", draw.gauss(45, 12), _between(draw, 4, account - 2), draw)
        )
    if draw.random() < 0.75:
        found += _evaluations(_between(draw, 6, min(account - 2, 260)), draw)
    return tuple(found)


def filled_by_main_character(climate: dict[str, float], draw: random.Random) -> tuple[Filled, ...]:
    """Everything once: one thing learned with all its moments, and one that is waiting to be looked back on."""
    return (
        _organisation("organisation_scan", climate, 150, draw),
        _behaviours("craftsmanship_self", 40, 100, draw),
        _behaviours("craftsmanship_self", 52, 12, draw),
        *_evaluations(195, draw, later=True, about="C13"),
        *_evaluations(46, draw, later=False, about="C05"),
    )


def filled_by_manager(climate: dict[str, float], account: int, draw: random.Random) -> tuple[Filled, ...]:
    """Managers see more room than their people do, and fill in their own scan."""
    rosier = {facet: value + 14 for facet, value in climate.items()}
    instrument = current_instrument("manager_scan")
    own = {item.id: _point(instrument, item, draw.gauss(60, 20), draw) for item in instrument.items}
    days_ago = _between(draw, 4, min(account - 2, 120))
    return (
        _organisation("organisation_scan_manager", rosier, _between(draw, 4, min(account - 2, 150)), draw),
        Filled("manager_scan", days_ago, draw.randint(540, 960), own),
    )


def climate_of(team: str, draw: random.Random) -> dict[str, float]:
    """How much room there is in a team, 0 to 100 per facet; its people see it a little differently."""
    facets = current_instrument("organisation_scan").scales
    return {facet: draw.gauss(58, 14) for facet in facets} | _LITTLE_TIME_TO_LOOK_BACK.get(team, {})


def of_role(
    role: Role, team: str, climate: dict[str, float], account: int, before: int, draw: random.Random
) -> tuple[Filled, ...]:
    """What somebody with this role filled in; nothing for other roles."""
    if role == Role.CASEWORKER:
        return filled_by_caseworker(team, climate, account, before, draw)
    return filled_by_manager(climate, account, draw) if role == Role.TEAM_MANAGER else ()


def _organisation(code: str, climate: dict[str, float], days_ago: int, draw: random.Random) -> Filled:
    instrument = current_instrument(code)
    facet_of = {item: name for name, scale in instrument.scales.items() for item in scale.items}
    answers = {
        item.id: None if draw.random() < 0.06 else _point(instrument, item, climate[facet_of[item.id]], draw)
        for item in instrument.items
    }
    return Filled(code, days_ago, draw.randint(540, 960), answers)


def _behaviours(code: str, usual: float, days_ago: int, draw: random.Random) -> Filled:
    instrument = current_instrument(code)
    answers = {
        item.id: None
        if draw.random() < 0.04
        else _point(instrument, item, usual + _SELDOM.get(item.id, 0), draw)
        for item in instrument.items
    }
    return Filled(code, days_ago, draw.randint(540, 960), answers)


def _evaluations(
    days_ago: int, draw: random.Random, later: bool | None = None, about: str = ""
) -> list[Filled]:
    """One thing learned, right after it and at the later moments that have come.

    `later` says so for certain, and `about` says which thing.
    """
    instrument = current_instrument("post_evaluation")
    entry = load_catalogue().entry[
        about or draw.choices(list(_EVALUATED), weights=list(_EVALUATED.values()))[0]
    ]
    found, content = [], draw.gauss(76, 10)
    for moment in instrument.moments:
        if moment.days and not (later if later is not None else draw.random() < 0.6):
            continue
        when = days_ago - moment.days - (draw.randint(0, 9) if moment.days else 0)
        if when < 1:
            break
        asked = instrument.as_asked(moment.code)
        answers: dict[str, Any] = {
            item.id: _point(asked, item, content - moment.days / 8, draw)
            for item in asked.items
            if item.kind == "rating"
        }
        if not moment.days:
            answers |= {"PE0": entry.name.nl, "PE9": draw.choice(_DIFFERENTLY)}
        found.append(
            Filled(
                instrument.code,
                when,
                draw.randint(540, 960),
                answers,
                moment.code,
                about=entry.name.nl if moment.days else "",
            )
        )
    return found


def _twice(draw: random.Random, account: int) -> list[int]:
    """How many days ago, the oldest first: never, once, or twice with six weeks in between."""
    first = _between(draw, 50, min(account - 2, 260))
    return draw.choice([[], [first], [first, max(3, first - draw.randint(42, 70))]])


def _between(draw: random.Random, latest: int, earliest: int) -> int:
    """So many days ago, between two days that may lie the wrong way round for a young account."""
    return draw.randint(min(latest, earliest), max(min(latest, earliest), earliest))


def _point(instrument: Instrument, item: Item, latent: float, draw: random.Random) -> int:
    points = instrument.points(item)
    share = min(99.0, max(1.0, latent + draw.gauss(0, 14))) / 100
    return points[round(share * (len(points) - 1))]
