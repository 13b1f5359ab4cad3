"""The knowledge items that Leerlus starts with: what each must have, and what none may claim."""

import datetime
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from leerlus.casework.models.contacts import Technique
from leerlus.casework.rules.steps import Step as StepOfFile
from leerlus.content.files import pinned_checksums
from leerlus.content.knowledge.item import ContactTechnique, KnowledgeItem, Step
from leerlus.content.knowledge.items import (
    CURRENT_VERSION,
    FOLDER,
    KnowledgeItems,
    checksum,
    load_knowledge_items,
)
from leerlus.content.texts import Text
from tests.reading_targets import FOR_CASEWORKERS, misses

CONTENT = load_knowledge_items()
RELEASE = datetime.date(2026, 12, 31)
"""The last day on which this version may be released without anybody looking at the items again."""


def changed(item: KnowledgeItem, **fields: Any) -> dict[str, Any]:
    """An item as plain data, with other values for some of its fields."""
    return item.model_dump(mode="json") | fields


def plain(identifier: str = "after-rejections") -> KnowledgeItem:
    """One item that is complete."""
    return CONTENT.item[identifier]


def test_a_field_nobody_knows_is_refused():
    with pytest.raises(ValidationError, match="Extra inputs"):
        KnowledgeItem.model_validate(changed(plain(), stars=5))


@pytest.mark.parametrize("field", ["title", "question", "answer", "follow_up"])
def test_a_text_in_one_language_only_is_refused(field):
    with pytest.raises(ValidationError):
        KnowledgeItem.model_validate(changed(plain(), **{field: {"nl": "Alleen Nederlands"}}))


def test_a_list_with_more_in_one_language_than_in_the_other_is_refused():
    with pytest.raises(ValidationError, match="as many texts"):
        KnowledgeItem.model_validate(changed(plain(), ingredients={"nl": ["een", "twee"], "en": ["one"]}))


def test_check_27_what_worked_in_ones_own_organisation_is_level_d_at_most():
    with pytest.raises(ValidationError, match="level D at most"):
        KnowledgeItem.model_validate(changed(plain(), basis="own_organisation", evidence="C"))
    own = KnowledgeItem.model_validate(changed(plain(), basis="own_organisation", evidence="D"))
    assert own.evidence == "D"


@pytest.mark.parametrize("field", ["determinants", "diagnostics", "techniques"])
def test_what_an_item_refers_to_must_exist(field):
    with pytest.raises(ValidationError, match="NOWHERE"):
        KnowledgeItem.model_validate(changed(plain(), **{field: ["NOWHERE"]}))


def test_a_finding_rests_on_a_source_of_the_item():
    finding = changed(plain())["findings"][0] | {"sources": ["somebody-1999"]}
    with pytest.raises(ValidationError, match="no source somebody-1999"):
        KnowledgeItem.model_validate(changed(plain(), findings=[finding]))


def test_a_source_on_which_nothing_rests_is_refused():
    with pytest.raises(ValidationError, match="no finding rests on"):
        KnowledgeItem.model_validate(changed(plain(), findings=changed(plain())["findings"][:1]))


def test_a_figure_outside_its_interval_is_refused():
    finding = changed(plain())["findings"][0]
    finding["effect"] |= {"low": 4, "high": 5}
    with pytest.raises(ValidationError, match="outside its interval"):
        KnowledgeItem.model_validate(changed(plain(), findings=[finding]))


def test_an_interval_with_one_end_is_refused():
    finding = changed(plain())["findings"][0]
    finding["effect"] |= {"low": 1}
    with pytest.raises(ValidationError, match="two ends"):
        KnowledgeItem.model_validate(changed(plain(), findings=[finding]))


def test_an_item_that_expires_before_it_was_reviewed_is_refused():
    with pytest.raises(ValidationError, match="expires before"):
        KnowledgeItem.model_validate(changed(plain(), expires="2020-01-01"))


def test_a_contradiction_with_one_finding_is_refused():
    with pytest.raises(ValidationError, match="at least two findings"):
        KnowledgeItem.model_validate(
            changed(
                plain("job-search-support"),
                kind="contradiction",
                findings=changed(plain("job-search-support"))["findings"][:1],
            )
        )


@pytest.mark.parametrize("field", ["related", "contradicts"])
def test_an_item_that_is_not_there_cannot_be_referred_to(field):
    item = KnowledgeItem.model_validate(
        changed(plain(), **({"related": [], "contradicts": []} | {field: ["no-such-item"]}))
    )
    with pytest.raises(ValidationError, match="no item no-such-item"):
        KnowledgeItems(version=1, items=(item,))


def test_two_items_contradict_each_other_or_neither_does():
    one = KnowledgeItem.model_validate(changed(plain(), related=[], contradicts=["other"]))
    other = KnowledgeItem.model_validate(changed(plain(), id="other", related=[], contradicts=[]))
    with pytest.raises(ValidationError, match="does not say that they contradict"):
        KnowledgeItems(version=1, items=(one, other))


def test_an_id_occurs_once():
    item = KnowledgeItem.model_validate(changed(plain(), related=[]))
    with pytest.raises(ValidationError, match="occurs twice"):
        KnowledgeItems(version=1, items=(item, item))


def test_a_version_that_is_not_there_is_said_to_be_missing():
    with pytest.raises(FileNotFoundError):
        load_knowledge_items(0)


def test_what_a_version_says_is_pinned():
    assert pinned_checksums(FOLDER)[f"items-{CURRENT_VERSION}"] == checksum(CURRENT_VERSION)


def test_the_names_of_techniques_and_steps_are_those_of_files_of_clients():
    assert set(get_args(ContactTechnique)) == set(Technique.values)
    assert set(get_args(Step)) == {step.value for step in StepOfFile}


@pytest.mark.parametrize("item", CONTENT.items, ids=lambda item: item.id)
def test_no_item_is_past_its_date_at_the_release(item):
    assert item.expires > RELEASE


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("item", CONTENT.items, ids=lambda item: item.id)
def test_what_the_front_line_reads_is_easy_enough(item, language):
    def choose(text: Text) -> str:
        return text.in_language(language)

    assert misses(item.front_line_texts(choose), language, FOR_CASEWORKERS) == []
