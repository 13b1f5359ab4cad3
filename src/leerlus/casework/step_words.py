"""Steps, what they lack, and what was found in a text, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerlus.casework.rules.argued_choice import Part, missing_parts
from leerlus.casework.rules.completeness import (
    FileFacts,
    begun_steps,
    choice_of,
    done_steps,
    missing_in,
)
from leerlus.casework.rules.identifiers import Identifier, identifiers_in
from leerlus.casework.rules.steps import Mark, Step, current_step, is_ahead, marks_of
from leerlus.knowledge.words import STEPS

Words = str | Promise

NAMES: Final[Mapping[Step, Words]] = {step: STEPS[step.value] for step in Step}
QUESTIONS: Final[Mapping[Step, Words]] = {
    Step.INFORMATION_GATHERING: gettext_lazy("What do I know, from whom, and what not yet?"),
    Step.SCREENING: gettext_lazy("Is support needed, and how much?"),
    Step.ASSESSMENT: gettext_lazy("What explains how the client searches? Which options are there?"),
    Step.DECISION: gettext_lazy("What do we choose, and why this?"),
    Step.GUIDANCE: gettext_lazy("What did I do?"),
    Step.MONITORING: gettext_lazy("Does it go as expected?"),
    Step.EVALUATION: gettext_lazy("What worked, what do I learn?"),
}
ADDRESSES: Final[Mapping[Step, str]] = {
    Step.INFORMATION_GATHERING: "beeldvorming",
    Step.SCREENING: "screening",
    Step.ASSESSMENT: "oordeelsvorming",
    Step.DECISION: "besluitvorming",
    Step.GUIDANCE: "begeleiding",
    Step.MONITORING: "monitoring",
    Step.EVALUATION: "evaluatie",
}
STEP_AT: Final[Mapping[str, Step]] = {address: step for step, address in ADDRESSES.items()}
_MARKS: Final[Mapping[Mark, Words]] = {
    Mark.FILLED: gettext_lazy("filled in"),
    Mark.OPEN: gettext_lazy("still open"),
    Mark.SKIPPED: gettext_lazy("skipped for now"),
}
_MISSING: Final[Mapping[str, Words]] = {
    "domains": gettext_lazy("at least six life domains, or why one was not discussed"),
    "wish": gettext_lazy("the wish of the client in their own words"),
    "support": gettext_lazy("your first picture"),
    "reason": gettext_lazy("why you think so"),
    "diagnosis": gettext_lazy("the questionnaire, or why you did without"),
    "hypothesis": gettext_lazy("a possible explanation"),
    "options": gettext_lazy("two options with what you expect of them; no support is one"),
    "smart": gettext_lazy("the plan: what, how you notice it, why feasible, why it matters, and by when"),
    "contact": gettext_lazy("a contact after the plan was settled, or why there was none"),
    "review": gettext_lazy("a review within two weeks of its day"),
    "outcome": gettext_lazy("what came of it"),
    "lesson": gettext_lazy("what you take along from this"),
}
_PARTS: Final[Mapping[Part, Words]] = {
    Part.CHOICE: gettext_lazy("what you choose"),
    Part.BASED_ON: gettext_lazy("what it is based on"),
    Part.FITS_BECAUSE: gettext_lazy("why it fits this client"),
    Part.ALTERNATIVE: gettext_lazy("an alternative, and why not that one"),
    Part.GROUNDS: gettext_lazy("where your reasoning comes from"),
    Part.CLIENT_VIEW: gettext_lazy("what the client thinks of it"),
}
_FOUND: Final[Mapping[Identifier, Words]] = {
    Identifier.CITIZEN_NUMBER: gettext_lazy("a citizen service number"),
    Identifier.ACCOUNT: gettext_lazy("an account number"),
    Identifier.EMAIL: gettext_lazy("an e-mail address"),
    Identifier.TELEPHONE: gettext_lazy("a telephone number"),
    Identifier.ADDRESS: gettext_lazy("an address"),
    Identifier.DATE_OF_BIRTH: gettext_lazy("a date of birth"),
    Identifier.NAME: gettext_lazy("a name"),
}


@dataclass(frozen=True, slots=True)
class StepOnLine:
    """One step of the line above a file."""

    step: Step
    number: int
    name: Words
    address: str
    mark: str
    mark_in_words: Words
    is_ahead: bool
    is_current: bool


def line_of(facts: FileFacts, shown: Step | None = None) -> list[StepOnLine]:
    """The seven steps with how each stands; `shown` is the one on the page, else the first that is not done."""
    done, begun = done_steps(facts), begun_steps(facts)
    marks, current = marks_of(done, begun), shown or current_step(done)
    return [
        StepOnLine(
            step=step,
            number=step.number,
            name=NAMES[step],
            address=ADDRESSES[step],
            mark=marks[step].value,
            mark_in_words=_MARKS[marks[step]],
            is_ahead=is_ahead(step, done, begun),
            is_current=step is current,
        )
        for step in Step
    ]


def missing_in_words(step: Step, facts: FileFacts) -> list[Words]:
    """What a step still lacks; of the choice its parts by name."""
    found: list[Words] = []
    for name in missing_in(step, facts):
        if name == "argued":
            found += [_PARTS[part] for part in missing_parts(choice_of(facts.of(step)))]
        else:
            found.append(_MISSING[name])
    return found


def warnings_about(text: str, today: date) -> list[str]:
    """What a text may say about who somebody is: "a telephone number (06-12345678)"."""
    return [
        _("%(what)s (%(words)s)") % {"what": _FOUND[one.kind], "words": one.words}
        for one in identifiers_in(text, today)
    ]


def warnings_in(content: Mapping[str, Any], labels: Mapping[str, str], today: date) -> list[tuple[str, str]]:
    """The fields in which something was found, with what: (label, words)."""
    return [
        (labels[name], "; ".join(found))
        for name, value in content.items()
        if name in labels and isinstance(value, str) and (found := warnings_about(value, today))
    ]
