"""What the page of results says of one sitting, in words. Pure; every result is a bilingual `Text`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leerlus.content.advice import AdviceContent
from leerlus.content.instrument import Instrument
from leerlus.content.instrument_parts import Item, Tip
from leerlus.content.profile_words import ProfileWords
from leerlus.content.texts import Text
from leerlus.scans.profile import ScoreInWords, score_in_words
from leerlus.scans.scoring import NOT_ESTIMATED, Errors, Scores, item_percent, margin_of


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question and what somebody answered, None when they did not; and what software could see beside it."""

    item: str
    question: Text
    words: Text | None
    observed: Text | None


@dataclass(frozen=True, slots=True)
class AmountInWords:
    """A score that has no bands: its name and its value as told, None when unknown."""

    name: Text
    words: Text | None


@dataclass(frozen=True, slots=True)
class Card:
    """The one card for the item somebody finds least true of themselves."""

    about: Text
    tip: Tip


def answer_line(instrument: Instrument, item: Item, answer: Any) -> AnswerLine:
    """One question with its answer in words."""
    words = None if answer is None or answer == [] else _words(instrument, item, answer)
    return AnswerLine(item.id, item.text, words, item.observed)


def answer_lines(instrument: Instrument, answers: Mapping[str, Any]) -> tuple[AnswerLine, ...]:
    """Every question that was asked, with its answer in words."""
    return tuple(
        answer_line(instrument, instrument.by_id[item], answers.get(item))
        for item in instrument.asked(answers)
        if item != instrument.subject
    )


def how_to_read_points(instrument: Instrument) -> tuple[Text, ...]:
    """What the points of each scale mean whose points have no words of their own."""
    return tuple(
        Text(
            nl=f"{scale.points[0]} is {scale.lowest.nl}, {scale.points[-1]} is {scale.highest.nl}.",
            en=f"{scale.points[0]} is {scale.lowest.en}, {scale.points[-1]} is {scale.highest.en}.",
        )
        for scale in instrument.rating_scales.values()
        if not scale.words
    )


def banded_scores(
    instrument: Instrument, words: ProfileWords, scores: Scores, errors: Errors = NOT_ESTIMATED
) -> tuple[ScoreInWords, ...]:
    """The scores to which bands apply, each with its word and margin."""
    return tuple(
        score_in_words(instrument, words, scores, name, margin=margin_of(name, errors))
        for name, scale in instrument.scales.items()
        if scale.shown and scale.banded
    )


def plain_scores(instrument: Instrument, scores: Scores) -> tuple[AmountInWords, ...]:
    """The other scores, as a number out of 100 or in the unit of their question."""
    found = []
    for name, scale in instrument.scales.items():
        if not scale.shown or scale.banded:
            continue
        value = scores.scales.get(name)
        unit = instrument.by_id[scale.items[0]].unit if scale.rule == "amount" else None
        words = None
        if value is not None:
            words = (
                Text(nl=f"{value:.0f} {unit.nl}", en=f"{value:.0f} {unit.en}")
                if unit
                else Text(nl=f"{value:.0f} van 100", en=f"{value:.0f} out of 100")
            )
        found.append(AmountInWords(scale.name, words))
    return tuple(found)


def technique_card(instrument: Instrument, advice: AdviceContent, answers: Mapping[str, Any]) -> Card | None:
    """The card for the lowest item, of equals the first; None without answers, or when nothing is below the top."""
    known = {
        item.id: value
        for item in instrument.items
        if item.kind == "rating"
        and (item.tip or item.technique)
        and (value := item_percent(instrument, item, answers.get(item.id))) is not None
    }
    if not known or min(known.values()) == 100:
        return None
    item = instrument.by_id[min(known, key=known.__getitem__)]
    if item.tip is not None:
        return Card(item.text, item.tip)
    technique = advice.technique[item.technique or ""]
    return Card(item.text, Tip(title=technique.name, text=technique.description, script=technique.script))


def _words(instrument: Instrument, item: Item, answer: Any) -> Text:
    if item.kind == "rating":
        return _point_words(instrument, item, answer)
    if item.kind == "number" and item.unit is not None:
        return Text(nl=f"{answer} {item.unit.nl}", en=f"{answer} {item.unit.en}")
    if item.kind == "open":
        return Text(nl=answer, en=answer)
    chosen = [answer] if item.kind == "choice" else answer
    texts = [option.text for option in item.options if option.value in chosen]
    return Text(nl="; ".join(text.nl for text in texts), en="; ".join(text.en for text in texts))


def _point_words(instrument: Instrument, item: Item, answer: int) -> Text:
    scale = instrument.rating_scales[item.scale or ""]
    if scale.words:
        return scale.words[scale.points.index(answer)]
    return Text(nl=f"{answer} van {scale.points[-1]}", en=f"{answer} of {scale.points[-1]}")
