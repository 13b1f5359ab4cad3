"""One's own answers over time, per instrument: words, then pictures with their tables."""

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from leerlus.access.pages import PersonRequest, role_required
from leerlus.content.instrument import Instrument
from leerlus.content.profile_words import load_profile_words
from leerlus.organisations.roles import Role
from leerlus.scans.measurement_error import errors_of
from leerlus.scans.models import Sitting
from leerlus.scans.offered import instrument_at
from leerlus.scans.results import answer_lines
from leerlus.scans.scoring import Errors
from leerlus.scans.sittings import finished_on, finished_sittings, instrument_of, scores_of
from leerlus.scans.trend_words import change_word, stage_word, trend_columns, trend_picture
from leerlus.scans.trends import Change, EarlierScores, stages_over_time, trend_of

MOST_SITTINGS: Final = 12
"""How many sittings are laid beside each other; older ones stay on their own pages."""

MOST_IN_A_TABLE: Final = 4


@require_safe
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def trends(request: PersonRequest, address: str) -> HttpResponse:
    """Every score of an instrument over time, or its answers where it gives no scores."""
    found = instrument_at(request.actor, address)
    if (
        found is None or found.moments
    ):  # what has moments is about one thing each time; its result compares them
        raise Http404
    sittings = list(reversed(finished_sittings(request.actor, found.code)[:MOST_SITTINGS]))
    measured, words, language = (
        [scores_of(one) for one in sittings],
        load_profile_words(),
        request.LANGUAGE_CODE,
    )
    is_broken = len({one.version for one in sittings}) > 1
    errors = errors_of(found)
    pictures = _pictures(found, measured, errors, language)
    change = words.change_known_error if errors else words.change_unknown_error
    context = {
        "name": found.name.in_language(language),
        "address": address,
        "taken": len(sittings),
        "pictures": pictures,
        "summary": _summary(pictures),
        "columns": trend_columns(),
        "stages": [(on, stage_word(stage)) for on, stage in stages_over_time(measured)],
        "answers": _answers(found, sittings, language) if "answers" in found.result else None,
        "note": (words.new_version if is_broken else change).in_language(language),
        "not_validated": words.not_validated.in_language(language),
    }
    return render(request, "scans/trends.html", context)


def _pictures(
    found: Instrument, measured: list[EarlierScores], errors: Errors, language: str
) -> list[dict[str, Any]]:
    """The scales to which bands apply; single questions are told as answers."""
    drawn = []
    for name, scale in found.scales.items():
        one = trend_of(name, measured, errors.get(name)) if scale.banded and scale.shown else None
        if one is not None:
            drawn.append(trend_picture(one, scale.name.in_language(language)))
    return drawn


def _summary(pictures: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Per word the names of the scales, so that the page begins with what changed."""
    words = [change_word(change) for change in (Change.HIGHER, Change.LOWER, Change.SAME, Change.NOT_YET)]
    return [
        (word, names)
        for word in words
        if (names := ", ".join(one["name"] for one in pictures if one["word"] == word))
    ]


def _answers(found: Instrument, sittings: list[Sitting], language: str) -> dict[str, Any]:
    """The newest sittings beside each other, question by question; of another version only what it asked too."""
    latest = sittings[-MOST_IN_A_TABLE:]
    lines = [{line.item: line for line in answer_lines(instrument_of(one), one.answers)} for one in latest]
    rows, observed = [], []
    for item in found.items:
        said = [one.get(item.id) for one in lines]
        question = item.text.in_language(language)
        if any(line and line.words for line in said):
            rows.append(
                [
                    question,
                    *(line.words.in_language(language) if line and line.words else "–" for line in said),
                ]
            )
        if item.observed:
            observed.append((question, item.observed.in_language(language)))
    days = [date_format(finished_on(one), "j F Y") for one in latest]
    return {"columns": [_("Question"), *days], "rows": rows, "observed": observed}
