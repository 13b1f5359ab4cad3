"""Situations and ways to make them, shared by the tests of the pipeline."""

from datetime import date

from hypothesis import strategies as st

from leerlus.advice.pipeline import Advice, Situation, TeamContext, advise
from leerlus.content.advice import load_advice_content

CONTENT = load_advice_content()
TODAY = date(2026, 3, 2)
STAGES = ("precontemplation", "contemplation", "preparation", "action", "maintenance", "relapse", None)
UNDERLYING = ("precontemplation", "contemplation", "preparation")


def advice_for(situation: Situation, *, seed: int = 1, today: date = TODAY) -> Advice:
    return advise(situation, CONTENT, seed=seed, today=today)


def techniques(advice: Advice) -> list[str]:
    return [step.technique for step in advice.steps]


def somebody(
    att: float | None = 85,
    sn: float | None = 60,
    se: float | None = 30,
    sn_weight: float | None = 80,
    intention: float | None = 60,
    stage: str | None = "contemplation",
    **other: object,
) -> Situation:
    return Situation(att=att, sn=sn, se=se, sn_weight=sn_weight, intention=intention, stage=stage, **other)


_score = st.none() | st.floats(0, 100, allow_nan=False)
_behaviours = st.sampled_from([*(f"CB{number}" for number in range(1, 13)), "other"])
_barriers = st.sampled_from(["time", "rules", "doubt", "team_climate", "no_room_to_try", "other"])
_forms = st.sampled_from(["try", "watch", "discuss", "read", "training", "coaching"])
_facets = st.sampled_from(["OR.REF", "OR.DIS", "OR.BOT", "OR.MGT", "OR.VIS", "OR.PIV"])

teams = st.builds(
    TeamContext,
    low_preconditions=st.frozensets(_facets),
    shared_barriers=st.frozensets(_barriers, max_size=2),
    team_norm_low=st.booleans(),
    quality_known=st.booleans(),
)


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    names = (
        "att",
        "sn",
        "se",
        "intention",
        "sn_weight",
        "sdl1",
        "sdl2",
        "sdl3",
        "sdl4",
        "skl",
        "prd1",
        "prd2",
    )
    stage = draw(st.sampled_from(STAGES))
    return Situation(
        **{name: draw(_score) for name in names},
        se_setback=draw(st.none() | st.integers(0, 10)),
        stage=stage,
        underlying_stage=draw(st.sampled_from(UNDERLYING)) if stage == "relapse" else stage,
        needs=tuple(draw(st.lists(_behaviours, max_size=3, unique=True))),
        barriers=tuple(draw(st.just(["nothing"]) | st.lists(_barriers, max_size=4, unique=True))),
        preferences=tuple(draw(st.lists(_forms, max_size=2, unique=True))),
        experience=draw(st.sampled_from([None, "under_1", "1_to_3", "4_to_9", "10_or_more"])),
        education=draw(st.sampled_from([None, "mbo", "hbo", "wo", "other"])),
        team=draw(teams),
    )
