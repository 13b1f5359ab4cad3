"""The main pages are walked with the keyboard alone: all there is to do is reached, seen, and left again."""

import pytest
from playwright.sync_api import Page

from leerlus.access.actor import actor_of
from leerlus.conversations.charter import accept_charter
from tests.journeys.conftest import PHONE, WIDE
from tests.objects import conversation
from tests.scans.answers import finished_scan

MOST_STOPS = 150

FOCUSABLE = """[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.disabled
    && (one.type !== 'radio' || one === radioToEnter(one.name)))
  .forEach((one, at) => { one.dataset.stop = at; })"""
RADIO = """window.radioToEnter = name => document.querySelector(`input[name="${name}"]:checked`)
  || document.querySelector(`input[name="${name}"]`)"""
WHERE = """() => {
  const one = document.activeElement, box = (one.closest('label') || one).getBoundingClientRect();
  const style = [one, one.closest('label')].filter(Boolean).map(part => getComputedStyle(part));
  return {
    stop: one === document.body ? null : one.dataset.stop ?? '',
    outlined: style.some(part => part.outlineStyle !== 'none' && parseFloat(part.outlineWidth) >= 2),
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    what: one.outerHTML.slice(0, 90),
  };
}"""


def walk(page: Page) -> list[str]:
    """Press Tab until the page is left; what went wrong on the way: not outlined, out of sight, or never reached."""
    page.evaluate(RADIO)
    page.evaluate(FOCUSABLE)
    stops = page.evaluate("document.querySelectorAll('[data-stop]').length")
    reached, wrong = [], []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(WHERE)
        if reached and here["stop"] == reached[-1]:
            continue  # a date has three places of its own
        if here["stop"] is None or here["stop"] in reached:
            break
        reached.append(here["stop"])
        if not here["outlined"]:
            wrong.append(f"{page.url}: no outline on {here['what']}")
        if not here["seen"]:
            wrong.append(f"{page.url}: out of sight {here['what']}")
    else:
        wrong.append(f"{page.url}: the keyboard is not let go")
    if len(reached) < stops:
        wrong.append(f"{page.url}: only {len(reached)} of {stops} reached")
    if [stop for stop in reached if stop] != sorted((stop for stop in reached if stop), key=int):
        wrong.append(f"{page.url}: in another order than it is read")
    return wrong


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_pages_of_a_caseworker_are_walked_with_the_keyboard(new_device, log_in, viewport, fatima, erik):
    scan = finished_scan(fatima)
    talk = conversation(fatima, lambda name: f"Woorden voor {name}")
    page = new_device(viewport=viewport)
    log_in(page, fatima)
    wrong = []
    for address in (
        "/",
        "/mijn-vak/",
        f"/mijn-vak/profiel/{scan.pk}/",
        f"/mijn-vak/profiel/{scan.pk}/delen/",
        "/mijn-vak/plan/nieuw/",
        "/herinneringen/",
        f"/gesprekken/{talk.pk}/",
        f"/gesprekken/{talk.pk}/voorbereiden/",
        "/team/gedragsambitie/",
        "/mijn-gegevens/",
    ):
        page.goto(address)
        wrong += walk(page)
    assert wrong == []


def test_the_pages_of_a_manager_are_walked_with_the_keyboard(as_person, erik):
    accept_charter(actor_of(erik))
    page = as_person(erik)
    wrong = []
    for address in (
        "/",
        "/gesprekken/nieuw/",
        "/team/",
        "/team/toezeggingen/nieuw/",
        "/team/gedragsambitie/nieuw/",
    ):
        page.goto(address)
        wrong += walk(page)
    assert wrong == []


def test_the_pages_of_an_administrator_are_walked_with_the_keyboard(as_person, sam):
    page = as_person(sam)
    wrong = []
    for address in (
        "/beheer/mensen/",
        "/beheer/instellingen/",
        "/beheer/clientkaarten/",
        "/beheer/vragenlijsten/toevoegen/",
        "/beheer/gezondheid/",
    ):
        page.goto(address)
        wrong += walk(page)
    assert wrong == []


def test_the_pages_of_a_stranger_are_walked_with_the_keyboard(new_device, db):
    page = new_device()
    wrong = []
    for address in ("/inloggen/", "/wachtwoord-vergeten/", "/toegankelijkheid/"):
        page.goto(address)
        wrong += walk(page)
    assert wrong == []
