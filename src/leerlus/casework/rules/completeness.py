"""When a step is done, and when a file is complete (domain specification 6). Nothing here stops anybody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from leerlus.casework.rules.argued_choice import Choice, Grounds, is_argued
from leerlus.casework.rules.steps import Step

LEAST_DOMAINS: Final = 6
DOMAINS: Final = (
    "health", "money", "housing", "care", "language", "transport", "network", "justice",
)  # fmt: skip
"""The eight life domains; justice is criminal data and off unless a municipality turns it on."""

REVIEW_AFTER: Final = timedelta(weeks=6)
REVIEW_MARGIN: Final = timedelta(days=14)
REMIND_AFTER: Final = timedelta(days=14)

SMART: Final = ("goal", "noticed_by", "feasible", "matters_because", "goal_by")
"""Specific, measurable, feasible, relevant, and by when."""

MOST_ROWS: Final = 12
Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the rules look at: what each step says, and the days of what happened beside it.

    `decided_on` is the day the first plan was settled; `reviews` are pairs of the day held and the day it was due.
    """

    contents: Mapping[Step, Content] = field(default_factory=dict)
    is_diagnosed: bool = False
    decided_on: date | None = None
    contacts_on: tuple[date, ...] = ()
    reviews: tuple[tuple[date, date], ...] = ()

    def of(self, step: Step) -> Content:
        return self.contents.get(step, {})


def missing_in(step: Step, facts: FileFacts) -> tuple[str, ...]:
    """The names of what a step still lacks; empty when it is done."""
    return tuple(name for name, there in _NEEDED[step](facts).items() if not there)


def done_steps(facts: FileFacts) -> dict[Step, bool]:
    """Which steps are done."""
    return {step: not missing_in(step, facts) for step in Step}


def begun_steps(facts: FileFacts) -> dict[Step, bool]:
    """In which steps anything was written, or happened."""
    beside = {
        Step.ASSESSMENT: facts.is_diagnosed,
        Step.GUIDANCE: facts.contacts_on,
        Step.MONITORING: facts.reviews,
    }
    return {step: bool(any(facts.of(step).values()) or beside.get(step)) for step in Step}


def is_complete(facts: FileFacts, *, closed: bool) -> bool:
    """Steps 1 to 4 of a file that is open, all seven of one that was closed."""
    needed = [step for step in Step if closed or step.number <= Step.DECISION.number]
    return not any(missing_in(step, facts) for step in needed)


def addressed_domains(content: Content) -> tuple[str, ...]:
    """The life domains that were talked about, or of which is said why not; "would rather not say" is talked about."""
    said_why = _is_filled(content, "not_discussed_because")
    return tuple(
        domain
        for domain in DOMAINS
        if (level := content.get(f"domain_{domain}")) and (level != "not_discussed" or said_why)
    )


def filled_rows(content: Content, name: str) -> tuple[int, ...]:
    """The numbers of the rows of a list that say something: fact 1, fact 2 and so on."""
    return tuple(number for number in range(1, MOST_ROWS + 1) if _is_filled(content, f"{name}_{number}"))


def options_considered(content: Content) -> int:
    """The options with what is expected of them; "geen inzet" is one."""
    others = [one for one in filled_rows(content, "option") if _is_filled(content, f"option_{one}_mechanism")]
    return len(others) + _is_filled(content, "no_support_mechanism")


def choice_of(content: Content) -> Choice:
    """The choice as step 4 says it. An item of the knowledge base ("id:version:level") brings its own evidence."""
    grounds = content.get("grounds")
    item = str(content.get("knowledge_item", ""))
    return Choice(
        choice=content.get("choice", ""),
        based_on=tuple(content.get("based_on", ())),
        fits_because=content.get("fits_because", ""),
        alternative=content.get("alternative", ""),
        rejected_because=content.get("rejected_because", ""),
        grounds=Grounds(grounds) if grounds else None,
        knowledge=content.get("knowledge", "") or item,
        evidence=content.get("evidence", "") or item.rpartition(":")[2],
        client_view=content.get("client_view", ""),
    )


def _is_filled(content: Content, name: str) -> bool:
    value = content.get(name)
    return bool(value.strip() if isinstance(value, str) else value is not None and value != [])


def _information(facts: FileFacts) -> dict[str, bool]:
    content = facts.of(Step.INFORMATION_GATHERING)
    return {"domains": len(addressed_domains(content)) >= LEAST_DOMAINS, "wish": _is_filled(content, "wish")}


def _screening(facts: FileFacts) -> dict[str, bool]:
    content = facts.of(Step.SCREENING)
    return {"support": _is_filled(content, "support"), "reason": _is_filled(content, "reason")}


def _assessment(facts: FileFacts) -> dict[str, bool]:
    content = facts.of(Step.ASSESSMENT)
    return {
        "diagnosis": facts.is_diagnosed or _is_filled(content, "no_instrument_because"),
        "hypothesis": bool(filled_rows(content, "hypothesis")),
        "options": options_considered(content) >= 2 and _is_filled(content, "no_support_mechanism"),
    }


def _decision(facts: FileFacts) -> dict[str, bool]:
    content = facts.of(Step.DECISION)
    return {
        "argued": is_argued(choice_of(content)),
        "smart": all(_is_filled(content, name) for name in SMART),
    }


def _guidance(facts: FileFacts) -> dict[str, bool]:
    after = facts.decided_on is not None and any(day >= facts.decided_on for day in facts.contacts_on)
    return {"contact": after or _is_filled(facts.of(Step.GUIDANCE), "no_contact_because")}


def _monitoring(facts: FileFacts) -> dict[str, bool]:
    return {"review": any(abs(held - due) <= REVIEW_MARGIN for held, due in facts.reviews)}


def _evaluation(facts: FileFacts) -> dict[str, bool]:
    content = facts.of(Step.EVALUATION)
    return {"outcome": _is_filled(content, "outcome"), "lesson": bool(content.get("lesson_written"))}


_NEEDED: Final[Mapping[Step, Callable[[FileFacts], dict[str, bool]]]] = {
    Step.INFORMATION_GATHERING: _information,
    Step.SCREENING: _screening,
    Step.ASSESSMENT: _assessment,
    Step.DECISION: _decision,
    Step.GUIDANCE: _guidance,
    Step.MONITORING: _monitoring,
    Step.EVALUATION: _evaluation,
}
