import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.search.text.spelling import keys_of, nearest, slips_between

LETTERS = "abcde"


@pytest.mark.parametrize(
    ("typed", "meant", "slips"),
    [
        ("solicitatie", "sollicitatie", 1),
        ("begelijding", "begeleiding", 2),
        ("motviatie", "motivatie", 1),
        ("gesprek", "gesprek", 0),
        ("", "abc", 3),
    ],
)
def test_slips_are_counted(typed: str, meant: str, slips: int) -> None:
    assert slips_between(typed, meant) == slips


@given(st.text(LETTERS), st.text(LETTERS))
def test_slips_are_as_many_from_either_side(one: str, other: str) -> None:
    assert slips_between(one, other) == slips_between(other, one)
    assert (slips_between(one, other) == 0) == (one == other)


@given(st.text(LETTERS, min_size=5, max_size=9), st.data())
def test_two_words_one_slip_apart_share_a_key(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 2))
    letter = data.draw(st.sampled_from(LETTERS))
    slipped = data.draw(
        st.sampled_from(
            [
                word[:place] + word[place + 1 :],
                word[:place] + letter + word[place:],
                word[:place] + letter + word[place + 1 :],
                word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            ]
        )
    )

    assert keys_of(word) & keys_of(slipped)


def test_a_short_word_may_have_one_slip_and_a_long_one_two() -> None:
    assert nearest("werk", ["merk", "mark"]) == ["merk"]
    assert nearest("begelijding", ["begeleiding", "vergelijking", "beleid"]) == ["begeleiding"]


def test_very_short_words_are_not_guessed() -> None:
    assert keys_of("uwv") == frozenset()
