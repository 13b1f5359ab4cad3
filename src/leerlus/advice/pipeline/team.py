"""The manager's side of tailoring (note 2.3, 5.1 to 5.3): about a team.

Only released facts of a team come in, never a person's score; so nothing here can tell on anybody.
"""

from collections.abc import Callable, Mapping

from leerlus.advice.pipeline.situation import TeamContext
from leerlus.advice.pipeline.trace import Inputs, TraceEntry

TEAM_RULES: Mapping[str, Callable[[TeamContext], bool]] = {
    "R-13": lambda team: team.team_norm_low,
    "R-14": lambda team: team.team_norm_low and team.quality_known,
    # Always in the guide: were it there only for a low score, its presence would give that score away.
    "R-25": lambda _: True,
    "R-60": lambda team: "OR.REF" in team.low_preconditions,
    "R-61": lambda team: not team.low_preconditions.isdisjoint({"OR.DIS", "OR.BOT"}),
    "R-62": lambda team: "OR.MGT" in team.low_preconditions,
    "R-63": lambda team: "OR.VIS" in team.low_preconditions,
    "R-64": lambda team: "OR.PIV" in team.low_preconditions,
    "R-65": lambda team: "time" in team.shared_barriers,
}


def team_rules(team: TeamContext) -> tuple[str, ...]:
    """Rules to put before the team or its manager, without a name or a score of anybody."""
    return tuple(rule for rule, holds in TEAM_RULES.items() if holds(team))


READS: Mapping[str, tuple[str, ...]] = {
    "R-13": ("team_norm_low",),
    "R-14": ("team_norm_low", "quality_known"),
    "R-65": ("shared_barriers",),
}
"""What a rule about a team reads; the others read which preconditions are low, and R-25 reads nothing."""


def team_trace(team: TeamContext, version: int) -> tuple[TraceEntry, ...]:
    """What every rule about a team did: for pages that explain, because no advice of a person holds it."""
    held = team_rules(team)
    return tuple(
        TraceEntry(rule, version, _inputs(rule, team), "fired" if rule in held else "silent")
        for rule in TEAM_RULES
    )


def _inputs(rule: str, team: TeamContext) -> Inputs:
    reads = () if rule == "R-25" else READS.get(rule, ("low_preconditions",))
    return tuple(
        (name, tuple(sorted(value)) if isinstance(value, frozenset) else value)
        for name, value in ((name, getattr(team, name)) for name in reads)
    )
