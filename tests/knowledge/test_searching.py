"""Search over the real items: judged questions, the door, filters, the page."""

import math
from collections import Counter
from collections.abc import Mapping
from functools import cache

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from leerlus.access.actor import actor_of
from leerlus.content.knowledge.items import load_knowledge_items
from leerlus.knowledge.finding import search_texts
from leerlus.knowledge.models import KnowledgeItem
from leerlus.knowledge.searching import (
    ANSWER,
    BODY,
    LANGUAGES,
    QUESTION,
    TITLE,
    Answer,
    find_items,
    lexicon,
)
from leerlus.knowledge.storing import store
from leerlus.organisations.models import Municipality, Person
from leerlus.search.counting import searches
from leerlus.search.text.terms import Ask, asks_of, terms_of
from tests.knowledge.test_judged_questions import JUDGED

pytestmark = pytest.mark.django_db
GOAL = 0.85
TOP = 10


def ndcg(ranking: list[str], relevant: Mapping[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen 2002), gain 2^grade - 1."""
    gains = [2 ** relevant.get(item, 0) - 1 for item in ranking[:TOP]]
    best = sorted((2**grade - 1 for grade in relevant.values()), reverse=True)[:TOP]
    return _discounted(gains) / _discounted(best)


def _discounted(gains: list[int]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def mean_ndcg(rankings: Mapping[str, list[str]]) -> float:
    scores = [ndcg(rankings[question["text"]], question["relevant"]) for question in JUDGED]
    return sum(scores) / len(scores)


def find(person: Person, question: str, chosen: Mapping[str, str] | None = None) -> Answer:
    return find_items(actor_of(person), question, chosen or {}, "nl", slice(TOP))


def codes(answer: Answer) -> list[str]:
    return [hit.item.code for hit in answer.hits]


def test_the_gain_of_a_perfect_ranking_is_one_and_of_an_empty_one_nothing():
    relevant = {"a": 3, "b": 1}

    assert ndcg(["a", "b"], relevant) == 1
    assert ndcg([], relevant) == ndcg(["c"], relevant) == 0
    assert 0 < ndcg(["b", "a"], relevant) < 1


def test_judged_questions_find_their_items(fatima):
    found = {question["text"]: codes(find(fatima, question["text"])) for question in JUDGED}

    assert mean_ndcg(found) >= GOAL


@pytest.mark.skipif(connection.vendor != "postgresql", reason="compares with the search of PostgreSQL")
def test_judged_questions_find_more_than_the_search_of_postgresql_does(fatima):
    ours = {question["text"]: codes(find(fatima, question["text"])) for question in JUDGED}
    theirs = {question["text"]: _by_postgresql(question["text"]) for question in JUDGED}

    assert mean_ndcg(ours) > mean_ndcg(theirs) > 0


@cache
def _texts() -> list[tuple[str, str]]:
    rows = []
    for item in load_knowledge_items().items:
        both = [search_texts(item, language) for language in ("nl", "en")]
        rows.append(
            (item.id, " ".join(f"{one.title} {one.question} {one.answer} {one.body}" for one in both))
        )
    return rows


def _by_postgresql(question: str) -> list[str]:
    """The ten best by its own Dutch dictionary and ts_rank, of the documents with any of the words."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM unnest(%s::text[], %s::text[]) AS document (id, words),"
            " replace(plainto_tsquery('dutch', %s)::text, '&', '|') AS wanted"
            " WHERE wanted <> '' AND to_tsvector('dutch', words) @@ wanted::tsquery"
            " ORDER BY ts_rank(to_tsvector('dutch', words), wanted::tsquery) DESC, id LIMIT %s",
            [[code for code, _ in _texts()], [words for _, words in _texts()], question, TOP],
        )
        return [row[0] for row in cursor.fetchall()]


def test_an_item_of_another_municipality_is_not_found_and_not_counted(fatima):
    other = Municipality.objects.create(name="Elders")
    first = load_knowledge_items().items[0]
    words = first.title.model_copy(update={"nl": "Zeldzaamwoord", "en": "Zeldzaamwoord"})
    find(fatima, "gesprek")
    store([first.model_copy(update={"id": "only-elsewhere", "title": words})], other.pk)

    answer = find(fatima, "zeldzaamwoord")

    assert answer.total == 0
    assert not any(number for of in answer.counts.values() for number in of.values())


def test_an_own_item_is_found_by_what_it_says_now(fatima):
    first = load_knowledge_items().items[0]

    def write(title: str) -> None:
        words = first.title.model_copy(update={"nl": title, "en": title})
        store([first.model_copy(update={"id": "ours", "title": words})], fatima.municipality_id)

    write("Zeldzaamwoord")
    assert codes(find(fatima, "zeldzaamwoord")) == ["ours"]
    write("Andersgezegd")
    assert codes(find(fatima, "zeldzaamwoord")) == []
    assert codes(find(fatima, "andersgezegd")) == ["ours"]


