"""A picture in words: every number on the page is also said, with its margin, and nothing more than it shows."""

from collections.abc import Sequence
from typing import Final

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leerlus.outcomes.models import Spell
from leerlus.outcomes.rules.picture import (
    Picture,
    Question,
    Way,
    out_of_hundred,
    share_at,
    still_there_at,
)
from leerlus.outcomes.rules.spells import Exit, Unit

QUESTIONS: Final[dict[Question, str | Promise]] = {
    Question.FULL_TIME: gettext_lazy("How long until a full-time job?"),
    Question.ANY_WORK: gettext_lazy("How long until work?"),
}
_GOALS: Final[dict[Question, str | Promise]] = {
    Question.FULL_TIME: gettext_lazy("a full-time job"),
    Question.ANY_WORK: gettext_lazy("work"),
}
_WITH: Final[dict[Exit, str | Promise]] = {
    Exit.FULL_TIME_WORK: gettext_lazy("%(number)s with a full-time job"),
    Exit.PART_TIME_WORK: gettext_lazy("%(number)s with a part-time job"),
    Exit.WORK_UNKNOWN_HOURS: gettext_lazy("%(number)s with work of which the hours are unknown"),
    Exit.OTHER: gettext_lazy("%(number)s gone in another way"),
    Exit.MOVED: gettext_lazy("%(number)s moved away"),
    Exit.PENSION: gettext_lazy("%(number)s with a pension"),
    Exit.RELATIONSHIP: gettext_lazy("%(number)s with a new partner"),
    Exit.STOPPED: gettext_lazy("%(number)s whose benefit was stopped"),
    Exit.REASON_UNKNOWN: gettext_lazy("%(number)s gone for a reason that is unknown"),
    Exit.STILL_IN_BENEFIT: gettext_lazy("%(number)s still in benefit"),
}
_PER_PERIOD: Final = {Unit.DAY: 1, Unit.WEEK: 1, Unit.TWO_WEEKS: 2, Unit.MONTH: 1}


def shown_time(periods: float, unit: Unit) -> float:
    """Periods as people count them: periods of two weeks become weeks."""
    return periods * _PER_PERIOD[unit]


def unit_name(unit: Unit) -> str:
    """The name of what `shown_time` counts, in the plural."""
    return {Unit.DAY: _("days"), Unit.MONTH: _("months")}.get(unit, _("weeks"))


def length(periods: float, unit: Unit) -> str:
    """A length of time in words, such as "30 weeks"."""
    number = shown_time(periods, unit)
    forms = {
        Unit.DAY: ngettext("%(number)s day", "%(number)s days", int(number)),
        Unit.MONTH: ngettext("%(number)s month", "%(number)s months", int(number)),
    }
    form = forms.get(unit) or ngettext("%(number)s week", "%(number)s weeks", int(number))
    return form % {"number": written(number)}


def written(number: float, decimals: int = 0) -> str:
    """A number as the language writes it."""
    places = decimals if decimals or float(number).is_integer() else 1
    # Rounded here: Django only cuts digits off.
    return number_format(round(number, places), places, use_l10n=True, force_grouping=True)


def percentage(share: float, decimals: int) -> str:
    """A share as a percentage."""
    return f"{written(100 * share, decimals)}%"


def way_name(way: Way) -> str:
    """The name of a way out as a heading; several kinds of work together are just work."""
    return str(Spell.Exit(way[0]).label).capitalize() if len(way) == 1 else _("Work")


def goal_name(question: Question) -> str:
    """What a question asks about, within a sentence."""
    return str(_GOALS[question])


def median_sentence(picture: Picture, unit: Unit) -> str:
    """How long until half is there. With other ways out it holds for who keeps looking, and says so."""
    median = picture.curve.median
    words = {"number": written(picture.total), "goal": _GOALS[picture.question]}
    if median.estimate is None:
        words["last"] = length(float(picture.curve.time[-1]), unit)
        return _("Of these %(number)s people, not yet half had %(goal)s after %(last)s.") % words
    words["time"] = length(median.estimate, unit)
    half = (
        _("Of those who keep looking, half have %(goal)s after %(time)s.")
        if len(picture.ways) > 1
        else _("Half of these %(number)s people had %(goal)s after %(time)s.")
    )
    return " ".join(part for part in (half % words, _margin(picture, unit)) if part)


def _margin(picture: Picture, unit: Unit) -> str:
    median = picture.curve.median
    if median.low is None:
        return ""
    if median.high is None:
        return _("By chance this may also be %(low)s or longer.") % {"low": length(median.low, unit)}
    if median.low == median.high:
        return ""
    return _("By chance this may also be %(low)s to %(high)s.") % {
        "low": written(shown_time(median.low, unit)),
        "high": length(median.high, unit),
    }


def chance_sentence(picture: Picture, unit: Unit) -> str:
    """How many of a hundred get there, and what becomes of the others, at a familiar moment."""
    share = share_at(picture, 0, picture.horizon)
    shares = [share_at(picture, at, picture.horizon).estimate for at in range(len(picture.ways))]
    hundred = out_of_hundred([*shares, still_there_at(picture, picture.horizon)])
    chance = _(
        "Of these %(people)s people, about %(number)s of every 100 have %(goal)s after %(time)s"
        " (by chance this may be %(low)s to %(high)s)."
    ) % {
        "people": written(picture.total),
        "time": length(picture.horizon, unit),
        "number": hundred[0],
        "goal": _GOALS[picture.question],
        "low": round(100 * share.low),
        "high": round(100 * share.high),
    }
    kinds = [way[0] for way in picture.ways[1:]] + [Exit.STILL_IN_BENEFIT]
    others = [str(_WITH[kind]) % {"number": number} for kind, number in zip(kinds, hundred[1:], strict=True)]
    rest = _("The others: %(list)s.") % {"list": _listed(others)}
    opening = [_("Not everybody keeps looking.")] if len(picture.ways) > 1 else []
    return " ".join([*opening, chance, rest])


def curve_sentence(picture: Picture, unit: Unit) -> str:
    """What the curve shows: the line and the band."""
    shown = (
        _(
            "The line shows who does not have a full-time job yet, over %(unit)s."
            " The band around it is the margin (95%%)."
        )
        if picture.question is Question.FULL_TIME
        else _(
            "The line shows who does not have work yet, over %(unit)s."
            " The band around it is the margin (95%%)."
        )
    )
    return shown % {"unit": unit_name(unit)}


def unseen_sentence(picture: Picture) -> str:
    """Whom the curve does not follow to the end, and how they count (censoring)."""
    words = {
        "still": written(picture.still_there),
        "otherwise": written(picture.ended_otherwise),
        "goal": _GOALS[picture.question],
    }
    parts = [_("A small tick on the line: there, somebody was last seen.")]
    if picture.still_there:
        parts.append(
            ngettext(
                "Of %(still)s person we do not know the end:"
                " they were in benefit when last seen, and count until then.",
                "Of %(still)s people we do not know the end:"
                " they were in benefit when last seen, and count until then.",
                picture.still_there,
            )
            % words
        )
    if picture.ended_otherwise:
        parts.append(
            ngettext(
                "%(otherwise)s person left, but not to %(goal)s; in this line they count until that moment.",
                "%(otherwise)s people left, but not to %(goal)s; in this line they count until that moment.",
                picture.ended_otherwise,
            )
            % words
        )
    return " ".join(parts)


def _listed(parts: Sequence[str]) -> str:
    """Parts as a list in a sentence: a, b and c."""
    if len(parts) == 1:
        return parts[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}
