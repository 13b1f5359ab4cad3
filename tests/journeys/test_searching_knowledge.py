"""Somebody new looks for an answer between two talks (issue 6): half a minute, with and without JavaScript."""

import time

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE

QUESTION = "wat doe ik als een cliënt na drie afwijzingen niet meer durft?"
SECONDS_PER_LETTER, SECONDS_PER_TAP, WORDS_PER_SECOND = 0.2, 1.5, 4.0
"""Typing with a thumb, finding and tapping something, and reading: how long a person takes, not this machine."""
HALF_A_MINUTE = 30.0


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_an_answer_is_found_in_half_a_minute(as_person, javascript, fatima):
    page = as_person(fatima, PHONE, javascript=javascript)
    page.goto("/")
    started = time.monotonic()

    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("link", name="Kennisbank").first.click()
    page.get_by_label("Wat zoek je?").fill(QUESTION)
    page.get_by_role("button", name="Zoek een antwoord").click()
    first = page.locator("main .leerlus-list a").first
    title = first.inner_text()
    first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    sentence = page.get_by_text("Drie keer nee is veel.")
    expect(sentence).to_be_visible()
    by_machine = time.monotonic() - started
    read = len(title.split()) + len(page.locator("main p").first.inner_text().split())
    by_person = len(QUESTION) * SECONDS_PER_LETTER + 5 * SECONDS_PER_TAP + read / WORDS_PER_SECOND
    assert by_person <= HALF_A_MINUTE
    assert by_machine <= HALF_A_MINUTE
