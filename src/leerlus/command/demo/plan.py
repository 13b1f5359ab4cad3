"""What happened in the demo, before anything is written: the same for the same seed, whatever the day. Pure."""

import random
from dataclasses import dataclass
from typing import Any, Final

from leerlus.command.demo.answers import (
    FATIMA,
    FATIMA_AT_FIRST,
    FATIMA_SLIPPED_BACK,
    Disposition,
    quickscan_answers,
)
from leerlus.command.demo.other_scans import Filled, climate_of, filled_by_main_character, of_role
from leerlus.command.demo.people import MUNICIPALITIES, NATIONAL, RESEARCHER, DemoMunicipality, DemoPerson
from leerlus.content.instrument import Instrument
from leerlus.organisations.roles import Role
from leerlus.outcomes.rules.spells import Exit

ROUNDS: Final = (140, 70)
"""How many days ago rounds of team figures were closed."""

_TWO_YEARS: Final = 730
_OLDEST_SCAN: Final = 540
_BEFORE_THE_FIRST_ROUND: Final = ROUNDS[0] + 10
_NEW: Final = frozenset({"Bram Hendriks"})
_HALF_WAY: Final = frozenset({"Kevin Tjon"})
_NEVER_BEGAN: Final = frozenset({"Hanneke Dekker", "Jan Wolters"})
_MOVED: Final = {"Ruben Scholten": ("Team Oost", 160)}
_LEFT: Final = {"Corrie Blom": 45}
_NO_TO_COUNTING: Final = 0.15
_FATIMA: Final = ((212, FATIMA_SLIPPED_BACK, "yes"), (9, FATIMA, "no"), (420, FATIMA_AT_FIRST, "no"))
"""How many days ago, how she stood, and whether it had slipped away in the year before; in the order of drawing."""
_TIME_IS_SHORT: Final = {"Team Noord": 0.95}


@dataclass(frozen=True, slots=True)
class Held:
    """A role in a team (or in none), from and until so many days ago."""

    role: Role
    team: str
    since: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """A quickscan; finished at a minute of a day so many days ago, or left half-way."""

    days_ago: int
    minute: int
    minutes: int
    answers: dict[str, Any]
    finished: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """The first step of the newest advice, put on the plan. Days count from today; the past is negative."""

    chosen: int
    due: int
    done: int | None = None


@dataclass(frozen=True, slots=True)
class Life:
    """Everything of one person: account, roles, quickscans with the oldest first, the yes to counting, a step.

    `others` is what they filled in beside the quickscan.
    """

    who: DemoPerson
    email: str
    account: int
    held: tuple[Held, ...]
    scans: tuple[Scan, ...] = ()
    yes_to_counting: int | None = None
    step: Step | None = None
    others: tuple[Filled, ...] = ()


@dataclass(frozen=True, slots=True)
class Client:
    """An invented client: a pseudonym, how many periods in benefit, and how that ended."""

    reference: str
    periods: int
    exit: Exit


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """The municipalities with the lives in them, the researcher, and two sets of clients."""

    municipalities: tuple[tuple[DemoMunicipality, tuple[Life, ...]], ...]
    researcher: Life
    clients_of_fatima: tuple[Client, ...]
    clients_of_marloes: tuple[Client, ...]

    @property
    def lives(self) -> tuple[Life, ...]:
        return (*(life for _, lives in self.municipalities for life in lives), self.researcher)


def plan_demo(seed: int, instrument: Instrument) -> DemoPlan:
    """The whole demo. Everybody has chances of their own, so that one more person changes nobody else."""
    return DemoPlan(
        municipalities=tuple(
            (place, tuple(_life(person, place.name, instrument, seed) for person in place.people))
            for place in MUNICIPALITIES
        ),
        researcher=_life(RESEARCHER, NATIONAL, instrument, seed),
        clients_of_fatima=_clients(chances(seed, "clients of Fatima"), 42, typical_periods=34),
        clients_of_marloes=_clients(chances(seed, "clients of Marloes"), 6, typical_periods=9),
    )


def chances(seed: int, of: str) -> random.Random:
    """Chances for one part of the demo, so that another part more changes nothing in it."""
    return random.Random(f"{seed} {of}")  # noqa: S311  # an example that must be the same for everybody


def _life(who: DemoPerson, place: str, instrument: Instrument, seed: int) -> Life:
    draw = chances(seed, who.email(place))
    scans = _scans(who, instrument, draw) if who.role == Role.CASEWORKER else ()
    oldest = max((scan.days_ago for scan in scans), default=200)
    account = 2 if who.name in _NEW else draw.randint(oldest + 10, _TWO_YEARS)
    says_yes = any(scan.finished for scan in scans) and draw.random() >= _NO_TO_COUNTING
    return Life(
        who=who,
        email=who.email(place),
        account=account,
        held=_held(who, account),
        scans=scans,
        yes_to_counting=oldest - 1 if says_yes else None,
        step=_step(who, scans, draw),
        others=_others(who, place, account, seed) if scans or who.role == Role.TEAM_MANAGER else (),
    )


