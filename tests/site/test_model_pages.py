"""The model of the note as a page: open to everybody, and honest about what is assumed and not measured."""

import re

import pytest

from leerlus.framework.loading import load_framework

FRAMEWORK = load_framework()


def words_of(page: bytes) -> str:
    return re.sub(r"\s+", " ", page.decode())


@pytest.fixture
def model_page(client, db) -> str:
    return words_of(client.get("/model/").content)


def test_check_61_the_page_has_feedback_and_the_kind_of_every_claim(model_page):
    rows = re.findall(r"<tr>.*?</tr>", model_page)
    feedback = FRAMEWORK.word("feedback", "nl")
    assert sum(edge.feedback for edge in FRAMEWORK.statements) == sum(feedback in row for row in rows) > 0
    for edge in FRAMEWORK.statements:
        assert FRAMEWORK.word(edge.claim.value, "nl") in model_page


def test_check_61_the_drawing_shows_feedback_apart(model_page):
    assert "<svg" in model_page
    assert model_page.count("feedback") > 0


@pytest.mark.parametrize(
    "factor", [factor for factor in FRAMEWORK.factors if factor.assumed], ids=lambda one: one.id
)
def test_check_61_a_factor_of_chapters_4_and_5_says_assumed_on_its_page(factor, client, db):
    page = words_of(client.get(f"/model/{factor.id}/").content)
    assert FRAMEWORK.word("assumed", "nl") in page
    assert "verondersteld" in page.lower()


@pytest.mark.parametrize("factor", FRAMEWORK.factors, ids=lambda one: one.id)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_factor_has_a_page_with_definition_source_and_what_measures_it(factor, language, client, db):
    client.cookies["django_language"] = language
    answer = client.get(f"/model/{factor.id}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer.context["name"] == factor.name.in_language(language)
    assert answer.context["source"]
    assert answer.context["measurements"]
    assert f'lang="{language}"' in page


def test_what_is_not_measured_yet_is_listed_by_area(model_page):
    for area in FRAMEWORK.planned():
        assert FRAMEWORK.areas[area].nl in model_page


def test_a_factor_that_does_not_exist_is_not_there(client, db):
    assert client.get("/model/KM.NONSENSE/").status_code == 404


def test_every_link_of_the_drawing_opens(model_page, client):
    addresses = set(re.findall(r'href="(/model/[^"]+)"', model_page))
    assert len(addresses) == len(FRAMEWORK.factors)
    assert {client.get(address).status_code for address in addresses} == {200}
