"""A profile in the language of the screen, ready for a template."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from leerlus.charts.stage_spiral import stage_spiral
from leerlus.charts.trend import TrendPoint, trend
from leerlus.content.texts import Text
from leerlus.scans.profile import Profile, ScoreInWords
from leerlus.scans.scoring import MARGIN


def profile_in_words(profile: Profile) -> dict[str, Any]:
    """The profile as template context."""
    language = get_language() or "nl"

    def say(text: Text | None) -> str:
        return text.in_language(language) if text else ""

    def row(part: ScoreInWords) -> dict[str, Any]:
        return {
            "scale": part.scale,
            "label": say(part.name),
            "word": say(part.word),
            "value": part.value,
            "low": part.low,
            "high": part.high,
            "sentence": say(part.sentence),
            "unknown_sentence": say(part.open_question),
            "page": part.open_page,
        }

    return {
        "opening": " ".join(say(sentence) for sentence in profile.opening),
        "levers": [row(part) for part in profile.levers],
        "intention": row(profile.intention),
        "competences": [row(part) for part in profile.competences],
        "drives": say(profile.drives),
        "stage_title": say(profile.stage_title),
        "stage_text": say(profile.stage_text),
        "spiral_text": say(profile.spiral),
        "spiral": stage_spiral(
            profile.stage,
            identifier="spiral",
            title=say(profile.stage_title),
            description=say(profile.spiral),
            underlying=profile.underlying_stage,
        ),
        "contradiction": say(profile.contradiction),
        "open_questions": [row(part) for part in profile.open_questions],
        "not_validated": say(profile.not_validated),
        "margin": say(profile.margin),
        "table": {
            "columns": [_("Scale"), _("In words"), _("Score"), _("Margin")],
            "rows": [
                _table_row(row(part)) for part in (*profile.levers, profile.intention, *profile.competences)
            ],
        },
        "trends": _trends(profile, language),
        "trend_note": say(profile.trend_note),
    }


def _table_row(row: dict[str, Any]) -> list[str]:
    if row["value"] is None:
        return [row["label"], row["word"], "–", "–"]
    margin = _("%(low)d to %(high)d") % {"low": round(row["low"]), "high": round(row["high"])}
    return [row["label"], row["word"], str(round(row["value"])), margin]


def _trends(profile: Profile, language: str) -> list[dict[str, Any]]:
    drawn = []
    for part in profile.levers:
        points = profile.trend.get(part.scale, ())
        if len(points) < 2:
            continue
        name = part.name.in_language(language)
        dated = [TrendPoint(on, value, version, on.strftime("%d-%m-%Y")) for on, value, version in points]
        title = _("%(name)s over time") % {"name": name}
        sentence = _trend_in_words(dated)
        svg = trend(dated, margin=MARGIN, identifier=f"trend-{part.scale}", title=title, description=sentence)
        rows = [[point.label, round(point.value), point.version] for point in dated]
        drawn.append({"title": title, "sentence": sentence, "svg": svg, "rows": rows})
    return drawn


def _trend_in_words(points: Sequence[TrendPoint]) -> str:
    """What a trend says in one sentence; scores from other versions of the questions are not compared."""
    newest = points[-1]
    of_this_version = [point for point in points if point.version == newest.version]
    numbers = {"last": round(newest.value), "margin": round(MARGIN)}
    if len(of_this_version) < len(points):
        return (
            _(
                "Now %(last)d out of 100, with a margin of %(margin)d points on both sides. Left of the dotted line "
                "the questions were different, so we do not compare with it."
            )
            % numbers
        )
    return _("First %(first)d, now %(last)d out of 100; the margin is %(margin)d points on both sides.") % {
        "first": round(points[0].value),
        **numbers,
    }
