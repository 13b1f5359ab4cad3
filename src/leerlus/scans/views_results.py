"""The page of results, in words, and the later moments that belong to it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leerlus.access.door import get_own
from leerlus.access.pages import PersonRequest, role_required
from leerlus.content.advice import load_advice_content
from leerlus.content.instrument import Instrument
from leerlus.content.profile_words import load_profile_words
from leerlus.content.texts import Text
from leerlus.instruments.finding import find_instrument
from leerlus.organisations.roles import Role
from leerlus.scans.beside import scores_beside
from leerlus.scans.follow_ups import FollowUp, State, follow_ups_of, start_follow_up, subject_of
from leerlus.scans.lasting import lasted, side_by_side
from leerlus.scans.measurement_error import errors_of
from leerlus.scans.models import Sitting
from leerlus.scans.observed import observed_of
from leerlus.scans.result_pages import result_page_name, result_url
from leerlus.scans.results import (
    AnswerLine,
    answer_lines,
    banded_scores,
    how_to_read_points,
    plain_scores,
    technique_card,
)
from leerlus.scans.scoring import Scores, band
from leerlus.scans.sittings import instrument_of
from leerlus.scans.views import go_on


@require_safe
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def scan_result(request: PersonRequest, pk: UUID) -> HttpResponse:
    """What one finished sitting says, for its owner only."""
    sitting = get_own(request.actor, Sitting, pk)
    if sitting.finished_at is None:
        return go_on(sitting)
    if sitting.follows_id is not None or result_page_name(sitting) != "scan_result":
        return redirect(result_url(sitting))
    asks, language = instrument_of(sitting), request.LANGUAGE_CODE
    context = {
        "sitting": sitting,
        "name": asks.name.in_language(language),
        "subject": subject_of(sitting),
        "not_validated": load_profile_words().not_validated.in_language(language),
        **_parts(asks, sitting, scores_beside(request.actor, asks), language),
        **_later_moments(sitting, language),
    }
    return render(request, "scans/result.html", context)


@require_POST
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def follow_up(request: PersonRequest, pk: UUID, moment: str) -> HttpResponse:
    """Start a later moment, from its day on; before that it does not exist."""
    first = get_own(request.actor, Sitting, pk)
    if first.finished_at is None or first.follows_id is not None:
        raise Http404
    for found in _follow_ups(first):
        if found.moment.code == moment and found.state is not State.LATER:
            sitting = start_follow_up(request.actor, found)
            return redirect(result_url(sitting)) if sitting.finished_at else go_on(sitting)
    raise Http404


def _parts(
    asks: Instrument, sitting: Sitting, beside: Mapping[str, int] | None, language: str
) -> dict[str, Any]:
    """The parts of the page that the content of the instrument asks for."""
    answers, scores = sitting.answers, Scores.from_stored(sitting.stored_scores)
    found: dict[str, Any] = {}
    if "scores" in asks.result:
        found |= _scores(asks, scores, beside, language)
    if "technique_card" in asks.result:
        card = technique_card(asks, load_advice_content(), answers)
        found["card"] = card and {
            "about": card.about.in_language(language),
            "title": card.tip.title.in_language(language),
            "text": card.tip.text.in_language(language),
            "script": card.tip.script.in_language(language),
        }
        found["has_card"] = True
    if "answers" in asks.result:
        asked = any(item.observed for item in asks.items)
        day = timezone.localdate(sitting.finished_at)
        seen = observed_of(sitting.person_id, day) if asked else {}
        found |= _answers(asks, answers, seen, language)
    return found


def _scores(
    asks: Instrument, scores: Scores, beside: Mapping[str, int] | None, language: str
) -> dict[str, Any]:
    """Scores in words with their margin, each with what the team says as a whole where that was published."""
    words = load_profile_words()

    def of_team(scale: str) -> str:
        if not beside or scale not in beside:
            return ""
        word = words.levels[band(beside[scale]).level].in_language(language)
        return _("Your team as a whole says: %(word)s.") % {"word": word}

    return {
        "margin": words.margin.in_language(language),
        "nothing_beside": beside is not None and not beside,
        "scores": [
            {
                "label": row.name.in_language(language),
                "word": row.word.in_language(language),
                "value": row.value,
                "low": row.low,
                "high": row.high,
                "sentence": of_team(row.scale),
                "unknown_sentence": " ".join(
                    (row.open_question.in_language(language) if row.open_question else "", of_team(row.scale))
                ).strip(),
            }
            for row in banded_scores(asks, words, scores, errors_of(asks))
        ],
        "amounts": [
            {"label": row.name.in_language(language), "words": _or_none(row.words, language)}
            for row in plain_scores(asks, scores)
        ],
    }


def _answers(
    asks: Instrument, answers: Mapping[str, Any], seen: Mapping[str, str], language: str
) -> dict[str, Any]:
    """Question and answer side by side, with what could be seen of it where the content names that."""
    lines = answer_lines(asks, answers)
    observed = any(line.observed for line in lines)
    return {
        "observed": observed,
        "how_to_read": [text.in_language(language) for text in how_to_read_points(asks)],
        "answer_columns": [
            _("Question"),
            _("Your answer"),
            *([_("What could be seen of it")] if observed else []),
        ],
        "answers": [
            [
                line.question.in_language(language),
                _or_none(line.words, language) or _("not answered"),
                *([_seen(line, seen, language)] if observed else []),
            ]
            for line in lines
        ],
    }


def _seen(line: AnswerLine, seen: Mapping[str, str], language: str) -> str:
    """What could be seen, or what there will be to see later; nothing for a question of which nothing can be."""
    if line.observed is None:
        return ""
    later = _("Later: %(what)s.") % {"what": line.observed.in_language(language)}
    return seen.get(line.item, later)


def _later_moments(first: Sitting, language: str) -> dict[str, Any]:
    """What lasted, for an instrument that asks again; nothing for another."""
    whole = find_instrument(first.instrument, first.version)
    if "what_lasted" not in whole.result:
        return {}
    later = _follow_ups(first)
    done: Mapping[str, Mapping[str, Any]] = {first.moment: first.answers} | {
        one.moment.code: one.sitting.answers for one in later if one.sitting and one.state is State.DONE
    }
    return {
        "lasted": lasted(whole, done).value,
        "columns": [_("Question"), *(moment.name.in_language(language) for moment in whole.moments)],
        "again": [
            [
                row.question.in_language(language),
                *(_or_none(words, language) or _("not answered") for words in row.answers),
            ]
            for row in side_by_side(whole, done)
        ],
        "follow_ups": [
            {
                "code": one.moment.code,
                "name": one.moment.name.in_language(language),
                "due_on": one.due_on,
                "state": one.state.value,
            }
            for one in later
        ],
    }


def _follow_ups(first: Sitting) -> list[FollowUp]:
    return follow_ups_of(first, list(first.followed_by.all()), timezone.localdate())


def _or_none(text: Text | None, language: str) -> str | None:
    return text.in_language(language) if text else None
