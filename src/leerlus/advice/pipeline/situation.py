"""What the pipeline knows of one person, and what has been released about the team."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from leerlus.scans.scoring import Scores


@dataclass(frozen=True, slots=True)
class TeamContext:
    """Facts about a team that were released (never about fewer people than release allows)."""

    low_preconditions: frozenset[str] = frozenset()
    """Facets of the organisation scan below 50, such as "OR.REF"."""
    shared_barriers: frozenset[str] = frozenset()
    """Codes of BAR1 that at least half of the team named."""
    team_norm_low: bool = False
    quality_known: bool = False
    """Whether the team has figures on the quality of its work to look at together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One person. Scores are 0-100 or None: unknown; a rule that needs an unknown score is silent."""

    att: float | None = None
    sn: float | None = None
    se: float | None = None
    intention: float | None = None
    sn_weight: float | None = None
    sdl1: float | None = None
    sdl2: float | None = None
    sdl3: float | None = None
    sdl4: float | None = None
    skl: float | None = None
    prd1: float | None = None
    prd2: float | None = None
    prd3: float | None = None
    se_setback: float | None = None
    """The answer to SE3, 0-10: certainty after a first try that failed."""
    stage: str | None = None
    underlying_stage: str | None = None
    needs: tuple[str, ...] = ()
    barriers: tuple[str, ...] = ()
    preferences: tuple[str, ...] = ()
    experience: str | None = None
    education: str | None = None
    team: TeamContext = TeamContext()
    put_aside: Mapping[str, date] = field(default_factory=dict)
    """Technique -> first day on which it may come back."""

    @classmethod
    def from_scan(
        cls,
        scores: Scores,
        answers: Mapping[str, Any],
        *,
        team: TeamContext = TeamContext(),
        put_aside: Mapping[str, date] = MappingProxyType({}),
    ) -> Self:
        """The situation after one quickscan: its scores and the answers that have no score."""
        scales = scores.scales
        named = (
            "att",
            "sn",
            "se",
            "sn_weight",
            "sdl1",
            "sdl2",
            "sdl3",
            "sdl4",
            "skl",
            "prd1",
            "prd2",
            "prd3",
        )
        return cls(
            **{name: scales.get(name) for name in named},
            intention=scales.get("int"),
            se_setback=answers.get("SE3"),
            stage=scores.stage.value if scores.stage else None,
            underlying_stage=scores.underlying_stage.value if scores.underlying_stage else None,
            needs=tuple(answers.get("NEED1") or ()),
            barriers=tuple(answers.get("BAR1") or ()),
            preferences=tuple(answers.get("LP1") or ()),
            experience=answers.get("BG1"),
            education=answers.get("BG2"),
            team=team,
            put_aside=put_aside,
        )
