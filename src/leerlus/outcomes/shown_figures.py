"""Figures about what became of clients, as rows of a table: beside each what is unknown, too early, and the source."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerlus.outcomes.models import OutcomeEvent, Spell
from leerlus.outcomes.rules.events import Kind, ToldBy
from leerlus.outcomes.rules.figures import Figures, Share
from leerlus.outcomes.rules.picture import FEWEST_CLIENTS
from leerlus.outcomes.sentences import written
from leerlus.statistics.differences import share_interval

_NOT_ASKED: Final = "–"


def figures_in_words(figures: Figures, not_followed: int, *, of_files: bool = False) -> dict[str, Any]:
    """Tables and sentences for a template.

    `of_files`: they are of one's own files, in which ends of benefits were typed too. Whether somebody came back is not
    known of those, and unknown is no "no".
    """
    return {
        "figure_columns": [
            _("What became of it"),
            _("Number"),
            _("By chance also"),
            _("Too early to say"),
            _("Unknown"),
            _("Source"),
        ],
        "figure_rows": _rows_of_files(figures) if of_files else _rows(figures),
        "counted_columns": [_("What became of it"), _("Number"), _("Source")],
        "counted_rows": _counted_rows(figures),
        "other_columns": [_("Other way"), _("Number")],
        "other_rows": [
            [str(Spell.Exit(exit_).label).capitalize(), written(number)]
            for exit_, number in figures.other_ways.items()
        ],
        "placement_sentences": _about_placements(figures),
        "not_followed": _not_followed(not_followed),
        "back_sentence": _back_at_once(figures.back_at_once),
    }


def _rows(figures: Figures) -> list[list[str]]:
    records = str(OutcomeEvent.ToldBy.REGISTRATION.label)
    lasting = _told_by(figures.told_by[Kind.PLACEMENT])
    return [
        _row(_("Left benefit for work"), figures.outflow_work, records),
        _row(_("In benefit again within twelve months"), figures.returns, records),
        _row(_("Lasting work: longer than six months with a regular employer"), figures.lasting, lasting),
    ]


def _rows_of_files(figures: Figures) -> list[list[str]]:
    """The same without who came back; the end of a benefit was typed, or stands in the records."""
    both = f"{OutcomeEvent.ToldBy.CASEWORKER.label}, {OutcomeEvent.ToldBy.REGISTRATION.label}"
    outflow, _returns, lasting = _rows(figures)
    return [[*outflow[:-1], both], lasting]


def _counted_rows(figures: Figures) -> list[list[str]]:
    counted = (
        (_("Clients with part-time work beside benefit"), figures.part_time, Kind.PART_TIME_WORK),
        (_("Clients with an unpaid activity"), figures.participation, Kind.PARTICIPATION),
        (_("Jobs that began"), figures.placements.number, Kind.PLACEMENT),
    )
    return [_counted(name, number, figures.told_by[kind]) for name, number, kind in counted]


def _row(name: str, share: Share, source: str) -> list[str]:
    number = (
        _("%(number)s of %(of)s") % {"number": written(share.number), "of": written(share.of)}
        if share.of
        else _("nobody to judge yet")
    )
    return [name, number, _margin(share), written(share.too_early), written(share.unknown), source]


def _margin(share: Share) -> str:
    """With fewer than ten the margin would span nearly everything: then only the numbers."""
    if share.of < FEWEST_CLIENTS:
        return _NOT_ASKED
    low, high = share_interval(share.number, share.of)
    return _("%(low)s to %(high)s") % {"low": f"{round(100 * low)}%", "high": f"{round(100 * high)}%"}


def _counted(name: str, number: int, told_by: Mapping[ToldBy, int]) -> list[str]:
    """What nobody recorded is not shown as nothing."""
    return [name, written(number) if told_by else _("nothing recorded"), _told_by(told_by)]


def _told_by(told_by: Mapping[ToldBy, int]) -> str:
    """Who says so, with how many of the events."""
    parts = [f"{OutcomeEvent.ToldBy(teller).label} ({written(number)})" for teller, number in told_by.items()]
    return ", ".join(parts) or _NOT_ASKED


def _about_placements(figures: Figures) -> list[str]:
    """How complete the records of jobs are, and what stands apart."""
    jobs = figures.placements
    if not jobs.number:
        return []
    sentences = [
        _(
            "Of %(all)s jobs: %(regular)s with a regular employer, %(other)s not, of %(unknown)s nobody recorded it."
        )
        % {
            "all": written(jobs.number),
            "regular": written(jobs.regular),
            "other": written(jobs.not_regular),
            "unknown": written(jobs.regular_unknown),
        },
        _("With subsidy: %(yes)s. Without: %(no)s. Not recorded: %(unknown)s.")
        % {
            "yes": written(jobs.subsidised),
            "no": written(jobs.not_subsidised),
            "unknown": written(jobs.subsidy_unknown),
        },
    ]
    if figures.lasting_apart:
        sentences.append(
            ngettext(
                "%(number)s job with subsidy or without a regular employer stands apart: it never counts as lasting.",
                "%(number)s jobs with subsidy or without a regular employer stand apart: they never count as lasting.",
                figures.lasting_apart,
            )
            % {"number": written(figures.lasting_apart)}
        )
    return sentences


def _not_followed(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "%(number)s line has no client number or no start date. What came after, is not known of it.",
        "%(number)s lines have no client number or no start date. What came after, is not known of these.",
        number,
    ) % {"number": written(number)}


def _back_at_once(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "%(number)s benefit ended and began again within a month. That counts as a benefit that went on.",
        "%(number)s benefits ended and began again within a month. That counts as benefits that went on.",
        number,
    ) % {"number": written(number)}
