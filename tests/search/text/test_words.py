from hypothesis import given
from hypothesis import strategies as st

from leerlus.search.text.words import fold, stem, words_of


def folded(text: str) -> list[str]:
    return [word.folded for word in words_of(text)]


def test_accents_capitals_and_apostrophes_make_no_other_word() -> None:
    assert folded("CLIËNT, foto's re-integratie") == ["client", "fotos", "reintegratie"]


def test_what_a_hyphen_parts_can_be_found_too() -> None:
    (word,) = words_of("re-integratie")

    assert word.pieces == ("integratie",)


def test_begeleiding_and_beleid_are_two_things() -> None:
    assert stem("nl", "begeleiding") == stem("nl", "begeleiden") != stem("nl", "beleid")


def test_forms_of_a_word_have_one_stem_in_each_language() -> None:
    assert stem("nl", "gesprekken") == stem("nl", "gesprek")
    assert stem("en", "conversations") == stem("en", "conversation")


@given(st.text())
def test_a_word_stands_where_it_says_in_the_text(text: str) -> None:
    assert all(text[word.start : word.end] == word.written for word in words_of(text))


@given(st.text())
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)
