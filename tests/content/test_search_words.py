"""Words of the field: each thing once, and nothing in them that search cannot use."""

from typing import Any

import pytest
from pydantic import ValidationError

from leerlus.content.files import pinned_checksums
from leerlus.content.knowledge.items import load_knowledge_items
from leerlus.content.knowledge.words import (
    CURRENT_VERSION,
    FOLDER,
    SearchWords,
    checksum,
    load_search_words,
)

WORDS = load_search_words()


def changed(**fields: Any) -> dict[str, Any]:
    """The words as plain data, with other values for some fields."""
    return WORDS.model_dump(mode="json") | fields


def test_a_name_that_means_two_things_is_refused():
    twice = {"one": {"nl": ["consulent", "coach"]}, "other": {"nl": ["Consulent", "adviseur"]}}
    with pytest.raises(ValidationError, match="means both one and other"):
        SearchWords.model_validate(changed(meanings=twice))


def test_a_meaning_with_one_name_says_nothing_and_is_refused():
    with pytest.raises(ValidationError, match="only one word for lonely"):
        SearchWords.model_validate(changed(meanings={"lonely": {"nl": ["cv"], "en": ["cv"]}}))


def test_a_word_that_asks_nothing_has_no_meaning():
    with pytest.raises(ValidationError, match="asks nothing has a meaning: hoe"):
        SearchWords.model_validate(changed(meanings={"way": {"nl": ["hoe", "manier"]}}))


@pytest.mark.parametrize("made", [["loon", "buis"], ["loon"]])
def test_a_compound_is_made_of_parts_of_the_list(made):
    with pytest.raises(ValidationError):
        SearchWords.model_validate(changed(compounds={"loonbuis": made}))


def test_a_part_of_two_letters_is_refused():
    with pytest.raises(ValidationError, match="too short"):
        SearchWords.model_validate(changed(parts=[*WORDS.parts, "ov"]))


@pytest.mark.parametrize("field", ["parts", "small"])
def test_a_word_that_occurs_twice_is_refused(field):
    twice = {"parts": [*WORDS.parts, "werk"], "small": {"nl": ["de", "de"], "en": []}}
    with pytest.raises(ValidationError, match="occurs twice"):
        SearchWords.model_validate(changed(**{field: twice[field]}))


@pytest.mark.parametrize(("compound", "parts"), WORDS.compounds.items(), ids=list(WORDS.compounds))
def test_an_example_is_its_parts_in_a_row_with_at_most_two_letters_between(compound, parts):
    rest = compound
    for part in parts:
        place = rest.find(part)
        assert 0 <= place <= 2
        rest = rest[place + len(part) :]
    assert rest == ""


def test_the_names_of_people_and_of_money_people_ask_about_are_known():
    assert {"klantmanager", "consulent", "werkcoach", "caseworker"} <= set(WORDS.synonyms["caseworker"])
    assert {"lks", "loonkostensubsidie", "wage subsidy"} <= set(WORDS.synonyms["wage-subsidy"])
    assert {"cliënt", "klant", "inwoner"} <= set(WORDS.synonyms["client"])


def test_all_meanings_but_three_have_a_name_that_stands_in_an_item():
    said = load_knowledge_items().model_dump_json().casefold()
    nowhere = [
        meaning for meaning, names in WORDS.synonyms.items() if not any(name in said for name in names)
    ]
    assert nowhere == ["low-literacy", "retraining", "justice"]


def test_what_a_version_says_is_pinned():
    assert pinned_checksums(FOLDER)[f"words-{CURRENT_VERSION}"] == checksum(CURRENT_VERSION)
