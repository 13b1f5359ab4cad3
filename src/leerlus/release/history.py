"""All closed rounds of one group on one measure, a page at a time, as table and chart; from published figures only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerlus.charts.svg import Svg
from leerlus.charts.trend import TrendPoint, trend
from leerlus.release.measures import Measure
from leerlus.release.models import PublishedFigure
from leerlus.release.rules.levels import Level
from leerlus.release.words import short_change, value_in_words, why_hidden

ROUNDS_PER_PAGE: Final = 12
"""Three years of four rounds."""

MARGIN: Final = 5.0
"""Half the coarsest step: between which bounds a published score lies."""


@dataclass(frozen=True, slots=True)
class Group:
    """A team, a department, or a municipality as a whole."""

    name: str
    municipality_id: UUID
    team_id: UUID | None = None
    department_id: UUID | None = None

    @property
    def level(self) -> Level:
        if self.team_id:
            return Level.TEAM
        return Level.DEPARTMENT if self.department_id else Level.MUNICIPALITY


@dataclass(frozen=True, slots=True)
class Told:
    """A closed round that told something: a score, by a version of the rule."""

    closed_on: date
    value: int
    rule_version: int


@dataclass(frozen=True, slots=True)
class History:
    """A page of rounds: the rows of a table, the newest first, and a chart when two rounds of it tell something."""

    measure: Measure
    page: Page[PublishedFigure]
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    sentence: str
    svg: Svg | str


def history_of(group: Group, measure: Measure, page_number: str | None) -> History:
    """The rounds of a group on a measure."""
    figures = (
        PublishedFigure.objects.filter(
            round__municipality=group.municipality_id,
            level=group.level,
            team=group.team_id,
            department=group.department_id,
            measure=measure.name,
        )
        .select_related("round")
        .order_by("-round__closed_on")
    )
    page = Paginator(figures, ROUNDS_PER_PAGE).get_page(page_number)
    shown = [
        Told(figure.round.closed_on, figure.value, figure.round.rule_version)
        for figure in reversed(page.object_list)
        if figure.round.closed_on is not None and figure.value is not None
    ]
    sentence = _sentence(shown)
    return History(
        measure,
        page,
        (_("Round closed on"), _("Figure"), _("People who contributed"), _("Compared with the time before")),
        [_row(figure) for figure in page],
        sentence,
        _chart(group, measure, shown, sentence) if len(shown) > 1 else "",
    )


def _row(figure: PublishedFigure) -> tuple[str, ...]:
    day = _day(figure.round.closed_on)
    if figure.hidden:
        return day, why_hidden(figure.hidden, figure.round.least_contributors), "", ""
    told = value_in_words(figure.value) if figure.value is not None else ""
    return day, told, figure.contributors, short_change(figure.change)


def _sentence(shown: Sequence[Told]) -> str:
    if not shown:
        return _("No round on this page has a figure.")
    first, last = shown[0], shown[-1]
    if first is last:
        return _("One round on this page has a figure: %(value)s on %(day)s.") % {
            "value": value_in_words(last.value),
            "day": _day(last.closed_on),
        }
    return _("From %(first)s on %(start)s to %(last)s on %(end)s.") % {
        "first": value_in_words(first.value),
        "start": _day(first.closed_on),
        "last": value_in_words(last.value),
        "end": _day(last.closed_on),
    }


def _chart(group: Group, measure: Measure, shown: Sequence[Told], sentence: str) -> Svg:
    return trend(
        [TrendPoint(one.closed_on, one.value, one.rule_version, _day(one.closed_on)) for one in shown],
        margin=MARGIN,
        identifier="history",
        title=f"{measure.label}: {group.name}",
        description=sentence,
    )


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
