"""A trend as a page tells it: a word, a sentence, a drawing and a table, in the language of the screen."""

from dataclasses import replace
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerlus.charts.trend import trend as draw_trend
from leerlus.scans.scoring import Stage
from leerlus.scans.trends import Change, Trend

_WORDS: Final[dict[Change, Promise]] = {
    Change.LOWER: gettext_lazy("lower"),
    Change.SAME: gettext_lazy("about the same"),
    Change.HIGHER: gettext_lazy("higher"),
    Change.NOT_YET: gettext_lazy("cannot be said yet"),
}

_SENTENCES: Final[dict[Change, Promise]] = {
    Change.LOWER: gettext_lazy("Lower: first %(first)d, now %(last)d out of 100."),
    Change.SAME: gettext_lazy("About the same: first %(first)d, now %(last)d out of 100."),
    Change.HIGHER: gettext_lazy("Higher: first %(first)d, now %(last)d out of 100."),
    Change.NOT_YET: gettext_lazy(
        "It cannot be said yet whether this changed: first %(first)d, now %(last)d out of 100."
    ),
}

_STAGES: Final[dict[Stage, Promise]] = {
    Stage.PRECONTEMPLATION: gettext_lazy("not working on it"),
    Stage.CONTEMPLATION: gettext_lazy("thinking about it"),
    Stage.PREPARATION: gettext_lazy("about to start"),
    Stage.ACTION: gettext_lazy("working on it"),
    Stage.MAINTENANCE: gettext_lazy("keeping it up"),
    Stage.RELAPSE: gettext_lazy("slipped back, with something to build on"),
}


def change_word(change: Change) -> str:
    """Lower, about the same, higher, or that it cannot be said yet."""
    return str(_WORDS[change])


def stage_word(stage: Stage | None) -> str:
    """Where somebody was, in a few words."""
    return str(_STAGES[stage]) if stage else _("unknown")


def trend_sentence(found: Trend) -> str:
    """What a trend says; scores from other versions of the questions are not compared."""
    parts = [_compared(found)]
    if found.last is not None:
        parts.append(_("The margin is %(margin)d points on both sides.") % {"margin": round(found.margin)})
    if found.is_broken:
        parts.append(
            _(
                "Left of the dotted line the questions were different, so we do not compare with what stands there."
            )
        )
    return " ".join(parts)


def trend_picture(found: Trend, name: str) -> dict[str, Any]:
    """A trend as template context. `name` is that of the scale, in the language of the screen."""
    title, sentence = _("%(name)s over time") % {"name": name}, trend_sentence(found)
    points = [replace(point, label=date_format(point.on, "j F Y")) for point in found.points]
    return {
        "name": name,
        "word": change_word(found.change),
        "title": title,
        "sentence": sentence,
        "svg": draw_trend(
            points,
            margin=found.margin,
            identifier=f"trend-{found.scale}",
            title=title,
            description=sentence,
        ),
        "rows": [
            [point.label, _("unknown") if point.value is None else round(point.value), point.version]
            for point in points
        ],
    }


def trend_columns() -> list[str]:
    """The heads of the table beside a trend."""
    return [_("Date"), _("Score"), _("Version of the questions")]


def _compared(found: Trend) -> str:
    if found.last is None:
        return _("The last time this was not known, so there is nothing to compare.")
    if found.first is None:
        return _("Now %(last)d out of 100; there is nothing yet to compare it with.") % {
            "last": round(found.last)
        }
    numbers = {"first": round(found.first), "last": round(found.last)}
    return str(_SENTENCES[found.change]) % numbers
