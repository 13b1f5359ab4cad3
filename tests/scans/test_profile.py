"""The profile in words: something true to say for every profile, in both languages, and never a bare number."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings

from leerlus.content.profile_words import load_profile_words
from leerlus.content.texts import Text
from leerlus.scans.profile import LEVERS, Profile, build_profile
from leerlus.scans.scoring import Scores, Stage, score
from leerlus.scans.trends import EarlierScores
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


@pytest.mark.parametrize(
    ("think", "do", "sentence"),
    [
        (7, 7, "Mensen om je heen vinden dat het hoort, en je ziet veel collega's er zelf mee bezig."),
        (7, 1, "Mensen om je heen vinden dat het hoort, maar je ziet weinig collega's er zelf mee bezig."),
        (1, 7, "Mensen om je heen vinden het niet zo nodig, maar je ziet veel collega's er zelf mee bezig."),
        (1, 1, "Mensen om je heen vinden het niet zo nodig, en je ziet weinig collega's er zelf mee bezig."),
        (
            7,
            4,
            "Mensen om je heen vinden dat het hoort, en je ziet een deel van je collega's er zelf mee bezig.",
        ),
    ],
)
def test_what_others_think_and_do_is_joined_when_they_agree_and_set_apart_when_not(think, do, sentence):
    assert profile_from({"SN1": think, "SN2": think, "SN3": do}).levers[1].sentence.nl == sentence


@pytest.mark.parametrize(("manager", "colleagues"), [(4, 4), (7, 1)])
def test_answers_in_the_middle_or_against_each_other_are_not_told_as_a_norm(manager, colleagues):
    norm = profile_from({"SN1": manager, "SN2": colleagues, "SN3": 4}).levers[1]
    assert norm.sentence.nl == (
        "Wat mensen om je heen vinden, wijst niet duidelijk één kant op, "
        "en je ziet een deel van je collega's er zelf mee bezig."
    )


@pytest.mark.parametrize("answers", [{"SN1": 7, "SN2": 7}, {"SN3": 7}, {}])
def test_of_the_norm_nothing_is_said_when_one_side_is_unknown(answers):
    assert profile_from(answers).levers[1].sentence is None


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ((7, 3, 3, 7), "Je vindt het vooral nuttig voor je werk en het minst prettig om te doen."),
        ((4, 2, 1, 4), "Je vindt het vooral de tijd waard en het minst prettig om te doen."),
        ((3, 1, 7, 1), "Je vindt het nog het meest nuttig voor je werk, en het minst prettig om te doen."),
        ((4, 1, 4, 4), "Je vindt het nog het meest nuttig voor je werk, en het minst prettig om te doen."),
        ((1, 1, 7, 1), "Je antwoorden hierover liggen dicht bij elkaar."),
    ],
)
def test_who_sees_little_use_is_not_told_that_they_find_it_useful(answers, sentence):
    attitude = profile_from(dict(zip(("ATT1", "ATT2", "ATT3", "ATT4"), answers, strict=True))).levers[0]
    assert attitude.sentence.nl == sentence


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ((9, 1, 6, 6), "Het meest zeker ben je in een gewone week, het minst in een volle week."),
        ((6, 6, 5, 6), "Het maakt voor je niet veel uit hoe druk of lastig het is."),
        ((6, None, 5, 6), "Je antwoorden hierover liggen dicht bij elkaar."),
    ],
)
def test_confidence_is_explained_from_the_questions_that_were_answered(answers, sentence):
    confidence = profile_from(dict(zip(("SE1", "SE2", "SE3", "SE4"), answers, strict=True))).levers[2]
    assert confidence.sentence.nl == sentence


@pytest.mark.parametrize(
    ("answers", "opening"),
    [
        ((8, 1, 4, 4), "Je twijfelt vooral of het lukt in een volle week."),
        ((8, 4, 1, 4), "Je twijfelt vooral of het lukt als een eerste poging mislukt."),
        ((8, 4, 4, 1), "Je twijfelt vooral of het lukt als je weinig steun krijgt."),
        ((8, None, 1, 4), "Je twijfelt vooral of het lukt als een eerste poging mislukt."),
        ((2, 2, 1, 2), "Je twijfelt of het lukt, ook in een gewone week."),
        ((8, 4, 6, 6), "Meestal denk je dat het lukt; je twijfelt nog in een volle week."),
        ((9, 9, 8, 9), "Je hebt er vertrouwen in dat het lukt."),
    ],
)
def test_the_doubt_that_is_named_is_the_largest_one_and_mainly_is_said_only_when_one_is(answers, opening):
    profile = profile_from(dict(zip(("SE1", "SE2", "SE3", "SE4"), answers, strict=True)))
    assert [sentence.nl for sentence in profile.opening] == [opening]


UNKNOWN_DRIVES = "Wat jou het meest drijft, weten we nog niet."


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ((3, 5, 4), "Het meest drijft jou: trots."),
        ((4, 4, 3), "Even zwaar wegen voor jou: eigenwaarde en trots."),
        ((4, 4, 4), "Even zwaar wegen voor jou: eigenwaarde, trots en erkenning van vakgenoten."),
        (
            (2, 1, 2),
            "Geen van de drie weegt nu zwaar voor jou: eigenwaarde, trots en erkenning van vakgenoten.",
        ),
        ((None, 5, None), "Wat jou drijft, voor zover je het beantwoordde: trots."),
        ((4, 4, None), "Wat jou drijft, voor zover je het beantwoordde: eigenwaarde en trots."),
        ((1, 2, None), UNKNOWN_DRIVES),
        ((None, None, None), UNKNOWN_DRIVES),
    ],
)
def test_a_drive_is_called_the_strongest_only_when_it_weighs_and_all_are_known(answers, sentence):
    assert profile_from(dict(zip(("PRD1", "PRD2", "PRD3"), answers, strict=True))).drives.nl == sentence


def test_a_first_scan_has_no_trend():
    profile = profile_from(CONVINCED_BUT_IN_DOUBT)
    assert (profile.trends, profile.trend_note) == ({}, None)


def test_a_second_scan_of_the_same_version_is_compared_with_a_word_of_caution():
    earlier = EarlierScores(
        date(2025, 12, 1), QUICKSCAN.version, score(QUICKSCAN, {**CONVINCED_BUT_IN_DOUBT, "SE1": 2})
    )
    profile = profile_from(CONVINCED_BUT_IN_DOUBT, earlier=[earlier])
    assert set(profile.trends) == set(LEVERS)
    assert [point.on for point in profile.trends["se"].points] == [date(2025, 12, 1), TODAY]
    assert profile.trend_note == WORDS.change_unknown_error


def test_an_unknown_score_stays_unknown_in_the_trend():
    earlier = EarlierScores(date(2025, 12, 1), QUICKSCAN.version, score(QUICKSCAN, {"ATT1": 7}))
    before, now = profile_from(CONVINCED_BUT_IN_DOUBT, earlier=[earlier]).trends["att"].points
    assert before.value is None
    assert now.value is not None