def test_counts_beside_a_filter_are_the_items_one_would_get(fatima):
    answer = find(fatima, "gesprek")

    for value, number in answer.counts["soort"].items():
        assert find(fatima, "gesprek", {"soort": value}).total == number
    assert sum(answer.counts["soort"].values()) == answer.total > 0


def test_without_a_question_everything_stands_in_the_order_of_titles(fatima):
    answer = find(fatima, "")
    titles = [hit.item.title_nl for hit in answer.hits]

    assert answer.total == KnowledgeItem.objects.count()
    assert titles == list(KnowledgeItem.objects.order_by("title_nl").values_list("title_nl", flat=True)[:TOP])


def test_the_page_marks_the_words_and_says_what_it_looked_for_instead(client: Client, fatima):
    client.force_login(fatima)

    page = client.get("/kennis/items/", {"zoek": "solicitatie"}).content.decode()

    assert "<mark>" in page
    assert "“solicitatie” komt nergens voor" in page


def test_nothing_found_offers_to_ask_the_question(client: Client, fatima):
    client.force_login(fatima)

    page = client.get("/kennis/items/", {"zoek": "xyzzyplugh & co"}).content.decode()
    assert "/kennis/vragen/stellen/?vraag=xyzzyplugh%20%26%20co" in page
    form = client.get("/kennis/vragen/stellen/", {"vraag": "xyzzyplugh & co"}).content.decode()
    assert "xyzzyplugh &amp; co" in form


def test_how_often_is_searched_is_counted_and_nothing_else(client: Client, fatima, noor):
    client.force_login(fatima)
    for question in ("gesprek", "xyzzyplugh", ""):
        client.get("/kennis/items/", {"zoek": question})

    assert searches(fatima.municipality_id, weeks=1) == (2, 1)
    client.force_login(noor)
    desk = client.get(reverse("knowledge_desk")).content.decode()
    assert "hier 2 keer gezocht; 1 keer werd niets gevonden" in desk


@pytest.mark.parametrize("number", ["0", "999", "9" * 20, "9" * 5000, "-1", "één"])
def test_a_page_that_is_not_there_is_one_that_is(client: Client, fatima, number):
    client.force_login(fatima)

    page = client.get("/kennis/items/", {"zoek": "gesprek werk", "page": number})

    assert page.status_code == 200
    assert "<mark>" in page.content.decode()


def test_the_order_is_that_of_plain_arithmetic_on_every_database(fatima):
    index = _weights_by_item()
    for question in JUDGED[::5]:
        asks = asks_of(question["text"], lexicon())
        if any(not any(name in of for of in index.values() for name in ask.terms) for ask in asks):
            continue  # a typing error, which has tests of its own
        scores = {code: _score(asks, of, index) for code, of in index.items()}
        best = sorted((score for score in scores.values() if score), reverse=True)[:TOP]

        found = codes(find(fatima, question["text"]))

        assert [scores[code] for code in found] == pytest.approx(best, rel=1e-5)


def _weights_by_item() -> dict[str, dict[str, float]]:
    weights = {}
    for item in load_knowledge_items().items:
        of: dict[str, float] = {}
        for language in LANGUAGES:
            said, times = search_texts(item, language), Counter[str]()
            for words, heavy in (
                (said.title, TITLE), (said.question, QUESTION), (said.answer, ANSWER), (said.body, BODY),
            ):  # fmt: skip
                for name, often in terms_of(words, language, lexicon()).items():
                    times[name] += heavy * often
            for name, often in times.items():
                of[name] = max(
                    of.get(name, 0), often * 2.2 / (often + 1.2 * (0.6 + 0.4 * times.total() / 250))
                )
        weights[item.id] = of
    return weights


def _score(asks: list[Ask], of: dict[str, float], index: dict[str, dict[str, float]]) -> float:
    def worth(ask: Ask) -> float:
        return max(
            (of[name] * part * _rarity(name, index) for name, part in ask.terms.items() if name in of),
            default=0.0,
        )

    whole = [ask for ask in asks if ask.whole]
    covered = sum(worth(ask) > 0 for ask in whole) / len(whole)
    return sum(ask.weight * worth(ask) for ask in asks) * (0.5 + 0.5 * covered)


def _rarity(name: str, index: dict[str, dict[str, float]]) -> float:
    having = sum(name in of for of in index.values())
    return math.log(1 + (len(index) - having + 0.5) / (having + 0.5))
