"""The profile in words: something true to say for every profile, in both languages, and never a bare number."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings

from leerlus.content.profile_words import load_profile_words
from leerlus.content.texts import Text
from leerlus.scans.profile import LEVERS, EarlierScores, Profile, build_profile
from leerlus.scans.scoring import Scores, Stage, score
from leerlus.scans.words import level_word
from tests.scans.answers import CONVINCED_BUT_IN_DOUBT
from tests.scans.test_scoring import QUICKSCAN, any_answers

WORDS = load_profile_words()
TODAY = date(2026, 3, 2)


def profile_from(answers, **other) -> Profile:
    return build_profile(QUICKSCAN, WORDS, answers, on=TODAY, **other)


def sentences(profile: Profile) -> list[Text]:
    scored = [*profile.levers, profile.intention, *profile.competences]
    return [
        *profile.opening,
        *(part.name for part in scored),
        *(part.word for part in scored),
        *(text for part in scored for text in (part.sentence, part.open_question) if text),
        profile.drives,
        profile.stage_title,
        profile.stage_text,
        profile.spiral,
        profile.not_validated,
        profile.margin,
    ]


def assert_readable(texts: list[Text]) -> None:
    for text in texts:
        for words in (text.nl, text.en):
            assert words.strip()
            assert "{" not in words
            assert "None" not in words


def test_the_profile_opens_with_the_use_somebody_sees_and_the_doubt_that_weighs_most():
    assert [sentence.nl for sentence in profile_from(CONVINCED_BUT_IN_DOUBT).opening] == [
        "Je ziet het nut van werken aan je vak.",
        "Je twijfelt vooral of het lukt in een volle week.",
    ]


def test_check_07_the_text_for_who_slipped_back_calls_it_normal():
    profile = profile_from(CONVINCED_BUT_IN_DOUBT | {"STG2": "yes"})
    assert (profile.stage, profile.underlying_stage) == (Stage.RELAPSE, Stage.CONTEMPLATION)
    assert profile.stage_text.nl.startswith("Terugval hoort erbij, bij bijna iedereen.")


def test_check_09_too_few_answers_read_unknown_with_the_question_that_would_tell():
    attitude = profile_from({"ATT1": 7, "ATT2": 7}).levers[0]
    assert (attitude.value, attitude.word.nl) == (None, "onbekend")
    assert (
        attitude.open_question.nl
        == "Wat het je oplevert: beantwoord nog 1 van deze vragen, dan weten we het."
    )
    assert attitude.open_page == 2


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (45, "op de grens van laag en midden"),
        (55, "op de grens van laag en midden"),
        (70, "op de grens van midden en hoog"),
        (80, "op de grens van midden en hoog"),
        (20, "laag"),
        (62.5, "midden"),
        (95, "hoog"),
    ],
)
def test_check_12_near_a_cut_the_word_is_on_the_border_and_no_hard_label(value, words):
    assert level_word(WORDS, value).nl == words


@settings(max_examples=40, deadline=None)
@given(any_answers())
def test_check_13_every_profile_says_that_the_scan_is_not_validated(answers):
    assert profile_from(answers).not_validated.nl == (
        "Deze scan is een gespreksstarter. Hij is nog niet gevalideerd en zegt niets over hoe goed je bent."
    )


def test_every_combination_of_levels_unknowns_and_stages_has_sentences_in_both_languages():
    levels = (None, 20.0, 60.0, 90.0)
    for att, sn, se, stage in product(levels, levels, levels, (None, *Stage)):
        scales = dict.fromkeys(QUICKSCAN.scales) | {"att": att, "sn": sn, "se": se, "int": sn}
        unanswered = {
            name: () if scales[name] is not None else scale.items for name, scale in QUICKSCAN.scales.items()
        }
        profile = profile_from({}, scores=Scores(scales, unanswered, stage, stage))
        assert_readable(sentences(profile))


@settings(max_examples=80, deadline=None)
@given(any_answers())
def test_any_answers_have_sentences_in_both_languages(answers):
    assert_readable(sentences(profile_from(answers)))


@settings(max_examples=60, deadline=None)
@given(any_answers())
def test_the_margin_stays_on_the_scale_and_an_unknown_has_none(answers):
    profile = profile_from(answers)
    for part in (*profile.levers, profile.intention, *profile.competences):
        if part.value is None:
            assert (part.low, part.high) == (None, None)
        else:
            assert 0 <= part.low <= part.value <= part.high <= 100


@settings(max_examples=60, deadline=None)
@given(any_answers())
def test_answering_as_many_questions_as_it_asks_makes_an_unknown_known(answers):
    for part in profile_from(answers).open_questions:
        unanswered = score(QUICKSCAN, answers).unanswered[part.scale]
        asked_for = int("".join(letter for letter in part.open_question.nl if letter.isdigit()))
        more = {item: QUICKSCAN.points(QUICKSCAN.by_id[item])[0] for item in unanswered[:asked_for]}
        one_short = dict(list(more.items())[1:])
        assert score(QUICKSCAN, answers | more).scales[part.scale] is not None
        assert score(QUICKSCAN, answers | one_short).scales[part.scale] is None


def test_what_others_think_and_what_they_do_are_told_apart():
    norm = profile_from(CONVINCED_BUT_IN_DOUBT).levers[1]
    assert norm.sentence.nl == (
        "Mensen om je heen vinden dat het hoort, maar je ziet weinig collega's er zelf mee bezig."
    )


def test_drives_that_weigh_the_same_are_named_together():
    assert (
        profile_from(CONVINCED_BUT_IN_DOUBT).drives.nl == "Even zwaar wegen voor jou: eigenwaarde en trots."
    )


def test_a_first_scan_has_no_trend():
    profile = profile_from(CONVINCED_BUT_IN_DOUBT)
    assert (profile.trend, profile.trend_note) == ({}, None)


def test_a_second_scan_of_the_same_version_is_compared_with_a_word_of_caution():
    earlier = EarlierScores(
        date(2025, 12, 1), QUICKSCAN.version, score(QUICKSCAN, {**CONVINCED_BUT_IN_DOUBT, "SE1": 2})
    )
    profile = profile_from(CONVINCED_BUT_IN_DOUBT, earlier=[earlier])
    assert set(profile.trend) == set(LEVERS)
    assert [on for on, _, _ in profile.trend["se"]] == [date(2025, 12, 1), TODAY]
    assert profile.trend_note == WORDS.change_unknown_error


def test_an_unknown_score_is_no_point_of_the_trend():
    earlier = EarlierScores(date(2025, 12, 1), QUICKSCAN.version, score(QUICKSCAN, {"ATT1": 7}))
    assert len(profile_from(CONVINCED_BUT_IN_DOUBT, earlier=[earlier]).trend["att"]) == 1
