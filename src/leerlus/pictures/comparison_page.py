"""The own municipality beside others, ready for a template: who the clients are first, then the funnel."""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any, Final
from uuid import UUID

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leerlus.charts.funnel_chart import FunnelWords, funnel_chart
from leerlus.pictures.comparing import Shared, compared
from leerlus.pictures.rules.comparing import Comparison, NotCompared
from leerlus.pictures.rules.over_time import KNOWN_GROUPS
from leerlus.pictures.rules.period_tables import Measure
from leerlus.pictures.words import GROUPS, half_year_name, written
from leerlus.statistics.case_mix import UnitCounts, standardised_ratio

QUESTIONS: Final[dict[Measure, str | Promise]] = {
    Measure.OUTFLOW: gettext_lazy("Left for work"),
    Measure.LASTING: gettext_lazy("Work that lasted"),
    Measure.RETURNS: gettext_lazy("In benefit again within a year"),
}
_WHY_NOT: Final[dict[NotCompared, str | Promise]] = {
    NotCompared.TOO_FEW_MUNICIPALITIES: gettext_lazy(
        "There is a comparison when at least three municipalities take part, or a file of released counts was read in."
    ),
    NotCompared.ONE_IS_MOST: gettext_lazy(
        "One municipality has more than half of all people, so it would be compared with itself."
    ),
    NotCompared.TOO_FEW_PEOPLE: gettext_lazy("There are too few people to say what chance could make of it."),
}


def comparison_in_words(municipality_id: UUID, name: str, measure: Measure) -> dict[str, Any]:
    """Tables, sentences and charts; or in `why_not` why there is no comparison."""
    found = compared(municipality_id, name, measure)
    context: dict[str, Any] = {
        "question": QUESTIONS[measure],
        "others": [(other.value, QUESTIONS[other]) for other in QUESTIONS if other is not measure],
        "period": half_year_name(found.period) if found.period else "",
        "made_by": found.made_by,
    }
    if isinstance(found.outcome, NotCompared):
        return {**context, "why_not": _WHY_NOT[found.outcome]}
    return {**context, **_who_they_are(found.outcome), **_funnel(found.outcome, name, measure)}


def _who_they_are(found: Comparison) -> dict[str, Any]:
    """How the own clients are divided over lengths of benefit, beside everybody's."""
    own, everybody = sum(found.own_mix), sum(found.all_mix)
    rows = [
        [
            str(GROUPS[group]),
            f"{round(100 * found.own_mix[at] / own)}%" if own else _("not to be said"),
            f"{round(100 * found.all_mix[at] / everybody)}%",
        ]
        for at, group in enumerate(KNOWN_GROUPS)
    ]
    sentence = (
        _(
            "With us %(own)s of every 100 people had been in benefit for over two years; in all together %(all)s."
        )
        % {
            "own": round(100 * found.own_mix[-1] / own),
            "all": round(100 * found.all_mix[-1] / everybody),
        }
        if own
        else _("Of the own municipality this half year cannot be told.")
    )
    return {
        "mix_columns": [_("Length of benefit"), _("Own municipality"), _("All together")],
        "mix_rows": rows,
        "mix_sentence": sentence,
    }


def _funnel(found: Comparison, name: str, measure: Measure) -> dict[str, Any]:
    sentence = _own_sentence(found)
    words = FunnelWords(
        title=str(QUESTIONS[measure]),
        description=sentence,
        own=name,
        narrow="95%",
        wide=_("99.8%"),
        expected=_("expected number of people"),
        as_expected=_("as expected"),
    )
    return {
        "funnel_sentence": sentence,
        "outside_sentence": _outside(found),
        "wide_chart": funnel_chart(found.found, found.own, words, identifier="wide-funnel"),
        "narrow_chart": funnel_chart(found.found, found.own, words, identifier="narrow-funnel", narrow=True),
        "funnel_columns": [
            _("Municipality"),
            _("Expected"),
            _("It was"),
            _("Of every 100 expected"),
            _("Against chance"),
        ],
        "funnel_rows": _rows(found),
        "nameless_sentence": _nameless(found),
    }


