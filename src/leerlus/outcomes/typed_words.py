"""What is known of the client of a file, in words: what was typed, what the records say, and which of both counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerlus.casework.happened import Happening
from leerlus.casework.models import CaseFile
from leerlus.outcomes.models import OutcomeEvent, Spell, TypedEvent
from leerlus.outcomes.rules.employment import Lasting
from leerlus.outcomes.rules.figures import Step
from leerlus.outcomes.rules.outflow import Benefit, Outflow
from leerlus.outcomes.rules.typed import (
    counting,
    end_told_by_records,
    lasting_of,
    outflows_of,
    told_by_records,
)
from leerlus.outcomes.typed import EXIT
from leerlus.outcomes.typing_events import OfFile, benefit_of, of_files, step_of

LASTING: Final[dict[Lasting, Promise]] = {
    Lasting.YES: gettext_lazy("This is lasting work: longer than six months with a regular employer."),
    Lasting.NO: gettext_lazy("This work did not last longer than six months."),
    Lasting.TOO_EARLY: gettext_lazy("Whether the work lasts: too early to say. That is no “no”."),
    Lasting.APART: gettext_lazy(
        "With subsidy or without a regular employer: it stands apart from lasting work."
    ),
    Lasting.UNKNOWN: gettext_lazy(
        "Whether the work lasts is unknown: say whether it is with a regular employer, and without subsidy."
    ),
}
OUTFLOW: Final[dict[Outflow, Promise]] = {
    Outflow.WORK: gettext_lazy("The benefit ended for work."),
    Outflow.OTHER: gettext_lazy("The benefit ended in another way. That is no success and no failure."),
    Outflow.BACK_AT_ONCE: gettext_lazy("The benefit was interrupted: it began again within a month."),
    Outflow.TOO_EARLY: gettext_lazy("Whether the benefit ended for work: too early to say."),
    Outflow.UNKNOWN: gettext_lazy("Why the benefit ended is unknown."),
}
EXIT_NAME: Final = gettext_lazy("the benefit ended")


@dataclass(frozen=True, slots=True)
class Shown:
    """One event on the page: what, who says so, and whether it counts or what counts instead."""

    words: str
    source: str
    counts: bool
    instead: str = ""
    event: TypedEvent | None = None


def shown_of(known: OfFile) -> list[Shown]:
    """What was typed and what the records say, both, the earliest first within each."""
    typed = [_typed(event, known) for event in known.typed]
    imported = [
        Shown(_step(one.step), _("records, set “%(name)s”") % {"name": one.set_name}, counts=True)
        for one in known.imported
    ]
    ends = [
        Shown(_end(one), str(OutcomeEvent.ToldBy.REGISTRATION.label), counts=True)
        for one in known.benefits
        if one.end is not None
    ]
    return [*typed, *imported, *ends]


def judgements_of(known: OfFile) -> list[str]:
    """What can be said by the rules of outcomes of what counts, up to today."""
    client, today = counting(known.known), timezone.localdate()
    lasting = lasting_of(client, today, settings.LEERLUS_DAYS_BETWEEN_JOBS)
    outflows = outflows_of(client, today, settings.LEERLUS_MONTHS_TO_CONFIRM)
    return [
        *(f"{_day(day)}: {OUTFLOW[outflow]}" for day, outflow in outflows),
        *(str(LASTING[one]) for one in lasting),
    ]


def happened(files: Sequence[CaseFile]) -> dict[UUID, list[Happening]]:
    """What counts of some files as lines for their own pages, with who says so."""
    return {pk: _happenings(known) for pk, known in of_files(files).items()}


def _happenings(known: OfFile) -> list[Happening]:
    typed = [(event, _typed(event, known)) for event in known.typed]
    return [
        *(Happening(event.on, _with_source(one)) for event, one in typed if one.counts),
        *(
            Happening(one.step.job.start, _said(_step(one.step), OutcomeEvent.ToldBy(one.step.told_by).label))
            for one in known.imported
        ),
        *(
            Happening(one.end, _said(_end(one), OutcomeEvent.ToldBy.REGISTRATION.label))
            for one in known.benefits
            if one.end is not None
        ),
    ]


def _with_source(shown: Shown) -> str:
    return _said(shown.words, shown.source)


def _said(words: str, source: str | Promise) -> str:
    return _("%(words)s (%(source)s)") % {"words": words, "source": source}


def _typed(event: TypedEvent, known: OfFile) -> Shown:
    content = event.content
    source = str(OutcomeEvent.ToldBy(content["told_by"]).label)
    if content["kind"] == EXIT:
        end = end_told_by_records(benefit_of(event), known.benefits)
        return Shown(_end(benefit_of(event)), source, end is None, _end(end) if end else "", event)
    step = told_by_records(step_of(event), [one.step for one in known.imported])
    words = _step(step_of(event), ended=bool(content.get("ended")), hours=content.get("hours"))
    return Shown(words, source, step is None, _step(step) if step else "", event)


def _step(step: Step, *, ended: bool | None = None, hours: int | None = None) -> str:
    """ "job from 1 March 2026, certain until 2 September 2026, 24 hours a week, with a regular employer"."""
    job = step.job
    until = _("until %(day)s") if ended else _("certain until %(day)s")
    said = [
        _("%(what)s from %(day)s") % {"what": OutcomeEvent.Kind(step.kind).label, "day": _day(job.start)},
        until % {"day": _day(job.last_day)},
        _("%(hours)d hours a week") % {"hours": hours} if hours else "",
        _("with a regular employer") if job.regular else "",
        _("not with a regular employer") if job.regular is False else "",
        _("with subsidy") if job.subsidised else "",
    ]
    return ", ".join(filter(None, said))


def _end(benefit: Benefit) -> str:
    day = _day(benefit.end) if benefit.end else ""
    return f"{EXIT_NAME}, {day}: {Spell.Exit(benefit.reason).label}"


def _day(day: date) -> str:
    return date_format(day, "j F Y")