def _others(who: DemoPerson, place: str, account: int, seed: int) -> tuple[Filled, ...]:
    """What somebody filled in beside the quickscan, with chances of its own so that the quickscans stay as they are."""
    draw = chances(seed, f"other scans of {who.email(place)}")
    climate = climate_of(who.team, chances(seed, f"climate of {place}, {who.team}"))
    if who.name.startswith("Fatima"):
        return filled_by_main_character(climate, draw)
    found = of_role(who.role, who.team, climate, account, ROUNDS[0] + 3, draw)
    return tuple(one for one in found if one.days_ago > _LEFT.get(who.name, 0))


def _held(who: DemoPerson, account: int) -> tuple[Held, ...]:
    if who.name in _MOVED:
        before, days_ago = _MOVED[who.name]
        return (
            Held(who.role, before, account, days_ago + 1),
            Held(who.role, who.team, days_ago),
        )
    return (Held(who.role, who.team, account, _LEFT.get(who.name)),)


def _scans(who: DemoPerson, instrument: Instrument, draw: random.Random) -> tuple[Scan, ...]:
    """One to three, and the same person a little different each time; some never began, one is half-way."""
    if who.name in _NEW | _NEVER_BEGAN:
        return ()
    if who.name in _HALF_WAY:
        half = {"BG1": "4_to_9", "BG2": "hbo", "LP1": ("watch",), "ATT1": 6, "ATT2": 4}
        return (Scan(3, draw.randint(540, 960), 4, half, finished=False),)
    if who.name.startswith("Fatima"):
        scans = [
            _scan(days, _complete(instrument, stands, slipped, draw), draw)
            for days, stands, slipped in _FATIMA
        ]
        return tuple(sorted(scans, key=lambda scan: -scan.days_ago))
    days = _days_of_scans(draw, early=who.team in _TIME_IS_SHORT, left=_LEFT.get(who.name, 0))
    disposition = Disposition.drawn(draw)
    scans = []
    for days_ago in days:
        answers = quickscan_answers(
            instrument, disposition, draw, names_time=_TIME_IS_SHORT.get(who.team, 0.45)
        )
        scans.append(_scan(days_ago, answers, draw))
        disposition = disposition.later(draw)
    return tuple(scans)


def _complete(
    instrument: Instrument, disposition: Disposition, slipped: str, draw: random.Random
) -> dict[str, Any]:
    """Answers without gaps, of somebody short of time: the story of the main caseworker."""
    answers = quickscan_answers(instrument, disposition, draw, names_time=1, skips=0, skips_part=0)
    return answers | ({"STG2": slipped} if answers["STG1"] in "abc" else {})


def _days_of_scans(draw: random.Random, *, early: bool, left: int) -> list[int]:
    """How many days ago each scan was, the oldest first; `early` people took one before the first round."""
    days = [left + draw.randint(5, 200)]
    for _ in range(draw.choice([0, 0, 1, 1, 2])):
        days.append(days[-1] + draw.randint(90, 170))
    if early and days[-1] < _BEFORE_THE_FIRST_ROUND:
        days.append(_BEFORE_THE_FIRST_ROUND + draw.randint(0, 120))
    return sorted((day for day in days if day <= _OLDEST_SCAN), reverse=True)


def _scan(days_ago: int, answers: dict[str, Any], draw: random.Random) -> Scan:
    return Scan(days_ago, draw.randint(540, 960), draw.randint(6, 11), answers)


def _step(who: DemoPerson, scans: tuple[Scan, ...], draw: random.Random) -> Step | None:
    """Half of those with advice chose a step; of Marloes it is late, and Fatima has still to choose."""
    if who.name.startswith("Marloes"):
        return Step(chosen=-12, due=-4)
    if who.name.startswith("Fatima") or not scans or not scans[-1].finished or draw.random() < 0.5:
        return None
    days_ago = scans[-1].days_ago
    if days_ago > 40:
        return Step(chosen=1 - days_ago, due=10 - days_ago, done=draw.randint(4, 9) - days_ago)
    return Step(chosen=1 - days_ago, due=draw.randint(1, 12))


def _clients(draw: random.Random, number: int, *, typical_periods: int) -> tuple[Client, ...]:
    ways = [Exit.FULL_TIME_WORK, Exit.PART_TIME_WORK, Exit.OTHER, Exit.STILL_IN_BENEFIT]
    return tuple(
        Client(
            reference=f"client-{draw.getrandbits(40):010x}",
            periods=max(1, round(draw.weibullvariate(typical_periods, 1.2))),
            exit=draw.choices(ways, weights=[45, 15, 12, 28])[0],
        )
        for _ in range(number)
    )
