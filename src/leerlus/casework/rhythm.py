"""How often somebody speaks their own clients, in words, tables and a curve. No content of a file is opened for it."""

from datetime import timedelta
from typing import Any, Final

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leerlus.access.actor import Actor
from leerlus.access.door import visible_own
from leerlus.casework.models import CaseFile, Contact
from leerlus.casework.rules.doing import FEWEST_CLIENTS
from leerlus.casework.rules.rhythm import LONGEST_GAP, Followed, by_client, gaps, last_spoken
from leerlus.charts.survival_chart import SurvivalWords, survival_chart
from leerlus.charts.svg import Svg
from leerlus.statistics.count_tables import count_table
from leerlus.statistics.survival import SurvivalCurve, kaplan_meier

YEAR: Final = timedelta(days=365)
MOST_LINES: Final = 100
_MOMENTS: Final = (14, 28, 56, 91, 182)
_BANDS: Final[dict[str, str | Promise]] = {
    "two_weeks": gettext_lazy("at most two weeks ago"),
    "four_weeks": gettext_lazy("two to four weeks ago"),
    "eight_weeks": gettext_lazy("four to eight weeks ago"),
    "longer": gettext_lazy("longer than eight weeks ago"),
    "never": gettext_lazy("not yet"),
}


def own_rhythm(actor: Actor) -> dict[str, Any]:
    """Of one's own files of the last year; with fewer than ten clients who were spoken only lines, no curve."""
    today = timezone.localdate()
    since = today - YEAR
    files = visible_own(actor, CaseFile).exclude(closed_on__lt=since).values_list("pk", "closed_on")
    own = visible_own(actor, Contact).filter(caseworker_id=actor.person_id, held_on__gte=since)
    clients = by_client(files, own.values_list("case_file_id", "held_on"), today)
    spoken = [client for client in clients if client.spoken]
    context = {
        "clients": len(spoken),
        "fewest": FEWEST_CLIENTS,
        "bands": [
            (str(_BANDS[name]).capitalize(), number) for name, number in last_spoken(clients, today).items()
        ],
    }
    if not clients:
        return {"fewest": FEWEST_CLIENTS}
    if len(spoken) < FEWEST_CLIENTS:
        return {**context, "lines": _lines(spoken)}
    return {**context, **_curve(spoken)}


def _lines(spoken: list[Followed]) -> list[tuple[int, str]]:
    """Per client, without saying who: how many days, and how long ago the last one was; the longest ago first."""
    today = timezone.localdate()
    ordered = sorted(spoken, key=lambda client: max(client.spoken))
    return [
        (len(set(client.spoken)), _days((today - max(client.spoken)).days)) for client in ordered[:MOST_LINES]
    ]


def _curve(spoken: list[Followed]) -> dict[str, Any]:
    found = gaps(spoken)
    table = count_table([gap.days for gap in found], [int(gap.again) for gap in found], 1)
    curve = kaplan_meier(table)
    sentence = _sentence(curve)
    return {
        "rhythm_sentence": sentence,
        "unseen_sentence": _unseen(int(table.censored.sum())),
        "wide_chart": _drawn(curve, sentence, narrow=False),
        "narrow_chart": _drawn(curve, sentence, narrow=True),
        "rhythm_columns": [_("After"), _("Not spoken again yet"), _("Margin (95%)"), _("Still followed")],
        "rhythm_rows": [_row(curve, day) for day in _MOMENTS if day <= curve.time[-1]],
    }


def _sentence(curve: SurvivalCurve) -> str:
    median = curve.median
    if median.estimate is None:
        return _("Half of the times, it took longer than %(last)s before you spoke a client again.") % {
            "last": _days(int(curve.time[-1]))
        }
    half = _("Half of the times, you spoke a client again within %(days)s.") % {
        "days": _days(round(median.estimate))
    }
    if median.low is None or median.high is None:
        return half
    margin = _("By chance this may also be %(low)s to %(high)s.") % {
        "low": round(median.low),
        "high": _days(round(median.high)),
    }
    return f"{half} {margin}"


def _unseen(number: int) -> str:
    return ngettext(
        "Of %(number)s time the next contact is not there (yet); it counts until today or the end of the file.",
        "Of %(number)s times the next contact is not there (yet); they count until today or the end of the file.",
        number,
    ) % {"number": number}


def _row(curve: SurvivalCurve, day: int) -> list[str]:
    at = day - 1
    return [
        _days(day),
        _percentage(float(curve.survival[at])),
        _("%(low)s to %(high)s")
        % {"low": _percentage(float(curve.low[at])), "high": _percentage(float(curve.high[at]))},
        str(int(curve.at_risk[at])),
    ]


def _drawn(curve: SurvivalCurve, sentence: str, *, narrow: bool) -> Svg:
    median = curve.median.estimate
    words = SurvivalWords(
        title=_("How long until I speak a client again"),
        description=sentence,
        line=_("not yet"),
        median=_("half: %(time)s") % {"time": _days(round(median))} if median is not None else "",
        time_axis=_("days"),
        at_risk=_("followed"),
    )
    last = float(curve.time[-1])
    ticks = [(0.0, "0", str(int(curve.at_risk[0])))]
    for day in _MOMENTS:
        if day <= last and (day - ticks[-1][0]) / last >= 0.1:
            ticks.append((float(day), str(day), str(int(curve.at_risk[day - 1]))))
    identifier = "narrow-rhythm" if narrow else "wide-rhythm"
    return survival_chart(curve, words, identifier=identifier, ticks=ticks, narrow=narrow)


def _days(number: int) -> str:
    """Days in words; where following stops it says that it is longer."""
    if number >= LONGEST_GAP:
        return _("half a year")
    return ngettext("%(number)s day", "%(number)s days", number) % {"number": number}


def _percentage(share: float) -> str:
    return f"{number_format(round(100 * share), 0)}%"
