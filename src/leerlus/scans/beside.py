"""What a team says as a whole, laid beside what its manager sees (domain specification 3.2): published figures only."""

from collections.abc import Mapping

from leerlus.access.actor import Actor
from leerlus.content.instrument import Instrument
from leerlus.organisations.roles import Role
from leerlus.release.published import published_team_facts


def scores_beside(actor: Actor, instrument: Instrument) -> Mapping[str, int] | None:
    """The published scores (0-100) of the teams somebody leads, by name of the scale; of two teams the lower counts.

    None for an instrument that is laid beside nothing; empty when nothing was published.
    """
    if instrument.beside is None:
        return None
    scores = published_team_facts(actor.teams_of(Role.TEAM_MANAGER)).scores
    prefix = f"{instrument.beside}."
    return {name.removeprefix(prefix): value for name, value in scores.items() if name.startswith(prefix)}
