"""A client fills in the card on a phone, with one thumb, within a minute (domain specification 3.5, issue 4).

Nobody's minute can be measured here, so the minute is a sum about the page, the same on every machine:

- **reading**: 130 words a minute. Practised adults read silently at about 240 (Brysbaert 2019, "How many words do we
  read per minute?", on English); somebody on language level B1 is taken at little more than half of that. Counted is
  every word from the heading up to and including the button; the words under the faces once, because they are the
  same under every sentence. "Wie ziet dit?" below the button is not needed to fill in the card.
- **tapping**: one and a half second to choose and hit one of six targets, each time.
- **swiping**: one second, at most two thirds of a screen further, when not all of the next sentence and its faces
  are on the screen.

What is asserted are counts, never the clock. With the script nobody has to swipe. Without it once per sentence, which
makes about seven seconds more; nothing else is different.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from leerlus.client_cards.models import OpenTeamLot, TeamCode
from tests.journeys.conftest import PHONE, WIDE
from tests.journeys.test_accessibility import violations

WORDS_A_MINUTE = 130
SECONDS_A_TAP = 1.5
MOST_SECONDS = 60
MOST_SWIPES_WITHOUT_SCRIPT = 7
THUMB = 44
"""The least height of a target for a thumb, in pixels of CSS (the interface document, "Look")."""

WITH_BARS_OF_THE_BROWSER = {"width": 390, "height": 664}
EACH = pytest.mark.parametrize


@pytest.fixture
def card(municipality, team):
    """The address of the card of a team whose works council agreed."""
    municipality.works_council_reference, municipality.works_council_date = "OR-1", "2026-01-01"
    municipality.save()
    return f"/kaart/{TeamCode.objects.create(team=team).code}/"


def words_to_read(page: Page) -> int:
    """The words on the way to the button, as the docstring of this module counts them."""
    form = page.locator("form")
    parts = [
        page.locator("h1"),
        page.locator(".client-card-promise"),
        page.locator(".client-card-promise + p"),
        *form.locator("legend").all(),
        form.locator("fieldset").first.locator(".client-card-faces"),
        form.locator("fieldset").first.locator(".client-card-unknown"),
        form.locator("button"),
    ]
    return sum(len(re.findall(r"[\w'-]+", part.inner_text())) for part in parts)


def below_the_screen(page: Page, target: Locator) -> float:
    """How many pixels of a target lie below the screen; 0 when all of it can be seen. It may not lie above."""
    box, screen = target.bounding_box(), page.viewport_size
    assert box is not None
    assert screen is not None
    assert box["y"] >= 0, "somebody has to swipe back"
    return max(0, box["y"] + box["height"] - screen["height"])


def swipes_until_seen(page: Page, target: Locator) -> int:
    """Swipe until all of a target can be seen, at most two thirds of a screen at a time; how often that was."""
    swipes = 0
    while (hidden := below_the_screen(page, target)) > 0:
        page.mouse.wheel(0, min(hidden + 1, page.viewport_size["height"] * 2 / 3))
        page.wait_for_timeout(150)
        swipes += 1
        assert swipes < 10, "the page does not end"
    return swipes


def filled_in_by_thumb(page: Page) -> tuple[int, int]:
    """Choose a face with every sentence and send the card; the taps and the swipes it took."""
    taps = swipes = 0
    for number, question in enumerate(page.locator("fieldset").all()):
        swipes += swipes_until_seen(page, question)
        question.locator("label").nth(number % 5).tap()
        taps += 1
    button = page.locator("form button")
    swipes += swipes_until_seen(page, button)
    button.tap()
    return taps + 1, swipes


@EACH("screen", [PHONE, WITH_BARS_OF_THE_BROWSER], ids=["whole-screen", "with-bars"])
@EACH("language", ["", "?taal=en"], ids=["dutch", "english"])
@EACH("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_a_card_takes_at_most_a_minute_on_a_phone_with_one_thumb(
    new_device, card, javascript, language, screen
):
    page = new_device(javascript=javascript, viewport=screen, touch=True)
    page.goto(card + language)
    words = words_to_read(page)
    taps, swipes = filled_in_by_thumb(page)
    page.wait_for_url("**/dank/**")

    assert OpenTeamLot.objects.get().counts["cards"] == 1
    assert taps == 7
    assert swipes <= (0 if javascript else MOST_SWIPES_WITHOUT_SCRIPT)
    seconds = words / WORDS_A_MINUTE * 60 + taps * SECONDS_A_TAP
    assert seconds <= MOST_SECONDS, (words, taps)


@EACH("screen", [PHONE, {"width": 320, "height": 640}], ids=["phone", "narrow"])
def test_everything_to_tap_on_a_card_is_large_enough_and_within_the_width(new_device, card, screen):
    page = new_device(viewport=screen, touch=True)
    page.goto(card)
    assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]
    targets = page.locator("main label, main button, main a").all()
    assert len(targets) == 6 * 6 + 2
    for target in targets:
        box = target.bounding_box()
        assert box["height"] >= THUMB
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= screen["width"]


def test_answering_brings_the_next_open_sentence_and_changing_an_answer_leaves_the_page(new_device, card):
    page = new_device(viewport=PHONE, touch=True)
    page.goto(card)
    questions = page.locator("fieldset")
    questions.nth(0).locator("label").nth(4).tap()
    assert below_the_screen(page, questions.nth(1)) == 0
    questions.nth(0).locator("label").nth(4).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    questions.nth(0).locator("label").nth(4).tap()
    assert page.evaluate("scrollY") == before


def test_a_card_is_filled_in_with_the_keyboard_alone_and_the_page_only_follows_the_focus(new_device, card):
    page = new_device(viewport=WIDE)
    page.goto(card)
    page.keyboard.press("Tab")
    expect(page.locator("a.leerlus-hidden")).to_be_focused()
    page.keyboard.press("Tab")
    for number in range(1, 7):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        focused = page.evaluate("[document.activeElement.name, document.activeElement.value]")
        assert focused == [f"CE{number}", "2"]
    page.keyboard.press("Tab")
    expect(page.locator("form button")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/dank/")
    counts = OpenTeamLot.objects.get().counts
    assert all(counts["points"][f"CE{number}"]["2"] == 1 for number in range(1, 7))


def test_a_screen_reader_hears_each_sentence_as_the_name_of_its_group_of_faces(new_device, card):
    page = new_device(viewport=PHONE)
    page.goto(card)
    group = page.get_by_role("group", name="Er is goed naar mij geluisterd.", exact=True)
    expect(group.get_by_role("radio")).to_have_count(6)
    for name in ("helemaal niet mee eens", "helemaal mee eens", "weet ik niet"):
        expect(group.get_by_role("radio", name=name, exact=True)).to_have_count(1)
    expect(page.get_by_role("group")).to_have_count(6)


@EACH("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_an_empty_card_comes_back_with_the_focus_on_what_is_wrong(new_device, card, javascript):
    page = new_device(javascript=javascript, viewport=PHONE, touch=True)
    page.goto(card)
    page.locator("form button").tap()
    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    expect(page.locator("#question-CE1")).to_have_accessible_description(re.compile("Kies bij minstens"))
    assert not OpenTeamLot.objects.exists()
    if javascript:
        assert violations(page) == []


@EACH("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_on_the_pages_of_a_client(new_device, card, viewport):
    page = new_device(viewport=viewport)
    found = []
    for address in (card, f"{card}?taal=en", f"{card}dank/", "/kaart/bestaatniet/"):
        page.goto(address)
        found += violations(page)
    assert found == []
