"""What the page of results says, in words."""

import pytest

from leerlus.content.advice import load_advice_content
from leerlus.content.instrument import current_instrument
from leerlus.content.profile_words import load_profile_words
from leerlus.scans.results import answer_lines, banded_scores, plain_scores, technique_card
from leerlus.scans.scoring import score

ORGANISATION = current_instrument("organisation_scan")
MANAGER = current_instrument("manager_scan")
CLIENT = current_instrument("client_diagnostics").as_asked()
WORDS = load_profile_words()
ADVICE = load_advice_content()
ALL_TOP = {f"MG{number}": 5 for number in range(1, 9)}


def facet_words(**answers: int) -> dict[str, str]:
    rows = banded_scores(ORGANISATION, WORDS, score(ORGANISATION, answers))
    return {row.scale: row.word.nl for row in rows}


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (1, "laag"),
        (2, "laag"),
        (3, "op de grens van laag en midden"),
        (4, "op de grens van midden en hoog"),
        (5, "hoog"),
    ],
)
def test_a_facet_reads_as_a_word_with_its_grey_zone(answer, word):
    assert facet_words(OS20=answer)["COH"] == word


def test_check_09_a_facet_without_enough_answers_reads_unknown_and_says_what_would_tell():
    (row,) = [
        row
        for row in banded_scores(ORGANISATION, WORDS, score(ORGANISATION, {"OS1": 5}))
        if row.scale == "DIS"
    ]
    assert (row.word.nl, row.value) == ("onbekend", None)
    assert row.open_question is not None


def test_the_index_of_behaviours_is_for_research_and_not_on_the_page():
    behaviours = current_instrument("craftsmanship_self")
    scores = score(behaviours, {f"CB{number}": 4 for number in range(1, 13)})
    assert banded_scores(behaviours, WORDS, scores) == ()
    assert plain_scores(behaviours, scores) == ()


def test_a_behaviour_is_told_with_its_own_word_and_what_can_be_seen_beside_it():
    line = answer_lines(current_instrument("craftsmanship_self"), {"CB4": 3})[3]
    assert line.words.nl == "om de week"
    assert line.observed.nl == "uren in je portfolio"


def test_what_was_not_answered_has_no_words_and_never_the_lowest_point():
    lines = answer_lines(current_instrument("craftsmanship_self"), {"CB1": None, "CB2": 0})
    assert (lines[0].words, lines[1].words.nl) == (None, "nooit")


def test_hours_choices_and_the_unsaid_are_told_as_they_are():
    lines = {
        line.item: line.words for line in answer_lines(CLIENT, {"DX10": 6, "DXL2": "somewhat", "DXL3": None})
    }
    assert (lines["DX10"].nl, lines["DX10"].en) == ("6 uur", "6 hours")
    assert lines["DXL2"].nl == "een beetje lastig"
    assert lines["DXL3"] is None


def test_several_choices_and_own_words_are_told_as_they_are():
    quickscan = current_instrument("quickscan")
    lines = {
        line.item: line.words
        for line in answer_lines(quickscan, {"LP1": ["try", "discuss"], "NEED2": "Rust"})
    }
    assert lines["LP1"].nl == "zelf uitproberen; samen bespreken"
    assert lines["NEED2"].en == "Rust"


def test_plain_scores_have_a_number_or_are_unknown():
    rows = {row.name.nl: row.words for row in plain_scores(CLIENT, score(CLIENT, {"DX1": 4, "DX10": 8}))}
    assert rows["Hoe belangrijk werk is"].nl == "75 van 100"
    assert rows["Uren gezocht vorige week"].nl == "8 uur"
    assert rows["Bekenden inschakelen"] is None


@pytest.mark.parametrize("lowest", [f"MG{number}" for number in range(1, 9)])
def test_the_lowest_item_of_a_manager_gives_one_card(lowest):
    card = technique_card(MANAGER, ADVICE, ALL_TOP | {lowest: 2})
    assert card.about == MANAGER.by_id[lowest].text
    assert all(text.nl and text.en for text in (card.tip.title, card.tip.text, card.tip.script))


def test_of_two_that_are_equally_low_the_first_gives_the_card():
    assert technique_card(MANAGER, ADVICE, ALL_TOP | {"MG5": 1, "MG2": 1}).about == MANAGER.by_id["MG2"].text


@pytest.mark.parametrize("answers", [{}, {"MG1": None}, ALL_TOP])
def test_without_anything_below_the_top_there_is_no_card(answers):
    assert technique_card(MANAGER, ADVICE, answers) is None


def test_a_card_from_advice_is_a_technique_for_whoever_leads():
    named = {item.technique for item in MANAGER.items if item.technique}
    assert named == {"VERBAL_PERSUASION", "HRM_AGENDA", "QUALITY_ANALYSIS"}
    assert {ADVICE.technique[name].actor for name in named} == {"manager"}
