"""A conversation from invitation to agreement, by two people in two browsers; and the first minutes of a manager."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from leerlus.access.actor import actor_of
from leerlus.conversations.agreements import agreed
from leerlus.conversations.charter import accept_charter
from leerlus.conversations.models import Conversation, Promise
from tests.journeys.conftest import PHONE, WIDE
from tests.journeys.test_accessibility import violations
from tests.objects import conversation, promise

SOON, LATER = date.today() + timedelta(days=5), date.today() + timedelta(days=40)


def heading(page: Page, text: str) -> None:
    expect(page.locator("h1")).to_have_text(text)


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_from_invitation_to_an_agreement_of_both(new_device, log_in, javascript, fatima, erik):
    accept_charter(actor_of(erik))
    manager, caseworker = new_device(javascript=javascript), new_device(javascript=javascript, viewport=PHONE)

    log_in(manager, erik)
    manager.goto("/gesprekken/nieuw/")
    manager.fill("[name=planned_on]", SOON.isoformat())
    manager.click("text=Plan het gesprek")
    expect(manager.locator("main")).to_contain_text("Fatima heeft de vragen het eerst.")
    address = manager.url

    log_in(caseworker, fatima)
    caseworker.click("main >> text=Kies mijn onderwerpen")
    heading(caseworker, "Fatima en Erik")
    caseworker.click("main >> text=Kies mijn onderwerpen")
    caseworker.get_by_label("Wanneer ben je trots op wat je doet?").check()
    caseworker.fill("[name=notes]", "Alleen voor mij")
    caseworker.click("text=Bewaar mijn voorbereiding")
    manager.reload()
    expect(manager.locator("main")).not_to_contain_text("Wanneer ben je trots")
    caseworker.click("text=Laat Erik mijn onderwerpen zien")
    expect(caseworker.locator("main")).to_contain_text("Je kunt ze terugnemen.")

    manager.goto(address)
    expect(manager.locator("main")).to_contain_text("Wanneer ben je trots op wat je doet?")
    expect(manager.locator("main")).not_to_contain_text("Alleen voor mij")
    manager.click("text=Stel een afspraak voor")
    manager.fill("[name=caseworker_step]", "Eén dossier nabespreken")
    manager.fill("[name=return_on]", LATER.isoformat())
    manager.click("text=Stel deze afspraak voor")
    expect(manager.locator("main")).to_contain_text("In een afspraak staat een stap van allebei.")
    manager.fill("[name=manager_step]", "Een ochtend vrijhouden")
    manager.click("text=Stel deze afspraak voor")

    caseworker.goto("/")
    caseworker.click("main >> text=Bekijk het voorstel")
    caseworker.click("text=Zeg ja tegen deze afspraak")
    caseworker.click("text=Zet mijn stap op mijn plan")
    expect(caseworker.locator("main")).to_contain_text("Je stap staat op je plan")
    confirmed = agreed(Conversation.objects.get()).confirmed
    assert confirmed is not None
    assert confirmed.counts


def test_the_first_minutes_of_a_manager_end_with_one_promise_the_team_can_read(
    new_device, log_in, erik, fatima
):
    page = new_device()
    log_in(page, erik)
    expect(page.locator("nav >> text=Gesprekken").first).to_be_visible()
    page.click("text=Lees het handvest")
    heading(page, "Leren, niet beoordelen")
    page.click("text=Onderschrijf het handvest")
    page.goto("/gesprekken/leidraad/")
    heading(page, "Leidraad voor een gesprek over het vak")
    page.goto("/team/toezeggingen/nieuw/")
    page.fill("[name=text]", "Twee uur per week zonder afspraken")
    page.fill("[name=due_on]", LATER.isoformat())
    page.click("text=Zeg dit het team toe")
    assert Promise.objects.get().manager == erik
    reader = new_device(viewport=PHONE)
    log_in(reader, fatima)
    reader.goto("/team/toezeggingen/")
    expect(reader.locator("main")).to_contain_text("Twee uur per week zonder afspraken")


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_on_the_pages_of_a_manager(new_device, log_in, viewport, fatima, erik):
    accept_charter(actor_of(erik))
    made = conversation(fatima, lambda name: f"Woorden voor {name}")
    said = promise(fatima, lambda name: f"Woorden voor {name}")
    page = new_device(viewport=viewport)
    log_in(page, erik)
    found = []
    for part in ("", "voorbereiden/", "verzetten/", "afspraak/", "afspraak/afdrukken/"):
        page.goto(f"/gesprekken/{made.pk}/{part}")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        found += violations(page)
    for address in ("/gesprekken/", "/team/toezeggingen/", f"/team/toezeggingen/{said.pk}/"):
        page.goto(address)
        found += violations(page)
    assert found == []