def _own_sentence(found: Comparison) -> str:
    if found.own is None or not isfinite(found.found.ratio[found.own]):
        return _("Of the own municipality this half year cannot be told.")
    one = found.found
    counts = UnitCounts(
        people=np.array([sum(found.own_mix)], dtype=np.int64),
        observed=one.ratio[[found.own]] * one.expected[[found.own]],
        expected=one.expected[[found.own]],
    )
    margin = standardised_ratio(counts)
    said = _(
        "With us it were %(ratio)s for every 100 expected given how long people had been in benefit (by chance %(low)s"
        " to %(high)s)."
    ) % {
        "ratio": round(100 * float(margin.ratio[0])),
        "low": round(100 * float(margin.low[0])),
        "high": round(100 * float(margin.high[0])),
    }
    return f"{said} {_where(found, found.own, sentence=True)}"


def _outside(found: Comparison) -> str:
    one = found.found
    outside = int((one.outside_narrow != 0).sum())
    sentence = ngettext(
        "%(outside)s of %(all)s municipalities lies outside the inner lines; by chance it would be about %(chance)s.",
        "%(outside)s of %(all)s municipalities lie outside the inner lines; by chance it would be about %(chance)s.",
        outside,
    ) % {
        "outside": outside,
        "all": len(found.places),
        "chance": round(one.by_chance_narrow),
    }
    if one.widened:
        wider = _("Municipalities differ more than chance alone; the lines lie wider because of that.")
        return f"{sentence} {wider}"
    return sentence


def _rows(found: Comparison) -> list[list[str]]:
    """The own municipality, and by the alphabet those that agreed to be named. Never by their number."""
    return [
        [
            place.name,
            written(float(found.found.expected[at])),
            written(float(found.found.ratio[at] * found.found.expected[at])),
            written(100 * float(found.found.ratio[at])),
            _where(found, at),
        ]
        for at, place in enumerate(found.places)
        if place.name and isfinite(found.found.ratio[at])
    ]


def _where(found: Comparison, at: int, *, sentence: bool = False) -> str:
    one = found.found
    if not isfinite(one.narrow[0, at]):
        return _("Too few people are expected to draw lines.") if sentence else _("too few to say")
    if one.outside_wide[at]:
        return (
            _("That is outside the outer lines: more than chance, and worth finding out why.")
            if sentence
            else _("outside 99.8%")
        )
    if one.outside_narrow[at]:
        return (
            _("That is just outside the inner lines: one in twenty lies there by chance.")
            if sentence
            else _("outside 95%")
        )
    return _("That is within the lines: it may be chance.") if sentence else _("within the lines")


def _nameless(found: Comparison) -> str:
    number = sum(not place.name for place in found.places)
    if not number:
        return ""
    return ngettext(
        "%(number)s municipality takes part without its name, and is a dot in the picture only.",
        "%(number)s municipalities take part without their name, and are dots in the picture only.",
        number,
    ) % {"number": number}


def shared_in_words(shared: Sequence[Shared]) -> dict[str, Any]:
    """What others see, row by row: exactly the counts of the entry."""
    return {
        "shared_columns": [
            _("Half year"),
            _("About"),
            _("Name"),
            _("People"),
            _("People by length of benefit"),
            _("Counted"),
            _("Counted by length of benefit"),
        ],
        "shared_rows": [
            [
                half_year_name(one.period).capitalize(),
                str(QUESTIONS[one.measure]),
                one.entry["name"] or _("none"),
                _count(one.entry["people"]),
                _counts(one.entry["people_by_length"]),
                _count(one.entry["events"]),
                _counts(one.entry["events_by_length"]),
            ]
            for one in shared
        ],
    }


def _count(count: object) -> str:
    return written(count) if isinstance(count, int) else _("kept back")


def _counts(by_length: object) -> str:
    """The counts of the known groups, in their order."""
    if not isinstance(by_length, Mapping):
        return ""
    return " / ".join(_count(by_length.get(group)) for group in KNOWN_GROUPS)
