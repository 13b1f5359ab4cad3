"""An advice: at most three steps with everything that explains them, and its form for storage."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from leerlus.advice.pipeline.ranking import Parts
from leerlus.advice.pipeline.trace import Inputs, TraceEntry
from leerlus.content.texts import Text

Role = Literal["main", "this_week", "together"]


class Step(NamedTuple):
    """One step. `tiny`: show the tiny variant. `emphasis`: the strongest drive, if the technique speaks to it."""

    role: Role
    technique: str
    tiny: bool
    minutes: int
    rules: tuple[str, ...]
    score: float
    parts: Parts
    inputs: Inputs
    emphasis: str | None


class NotAdvised(NamedTuple):
    """What one rule keeps away, so that the block is visible."""

    rule: str
    techniques: tuple[str, ...]


class Later(NamedTuple):
    """A need somebody chose whose technique has to wait; `rule` is the guard or the stage's rule."""

    need: str
    technique: str
    rule: str


@dataclass(frozen=True, slots=True)
class Advice:
    """The outcome of the pipeline. Rule and technique ids refer to the content of `version`."""

    version: int
    seed: int
    lever: str | None
    steps: tuple[Step, ...]
    alternatives: tuple[str, ...]
    not_advised: tuple[NotAdvised, ...]
    later: tuple[Later, ...]
    messages: tuple[str, ...]
    open_questions: tuple[str, ...]
    signal_draft: Text | None
    trace: tuple[TraceEntry, ...]


def as_stored(advice: Advice) -> dict[str, Any]:
    """An advice as plain values for JSON."""
    return {
        "version": advice.version,
        "seed": advice.seed,
        "lever": advice.lever,
        "steps": [
            {**step._asdict(), "parts": step.parts._asdict(), "inputs": dict(step.inputs)}
            for step in advice.steps
        ],
        "alternatives": list(advice.alternatives),
        "not_advised": [entry._asdict() for entry in advice.not_advised],
        "later": [entry._asdict() for entry in advice.later],
        "messages": list(advice.messages),
        "open_questions": list(advice.open_questions),
        "signal_draft": advice.signal_draft.model_dump() if advice.signal_draft else None,
        "trace": [{**entry._asdict(), "inputs": dict(entry.inputs)} for entry in advice.trace],
    }


def from_stored(stored: Mapping[str, Any]) -> Advice:
    """The advice that `as_stored` wrote, also after a round through JSON."""
    signal = stored["signal_draft"]
    return Advice(
        version=stored["version"],
        seed=stored["seed"],
        lever=stored["lever"],
        steps=tuple(_step(step) for step in stored["steps"]),
        alternatives=tuple(stored["alternatives"]),
        not_advised=tuple(
            NotAdvised(entry["rule"], tuple(entry["techniques"])) for entry in stored["not_advised"]
        ),
        later=tuple(Later(**entry) for entry in stored["later"]),
        messages=tuple(stored["messages"]),
        open_questions=tuple(stored["open_questions"]),
        signal_draft=Text.model_validate(signal) if signal else None,
        trace=tuple(TraceEntry(**{**entry, "inputs": _inputs(entry["inputs"])}) for entry in stored["trace"]),
    )


def _step(stored: Mapping[str, Any]) -> Step:
    return Step(
        **{
            **stored,
            "rules": tuple(stored["rules"]),
            "parts": Parts(**stored["parts"]),
            "inputs": _inputs(stored["inputs"]),
        }
    )


def _inputs(stored: Mapping[str, Any]) -> Inputs:
    return tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in stored.items())
