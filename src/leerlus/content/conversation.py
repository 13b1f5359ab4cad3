"""The guide for a conversation about the craft (note 5.3, 2.1.4, 6.1), and the charter of who leads a team."""

from collections.abc import Collection, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Self

from pydantic import Field, model_validator

from leerlus.content.advice import load_advice_content
from leerlus.content.files import read
from leerlus.content.texts import Content, Text
from leerlus.framework.sections import Section

FOLDER = Path(__file__).parent / "conversations"
CURRENT_GUIDE = 1
CURRENT_CHARTER = 1


class Question(Content):
    """One question of the guide. Without a section of the note it is a design choice.

    `asked_after` names the questions that have to be heard first; until then this one is not shown.
    """

    id: str
    text: Text
    seed: tuple[Section, ...] = ()
    asked_after: tuple[str, ...] = ()


class Block(Content):
    """A subject with its questions; nobody has to choose one that is `always` part of a conversation."""

    id: str
    title: Text
    always: bool = False
    questions: tuple[Question, ...] = Field(min_length=1)

    def open_questions(self, heard: Collection[str] = ()) -> tuple[Question, ...]:
        """The questions that may be shown when those in `heard` were heard."""
        return tuple(question for question in self.questions if set(question.asked_after) <= set(heard))


class Tip(Content):
    """A tip for the manager; `rule` and `technique` name what it takes from the content of advice."""

    id: str
    title: Text
    text: Text
    seed: tuple[Section, ...] = Field(min_length=1)
    rule: str = ""
    technique: str = ""


class Check(Content):
    """One line with which a manager checks their own preparation."""

    id: str
    text: Text
    seed: tuple[Section, ...] = Field(min_length=1)


class ConversationGuide(Content):
    """The guide: seven blocks of questions, tips and checks for the manager."""

    version: int
    introduction: Text
    apart: Text
    blocks: tuple[Block, ...]
    tips: tuple[Tip, ...]
    checks: tuple[Check, ...]

    @model_validator(mode="after")
    def _refers_only_to_what_exists(self) -> Self:
        questions = [question.id for block in self.blocks for question in block.questions]
        for ids in (questions, [tip.id for tip in self.tips], [check.id for check in self.checks]):
            if len(set(ids)) != len(ids):
                raise ValueError("an id occurs twice")
        later = {name for block in self.blocks for one in block.questions for name in one.asked_after}
        if later - set(questions):
            raise ValueError(f"asked after questions that do not exist: {sorted(later - set(questions))}")
        advice = load_advice_content()
        for tip in self.tips:
            if tip.rule and tip.rule not in advice.rule:
                raise ValueError(f"{tip.id}: no rule {tip.rule}")
            if tip.technique and tip.technique not in advice.technique:
                raise ValueError(f"{tip.id}: no technique {tip.technique}")
        return self

    @cached_property
    def question(self) -> Mapping[str, Question]:
        """Question by id."""
        return MappingProxyType(
            {question.id: question for block in self.blocks for question in block.questions}
        )


class Charter(Content):
    """What somebody who leads a team accepts once: learning, not judging."""

    version: int
    title: Text
    introduction: Text
    statements: tuple[Text, ...] = Field(min_length=1)
    seed: tuple[Section, ...] = Field(min_length=1)


@lru_cache
def load_guide(version: int = CURRENT_GUIDE) -> ConversationGuide:
    """One version of the guide; raises FileNotFoundError for a version that is not there."""
    return ConversationGuide.model_validate(read(FOLDER, f"guide-{version}"))


@lru_cache
def load_charter(version: int = CURRENT_CHARTER) -> Charter:
    """One version of the charter; raises FileNotFoundError for a version that is not there."""
    return Charter.model_validate(read(FOLDER, f"charter-{version}"))
