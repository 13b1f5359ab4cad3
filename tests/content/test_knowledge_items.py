"""The knowledge items that Leerlus starts with: what each must have, and what none may claim."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from leerlus.casework.models.contacts import Technique
from leerlus.casework.rules.steps import Step as StepOfFile
from leerlus.content.files import pinned_checksums
from leerlus.content.knowledge.item import ContactTechnique, Kind, KnowledgeItem, LifeDomain, Stage, Step
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


def bilingual(content: object) -> Iterator[tuple[str, str]]:
    """Every Dutch text in plain data with its English."""
    if isinstance(content, dict) and content.keys() == {"nl", "en"}:
        one, other = content["nl"], content["en"]
        yield from zip(one, other, strict=True) if isinstance(one, list) else [(one, other)]
    elif isinstance(content, dict):
        for value in content.values():
            yield from bilingual(value)
    elif isinstance(content, list):
        for value in content:
            yield from bilingual(value)


def numbers(text: str) -> list[str]:
    """The numbers in a text without commas and points, which Dutch and English write the other way round."""
    return sorted(re.sub(r"[.,]", "", found) for found in re.findall(r"\d[\d.,]*", text))


def test_there_are_items_of_every_kind_for_both_audiences():
    assert len(CONTENT.items) == 52
    assert {item.kind for item in CONTENT.items} == set(get_args(Kind))
    assert Counter(item.audience for item in CONTENT.items) == {"clients": 38, "caseworkers": 14}


@pytest.mark.parametrize("text", ["title", "question", "answer"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_two_items_say_the_same(text, language):
    said = [getattr(item, text).in_language(language).casefold() for item in CONTENT.items]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("item", CONTENT.items, ids=lambda item: item.id)
def test_both_languages_name_the_same_figures(item):
    pairs = list(bilingual(item.model_dump(mode="json")))
    assert len(pairs) >= 15
    assert [pair for pair in pairs if numbers(pair[0]) != numbers(pair[1])] == []


def test_a_source_is_the_same_wherever_it_is_cited():
    cited = [source for item in CONTENT.items for source in item.sources]
    versions = {
        identifier: {one for one in cited if one.id == identifier} for identifier in {one.id for one in cited}
    }
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_every_source_can_be_found_by_somebody_else():
    cited = [source for item in CONTENT.items for source in item.sources]
    assert {one.id for one in cited if one.address is None} == {"tno-2015", "belot-2025"}


def test_what_rests_on_opinions_or_one_place_is_never_called_certain():
    weak = [item for item in CONTENT.items if item.evidence in "DE"]
    assert {item.certainty for item in weak} <= {"low", "very_low", "unknown"}
    assert len(weak) >= 2


def test_every_contradiction_has_findings_that_point_different_ways():
    pages = [item for item in CONTENT.items if item.kind == "contradiction"]
    assert all(len({finding.direction for finding in item.findings}) > 1 for item in pages)
    assert "sanctions" in {item.id for item in pages}


def test_every_life_domain_stage_and_step_has_items_for_clients():
    items = [item for item in CONTENT.items if item.audience == "clients"]
    assert {one for item in items for one in item.life_domains} == set(get_args(LifeDomain)) - {"justice"}
    assert {one for item in items for one in item.stages} == set(get_args(Stage))
    assert {one for item in items for one in item.steps} == set(get_args(Step))


@pytest.mark.parametrize("item", CONTENT.items, ids=lambda item: item.id)
def test_no_item_is_past_its_date_at_the_release(item):
    assert item.expires > RELEASE


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("item", CONTENT.items, ids=lambda item: item.id)
def test_what_the_front_line_reads_is_easy_enough(item, language):
    def choose(text: Text) -> str:
        return text.in_language(language)

    assert misses(item.front_line_texts(choose), language, FOR_CASEWORKERS) == []
