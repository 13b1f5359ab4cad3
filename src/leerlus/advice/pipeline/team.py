"""The manager's and author's side of tailoring (note 2.3, 4.2, 5.1 to 5.3): about a team or an intervention.

Only released facts of a team come in, never a person's score; so nothing here can tell on anybody.
"""

from collections.abc import Callable, Mapping

from leerlus.advice.pipeline.situation import TeamContext

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


INTERVENTION_RULES = ("R-66", "R-67")


def intervention_rules(*, management_informed: bool | None, linked_to_vision: bool | None) -> tuple[str, ...]:
    """Reminders for the author of an intervention; unknown reminds nobody of the first, and asks the second."""
    reminders = ("R-66",) if management_informed is False else ()
    return reminders + (() if linked_to_vision else ("R-67",))
