"""The judged questions by which search is measured: enough of them, of every form, and about items that exist."""

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from leerlus.content.knowledge.items import load_knowledge_items

JUDGED: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "judged_questions.yaml").read_text(encoding="utf-8")
)["questions"]
ITEMS = load_knowledge_items().item
PERFECT = 3


def test_there_are_more_questions_than_issue_6_asks_for_in_both_languages():
    assert Counter(question["language"] for question in JUDGED) == {"nl": 91, "en": 19}


def test_every_form_of_asking_occurs_often_enough_to_say_something():
    forms = Counter(question["form"] for question in JUDGED)
    assert set(forms) == {"sentence", "keywords", "slip", "compound", "synonym"}
    assert min(forms.values()) >= 12


def test_a_question_is_asked_once():
    asked = [question["text"].casefold() for question in JUDGED]
    assert len(set(asked)) == len(asked)


def test_every_question_has_a_perfect_answer_and_only_grades_from_one_to_three():
    for question in JUDGED:
        assert set(question["relevant"].values()) <= {1, 2, PERFECT}
        assert PERFECT in question["relevant"].values()


def test_judgements_are_about_items_that_exist():
    judged = {item for question in JUDGED for item in question["relevant"]}
    assert judged <= set(ITEMS)


def test_every_item_is_the_best_answer_to_some_question():
    best = {item for question in JUDGED for item, grade in question["relevant"].items() if grade == PERFECT}
    assert set(ITEMS) - best == set()


def test_questions_are_not_the_titles_of_items():
    titles = {text.casefold() for item in ITEMS.values() for text in (item.title.nl, item.title.en)}
    assert not [question["text"] for question in JUDGED if question["text"].casefold() in titles]
