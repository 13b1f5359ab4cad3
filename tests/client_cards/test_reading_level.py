"""What a client reads, on pages and on paper, is easy enough; the target: tests/content/test_reading_level.py."""

from html.parser import HTMLParser

import pytest
from django.test import Client

from leerlus.client_cards import receiving
from leerlus.client_cards.paper import paper_card
from tests.client_cards.test_card_page import filled_in
from tests.reading_targets import FOR_CLIENTS, misses

pytestmark = pytest.mark.django_db
BLOCKS = {"h1", "h2", "p", "legend", "span", "button", "li"}


class Blocks(HTMLParser):
    """The texts of headings, paragraphs, sentences and buttons inside main, one by one."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open = False
        self.feed(page[page.index("<main") : page.index("</main>")])

    def handle_starttag(self, tag, attrs):
        self._open = tag in BLOCKS
        if self._open:
            self.found.append("")

    def handle_endtag(self, tag):
        self._open = False

    def handle_data(self, data):
        if self._open:
            self.found[-1] += data


def texts_of(page) -> list[str]:
    """The texts of a page, each once: the words below the faces are the same below every sentence."""
    return list(dict.fromkeys(text for text in Blocks(page.text).found if text.strip()))


@pytest.mark.parametrize(("query", "language"), [("", "nl"), ("?taal=en", "en")], ids=["dutch", "english"])
def test_every_page_of_a_client_is_easy_to_read(fatimas_code, monkeypatch, query, language):
    phone = Client()
    card = f"/kaart/{fatimas_code.code}/"
    texts = [
        *texts_of(phone.get(card + query)),
        *texts_of(phone.post(card + query, filled_in(fatimas_code))),
        *texts_of(phone.get(f"{card}dank/{query}")),
        *texts_of(phone.get(f"/kaart/bestaatniet/{query}")),
    ]
    monkeypatch.setattr(receiving, "MOST_PER_CODE", 0)
    texts += texts_of(phone.post(card + query, filled_in(fatimas_code, CE1="5")))
    assert len(texts) > 30
    assert misses(list(dict.fromkeys(texts)), language, FOR_CLIENTS) == []


def test_the_card_of_a_team_is_easy_to_read_too(team_code):
    assert misses(texts_of(Client().get(f"/kaart/{team_code.code}/")), "nl", FOR_CLIENTS) == []


def test_the_card_on_paper_is_easy_to_read(fatimas_code):
    card = paper_card(fatimas_code)
    texts = [
        card.title, card.scan, card.or_on_paper, card.promise, card.sentence_word, card.hand_in,
        *card.questions, *(face.words for face in card.faces),
    ]  # fmt: skip
    assert misses(texts, "nl", FOR_CLIENTS) == []
