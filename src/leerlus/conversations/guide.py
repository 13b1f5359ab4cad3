"""The guide in the language of the screen, for pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from leerlus.content.advice import load_advice_content
from leerlus.content.conversation import CURRENT_GUIDE, ConversationGuide, Question, Tip, load_guide
from leerlus.framework.sections import cited
from leerlus.knowledge.fitting import Axis

SUBJECTS: Final = {
    Axis.DETERMINANT: ("KM.PRD", "KM.INT", "KM.SN", "KM.NEED", "OR.MGT", "OR.REF"),
    Axis.TECHNIQUE: ("VERBAL_PERSUASION", "POS_FEEDBACK"),
}
"""What a conversation about the craft is about, to find knowledge that fits; the same for everybody."""
MOST_TO_READ: Final = 4


@dataclass(frozen=True, slots=True)
class QuestionInWords:
    """A question with where it comes from; `source` is empty for a choice of the design."""

    id: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class BlockInWords:
    """A subject with its questions."""

    title: str
    questions: tuple[QuestionInWords, ...]


@dataclass(frozen=True, slots=True)
class TipInWords:
    """A tip for the manager, with a first sentence to say where there is one."""

    title: str
    text: str
    script: str
    evidence: str
    source: str


@dataclass(frozen=True, slots=True)
class GuideInWords:
    """What stands above every conversation."""

    introduction: str
    apart: str


def guide_in_words(language: str, version: int = CURRENT_GUIDE) -> GuideInWords:
    guide = load_guide(version)
    return GuideInWords(guide.introduction.in_language(language), guide.apart.in_language(language))


def blocks_in_words(
    language: str,
    version: int = CURRENT_GUIDE,
    *,
    heard: Iterable[str] = (),
    only: Iterable[str] | None = None,
) -> list[BlockInWords]:
    """The blocks with the questions that may be shown now.

    `heard` are questions that were heard, after which others may be asked. `only` keeps these questions, and what
    belongs to every conversation; None keeps all.
    """
    wanted, after = (None if only is None else set(only)), frozenset(heard)
    found = []
    for block in load_guide(version).blocks:
        questions = tuple(
            _question(question, language)
            for question in block.open_questions(after)
            if wanted is None or question.id in wanted
        )
        if questions:
            found.append(BlockInWords(block.title.in_language(language), questions))
    return found


def asked_after_wishes(guide: ConversationGuide) -> tuple[Question, ...]:
    """The questions that wait until others were heard."""
    return tuple(question for question in guide.question.values() if question.asked_after)


def tips_in_words(language: str, version: int = CURRENT_GUIDE) -> list[TipInWords]:
    """All tips, always: which tips somebody sees says nothing about whom they talk with."""
    return [_tip(tip, language) for tip in load_guide(version).tips]


def _question(question: Question, language: str) -> QuestionInWords:
    source = cited(question.seed, language) if question.seed else ""
    return QuestionInWords(question.id, question.text.in_language(language), source)


def _tip(tip: Tip, language: str) -> TipInWords:
    advice = load_advice_content()
    rule = advice.rule[tip.rule].to_manager if tip.rule else None
    technique = advice.technique[tip.technique] if tip.technique else None
    first = f"{rule.in_language(language)} " if rule else ""
    return TipInWords(
        title=tip.title.in_language(language),
        text=first + tip.text.in_language(language),
        script=technique.script.in_language(language) if technique else "",
        evidence=technique.evidence.in_language(language) if technique else "",
        source=cited(tip.seed, language),
    )
