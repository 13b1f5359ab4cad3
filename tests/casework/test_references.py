"""References of clients."""

from hypothesis import given
from hypothesis import strategies as st

from leerlus.casework.rules.references import LENGTH, in_words, new_reference, searched_for, short_of


def test_a_reference_is_26_letters_and_two_are_never_the_same():
    made = {new_reference() for _ in range(1000)}
    assert len(made) == 1000
    assert {len(one) for one in made} == {LENGTH}


def test_every_letter_of_the_short_reference_is_random():
    for place in range(6):
        assert len({new_reference()[place] for _ in range(600)}) == 32


def test_a_short_reference_is_shown_in_two_parts():
    assert in_words(short_of("7F3K2QABCDEFGHJKMNPQRSTVWX")) == "7F3K-2Q"


@given(st.builds(new_reference), st.integers(1, LENGTH))
def test_what_is_shown_or_said_finds_the_reference(reference, letters):
    typed = reference[:letters]
    said = f" cliënt {in_words(typed).lower().replace('0', 'o').replace('1', 'i')} "
    assert searched_for(typed) == searched_for(said) == typed


def test_what_can_be_no_reference_finds_nothing():
    assert searched_for("") == searched_for("  -") == searched_for("ü?") == ""
