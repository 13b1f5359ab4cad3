from leerlus.search.text.terms import asks_of, term, terms_of
from tests.search.lexicon import LEXICON


def terms(text: str) -> dict[str, float]:
    return terms_of(text, "nl", LEXICON)


def test_a_text_has_stems_without_small_words() -> None:
    assert terms("De gesprekken en het gesprek") == {"nl:gesprek": 2}


def test_parts_of_a_compound_count_for_half() -> None:
    found = terms("schuldhulpverlening")

    assert found["nl:schuld"] == found["nl:hulp"] == 0.5
    assert sum(found.values()) == 1 + 3 * 0.5


def test_words_that_mean_the_same_share_a_term_in_both_languages() -> None:
    dutch = terms_of("onze consulenten", "nl", LEXICON)
    english = terms_of("our caseworkers", "en", LEXICON)

    assert dutch["~caseworker"] == english["~caseworker"] == 1


def test_a_name_of_several_words_is_one_meaning() -> None:
    assert terms("een subsidie op loon")["~wage-subsidy"] == 1


def test_a_question_asks_word_by_word_without_small_words() -> None:
    asks = asks_of("Wat is een klantmanager?", LEXICON)

    assert [ask.written for ask in asks] == ["klantmanager"]
    assert asks[0].terms["~caseworker"] < asks[0].terms[term("nl", "klantmanager")] == 1


def test_a_question_of_small_words_only_still_asks() -> None:
    assert [ask.written for ask in asks_of("wat is het", LEXICON)] == ["wat", "is", "het"]


def test_a_word_said_twice_asks_once() -> None:
    assert [ask.written for ask in asks_of("gesprek, gesprekken", LEXICON)] == ["gesprek"]


def test_a_compound_asks_for_its_parts_beside_its_whole() -> None:
    whole, *parts = asks_of("schuldhulpverlening", LEXICON)

    assert whole.whole
    assert [(part.written, part.whole, part.weight) for part in parts] == [
        ("schuld", False, 0.5),
        ("hulp", False, 0.5),
        ("verlening", False, 0.5),
    ]
