"""A profile in the language of the screen, ready for a template."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from leerlus.charts.stage_spiral import stage_spiral
from leerlus.charts.svg import Svg
from leerlus.content.texts import Text
from leerlus.organisations.language import language_of_screen
from leerlus.scans.profile import Profile, ScoreInWords
from leerlus.scans.scoring import Stage
from leerlus.scans.trend_words import trend_picture


def profile_in_words(profile: Profile) -> dict[str, Any]:
    """The profile as template context."""
    language = language_of_screen()

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
        "spiral": _spiral(profile, say),
        "slipped_back": profile.stage is Stage.RELAPSE,
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
        "trends": [
            trend_picture(profile.trends[part.scale], say(part.name))
            for part in profile.levers
            if part.scale in profile.trends
        ],
        "trend_note": say(profile.trend_note),
    }


def _spiral(profile: Profile, say: Callable[[Text | None], str]) -> Svg:
    return stage_spiral(
        profile.stage,
        identifier="spiral",
        title=say(profile.stage_title),
        description=say(profile.spiral),
        underlying=profile.underlying_stage,
    )


def _table_row(row: dict[str, Any]) -> list[str]:
    if row["value"] is None:
        return [row["label"], row["word"], "–", "–"]
    margin = _("%(low)d to %(high)d") % {"low": round(row["low"]), "high": round(row["high"])}
    return [row["label"], row["word"], str(round(row["value"])), margin]
