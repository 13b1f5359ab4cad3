from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.search.marking import excerpt
from leerlus.search.text.terms import asks_of
from tests.search.lexicon import LEXICON


def marked(text: str, question: str) -> list[str]:
    wanted = frozenset(name for ask in asks_of(question, LEXICON) for name in ask.terms)
    return [piece.text for piece in excerpt(text, "nl", wanted, LEXICON) if piece.marked]


def shown(text: str, question: str) -> str:
    wanted = frozenset(name for ask in asks_of(question, LEXICON) for name in ask.terms)
    return "".join(piece.text for piece in excerpt(text, "nl", wanted, LEXICON))


def test_words_are_marked_as_they_are_written() -> None:
    assert marked("Twee Gesprekken, één CONSULENT.", "gesprek met de klantmanager") == [
        "Gesprekken",
        "CONSULENT",
    ]


def test_a_compound_is_marked_for_its_part() -> None:
    assert marked("Over schuldhulpverlening.", "hulp") == ["schuldhulpverlening"]


def test_small_words_are_not_marked() -> None:
    assert marked("Het gesprek van de week", "het gesprek van de week") == ["gesprek", "week"]


def test_the_stretch_with_most_of_the_question_is_shown_with_what_was_left_out() -> None:
    text = "begin " * 60 + "een gesprek over werk met hulp " + "einde " * 60

    assert "gesprek over werk met hulp" in shown(text, "gesprek werk hulp")
    assert shown(text, "gesprek").startswith("… ")
    assert shown(text, "gesprek").endswith(" …")


def test_a_text_that_fits_is_shown_whole() -> None:
    text = "Weer verder na een paar afwijzingen in een gesprek"

    assert shown(text, "gesprek") == text


def test_without_any_of_the_words_the_text_begins_at_its_beginning() -> None:
    assert shown("Een korte tekst.", "gesprek") == "Een korte tekst."


@settings(deadline=None)
@given(st.text(), st.text())
def test_nothing_is_shown_that_the_text_does_not_say(text: str, question: str) -> None:
    said = shown(text, question).removeprefix("… ").removesuffix(" …")

    assert said in text
    assert len(said.split()) <= len(text.split())
