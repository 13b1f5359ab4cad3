"""An extract of a file for its client: everything in it as lines, what is left out by name, and the paper."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.casework.diagnosing import finished_diagnoses, instrument_of
from leerlus.casework.file_words import contact_in_words, lines_of
from leerlus.casework.happened import happened_in
from leerlus.casework.models import CaseFile, Extract
from leerlus.casework.openings import in_words, openings_of
from leerlus.casework.plan_words import plan_in_words
from leerlus.casework.reading import content_of
from leerlus.casework.reminding import forget_extract, remember_extract
from leerlus.casework.rules.extracts import LeftOut, Line, Part, from_somebody_else, named, without
from leerlus.casework.rules.steps import Step
from leerlus.casework.step_fields import REVIEWED
from leerlus.documents.blocks import Block, BulletList, Document, Heading, Paragraph, Terms
from leerlus.scans.results import answer_lines

FOR_CLIENT: Final[Mapping[Step, Promise]] = {
    Step.INFORMATION_GATHERING: gettext_lazy("Your situation"),
    Step.SCREENING: gettext_lazy("How much help is needed"),
    Step.ASSESSMENT: gettext_lazy("How the search for work goes, and what could help"),
    Step.DECISION: gettext_lazy("What you chose together"),
    Step.GUIDANCE: gettext_lazy("The help you got"),
    Step.MONITORING: gettext_lazy("Looking whether it goes well"),
    Step.EVALUATION: gettext_lazy("Looking back"),
}
REASONS: Final[Mapping[LeftOut, Promise]] = {
    LeftOut.THIRD_PERSON: gettext_lazy("it is about somebody else"),
    LeftOut.WORKING_NOTE: gettext_lazy("it is a working note"),
}


class MadeAlready(Exception):
    """The extract was made in another window."""


def register_request(file: CaseFile, asked_on: date) -> Extract:
    """Write down that the client asked, so that the month counts."""
    with transaction.atomic():
        made = Extract.objects.create(case_file=file, asked_on=asked_on)
        remember_extract(made)
    return made


def parts_of(file: CaseFile) -> list[Part]:
    """Everything a file says, line by line, in the words of the page."""
    steps = [
        Part(
            str(FOR_CLIENT[step]),
            tuple(Line(f"{step}.{name}", label, words) for name, label, words in lines),
        )
        for step, lines in lines_of(file)
    ]
    return [one for one in [*steps, *_beside(file)] if one.lines]


def _beside(file: CaseFile) -> list[Part]:
    """What stands beside the steps: questions, plans, contacts, reviews."""
    language = get_language() or "nl"
    plans = [
        Line(f"plan.{version.pk}.{place}", _plan_label(version.number, str(title)), str(words))
        for version in file.plan_versions.order_by("number")
        for place, (title, words) in enumerate(plan_in_words(version.content))
    ]
    contacts = [
        Line(f"contact.{one.pk}", date_format(one.held_on, "j F Y"), contact_in_words(one.content))
        for one in file.contacts.order_by("held_on")
    ]
    reviews = [
        Line(f"review.{one.pk}", date_format(one.held_on, "j F Y"), _review(one.content))
        for one in file.reviews.order_by("held_on")
    ]
    happenings = [
        Line(f"happened.{place}", date_format(one.on, "j F Y"), one.words)
        for place, one in enumerate(happened_in([file]).get(file.pk, []))
    ]
    answers = [
        Line(
            f"answer.{one.pk}.{line.item}",
            line.question.in_language(language),
            line.words.in_language(language),
        )
        for one in finished_diagnoses(file)
        for line in answer_lines(instrument_of(one), one.answers)
        if line.words is not None
    ]
    return [
        Part(_("What you answered to the questions about looking for work"), tuple(answers)),
        Part(_("The plans you made"), tuple(plans)),
        Part(_("The conversations and other contacts"), tuple(contacts)),
        Part(_("The days you looked how it went"), tuple(reviews)),
        Part(_("What happened with work and benefit"), tuple(happenings)),
    ]


def _plan_label(number: int, title: str) -> str:
    return _("Plan %(number)d: %(title)s") % {"number": number, "title": title}


def _review(content: Mapping[str, Any]) -> str:
    said = [
        str(content.get("progress", "")),
        str(REVIEWED.get(content.get("decision", ""), "")),
        str(content.get("decision_because", "")),
    ]
    return "; ".join(filter(None, said))


def proposed(file: CaseFile) -> dict[str, LeftOut]:
    """What is proposed to leave out: facts that somebody else told."""
    step = Step.INFORMATION_GATHERING
    return {f"{step}.{name}": LeftOut.THIRD_PERSON for name in from_somebody_else(content_of(file, step))}


def make_extract(actor: Actor, extract: Extract, left_out: Mapping[str, LeftOut], name: str) -> None:
    """Keep the extract as it is now, in the language of the screen, with what is left out and who looked.

    `name` is that of whoever makes it, for the client to read. Raises MadeAlready.
    """
    file = extract.case_file
    parts = parts_of(file)
    looked = in_words(actor, file, list(openings_of(file)), me=name)
    with transaction.atomic():
        row = Extract.objects.select_for_update().get(pk=extract.pk)
        if row.made_at is not None:
            raise MadeAlready
        row.content = {
            "parts": [
                [part.title, [[line.label, line.words] for line in part.lines]]
                for part in without(parts, left_out)
            ],
            "left_out": [[name, str(reason)] for name, reason in named(parts, left_out)],
            "looked": [[one.at.isoformat(), one.who, one.capacity] for one in looked],
            "language": get_language() or "nl",
        }
        row.made_at = timezone.now()
        row.save(update_fields=["sealed_content", "made_at"])
        forget_extract(row)
        _record(actor, row, AccessEvent.Action.FINISHED)


def record_printing(actor: Actor, extract: Extract) -> None:
    """Every time the paper is made leaves a line."""
    with transaction.atomic():
        _record(actor, extract, AccessEvent.Action.EXPORTED)


def _record(actor: Actor, extract: Extract, action: AccessEvent.Action) -> None:
    record_event(
        action,
        actor=actor,
        subject_id=actor.person_id,
        record=Record.CLIENT,
        object_id=extract.case_file_id,
    )


def extract_on_paper(extract: Extract) -> Document:
    """The extract for the client, in plain words: what is in the file, what is not and why, and who looked."""
    content, file = extract.content, extract.case_file
    blocks: list[Block] = [
        Paragraph(
            _(
                "You asked on %(asked)s what stands about you in Leerlus, the program your caseworker works with. Here"
                " it is. It is written in the words of your caseworker. Your name is not in Leerlus; you are known"
                " there by the reference at the bottom."
            )
            % {"asked": date_format(extract.asked_on, "j F Y")}
        )
    ]
    for title, lines in content["parts"]:
        blocks += [Heading(title), Terms(tuple((label, words) for label, words in lines))]
    blocks += [Heading(_("What is not in here, and why")), *_what_is_not(content["left_out"])]
    blocks += [Heading(_("Who looked into your file")), *_who_looked(content["looked"])]
    blocks.append(
        Paragraph(
            _(
                "Is something wrong, or missing? Tell your caseworker: then it is changed, or your own words are put"
                " beside it. You can also ask the privacy officer of your municipality, or complain to the Autoriteit"
                " Persoonsgegevens."
            ),
            boxed=True,
        )
    )
    return Document(
        title=_("What stands in my file"),
        language=content["language"],
        blocks=tuple(blocks),
        footer=_("Made on %(day)s · reference %(reference)s")
        % {"day": _day(extract.made_at), "reference": file.shown_reference},
    )


def _day(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), "j F Y") if moment else ""


def _what_is_not(left_out: Sequence[Sequence[str]]) -> list[Block]:
    named_ones = tuple(
        _("%(name)s. Why: %(reason)s.") % {"name": name, "reason": REASONS[LeftOut(reason)]}
        for name, reason in left_out
    )
    always = _("What your caseworker learns from it for themselves. That is about your caseworker.")
    return [BulletList((*named_ones, always))]


def _who_looked(looked: Sequence[Sequence[str]]) -> list[Block]:
    if not looked:
        return [Paragraph(_("Nobody, as far as the log goes back."))]
    return [
        Terms(
            tuple(
                (
                    date_format(timezone.localtime(datetime.fromisoformat(at)), "j F Y H:i"),
                    ", ".join(filter(None, (who, capacity))),
                )
                for at, who, capacity in looked
            )
        )
    ]
