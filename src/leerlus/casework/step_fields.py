"""The fields of each step (domain specification 6): how they are asked, and in which groups.

Every field is optional; every text has free room. The order of the groups is the order on the page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerlus.casework.chosen_knowledge import Offer
from leerlus.casework.rules.completeness import DOMAINS, MOST_ROWS, filled_rows
from leerlus.casework.rules.steps import Step
from leerlus.knowledge.words import EVIDENCE as LEVELS_OF_EVIDENCE
from leerlus.knowledge.words import LIFE_DOMAINS as DOMAIN_NAMES

Content = Mapping[str, Any]
Words = str | Promise

LONGEST_TEXT: Final = 2000
LONGEST_LINE: Final = 300
_FEWEST_ROWS: Final = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Some fields under one heading, with why they are asked."""

    title: Words
    why: Words
    fields: Mapping[str, forms.Field]


@dataclass(frozen=True, slots=True)
class Asked:
    """What decides which fields there are: what was filled in, and what a choice can refer to."""

    content: Content
    justice: bool = False
    references: tuple[tuple[str, str], ...] = ()
    known: Offer = field(default_factory=Offer)


def groups_of(step: Step, asked: Asked) -> list[Group]:
    """The groups of fields of a step."""
    return _GROUPS[step](asked)


def text(label: Any, help_text: Any = "") -> forms.CharField:
    """A few lines."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def line(label: Any, help_text: Any = "") -> forms.CharField:
    """One line."""
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=LONGEST_LINE)


def one_of(label: Any, choices: Mapping[str, Words], help_text: Any = "") -> forms.ChoiceField:
    """One of a few answers, or none."""
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        required=False,
        choices=[("", _("not filled in")), *choices.items()],
    )


def day(label: Any, help_text: Any = "") -> forms.DateField:
    """A date."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=False,
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


SOURCES: Final[Mapping[str, Words]] = {
    "client": _("the client"),
    "records": _("a registration"),
    "third": _("somebody else"),
    "impression": _("my own impression"),
}
LEVELS: Final[Mapping[str, Words]] = {
    "no": _("does not hinder"),
    "somewhat": _("hinders somewhat"),
    "strongly": _("hinders strongly"),
    "rather_not": _("would rather not say"),
    "not_discussed": _("not discussed"),
}
SUPPORT: Final[Mapping[str, Words]] = {
    "self": _("can do it without us"),
    "light": _("light support"),
    "intensive": _("intensive support"),
    "not_yet": _("no work yet"),
}
GROUNDS: Final[Mapping[str, Words]] = {
    "knowledge": _("something from research or a guideline"),
    "own_experience": _("own experience or intuition"),
    "municipal_guideline": _("a guideline of the municipality"),
}
EVIDENCE: Final[Mapping[str, Words]] = {**LEVELS_OF_EVIDENCE, "unknown": _("I do not know")}
AGREES: Final[Mapping[str, Words]] = {"yes": _("yes"), "partly": _("partly"), "no": _("no")}
REVIEWED: Final[Mapping[str, Words]] = {
    "go_on": _("go on like this"),
    "adjust": _("adjust the plan"),
    "stop": _("stop"),
}
OUTCOMES: Final[Mapping[str, Words]] = {
    "work": _("to work"),
    "part_time": _("part-time work, still with benefit"),
    "participation": _("takes part without pay"),
    "other_exit": _("left benefit for another reason"),
    "no_change": _("no change yet"),
    "stopped": _("support stopped"),
}
RIGHT: Final[Mapping[str, Words]] = {
    "yes": _("yes"),
    "partly": _("partly"),
    "no": _("no"),
    "unknown": _("I do not know"),
}


def rows_shown(content: Content, name: str) -> range:
    """The rows of a list to show: those filled in and two more, at least two."""
    filled = max(filled_rows(content, name), default=0)
    return range(1, min(MOST_ROWS, filled + _FEWEST_ROWS) + 1)


def _numbered(label: Promise, number: int) -> str:
    return f"{label} {number}"


def _information(asked: Asked) -> list[Group]:
    facts: dict[str, forms.Field] = {}
    for number in rows_shown(asked.content, "fact"):
        facts[f"fact_{number}"] = line(_numbered(_("Fact"), number))
        facts[f"fact_{number}_source"] = one_of(_numbered(_("From whom is fact"), number), SOURCES)
    domains = {
        f"domain_{name}": one_of(DOMAIN_NAMES[name], LEVELS)
        for name in DOMAINS
        if name != "justice" or asked.justice
    }
    return [
        Group(
            _("What the client wants"),
            _("Their own wish comes first, in their own words."),
            {"wish": text(_("What does the client want, in their own words?"))},
        ),
        Group(
            _("What I know, and from whom"),
            _("A fact with its source can be checked later."),
            {**facts, "history": text(_("Which work did the client do before?"))},
        ),
        Group(
            _("Life domains"),
            _("Only how much it hinders the search for work. No diagnosis, no offence, no cause."),
            {
                **domains,
                "not_discussed_because": text(_("What was not discussed, and why?")),
                "unknown": text(_("What do I not know yet?")),
            },
        ),
    ]


def _screening(asked: Asked) -> list[Group]:
    return [
        Group(
            _("Is support needed, and how much?"),
            _("A first picture; it may change."),
            {
                "support": one_of(_("My first picture"), SUPPORT),
                "reason": text(_("Why do I think so?")),
                "urgency": text(_("Is there something that cannot wait?")),
            },
        )
    ]


