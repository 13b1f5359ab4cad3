"""A choice and what came of it, in words: counts and own words, never a verdict."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerlus.casework.rules.threads import Course
from leerlus.casework.step_fields import REVIEWED, Words
from leerlus.casework.threads import Thread


@dataclass(frozen=True, slots=True)
class ThreadInWords:
    """What stands on a page: what was expected and what happened, both as lines."""

    thread: Thread
    choice: str
    expected: tuple[str, ...]
    course: tuple[str, ...]
    happened: tuple[Words, ...]
    ground: str


def in_words(thread: Thread) -> ThreadInWords:
    """One thread, in the language of the screen."""
    content = thread.content
    expected = [str(content[name]) for name in ("goal", "expected_result") if content.get(name)]
    return ThreadInWords(
        thread,
        str(content.get("choice", "")),
        tuple(expected),
        course_in_words(thread.course),
        _happened(thread),
        _ground(thread),
    )


def course_in_words(course: Course) -> tuple[str, ...]:
    """How many contacts, what became of agreements, and how sure the client was."""
    if not course.contacts:
        return (_("No contact yet since this choice."),)
    lines = [
        ngettext("%(number)d contact.", "%(number)d contacts.", course.contacts) % {"number": course.contacts}
    ]
    if course.kept_known:
        lines.append(
            _("Agreements of which you know it: %(yes)d kept, %(partly)d partly, %(no)d not.") % course.kept
        )
    if course.first is not None:
        lines.append(
            _("How sure the client was of the next step (0 to 10): first %(first)d, last %(last)d.")
            % {"first": course.first, "last": course.last}
        )
    return tuple(lines)


def _happened(thread: Thread) -> tuple[Words, ...]:
    """What came of it: reviews and what happened while it was in force, and the evaluation of the file."""
    reviews = [
        _("Review: %(decision)s.") % {"decision": REVIEWED[review.content["decision"]]}
        for review in thread.reviews
    ]
    evaluated: list[Words] = []
    if thread.outcome:
        evaluated.append(_("Evaluation: %(outcome)s.") % {"outcome": thread.outcome})
    if thread.outcome_text:
        evaluated.append(thread.outcome_text)
    if thread.was_right:
        evaluated.append(_("Was your explanation right? %(answer)s.") % {"answer": thread.was_right})
    happened = [f"{date_format(one.on, 'j F Y')}: {one.words}." for one in thread.happenings]
    return (*reviews, *happened, *evaluated)


def _ground(thread: Thread) -> str:
    ground = thread.ground
    if ground is None:
        return ""
    return ": ".join(filter(None, (str(ground.words), ground.reference)))
