"""Instruments as content: two languages, a source, and nothing that was not specified (checks 14, 62 and 77)."""

import pytest
from pydantic import ValidationError

from leerlus.content.answers import AnswerRefused
from leerlus.content.instrument import CURRENT_VERSIONS, Instrument, current_instrument
from leerlus.content.instrument_parts import Item, RatingScale
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
    assert all(text.nl.strip() and text.en.strip() for text in texts_in(instrument))


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda instrument: instrument.code)
def test_check_77_every_source_is_used(instrument):
    assert {item.source for item in instrument.items} == set(instrument.sources)


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda instrument: instrument.code)
def test_every_instrument_begins_as_a_concept_that_nobody_validated(instrument):
    assert instrument.validation_status == "concept"


def test_every_instrument_has_a_web_address_of_its_own():
    assert len({instrument.address for instrument in INSTRUMENTS}) == len(INSTRUMENTS)


def test_the_items_of_the_specification_are_there_in_its_order():
    expected = {
        "organisation_scan": [f"OS{number}" for number in range(1, 21)],
        "organisation_scan_manager": [f"OS{number}" for number in range(1, 21)],
        "craftsmanship_self": [f"CB{number}" for number in range(1, 13)],
        "craftsmanship_team": [f"CB{number}" for number in range(1, 13)],
        "post_evaluation": [f"PE{number}" for number in range(10)],
        "manager_scan": [f"MG{number}" for number in range(1, 9)],
        "client_card": [f"CE{number}" for number in range(1, 7)],
        "client_diagnostics": [f"DX{number}" for number in range(1, 13)] + [f"DXL{n}" for n in range(1, 9)],
    }
    for code, items in expected.items():
        assert [item.id for item in current_instrument(code).items] == items


@pytest.mark.parametrize(
    ("one", "other"),
    [("organisation_scan", "organisation_scan_manager"), ("craftsmanship_self", "craftsmanship_team")],
)
def test_two_versions_for_different_eyes_ask_word_for_word_the_same(one, other):
    texts = [[(item.id, item.text) for item in current_instrument(code).items] for code in (one, other)]
    assert texts[0] == texts[1]


def test_the_behaviours_a_person_may_want_to_learn_are_those_that_are_asked():
    wanted = {option.value for option in QUICKSCAN.by_id["NEED1"].options} - {"other"}
    assert wanted == set(current_instrument("craftsmanship_self").by_id)


def test_every_behaviour_says_what_could_be_seen_beside_it():
    assert all(item.observed for item in current_instrument("craftsmanship_self").items)


def test_what_may_count_in_a_team_picture_is_the_norm_and_the_facets_of_the_organisation():
    released = {one.code: one.released_scales for one in INSTRUMENTS if one.released_scales}
    facets = ("DIS", "REF", "COL", "EXT", "BOT", "MGT", "PIV", "VIS", "COH")
    assert released == {"quickscan": ("sn",), "organisation_scan": facets}


def test_justice_is_asked_only_when_it_was_switched_on():
    client = current_instrument("client_diagnostics")
    assert "DXL8" not in client.as_asked().by_id
    assert "DXL8" in client.as_asked(switched_on=frozenset({"justice"})).by_id
    assert client.as_asked() is client.as_asked()


def test_of_a_life_domain_only_how_much_it_hinders_can_be_kept():
    client = current_instrument("client_diagnostics")
    domains = [item for item in client.items if item.id.startswith("DXL")]
    assert {item.kind for item in domains} == {"choice"}
    assert {tuple(option.value for option in item.options) for item in domains} == {
        ("no", "somewhat", "strongly")
    }
    assert client.no_answer.nl == "wil ik niet zeggen"


def test_a_client_answers_with_five_faces_that_each_have_a_word():
    (faces,) = current_instrument("client_card").rating_scales.values()
    assert faces.faces
    assert len(faces.words) == len(faces.points) == 5


def test_the_later_moments_of_an_evaluation_ask_four_items_again():
    evaluation = current_instrument("post_evaluation")
    for code in ("six_weeks", "six_months"):
        asked = evaluation.as_asked(code)
        assert list(asked.by_id) == ["PE4", "PE5", "PE6", "PE7"]
        assert asked.by_id["PE4"].text.nl == "Ik heb hiermee een stap gezet in mijn werk."
        assert asked.subject is None