def _assessment(asked: Asked) -> list[Group]:
    hypotheses = {
        f"hypothesis_{number}": line(_numbered(_("Possible explanation"), number))
        for number in rows_shown(asked.content, "hypothesis")
    }
    options: dict[str, forms.Field] = {
        "no_support_mechanism": text(_("No support: what do I expect to happen then?"))
    }
    for number in rows_shown(asked.content, "option"):
        options[f"option_{number}"] = line(_numbered(_("Option"), number))
        options[f"option_{number}_mechanism"] = line(_numbered(_("Why would this work? Option"), number))
        options[f"option_{number}_grounds"] = one_of(
            _numbered(_("What is that based on? Option"), number), GROUNDS
        )
        options[f"option_{number}_knowledge"] = line(
            _numbered(_("Which research or guideline? Option"), number)
        )
        if asked.known.choices:
            options[f"option_{number}_item"] = one_of(
                _numbered(_("Or which knowledge item? Option"), number), dict(asked.known.choices)
            )
    return [
        Group(
            _("What explains how the client searches?"),
            _("More than one explanation keeps you looking."),
            {
                **hypotheses,
                "no_instrument_because": text(
                    _("No questionnaire filled in together? Say why."), _("A reason is enough.")
                ),
            },
        ),
        Group(_("Which options are there?"), _("Doing nothing is one of them."), options),
    ]


def _of_the_knowledge_base(asked: Asked) -> dict[str, forms.Field]:
    """Which item the choice rests on, and once it was chosen, which of its working parts are done."""
    if not asked.known.choices:
        return {}
    fields: dict[str, forms.Field] = {
        "knowledge_item": one_of(
            _("Which item of the knowledge base?"),
            dict(asked.known.choices),
            _("Those that fit this client, and those on your own list."),
        )
    }
    if asked.known.ingredients:
        fields["ingredients"] = forms.MultipleChoiceField(
            label=_("What of it do you do?"),
            help_text=_("What makes it work. Leave out what you do not do; that is worth knowing later."),
            required=False,
            choices=asked.known.ingredients,
            widget=forms.CheckboxSelectMultiple,
        )
    return fields


def _decision(asked: Asked) -> list[Group]:
    based_on = forms.MultipleChoiceField(
        label=_("On what do I base this?"),
        help_text=_("Facts and explanations of the steps before."),
        required=False,
        choices=asked.references,
        widget=forms.CheckboxSelectMultiple,
    )
    return [
        Group(
            _("The choice, and why this one"),
            _("Six short answers make a choice that you can explain to the client and to yourself later."),
            {
                "choice": line(_("What do we choose?")),
                **({"based_on": based_on} if asked.references else {}),
                "fits_because": text(_("Why does this fit this client?"), _("In one or two sentences.")),
                "alternative": line(_("Which other option did I consider?")),
                "rejected_because": line(_("Why not that one?")),
                "grounds": one_of(_("What is the choice based on?"), GROUNDS),
                **_of_the_knowledge_base(asked),
                "knowledge": line(_("Which research or guideline?"), _("Only if you chose that just now.")),
                "evidence": one_of(_("How strong is that?"), EVIDENCE),
                "client_view": text(_("What does the client think of it?")),
            },
        ),
        Group(
            _("The plan"),
            _("What you settle with the client. They get it on paper."),
            {
                "goal": line(_("What does the client want to reach?")),
                "noticed_by": line(_("How do you both notice that it worked?")),
                "feasible": line(_("Why is it feasible?")),
                "matters_because": line(_("Why does it matter to the client?")),
                "goal_by": day(_("When should it be reached?")),
                "client_does": text(_("What does the client do?")),
                "caseworker_does": text(_("What do I do?")),
                "expected_result": line(_("What do we expect to see, and when?")),
                "exceptions": text(_("What is different from usual, and why?")),
                "client_agrees": one_of(_("Does the client agree?"), AGREES),
            },
        ),
    ]


def _guidance(asked: Asked) -> list[Group]:
    return [
        Group(
            _("What did I do?"),
            _("Contacts are on the timeline; here is room for what is around them."),
            {
                "referrals": text(_("Referred to whom, and for what?")),
                "no_contact_because": text(_("No contact after the decision? Say why.")),
            },
        )
    ]


def _monitoring(asked: Asked) -> list[Group]:
    return [
        Group(
            _("Does it go as expected?"),
            _("Look together. When you settle it, it goes on the timeline."),
            {
                "progress": text(_("What went as expected, and what did not?")),
                "decision": one_of(_("What do we do?"), REVIEWED),
                "decision_because": text(_("Why?")),
                "next_review_on": day(_("When do we look again?"), _("Usually after six weeks.")),
            },
        )
    ]


def _evaluation(asked: Asked) -> list[Group]:
    return [
        Group(
            _("What worked?"),
            _("Also what did not work is worth knowing."),
            {
                "outcome": one_of(_("What came of it?"), OUTCOMES),
                "outcome_text": text(_("In your own words")),
                "client_view": text(_("What does the client say about it?")),
                "hypothesis_right": one_of(_("Was my explanation right?"), RIGHT),
                "for_the_next": text(_("What should somebody know who works with this client later?")),
            },
        ),
        Group(
            _("What I take along"),
            _("This part stays yours: whoever gets the file after you does not see it."),
            {
                "lesson": text(_("What do I learn from this?")),
                "experience": text(_("What did I notice about how I work?")),
            },
        ),
    ]


_GROUPS: Final[Mapping[Step, Callable[[Asked], list[Group]]]] = {
    Step.INFORMATION_GATHERING: _information,
    Step.SCREENING: _screening,
    Step.ASSESSMENT: _assessment,
    Step.DECISION: _decision,
    Step.GUIDANCE: _guidance,
    Step.MONITORING: _monitoring,
    Step.EVALUATION: _evaluation,
}
