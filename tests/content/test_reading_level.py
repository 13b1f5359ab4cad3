"""The measure of how hard a text is, and whether the content holds to its target (domain specification 3.5, 12).

The target is language level B1, which no formula measures: B1 says what a reader can do. What stands in for it:

- for **clients**: at least 70 by Flesch–Douma, "rather easy" in Douma's table, what the end of primary school reads;
  twelve words a sentence on average and none over twenty; at most three in ten words of more than six letters, for
  Dutch writes "klantmanager" as one; and no word of official Dutch.
- for **caseworkers and managers**, who read more and longer but mostly in between two talks: at least 60, "normal";
  fifteen words on average and none over twenty-five. Names of behaviours ("Vakliteratuur bijhouden") count in it.

English is held to the same figures by Flesch, whose table has the same names. Whole instruments are measured as one
document, because a formula says nothing about one line.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from leerlus.content import instrument as instruments
from leerlus.content.instrument import CURRENT_VERSIONS
from leerlus.content.reading_level import official_words, reading_level, sentences_of
from leerlus.content.syllables import syllables
from tests.reading_targets import FOR_CASEWORKERS, FOR_CLIENTS, misses

CONTENT = Path(instruments.__file__).parent
FOR_CLIENTS_TO_READ = {"client_card", "client_diagnostics"}
NOT_READ_AS_TEXT = {"sources", "switches"}
"""Where something comes from, and what an administrator turns on."""

DUTCH = (
    "ik-1 werk-1 cli-ënt-2 cli-ën-ten-3 uit-ke-ring-3 ge-meen-te-3 be-ge-lei-ding-4 lei-ding-ge-ven-de-5 "
    "klant-ma-na-ger-4 zelf-ver-trou-wen-4 si-tu-a-tie-4 or-ga-ni-sa-tie-5 fi-nan-ci-eel-4 of-fi-ci-ë-le-5 "
    "in-di-vi-du-eel-5 be-ïn-vloe-den-4 i-dee-ën-3 nieu-we-2 nieuw-1 moei-lijk-2 bij-voor-beeld-3 voor-uit-2 "
    "be-ant-woor-den-4 ge-o-pend-3 co-ör-di-na-tie-5 draai-en-2 leeu-wen-2 be-zig-he-den-4 sol-li-ci-ta-tie-5 "
    "the-a-ter-3 re-a-ge-ren-4 so-ci-aal-3 quick-scan-2 pri-va-cy-3 team-1 jij-1 ei-gen-2 aan-pak-2 ge-zond-heid-3 "
    "va-ca-tu-res-4 zo-als-2 ja-nu-a-ri-4 er-va-ring-3 bij-een-komst-3 mu-se-um-3 vrouw-1 blau-we-2 toi-let-2 "
    "trai-ning-2 be-oor-de-len-4 re-ü-nie-3 po-ë-zie-3 ei-sen-2 mooi-e-2 in-ter-vi-sie-4 col-le-ga-3"
)
ENGLISH = (
    "the-1 work-1 cli-ent-2 ap-proach-2 cho-sen-2 helped-1 ac-tiv-i-ties-4 treat-ed-2 re-spect-2 lis-tened-2 "
    "de-ci-sion-3 con-fi-dence-3 peo-ple-2 cre-ate-2 i-de-a-3 you-1 mon-ey-2 va-can-cies-3 re-jec-tion-3 ap-ply-2 "
    "ap-pli-ca-tion-4 em-ploy-er-3 search-ing-2 sit-u-a-tion-4 be-ing-2 try-ing-2 lit-tle-2 a-ble-2 chang-es-2 "
    "ques-tion-2 qui-et-2 ar-e-a-3 man-ag-er-3 some-bod-y-3 ex-pe-ri-ence-4 use-1 used-1 a-gree-2 a-greed-2 "
    "hours-1 sci-ence-2 val-ue-2 lan-guage-2 makes-1 fac-es-2 col-league-2 or-gan-i-sa-tion-5 in-di-vid-u-al-5"
)


def split_words(hyphenated: str) -> list[tuple[str, int]]:
    """Words with the number that ends them: "cli-ënt-2" is "cliënt" of two."""
    return [(word[:-2].replace("-", ""), int(word[-1])) for word in hyphenated.split()]


@pytest.mark.parametrize(("word", "number"), split_words(DUTCH))
def test_the_syllables_of_a_dutch_word_are_counted_as_a_dictionary_splits_it(word, number):
    assert syllables(word, "nl") == number


@pytest.mark.parametrize(("word", "number"), split_words(ENGLISH))
def test_the_syllables_of_an_english_word_are_counted_as_a_dictionary_splits_it(word, number):
    assert syllables(word, "en") == number


def test_joined_words_letters_and_digits_are_counted_as_they_are_said():
    assert syllables("e-mail", "nl") == 2
    assert syllables("UWV", "nl") == 3
    assert syllables("12", "nl") == 2
    assert syllables("zo'n", "nl") == 1


@given(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzëïé-'", min_size=1, max_size=20),
    st.sampled_from(["nl", "en"]),
)
def test_every_word_has_at_least_one_syllable_and_never_more_than_letters(word, language):
    assert 1 <= syllables(word, language) <= max(1, len(word))


def test_flesch_douma_is_the_published_sum():
    level = reading_level(["De man loopt. Hij koopt morgen een groot huis."], "nl")
    assert (level.words, level.sentences) == (9, (6, 3))
    assert level.ease == pytest.approx(206.84 - 0.93 * 9 / 2 - 77 * 10 / 9)


def test_flesch_is_the_published_sum():
    level = reading_level(["The cat sat. It was happy."], "en")
    assert level.ease == pytest.approx(206.835 - 1.015 * 6 / 2 - 84.6 * 7 / 6)


def test_longer_sentences_and_longer_words_are_harder():
    easy = reading_level(["Je zoekt werk. Wij helpen je. Bel ons."], "nl")
    long_sentence = reading_level(["Je zoekt werk en wij helpen je, dus bel ons."], "nl")
    long_words = reading_level(
        ["Arbeidsbemiddeling ondersteunt werkzoekenden. Contacteer klantenservice."], "nl"
    )
    assert easy.ease > long_sentence.ease > long_words.ease
    assert long_words.share_of_long_words == 1


def test_a_colon_ends_a_unit_and_a_point_in_a_number_does_not():
    assert len(sentences_of(["Eén ding: bel ons. Het kost 1.000 euro."])) == 3


def test_nothing_has_no_reading_level():
    with pytest.raises(ValueError, match="without words"):
        reading_level(["…"], "nl")


def test_official_dutch_is_found_also_when_it_is_bent():
    assert official_words(["Indien dit u belemmert, dient u te bellen."]) == ["Indien", "belemmert"]
    assert official_words(["Als dit lastig is, bel ons dan."]) == []


def test_a_text_that_is_too_hard_misses_its_target():
    letter = [
        "Teneinde uw aanvraag voor bijstandsverlening in behandeling te kunnen nemen, dient u de desbetreffende "
        "inkomensgegevens uiterlijk binnen de gestelde termijn aan ondergetekende te hebben verstrekt."
    ]
    assert len(misses(letter, "nl", FOR_CLIENTS)) == 5


def _texts(part: Any, language: str) -> Iterator[str]:
    if isinstance(part, dict):
        if part.keys() == {"nl", "en"}:
            yield from [part[language]] if isinstance(part[language], str) else part[language]
        else:
            for name, inner in part.items():
                if name not in NOT_READ_AS_TEXT:
                    yield from _texts(inner, language)
    elif isinstance(part, list):
        for inner in part:
            yield from _texts(inner, language)


def _texts_of_file(name: str, language: str) -> list[str]:
    return list(_texts(yaml.safe_load((CONTENT / name).read_text()), language))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("code", CURRENT_VERSIONS)
def test_every_instrument_reads_as_easily_as_its_readers_need(code, language):
    target = FOR_CLIENTS if code in FOR_CLIENTS_TO_READ else FOR_CASEWORKERS
    texts = _texts_of_file(f"instruments/{code}-{CURRENT_VERSIONS[code]}.yaml", language)
    assert misses(texts, language, target) == []


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    "name",
    [
        "advice/techniques-1.yaml",
        "advice/rules-1.yaml",
        "advice/in_words.yaml",
        "conversations/guide-1.yaml",
        "conversations/charter-1.yaml",
        "profile_words-1.yaml",
        "preconditions/preconditions-1.yaml",
    ],
)
def test_advice_and_conversations_read_as_easily_as_caseworkers_need(name, language):
    assert misses(_texts_of_file(name, language), language, FOR_CASEWORKERS) == []
