"""What a form may send as an answer to each kind of question, and what is refused with a reason in both languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.content.answers import AnswerRefused
from leerlus.content.instrument import current_instrument
from leerlus.content.instrument_parts import Item
from leerlus.content.texts import Text

QUICKSCAN = current_instrument("quickscan")
LONGEST = QUICKSCAN.by_id["NEED2"].maximum


def accepted(item: str, *sent: str):
    return QUICKSCAN.accept(QUICKSCAN.by_id[item], sent)


def refusal(item: str, *sent: str) -> Text:
    with pytest.raises(AnswerRefused) as refused:
        accepted(item, *sent)
    assert str(refused.value) == refused.value.reason.en
    return refused.value.reason


def of_kind(kind: str) -> list[Item]:
    return [item for item in QUICKSCAN.items if item.kind == kind]


@pytest.mark.parametrize("item", of_kind("rating"), ids=lambda item: item.id)
def test_a_rating_is_kept_as_its_point(item):
    points = QUICKSCAN.points(item)
    assert [QUICKSCAN.accept(item, [str(point)]) for point in points] == list(points)


@pytest.mark.parametrize("item", of_kind("choice"), ids=lambda item: item.id)
def test_a_choice_is_kept_as_the_code_of_its_option(item):
    codes = [option.value for option in item.options]
    assert [QUICKSCAN.accept(item, [code]) for code in codes] == codes


@pytest.mark.parametrize("item", of_kind("multiple"), ids=lambda item: item.id)
def test_several_choices_are_kept_in_the_order_of_the_page(item):
    first, second = [option.value for option in item.options][:2]
    assert QUICKSCAN.accept(item, [second, first]) == (first, second)


def test_of_two_that_were_sent_for_one_question_the_last_counts():
    assert accepted("ATT1", "3", "5") == 5


@pytest.mark.parametrize("item", QUICKSCAN.items, ids=lambda item: item.id)
@pytest.mark.parametrize("sent", [(), ("",)], ids=["nothing", "empty"])
def test_nothing_sent_is_a_question_that_was_skipped(item, sent):
    assert QUICKSCAN.accept(item, sent) is None


@pytest.mark.parametrize("item", ["STG1", "BG1", "LP1", "BAR1", "NEED1"])
def test_what_is_no_option_is_refused(item):
    assert refusal(item, "iets anders") == Text(
        nl="Kies een van de antwoorden hieronder.", en="Choose one of the answers below."
    )


def test_the_same_box_twice_is_one_choice():
    assert accepted("LP1", "try", "try") == ("try",)


@pytest.mark.parametrize(("item", "most"), [("LP1", 2), ("NEED1", 3)])
def test_one_choice_more_than_fits_is_refused_with_both_numbers(item, most):
    codes = [option.value for option in QUICKSCAN.by_id[item].options][: most + 1]
    assert accepted(item, *codes[:most]) == tuple(codes[:most])
    assert refusal(item, *codes) == Text(
        nl=f"Je koos er {most + 1}; kies er hoogstens {most}.",
        en=f"You chose {most + 1}; choose at most {most}.",
    )


def test_nothing_holds_me_back_goes_with_no_other_answer():
    assert accepted("BAR1", "nothing") == ("nothing",)
    words = next(option.text for option in QUICKSCAN.by_id["BAR1"].options if option.value == "nothing")
    reason = refusal("BAR1", "nothing", "time")
    assert words.nl in reason.nl
    assert words.en in reason.en


def test_a_text_of_exactly_the_longest_length_fits_and_a_line_break_is_one_character():
    assert accepted("NEED2", "w" * LONGEST) == "w" * LONGEST
    lines = "a\r\n" * (LONGEST // 2 - 1) + "bc"
    assert len(accepted("NEED2", lines)) == LONGEST < len(lines)


def test_a_text_that_is_longer_is_refused_with_both_numbers():
    assert refusal("NEED2", "w" * (LONGEST + 1)) == Text(
        nl=f"Je tekst heeft {LONGEST + 1} tekens; er passen er {LONGEST}. Maak hem iets korter.",
        en=f"Your text has {LONGEST + 1} characters; {LONGEST} fit. Make it a little shorter.",
    )


def test_spaces_around_a_text_are_dropped_and_spaces_alone_are_no_answer():
    assert accepted("NEED2", "  leren \r\n durven  ") == "leren \n durven"
    assert accepted("NEED2", " \r\n ") is None


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(QUICKSCAN.items), st.lists(st.text(max_size=400), max_size=4))
def test_whatever_is_sent_is_an_answer_to_the_question_or_refused(item, sent):
    try:
        answer = QUICKSCAN.accept(item, sent)
    except AnswerRefused:
        return
    if answer is not None:
        again = answer if isinstance(answer, tuple) else (str(answer),)
        assert is_answer(item, answer)
        assert QUICKSCAN.accept(item, again) == answer


def is_answer(item: Item, answer: object) -> bool:
    codes = {option.value for option in item.options}
    if item.kind == "rating":
        return answer in QUICKSCAN.points(item)
    if item.kind == "multiple":
        return isinstance(answer, tuple) and set(answer) <= codes
    return answer in codes if item.kind == "choice" else isinstance(answer, str) and answer == answer.strip()
