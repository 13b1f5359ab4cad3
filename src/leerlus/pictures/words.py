"""Released counts in words: a half year, a count, a share with its margin, and why something is kept back."""

from typing import Final

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerlus.pictures.rules.half_years import HalfYear
from leerlus.pictures.rules.period_tables import Group
from leerlus.pictures.rules.telling import Told
from leerlus.statistics.differences import share_interval

GROUPS: Final[dict[Group, str | Promise]] = {
    Group.UNDER_A_YEAR: gettext_lazy("In benefit for less than a year"),
    Group.ONE_TO_TWO: gettext_lazy("One to two years"),
    Group.OVER_TWO: gettext_lazy("Longer than two years"),
    Group.UNKNOWN: gettext_lazy("Length unknown"),
}


def half_year_name(period: HalfYear) -> str:
    """A half year within a sentence or as a heading."""
    if period.number == 1:
        return _("first half of %(year)s") % {"year": period.first.year}
    return _("second half of %(year)s") % {"year": period.first.year}


def short_name(period: HalfYear) -> str:
    """A half year on an axis."""
    return f"{period.first.year}-{period.number}"


def count_in_words(count: Told) -> str:
    return _("kept back") if count is None else _("about %(number)s") % {"number": written(count)}


def written(number: float, decimals: int = 0) -> str:
    """A number as the language writes it."""
    return number_format(round(number, decimals), decimals, use_l10n=True, force_grouping=True)


def share_in_words(part: Told, whole: Told) -> str:
    """A share of released counts with what chance could make of it; unknown when one of both is kept back."""
    if part is None or not whole:
        return _("not to be said")
    low, high = share_limits(part, whole)
    return _("%(share)s%% (by chance %(low)s to %(high)s%%)") % {
        "share": round(100 * min(part / whole, 1.0)),
        "low": round(100 * low),
        "high": round(100 * high),
    }


def share_limits(part: int, whole: int) -> tuple[float, float]:
    """Limits of a share of counts that were rounded one by one, so a part may seem to be more than its whole."""
    return share_interval(min(part, whole), whole)
