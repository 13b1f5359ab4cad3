"""The picture of one set in words, tables and curves, ready for a template: for its owner and for a colleague."""

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from leerlus.charts.survival_chart import SurvivalWords, survival_chart
from leerlus.charts.svg import Svg
from leerlus.outcomes import sentences
from leerlus.outcomes.models import Spell
from leerlus.outcomes.rules.picture import (
    FEWEST_CLIENTS,
    MOMENTS,
    Picture,
    against_all_others,
    picture_of,
    questions,
    rows_to_show,
    share_at,
    still_there_at,
)
from leerlus.outcomes.rules.picture import (
    Count as SpellCount,
)
from leerlus.outcomes.rules.spells import Unit
from leerlus.outcomes.shown_ways import ways_drawn

_TICKS_APART: Final = {False: 0.1, True: 0.19}
"""How far labels on the time axis stay apart, as a part of the axis: wide and narrow."""


def results_in_words(counts: Sequence[SpellCount], unit: Unit, asked: str | None) -> dict[str, Any]:
    """The picture of counts for the question asked (else the first that can be answered), with the other questions."""
    possible = questions(counts)
    question = next((one for one in possible if one == asked), possible[0])
    others = [(one.value, sentences.QUESTIONS[one]) for one in possible if one is not question]
    picture = picture_of(counts, question, unit)
    return {
        **_shown(picture, unit),
        **ways_drawn(picture, against_all_others(counts, question), unit),
        "other_questions": others,
    }


def enough_clients(own: QuerySet[Spell], spells: int) -> bool:
    """Whether a set is about enough people for a curve: each client number once, each line without a number once."""
    numbers = set(own.values_list("client_reference", flat=True).distinct()[: FEWEST_CLIENTS + 1])
    if numbers == {""}:
        return spells >= FEWEST_CLIENTS
    named = len(numbers - {""})
    unnamed = own.filter(client_reference="").count() if "" in numbers and named < FEWEST_CLIENTS else 0
    return named + unnamed >= FEWEST_CLIENTS


def _shown(picture: Picture, unit: Unit) -> dict[str, Any]:
    return {
        "question": sentences.QUESTIONS[picture.question],
        "median_sentence": sentences.median_sentence(picture, unit),
        "chance_sentence": sentences.chance_sentence(picture, unit),
        "curve_sentence": sentences.curve_sentence(picture, unit),
        "unseen_sentence": sentences.unseen_sentence(picture),
        "wide_chart": _chart(picture, unit, narrow=False),
        "narrow_chart": _chart(picture, unit, narrow=True),
        "competing": len(picture.ways) > 1,
        **_curve_table(picture, unit),
        **_ways_table(picture, unit),
    }


def _chart(picture: Picture, unit: Unit, *, narrow: bool) -> Svg:
    median = picture.curve.median.estimate
    words = SurvivalWords(
        title=str(sentences.QUESTIONS[picture.question]),
        description=sentences.median_sentence(picture, unit),
        line=_("still looking"),
        median=_("half: %(time)s") % {"time": sentences.length(median, unit)} if median is not None else "",
        time_axis=sentences.unit_name(unit),
        at_risk=_("in view"),
    )
    return survival_chart(
        picture.curve,
        words,
        identifier="narrow" if narrow else "wide",
        ticks=_ticks(picture, unit, _TICKS_APART[narrow]),
        narrow=narrow,
    )


def _ticks(picture: Picture, unit: Unit, apart: float) -> list[tuple[float, str, str]]:
    """Familiar moments on the time axis, far enough apart to be read, with how many were still in view."""
    curve = picture.curve
    ticks = [(0.0, "0", sentences.written(picture.total))]
    for moment in MOMENTS[unit]:
        if moment <= curve.time[-1] and (moment - ticks[-1][0]) / float(curve.time[-1]) >= apart:
            label = sentences.written(sentences.shown_time(moment, unit))
            ticks.append((float(moment), label, sentences.written(int(curve.at_risk[moment - 1]))))
    return ticks


def _curve_table(picture: Picture, unit: Unit) -> dict[str, Any]:
    """Per period what the curve shows, to two decimals."""
    curve = picture.curve
    rows = [
        [
            sentences.written(sentences.shown_time(int(curve.time[at]), unit)),
            sentences.written(int(curve.at_risk[at])),
            sentences.written(int(curve.events[at])),
            sentences.written(int(curve.censored[at])),
            sentences.percentage(float(curve.survival[at]), 2),
            _("%(low)s to %(high)s")
            % {
                "low": sentences.percentage(float(curve.low[at]), 2),
                "high": sentences.percentage(float(curve.high[at]), 2),
            },
        ]
        for at in rows_to_show(curve)
    ]
    columns = [
        sentences.unit_name(unit).capitalize(),
        _("In view"),
        sentences.way_name(picture.ways[0]),
        _("No longer in view"),
        _("Still looking"),
        _("Margin (95%)"),
    ]
    return {"curve_columns": columns, "curve_rows": rows}


def _ways_table(picture: Picture, unit: Unit) -> dict[str, Any]:
    """How many had left in which way at familiar moments; each row adds up to 100%."""
    rows = [
        [
            sentences.written(sentences.shown_time(moment, unit)),
            *(
                sentences.percentage(share_at(picture, way, moment).estimate, 1)
                for way in range(len(picture.ways))
            ),
            sentences.percentage(still_there_at(picture, moment), 1),
        ]
        for moment in picture.moments
    ]
    columns = [
        sentences.unit_name(unit).capitalize(),
        *(sentences.way_name(way) for way in picture.ways),
        str(Spell.Exit.STILL_IN_BENEFIT.label).capitalize(),
    ]
    return {"ways_columns": columns, "ways_rows": rows}
