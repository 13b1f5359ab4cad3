import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.search.text.compounds import parts_of

KNOWN = frozenset(
    {"schuld", "hulp", "verlening", "loon", "kosten", "subsidie", "werk", "gever", "plek", "kost"}
)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("schuldhulpverlening", ("schuld", "hulp", "verlening")),
        ("loonkostensubsidie", ("loon", "kosten", "subsidie")),
        ("werkgeversplek", ("werk", "gever", "plek")),
        ("schuldenhulp", ("schuld", "hulp")),
    ],
)
def test_a_compound_is_taken_apart_whatever_links_its_parts(word: str, parts: tuple[str, ...]) -> None:
    assert parts_of(word, KNOWN) == parts


def test_a_word_that_is_not_filled_whole_stays_whole() -> None:
    assert parts_of("werkloosheid", KNOWN) == ()
    assert parts_of("schuld", KNOWN) == ()


@given(st.lists(st.sampled_from(sorted(KNOWN)), min_size=2, max_size=4))
def test_every_row_of_known_words_is_filled_by_known_words(row: list[str]) -> None:
    parts = parts_of("".join(row), KNOWN)

    assert len(parts) >= 2
    assert set(parts) <= KNOWN
    assert len(parts) <= len(row)
