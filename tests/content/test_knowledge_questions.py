"""The open questions of the note: all of them, honest about what Leerlus can and cannot answer."""

from typing import Any

import pytest
from pydantic import ValidationError

from leerlus.content.files import pinned_checksums
from leerlus.content.knowledge.questions import (
    CURRENT_VERSION,
    FOLDER,
    KnowledgeQuestion,
    KnowledgeQuestions,
    checksum,
    load_knowledge_questions,
)
from leerlus.framework.loading import load_framework
from leerlus.framework.model import Planned
from tests.reading_targets import FOR_CASEWORKERS, misses

CONTENT = load_knowledge_questions()
OF_EACH_CHAPTER = {2: 7, 3: 6, 4: 6, 5: 4, 6: 7}
"""How many questions the domain specification has for each chapter of the note: thirty in all."""


def changed(identifier: str, **fields: Any) -> dict[str, Any]:
    """One question as plain data, with other values for some of its fields."""
    return CONTENT.question[identifier].model_dump(mode="json") | fields


def test_all_thirty_questions_are_there_in_their_order():
    expected = [
        f"K{chapter}.{number}" for chapter, most in OF_EACH_CHAPTER.items() for number in range(1, most + 1)
    ]
    assert [question.id for question in CONTENT.questions] == expected
    assert len(expected) == 30


def test_no_question_is_answered_by_leerlus_itself():
    assert {question.status for question in CONTENT.questions} == {"open", "indications"}


def test_a_question_with_indications_says_in_which_items_they_stand():
    with pytest.raises(ValidationError, match="stand in knowledge items"):
        KnowledgeQuestion.model_validate(changed("K6.6", items=[]))


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("areas", "nowhere"),
        ("factors", "XX.NONE"),
        ("items", "no-such-item"),
        ("instruments", "quickscan/XX1"),
    ],
)
def test_what_a_question_refers_to_must_exist(field, name):
    with pytest.raises(ValidationError, match=name):
        KnowledgeQuestion.model_validate(changed("K2.7", **{field: [name]}))


def test_a_question_occurs_once():
    question = CONTENT.question["K2.1"]
    with pytest.raises(ValidationError, match="occurs twice"):
        KnowledgeQuestions(version=1, questions=(question, question))


def test_every_question_names_what_answers_it_or_that_nothing_does_yet():
    nameless = [one.id for one in CONTENT.questions if not one.instruments and not one.areas]
    assert nameless == ["K6.3"]
    assert CONTENT.question["K6.3"].availability == "planned"


def test_a_question_whose_only_data_are_in_an_area_still_to_come_is_not_called_measured():
    to_come = {
        measurement.planned
        for factor in load_framework().factors
        for measurement in factor.measured_by
        if isinstance(measurement, Planned)
    } & {"dialogue", "peer_consultation"}
    measured = [one for one in CONTENT.questions if one.availability == "measured"]
    assert to_come
    assert not [one.id for one in measured if not one.instruments and set(one.areas) <= to_come]


def test_a_question_about_numbers_says_from_how_many():
    without = {question.id for question in CONTENT.questions if not question.minimums}
    assert without == {"K3.6", "K4.2", "K4.4", "K6.6"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_questions_are_easy_enough_to_read(language):
    texts = [
        text.in_language(language)
        for one in CONTENT.questions
        for text in (one.question, one.why, one.data, one.limits)
    ]
    assert misses(texts, language, FOR_CASEWORKERS) == []


def test_what_a_version_says_is_pinned():
    assert pinned_checksums(FOLDER)[f"questions-{CURRENT_VERSION}"] == checksum(CURRENT_VERSION)
