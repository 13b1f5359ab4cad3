"""The guide: every question of the note with where it stands, in both languages, and no score."""

import re

import pytest
from pydantic import ValidationError

from leerlus.content.conversation import FOLDER, ConversationGuide, load_charter, load_guide
from leerlus.content.files import pinned_checksums
from leerlus.content.texts import checksum
from leerlus.conversations.guide import blocks_in_words, tips_in_words

QUOTED = {
    "Wat heb jij nodig om je werk beter te kunnen doen?": "5.3",
    "Wat zijn jouw drijfveren?": "5.3",
    "Wat motiveert je in je werk?": "5.3",
    "Wat belemmert je in je werk?": "5.3",
    "Welke regels werken belemmerend?": "5.3",
    "Heb je voldoende gelegenheid om te experimenteren en daarvan te leren?": "5.3",
    "Wanneer ben je trots op wat je doet?": "2.1.4",
    "Wat betekent vakmanschap voor jou?": "6.1",
    "Welk concreet gedrag hoort daarbij?": "6.1",
    "Wat heb jij nodig om beter te worden in je werk?": "6.1",
    "Wat en wie heb je daarvoor nodig?": "6.1",
    "Heb je behoefte aan een kennisbank met wetenschappelijk onderbouwde methoden?": "6.1",
    "Zo ja, wanneer denk je hier gebruik van te maken?": "6.1",
}
"""The questions of the note, with the section that asks them."""

GUIDE = load_guide()


@pytest.mark.parametrize("question", QUOTED)
def test_every_question_of_the_note_is_in_the_guide_with_its_section(question):
    [found] = [one for one in GUIDE.question.values() if one.text.nl == question]
    assert QUOTED[question] in found.seed


def test_the_guide_has_the_seven_subjects_in_their_order():
    titles = [block.title.nl for block in GUIDE.blocks]
    assert titles == ["Vak", "Drijfveren", "Nodig", "Belemmeringen", "Ruimte", "Kennis", "Afspraak"]


def test_whether_wishes_fit_is_asked_only_after_the_wish():
    def shown(**heard) -> set[str]:
        return {question.id for block in blocks_in_words("nl", **heard) for question in block.questions}

    assert "direction" not in shown()
    assert "direction" in shown(heard=["wish"])


@pytest.mark.parametrize("content", [load_guide(), load_charter()], ids=["guide-1", "charter-1"])
def test_what_a_version_says_never_changes(content):
    name = "guide-1" if isinstance(content, ConversationGuide) else "charter-1"
    assert checksum(content) == pinned_checksums(FOLDER)[name]


def test_the_tip_about_confidence_takes_its_words_from_rule_25():
    [tip] = [tip for tip in tips_in_words("nl") if tip.script]
    assert "welke volgende stap je iemand toevertrouwt" in tip.text
    assert "Ik vertrouw je" in tip.script


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"tips": [{**GUIDE.tips[0].model_dump(), "rule": "R-99"}]}, "no rule R-99"),
        ({"tips": [{**GUIDE.tips[0].model_dump(), "technique": "MAGIC"}]}, "no technique MAGIC"),
        ({"checks": [GUIDE.checks[0].model_dump()] * 2}, "an id occurs twice"),
        (
            {
                "blocks": [
                    {
                        **GUIDE.blocks[0].model_dump(),
                        "questions": [
                            {**GUIDE.blocks[0].questions[0].model_dump(), "asked_after": ["nothing"]}
                        ],
                    }
                ]
            },
            "asked after questions that do not exist",
        ),
    ],
)
def test_a_guide_that_refers_to_what_is_not_there_is_refused(changed, message):
    with pytest.raises(ValidationError, match=message):
        ConversationGuide.model_validate(GUIDE.model_dump() | changed)


SCORE = re.compile(r"\bscores?\b|leerlus-score|\d+ ?%|: (?:laag|midden|hoog)\b", re.IGNORECASE)


@pytest.mark.django_db
def test_check_55_a_manager_reads_all_questions_and_no_score(page, erik):
    text = page(erik, "/gesprekken/leidraad/")
    assert [question for question in QUOTED if question not in text] == []
    assert SCORE.findall(text) == []


@pytest.mark.django_db
def test_check_55_nor_is_there_a_score_in_a_conversation(page, erik, fatima, prepared, send):
    send(fatima, f"/gesprekken/{prepared.pk}/vrijgeven/", release="yes")
    text = page(erik, f"/gesprekken/{prepared.pk}/")
    assert "Wanneer ben je trots op wat je doet?" in text
    assert SCORE.findall(text) == []


def test_the_search_for_scores_would_find_one():
    assert SCORE.findall("Je vertrouwen: laag (38 %)") == [": laag", "38 %"]


@pytest.mark.django_db
def test_the_guide_is_there_in_english_too(logged_in, fatima):
    client = logged_in(fatima)
    client.post("/taal/", {"language": "en"})
    text = client.get("/gesprekken/leidraad/").content.decode()
    assert "When are you proud of what you do?" in text
    assert "note 2.1.4" in text
