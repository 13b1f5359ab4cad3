"""Work and all other ways out beside each other: two rising lines with their margins."""

from typing import Any, Final

from django.utils.translation import gettext as _

from leerlus.charts.incidence_chart import Rising, incidence_chart
from leerlus.charts.svg import Svg
from leerlus.outcomes import sentences
from leerlus.outcomes.rules.picture import Picture
from leerlus.outcomes.rules.spells import Unit
from leerlus.statistics.competing import CumulativeIncidence

_TICKS_APART: Final = {False: 0.08, True: 0.14}
"""How far labels on the time axis stay apart, as a part of the axis: wide and narrow."""


def ways_drawn(picture: Picture, against: CumulativeIncidence | None, unit: Unit) -> dict[str, Any]:
    """The sentence and both drawings; nothing when people left in one way only."""
    if against is None:
        return {}
    goal, other = against.at(1, picture.horizon), against.at(2, picture.horizon)
    sentence = _(
        "After %(time)s, of every 100 people about %(goal)s had left for %(way)s (by chance %(goal_low)s to"
        " %(goal_high)s) and about %(other)s in another way (by chance %(other_low)s to %(other_high)s)."
    ) % {
        "time": sentences.length(picture.horizon, unit),
        "way": sentences.goal_name(picture.question),
        "goal": round(100 * goal[0]),
        "goal_low": round(100 * goal[1]),
        "goal_high": round(100 * goal[2]),
        "other": round(100 * other[0]),
        "other_low": round(100 * other[1]),
        "other_high": round(100 * other[2]),
    }
    drawn = [_drawn(picture, against, unit, sentence, narrow=narrow) for narrow in (False, True)]
    return {"ways_sentence": sentence, "wide_ways": drawn[0], "narrow_ways": drawn[1]}


def _drawn(picture: Picture, against: CumulativeIncidence, unit: Unit, sentence: str, *, narrow: bool) -> Svg:
    names = (sentences.way_name(picture.ways[0]), _("In another way"))
    goal, other = (
        Rising(name, against.share[row], against.low[row], against.high[row])
        for row, name in enumerate(names)
    )
    return incidence_chart(
        against.time,
        (goal, other),
        identifier="narrow-ways" if narrow else "wide-ways",
        title=_("All the ways in which people left"),
        description=sentence,
        time_axis=sentences.unit_name(unit),
        ticks=_ticks(picture, float(against.time[-1]), unit, narrow=narrow),
        narrow=narrow,
    )


def _ticks(picture: Picture, last: float, unit: Unit, *, narrow: bool) -> list[tuple[float, str]]:
    """Familiar moments, far enough apart to be read."""
    ticks = [(0.0, "0")]
    for moment in picture.moments:
        if (moment - ticks[-1][0]) / last >= _TICKS_APART[narrow]:
            ticks.append((float(moment), sentences.written(sentences.shown_time(moment, unit))))
    return ticks
