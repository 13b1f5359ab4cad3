"""Instruments as content: two languages, a source, and nothing that was not specified (checks 14, 62 and 77)."""

import pytest
from pydantic import ValidationError

from leerlus.content.answers import AnswerRefused
from leerlus.content.instrument import CURRENT_VERSIONS, Instrument, current_instrument
from leerlus.content.texts import Text

INSTRUMENTS = [current_instrument(code) for code in CURRENT_VERSIONS]
QUICKSCAN = current_instrument("quickscan")


def texts_in(value: object) -> list[Text]:
    """Every bilingual text in a piece of content."""
    if isinstance(value, Text):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts_in(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in texts_in(part)]
    return texts_in(dict(value)) if hasattr(value, "model_fields_set") else []


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda instrument: instrument.code)
def test_check_77_every_item_has_two_languages_and_a_source(instrument):
    for item in instrument.items:
        source = instrument.sources[item.source]
        assert "notitie" in source.nl or "ontwerpkeuze" in source.nl
        for text in (item.text, source, *(option.text for option in item.options)):
            assert text.nl.strip()
            assert text.en.strip()


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda instrument: instrument.code)
def test_check_62_no_sentence_reads_the_same_in_both_languages(instrument):
    same = [text.nl for text in texts_in(instrument) if text.nl == text.en and text.nl not in {"mbo", "hbo"}]
    assert same == []


def test_the_quickscan_has_forty_one_questions_of_which_one_is_conditional():
    assert len(QUICKSCAN.items) == 41
    assert [item.id for item in QUICKSCAN.items if item.condition] == ["STG2"]


def test_a_page_holds_a_few_questions_of_one_subject():
    assert max(len(page.items) for page in QUICKSCAN.pages) <= 6


def test_what_is_meant_by_working_on_the_craft_stands_above_every_question_that_needs_it():
    about = ("ATT", "SN", "SE", "PBC", "INT", "STG")
    for page in QUICKSCAN.pages:
        if any(item.startswith(about) for item in page.items):
            assert page.shows_target_behaviour


@pytest.mark.parametrize("item", ["ATT1", "STG1", "LP1", "NEED2"])
def test_every_question_may_be_skipped(item):
    assert QUICKSCAN.accept(QUICKSCAN.by_id[item], [""]) is None


@pytest.mark.parametrize("point", range(11))
def test_every_point_of_a_scale_is_an_answer(point):
    assert QUICKSCAN.accept(QUICKSCAN.by_id["SE1"], [str(point)]) == point


@pytest.mark.parametrize("sent", ["11", "-1", "1.5", "een", "1 ", "１"])
def test_what_is_no_point_of_the_scale_is_refused_in_both_languages(sent):
    with pytest.raises(AnswerRefused) as refused:
        QUICKSCAN.accept(QUICKSCAN.by_id["SE1"], [sent])
    assert refused.value.reason == Text(
        nl="Kies een van de antwoorden hieronder.", en="Choose one of the answers below."
    )


def content_with(**changes: object) -> dict:
    return QUICKSCAN.model_dump(mode="json") | changes


def test_content_with_a_question_on_no_page_is_refused():
    with pytest.raises(ValidationError, match="exactly one page"):
        Instrument.model_validate(content_with(pages=content_with()["pages"][1:]))


def test_content_with_a_question_twice_is_refused():
    items = content_with()["items"]
    with pytest.raises(ValidationError, match="occurs twice"):
        Instrument.model_validate(content_with(items=[*items, items[0]]))


def test_content_with_a_scale_of_unknown_questions_is_refused():
    scales = content_with()["scales"]
    scales["att"]["items"] = ["ATT1", "ATT9"]
    with pytest.raises(ValidationError, match="ATT9"):
        Instrument.model_validate(content_with(scales=scales))


def test_content_without_its_english_is_refused():
    items = content_with()["items"]
    del items[0]["text"]["en"]
    with pytest.raises(ValidationError, match=r"items\.0\.text\.en"):
        Instrument.model_validate(content_with(items=items))


def content_with_item(name: str, **changes: object) -> dict:
    content = content_with()
    next(item for item in content["items"] if item["id"] == name).update(changes)
    return content


@pytest.mark.parametrize(
    ("item", "changes", "reason"),
    [
        ("STG2", {"condition": {"item": "STG9", "is_one_of": ["a"]}}, "depends on an item that is not here"),
        ("STG2", {"condition": {"item": "STG1", "is_one_of": ["f"]}}, "which nobody can answer"),
        ("STG2", {"condition": {"item": "BAR1", "is_one_of": ["time"]}}, "not on an earlier page"),
        ("BAR1", {"excludes_others": "nothin"}, "is no option"),
        ("SDL1c", {"kind": "open", "scale": None}, "only a rating can be reversed"),
        ("SN1", {"source": "nowhere"}, "has no source"),
        ("SN1", {"scale": "agree9"}, "rating scale that is not here"),
    ],
)
def test_content_that_would_silently_drop_a_question_or_a_rule_is_refused(item, changes, reason):
    with pytest.raises(ValidationError, match=reason):
        Instrument.model_validate(content_with_item(item, **changes))


def test_content_with_the_same_option_twice_is_refused():
    options = [option.model_dump() for option in QUICKSCAN.by_id["LP1"].options]
    with pytest.raises(ValidationError, match="an option occurs twice"):
        Instrument.model_validate(content_with_item("LP1", options=[*options, options[0]]))