def test_a_moment_that_does_not_exist_is_refused():
    with pytest.raises(KeyError):
        current_instrument("post_evaluation").as_asked("someday")


@pytest.mark.parametrize("sent", ["0", "12", "100", " 7 "])
def test_a_whole_number_within_its_bounds_is_an_answer(sent):
    client = current_instrument("client_diagnostics")
    assert client.accept(client.by_id["DX10"], [sent]) == int(sent)


@pytest.mark.parametrize("sent", ["101", "-1", "1.5", "een", "９", "1e3", "9" * 5000])
def test_another_number_is_refused_with_its_bounds(sent):
    client = current_instrument("client_diagnostics")
    with pytest.raises(AnswerRefused) as refused:
        client.accept(client.by_id["DX10"], [sent])
    assert refused.value.reason.nl == "Vul een heel getal in van 0 tot en met 100."


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


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda instrument: instrument.code)
def test_every_question_may_be_skipped(instrument):
    assert {instrument.accept(item, [""]) for item in instrument.items} == {None}


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


def instrument_with(code: str, **changes: object) -> dict:
    return current_instrument(code).model_dump(mode="json") | changes


@pytest.mark.parametrize(
    ("code", "changes", "reason"),
    [
        ("organisation_scan", {"released_scales": ["ABC"]}, "cannot be released"),
        ("craftsmanship_self", {"released_scales": ["index"]}, "cannot be released"),
        ("quickscan", {"stage": {"item": "STG9", "slipped": "STG2"}}, "STG9"),
        ("post_evaluation", {"subject": "PE99"}, "PE99"),
        ("client_diagnostics", {"switches": {}}, "waits for a switch"),
        (
            "client_diagnostics",
            {"scales": {"one": {"name": {"nl": "a", "en": "b"}, "items": ["DX10"]}}},
            "DX10",
        ),
        (
            "client_diagnostics",
            {"scales": {"one": {"name": {"nl": "a", "en": "b"}, "items": ["DX1"], "rule": "amount"}}},
            "not numbers",
        ),
        (
            "client_diagnostics",
            {
                "scales": {
                    "one": {
                        "name": {"nl": "a", "en": "b"},
                        "items": ["DX10"],
                        "rule": "amount",
                        "banded": True,
                    }
                }
            },
            "has no bands",
        ),
    ],
)
def test_content_that_says_what_cannot_be_is_refused_with_the_reason(code, changes, reason):
    with pytest.raises(ValidationError, match=reason):
        Instrument.model_validate(instrument_with(code, **changes))


def moments_with(**changes: object) -> list[dict]:
    moments = instrument_with("post_evaluation")["moments"]
    return [moments[0], moments[1] | changes]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"days": 0}, "lies later"),
        ({"items": ["PE4", "PE99"]}, "PE99"),
        ({"texts": {"PE99": {"nl": "a", "en": "b"}}}, "PE99"),
    ],
)
def test_moments_that_cannot_follow_each_other_are_refused(changes, reason):
    with pytest.raises(ValidationError, match=reason):
        Instrument.model_validate(instrument_with("post_evaluation", moments=moments_with(**changes)))


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ({"kind": "number"}, "has a unit"),
        ({"kind": "open", "suggestions": "catalogue"}, "suggestions"),
        ({"kind": "open", "technique": "ASK", "tip": "tip"}, "one card"),
    ],
)
def test_an_item_that_is_not_complete_is_refused(item, reason):
    text = {"nl": "vraag", "en": "question"}
    tip = {"title": text, "text": text, "script": text}
    content = {"id": "X1", "text": text, "source": "own"} | item
    if "tip" in content:
        content["tip"] = tip
    with pytest.raises(ValidationError, match=reason):
        Item.model_validate(content)


@pytest.mark.parametrize(
    ("scale", "reason"),
    [({"words": [{"nl": "a", "en": "b"}]}, "a word for every point"), ({"faces": True}, "without a word")],
)
def test_a_scale_with_too_few_words_is_refused(scale, reason):
    end = {"nl": "laag", "en": "low"}
    with pytest.raises(ValidationError, match=reason):
        RatingScale.model_validate({"points": [1, 2], "lowest": end, "highest": end} | scale)
