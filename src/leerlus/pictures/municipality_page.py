"""What became of the clients of a municipality, half year by half year, ready for a template.

Who the clients are comes first; only after it what happened, and then what happened given who they are.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from leerlus.charts.interval_chart import Measured, interval_chart
from leerlus.charts.svg import Svg
from leerlus.pictures.reading import newest_release, periods_of
from leerlus.pictures.rules.half_years import HalfYear
from leerlus.pictures.rules.over_time import KNOWN_GROUPS, GivenCaseMix, Periods, given_case_mix
from leerlus.pictures.rules.period_tables import Measure
from leerlus.pictures.rules.telling import Told, ToldTable
from leerlus.pictures.words import (
    GROUPS,
    count_in_words,
    half_year_name,
    share_in_words,
    share_limits,
    short_name,
    written,
)

PERIODS_PER_PAGE = 6
_NOTHING = ToldTable(None, {}, {}, {})


def municipality_in_words(municipality_id: UUID, page_number: str | None) -> dict[str, Any]:
    """Tables, sentences and charts; only `periods` empty when nothing was released yet."""
    periods = periods_of(municipality_id)
    newest_first = sorted(periods, reverse=True)
    page = Paginator(newest_first, PERIODS_PER_PAGE).get_page(page_number)
    shown = list(page.object_list)
    release = newest_release(municipality_id)
    return {
        "page": page,
        "periods": newest_first,
        "known_until": release.known_until if release else None,
        "not_followed": written(release.not_followed) if release and release.not_followed else "",
        **_who_they_are(periods, newest_first, shown),
        **_outflow(periods, newest_first, shown),
        **_given_who_they_are(periods),
        **_work(periods, shown),
    }


def _table(periods: Periods, period: HalfYear, measure: Measure) -> ToldTable:
    return periods[period].get(measure, _NOTHING)


def _who_they_are(
    periods: Periods, newest_first: Sequence[HalfYear], shown: Sequence[HalfYear]
) -> dict[str, Any]:
    rows = []
    for period in shown:
        told = _table(periods, period, Measure.OUTFLOW)
        shares = [_percentage(told.rows.get(group), told.total) for group in KNOWN_GROUPS]
        rows.append([half_year_name(period).capitalize(), count_in_words(told.total), *shares])
    return {
        "mix_columns": [
            _("Half year"),
            _("People in benefit"),
            *(str(GROUPS[group]) for group in KNOWN_GROUPS),
        ],
        "mix_rows": rows,
        "mix_sentence": _mix_sentence(periods, newest_first),
    }


def _mix_sentence(periods: Periods, newest_first: Sequence[HalfYear]) -> str:
    """How many have been in benefit long, now and in the first half year that was told."""
    known = [
        (period, told.rows[KNOWN_GROUPS[-1]], told.total)
        for period in newest_first
        if (told := _table(periods, period, Measure.OUTFLOW)).total and told.rows.get(KNOWN_GROUPS[-1])
    ]
    if not known:
        return _("How many people were in benefit for long is not to be said yet.")
    period, long_there, people = known[0]
    sentence = _(
        "In the %(period)s, %(share)s of the people had been in benefit for longer than two years."
    ) % {
        "period": half_year_name(period),
        "share": _percentage(long_there, people),
    }
    if len(known) == 1:
        return sentence
    first, long_then, people_then = known[-1]
    before = _("In the %(period)s that was %(share)s.") % {
        "period": half_year_name(first),
        "share": _percentage(long_then, people_then),
    }
    return f"{sentence} {before}"


def _percentage(part: Told, whole: Told) -> str:
    if part is None or not whole:
        return _("kept back")
    return f"{round(100 * min(part / whole, 1.0))}%"


def _outflow(periods: Periods, newest_first: Sequence[HalfYear], shown: Sequence[HalfYear]) -> dict[str, Any]:
    rows = []
    for period in shown:
        told = _table(periods, period, Measure.OUTFLOW)
        rows.append(
            [
                half_year_name(period).capitalize(),
                count_in_words(told.columns.get("work")),
                share_in_words(told.columns.get("work"), told.total),
                count_in_words(told.columns.get("other")),
                count_in_words(told.columns.get("unknown")),
            ]
        )
    points = [_share_of_work(period, periods) for period in reversed(newest_first)]
    if all(point.value is None for point in points):
        return {
            "outflow_rows": [],
            "outflow_sentence": _("How many people left for work is not to be said yet."),
        }
    sentence = _outflow_sentence(periods, newest_first)
    return {
        "outflow_columns": [
            _("Half year"),
            _("Left for work"),
            _("Of everybody in benefit"),
            _("In another way"),
            _("Reason unknown"),
        ],
        "outflow_rows": rows,
        "outflow_sentence": sentence,
        "outflow_chart": interval_chart(
            points,
            identifier="outflow",
            title=_("Left for work, of everybody in benefit"),
            description=sentence,
            unit="%",
        ),
    }


def _share_of_work(period: HalfYear, periods: Periods) -> Measured:
    told = _table(periods, period, Measure.OUTFLOW)
    work = told.columns.get("work")
    if work is None or not told.total:
        return Measured(short_name(period), None)
    low, high = share_limits(work, told.total)
    return Measured(short_name(period), 100 * work / told.total, 100 * low, 100 * high)


def _outflow_sentence(periods: Periods, newest_first: Sequence[HalfYear]) -> str:
    for period in newest_first:
        told = _table(periods, period, Measure.OUTFLOW)
        if told.columns.get("work") is not None and told.total:
            return _("In the %(period)s, of every 100 people in benefit %(share)s left for work.") % {
                "period": half_year_name(period),
                "share": share_in_words(told.columns["work"], told.total).replace("%", ""),
            }
    return ""


def _given_who_they_are(periods: Periods) -> dict[str, Any]:
    found = given_case_mix(periods)
    if found is None or not any(found.ratios):
        return {}
    sentence = _given_sentence(found)
    rows = [
        [half_year_name(period).capitalize(), _of_expected(ratio)]
        for period, ratio in zip(reversed(found.periods), reversed(found.ratios), strict=True)
    ]
    return {
        "given_sentence": sentence,
        "given_chart": _given_chart(found, sentence),
        "given_columns": [_("Half year"), _("Of every 100 expected")],
        "given_rows": rows,
    }


def _given_chart(found: GivenCaseMix, sentence: str) -> Svg:
    points = [
        Measured(short_name(period), None)
        if ratio is None
        else Measured(short_name(period), *(100 * part for part in ratio))
        for period, ratio in zip(found.periods, found.ratios, strict=True)
    ]
    return interval_chart(
        points,
        identifier="given-case-mix",
        title=_("Left for work, given who the clients were"),
        description=sentence,
        reference=100.0,
        reference_name=_("as expected"),
    )


def _given_sentence(found: GivenCaseMix) -> str:
    period, ratio = next(
        (period, ratio)
        for period, ratio in zip(reversed(found.periods), reversed(found.ratios), strict=True)
        if ratio is not None
    )
    sentence = _(
        "Given how long people had been in benefit, in the %(period)s %(ratio)s people left for work for every 100 who"
        " were expected to (by chance %(low)s to %(high)s)."
    ) % {
        "period": half_year_name(period),
        "ratio": round(100 * ratio[0]),
        "low": round(100 * ratio[1]),
        "high": round(100 * ratio[2]),
    }
    by_chance = (
        _("That may be chance.")
        if ratio[1] <= 1 <= ratio[2]
        else _("That is more than chance; it does not say why.")
    )
    return f"{sentence} {by_chance}"


def _of_expected(ratio: tuple[float, float, float] | None) -> str:
    if ratio is None:
        return _("not to be said")
    value, low, high = (round(100 * part) for part in ratio)
    return _("%(value)s (by chance %(low)s to %(high)s)") % {"value": value, "low": low, "high": high}


def _work(periods: Periods, shown: Sequence[HalfYear]) -> dict[str, Any]:
    """Jobs that began, whether they lasted, and returns: each only when it can be told of everybody."""
    rows = []
    for period in shown:
        jobs = _table(periods, period, Measure.PLACEMENTS)
        rows.append(
            [
                half_year_name(period).capitalize(),
                _or_too_early(periods, period, Measure.PLACEMENTS, count_in_words(jobs.total)),
                count_in_words(jobs.columns.get("unknown")) if jobs is not _NOTHING else "–",
                _of_told(periods, period, Measure.LASTING),
                _of_told(periods, period, Measure.RETURNS),
            ]
        )
    return {
        "work_columns": [
            _("Half year"),
            _("People who began a job"),
            _("Kind of job not recorded"),
            _("It lasted longer than six months, of regular jobs"),
            _("In benefit again within twelve months, of who left"),
        ],
        "work_rows": rows,
    }


def _of_told(periods: Periods, period: HalfYear, measure: Measure) -> str:
    told = _table(periods, period, measure)
    return _or_too_early(periods, period, measure, share_in_words(told.columns.get("yes"), told.total))


def _or_too_early(periods: Periods, period: HalfYear, measure: Measure, words: str) -> str:
    return words if measure in periods[period] else _("too early to say")
