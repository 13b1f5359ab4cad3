"""The model page claims no more than the note: nothing causes, what is assumed says so (check 61)."""

import html
import re

import pytest

from leerlus.content.instrument import current_instrument
from leerlus.framework.loading import load_framework

FRAMEWORK = load_framework()


def words_of(page: bytes) -> str:
    """What somebody reads of a page, without what the page itself says about causes."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", page.decode()))
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(
    ("language", "claims"), [("nl", r"veroorza\w+|leidt tot|zorgt voor"), ("en", r"\bcause[sd]\b|leads to")]
)
def test_check_61_no_page_of_the_model_says_that_one_thing_causes_another(language, claims, client, db):
    client.cookies["django_language"] = language
    for address in ("/model/", *(f"/model/{factor.id}/" for factor in FRAMEWORK.factors)):
        read = words_of(client.get(address).content).replace(FRAMEWORK.word("no_cause", language), "")
        assert re.findall(claims, read, re.IGNORECASE) == [], address


def test_check_61_every_page_says_that_a_link_is_no_proof_of_a_cause(client, db):
    for address in ("/model/", f"/model/{FRAMEWORK.factors[0].id}/"):
        assert FRAMEWORK.word("no_cause", "nl") in words_of(client.get(address).content)


def test_a_factor_that_the_quickscan_measures_shows_the_very_question(client, db):
    asked = {item.text.nl for item in current_instrument("quickscan").items}
    page = words_of(client.get("/model/KM.PRD/").content)
    assert sum(text in page for text in asked) >= 3


@pytest.mark.parametrize("name", ["fatima", "erik", "sam", "lotte"])
def test_the_model_is_the_same_for_everybody(name, request, client, logged_in):
    person = request.getfixturevalue(name)
    pages = [words_of(one.get("/model/").content) for one in (client, logged_in(person))]
    start = FRAMEWORK.word("description", "nl")
    told = [page[page.index(start) : page.index("Toegankelijkheid")] for page in pages]
    assert told[0] == told[1]
