"""The profile: what a sitting says, words first (domain specification 3.0; note 3). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from leerlus.content.instrument import Instrument
from leerlus.content.profile_words import ProfileWords
from leerlus.content.texts import Text
from leerlus.scans.scoring import (
    COMPETENCES,
    MARGIN,
    NOT_ESTIMATED,
    Errors,
    Scores,
    Stage,
    item_percent,
    margin_of,
    score,
)
from leerlus.scans.trends import EarlierScores, Trend, trend_of
from leerlus.scans.words import explanation, filled, level_word, opening_sentences, strongest_drives
from leerlus.statistics.scales import least_answered

LEVERS: Final = ("att", "sn", "se")
DRIVES: Final = ("prd1", "prd2", "prd3")


@dataclass(frozen=True, slots=True)
class ScoreInWords:
    """One score: its word, its value with margin (0 to 100, None = unknown), and a sentence."""

    scale: str
    name: Text
    word: Text
    value: float | None
    low: float | None
    high: float | None
    sentence: Text | None
    open_question: Text | None
    open_page: int | None


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything the profile page says, in both languages."""

    opening: tuple[Text, ...]
    levers: tuple[ScoreInWords, ...]
    intention: ScoreInWords
    competences: tuple[ScoreInWords, ...]
    drives: Text
    stage: Stage | None
    underlying_stage: Stage | None
    stage_title: Text
    stage_text: Text
    spiral: Text
    contradiction: Text | None
    open_questions: tuple[ScoreInWords, ...]
    not_validated: Text
    margin: Text
    trends: Mapping[str, Trend]
    trend_note: Text | None


def build_profile(
    instrument: Instrument,
    words: ProfileWords,
    answers: Mapping[str, Any],
    *,
    on: date,
    scores: Scores | None = None,
    earlier: Sequence[EarlierScores] = (),
    errors: Errors = NOT_ESTIMATED,
) -> Profile:
    """The profile of one sitting; `scores` are those stored with it, `earlier` sittings oldest first.

    `errors` are those of the scales of which it was estimated how far scores stray.
    """
    scores = scores or score(instrument, answers)
    percents = {
        item.id: item_percent(instrument, item, answers.get(item.id))
        for item in instrument.items
        if item.kind == "rating"
    }

    def in_words(scale: str, *, explained: bool = False) -> ScoreInWords:
        sentence = explanation(words, scale, percents) if explained else None
        return score_in_words(instrument, words, scores, scale, sentence, margin_of(scale, errors))

    levers = tuple(in_words(scale, explained=True) for scale in LEVERS)
    competences = tuple(in_words(scale) for scale in COMPETENCES)
    intention = in_words("int")
    stage_words = words.stages[scores.stage or "unknown"]
    return Profile(
        opening=opening_sentences(words, scores, percents),
        levers=levers,
        intention=intention,
        competences=competences,
        drives=strongest_drives(words, {drive: instrument.scales[drive].name for drive in DRIVES}, scores),
        stage=scores.stage,
        underlying_stage=scores.underlying_stage,
        stage_title=stage_words.title,
        stage_text=stage_words.text,
        spiral=words.spiral,
        contradiction=words.contradiction if scores.points_two_ways else None,
        open_questions=tuple(part for part in (*levers, intention, *competences) if part.value is None),
        not_validated=words.not_validated,
        margin=words.margin,
        trends=_trends([*earlier, EarlierScores(on, instrument.version, scores)], errors),
        trend_note=_trend_note(words, instrument, earlier, errors),
    )


def score_in_words(
    instrument: Instrument,
    words: ProfileWords,
    scores: Scores,
    scale: str,
    sentence: Text | None = None,
    margin: float = MARGIN,
) -> ScoreInWords:
    """One score with its word, its margin, and for an unknown one how many answers would tell."""
    value = scores.scales[scale]
    name = instrument.scales[scale].name
    return ScoreInWords(
        scale=scale,
        name=name,
        word=level_word(words, value, margin),
        value=value,
        low=None if value is None else max(0.0, value - margin),
        high=None if value is None else min(100.0, value + margin),
        sentence=sentence,
        open_question=_open_question(instrument, words, scores, scale) if value is None else None,
        open_page=_page_of(instrument, scale) if value is None else None,
    )


def _open_question(instrument: Instrument, words: ProfileWords, scores: Scores, scale: str) -> Text:
    definition = instrument.scales[scale]
    answered = len(definition.items) - len(scores.unanswered[scale])
    least = definition.minimum_answered or least_answered(len(definition.items))
    return filled(words.open_question, scale=definition.name, count=least - answered)


def _page_of(instrument: Instrument, scale: str) -> int:
    """The number (from 1) of the first page with a question of this scale."""
    first = instrument.scales[scale].items[0]
    return next(number for number, page in enumerate(instrument.pages, 1) if first in page.items)


def _trends(sittings: Sequence[EarlierScores], errors: Errors) -> dict[str, Trend]:
    """The trend of each lever that was known at least once; empty when the scan was taken once."""
    found = {scale: trend_of(scale, sittings, errors.get(scale)) for scale in LEVERS}
    return {scale: one for scale, one in found.items() if one is not None}


def _trend_note(
    words: ProfileWords, instrument: Instrument, earlier: Sequence[EarlierScores], errors: Errors
) -> Text | None:
    if not earlier:
        return None
    changed = any(sitting.version != instrument.version for sitting in earlier)
    if changed:
        return words.new_version
    return words.change_known_error if errors else words.change_unknown_error
