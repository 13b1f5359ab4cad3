"""The report of one's own profile and advice, for a talk: what is in it is chosen by the person, words before numbers.

Made at the moment somebody asks for it, given to them only, and not kept.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerlus.access.shared_pages import Part
from leerlus.advice.presentation import profile_in_words
from leerlus.advice.words import AdviceInWords, StepInWords
from leerlus.development.models import Goal
from leerlus.documents.blocks import Block, BulletList, Document, Figure, Heading, Paragraph, Table, Terms
from leerlus.organisations.language import language_of_screen
from leerlus.scans.profile import Profile

ABOUT_THE_WORK: Final = (
    Part("step", gettext_lazy("The step I was advised")),
    Part("other_steps", gettext_lazy("The other steps that fit")),
    Part("plan", gettext_lazy("The open steps on my plan")),
)
ABOUT_ME: Final = (
    Part("opening", gettext_lazy("The first sentences of my profile")),
    Part("levers", gettext_lazy("What moves me, in words")),
    Part("stage", gettext_lazy("Where I stand in changing")),
    Part("competences", gettext_lazy("How I learn, in words")),
    Part("drives", gettext_lazy("What drives me")),
    Part("unknown", gettext_lazy("What is not known yet")),
    Part("why", gettext_lazy("Why I was advised this step; this names answers of mine")),
    Part("numbers", gettext_lazy("The scores with their margins, in a table at the end")),
)
CHOSEN_BEFOREHAND: Final = ("step",)
"""Nothing that says something about the person is chosen for them."""


@dataclass(frozen=True, slots=True)
class _Source:
    """What a report is made of, in the language of the screen."""

    profile: dict[str, Any]
    advice: AdviceInWords
    goals: Sequence[Goal]


def report(
    profile: Profile,
    advice: AdviceInWords,
    goals: Sequence[Goal],
    parts: Iterable[str],
    *,
    name: str,
    on: str,
) -> Document:
    """The report with these parts, in the order of the page. What is always in it: whose it is, and what it is not.

    `on` is the date of the scan in words.
    """
    source = _Source(profile_in_words(profile), advice, goals)
    chosen = frozenset(parts)
    mine = _("This report belongs to %(name)s. %(name)s decides who reads it and what is left out.") % {
        "name": name
    }
    blocks: list[Block] = [
        Paragraph(mine, boxed=True),
        Paragraph(_("From the quickscan of %(date)s.") % {"date": on}, quiet=True),
    ]
    for part, write in _WRITERS.items():
        if part in chosen:
            blocks += write(source)
    blocks += [Heading(_("How to read this")), Paragraph(source.profile["not_validated"])]
    return Document(
        title=_("My craft: report for a talk"),
        language=language_of_screen(),
        blocks=tuple(blocks),
        author=name,
        footer=_("Belongs to %(name)s. Not validated, not for judging.") % {"name": name},
    )


def _opening(source: _Source) -> list[Block]:
    return [Heading(_("In short")), Paragraph(source.profile["opening"])]


def _levers(source: _Source) -> list[Block]:
    return [Heading(_("What moves me")), _in_words(source.profile["levers"])]


def _stage(source: _Source) -> list[Block]:
    profile = source.profile
    return [
        Heading(_("Where I stand in changing")),
        Paragraph(f"{profile['stage_title']}. {profile['stage_text']}"),
        Figure(
            profile["spiral"], f"{profile['stage_title']}. {profile['spiral_text']}", profile["spiral_text"]
        ),
    ]


def _competences(source: _Source) -> list[Block]:
    return [Heading(_("How I learn")), _in_words(source.profile["competences"])]


def _drives(source: _Source) -> list[Block]:
    return [Heading(_("What drives me")), Paragraph(source.profile["drives"])]


def _unknown(source: _Source) -> list[Block]:
    questions = tuple(row["unknown_sentence"] for row in source.profile["open_questions"])
    found = BulletList(questions) if questions else Paragraph(_("Everything that was asked is known."))
    return [Heading(_("What is not known yet")), found]


def _main_step(source: _Source) -> list[Block]:
    if not source.advice.steps or not source.advice.recommends:
        return []
    return [Heading(_("The step I was advised")), *_step(source.advice.steps[0])]


def _reasons(source: _Source) -> list[Block]:
    if not source.advice.steps or not source.advice.recommends:
        return []
    reasons = tuple((reason.term, reason.text) for reason in source.advice.steps[0].reasons)
    return [Heading(_("Why this step")), Terms(reasons)]


def _other_steps(source: _Source) -> list[Block]:
    others = source.advice.steps[1:] if source.advice.recommends else source.advice.steps
    blocks = [block for step in others for block in _step(step)]
    return [Heading(_("Other steps that fit")), *blocks] if blocks else []


def _plan(source: _Source) -> list[Block]:
    steps = tuple(
        _("%(title)s (by %(date)s)") % {"title": goal.title, "date": date_format(goal.due_on, "j F Y")}
        for goal in source.goals
    )
    found = BulletList(steps) if steps else Paragraph(_("There is no step on my plan now."))
    return [Heading(_("My plan")), found]


def _numbers(source: _Source) -> list[Block]:
    table = source.profile["table"]
    return [
        Heading(_("The scores")),
        Paragraph(_("Within its margin, a difference can be chance.")),
        Table(
            _("Scores from 0 to 100, with their margins"),
            tuple(table["columns"]),
            tuple(tuple(row) for row in table["rows"]),
        ),
    ]


_WRITERS: Final[dict[str, Callable[[_Source], list[Block]]]] = {
    "opening": _opening,
    "levers": _levers,
    "stage": _stage,
    "competences": _competences,
    "drives": _drives,
    "unknown": _unknown,
    "step": _main_step,
    "why": _reasons,
    "other_steps": _other_steps,
    "plan": _plan,
    "numbers": _numbers,
}


def _in_words(rows: list[dict[str, Any]]) -> Terms:
    """Each scale with its word and, where there is one, the sentence that explains it."""
    return Terms(
        tuple(
            (row["label"], ". ".join(filter(None, (row["word"], row["sentence"] or row["unknown_sentence"]))))
            for row in rows
        )
    )


def _step(step: StepInWords) -> list[Block]:
    script = _("You could say or write it like this: “%(script)s”") % {"script": step.script}
    return [
        Heading(step.title, 3),
        Paragraph(step.text),
        Paragraph(script),
        Paragraph(", ".join(step.facts), quiet=True),
    ]
