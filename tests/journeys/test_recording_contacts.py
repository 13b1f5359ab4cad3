"""Ten contacts after one another by keyboard only, while the connection falls away twice: nothing lost, nothing twice.

Time is counted, not measured: a caseworker who types slowly (200 keys a minute) and thinks two seconds at each of the
nine fields has to stay under a minute per contact.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from leerlus.access.actor import actor_of
from leerlus.casework.files import open_file
from leerlus.casework.models import Contact
from tests.journeys.conftest import PHONE

SECONDS_PER_KEY, SECONDS_OF_THOUGHT, FIELDS = 60 / 200, 2, 9


class Keys:
    """Presses keys and counts them."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def go_to(self, name: str) -> None:
        """Tab until the field with this name has the focus."""
        for _ in range(25):
            if self.page.evaluate("document.activeElement.name") == name:
                return
            self.press("Tab")
        raise AssertionError(f"{name} cannot be reached by Tab")


def record_one(keys: Keys, reference: str, number: int) -> float:
    """One contact, from choosing the client to sending; gives the seconds it takes a slow typist."""
    before = keys.pressed
    keys.type(reference[:6])
    keys.go_to("form")
    keys.press("Space", "ArrowDown")  # by telephone
    keys.go_to("techniques")
    keys.press("Tab", "Tab", "Space")
    keys.go_to("kept")
    keys.press("ArrowUp")
    keys.go_to("confidence")
    keys.type("6")
    keys.go_to("agreement")
    keys.type(f"Belt bedrijf {number}")
    keys.press("Enter")
    return (keys.pressed - before) * SECONDS_PER_KEY + FIELDS * SECONDS_OF_THOUGHT


def waiting_of(page: Page, person) -> list[dict[str, object]]:
    """What waits in this tab for one person."""
    return page.evaluate(
        "key => JSON.parse(sessionStorage.getItem(key) || '[]')", f"leerlus-contacts-{person.pk}"
    )


@pytest.fixture
def clients(fatima):
    actor = actor_of(fatima)
    return [open_file(actor, fatima.memberships.get().team) for _ in range(10)]


def test_ten_contacts_by_keyboard_survive_a_connection_that_falls_away_twice(
    new_device, log_in, fatima, clients
):
    page = new_device()
    log_in(page, fatima)
    page.goto("/mijn-clienten/contacten/")
    keys, seconds = Keys(page), []
    page.focus("[name=file]")
    for number, client in enumerate(clients):
        if number in (2, 6):
            page.context.set_offline(True)
        if number in (4, 9):
            page.context.set_offline(False)
        seconds.append(record_one(keys, client.shown_reference, number))
        if number == 3:
            expect(page.locator("[data-contact-queue] [role=status]")).to_contain_text("Nog niet verstuurd")
    expect(page.locator("[data-contact-queue] ol > li")).to_have_count(10, timeout=60_000)
    assert waiting_of(page, fatima) == []
    assert max(seconds) <= 60
    stored = {one.case_file_id: one.content["agreement"] for one in Contact.objects.all()}
    assert stored == {client.pk: f"Belt bedrijf {number}" for number, client in enumerate(clients)}
    sent = Contact.objects.order_by("recorded_at").values_list("case_file_id", flat=True)
    assert list(sent) == [client.pk for client in clients]


def test_what_waits_survives_reloading_the_tab(new_device, log_in, fatima, clients):
    page = new_device()
    log_in(page, fatima)
    page.goto("/mijn-clienten/contacten/")
    page.context.route(
        "**/mijn-clienten/contacten/",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    page.focus("[name=file]")
    record_one(Keys(page), clients[0].shown_reference, 1)
    expect(page.locator("[data-contact-queue] [role=status]")).to_contain_text("Nog niet verstuurd")
    page.context.unroute("**/mijn-clienten/contacten/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("[data-contact-queue] ol > li")).to_have_count(1)
    assert Contact.objects.get().content["agreement"] == "Belt bedrijf 1"


def test_who_logs_in_next_in_the_same_tab_sees_and_sends_nothing_of_what_waits(
    new_device, log_in, fatima, bram, clients
):
    page = new_device()
    log_in(page, fatima)
    page.goto("/mijn-clienten/contacten/")
    page.route(
        "**/contacten/", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    page.focus("[name=file]")
    record_one(Keys(page), clients[0].shown_reference, 1)
    expect(page.locator("[data-contact-queue] [role=status]")).to_contain_text("Nog niet verstuurd")
    page.context.clear_cookies()
    page.unroute("**/contacten/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/inloggen/")
    log_in(page, bram)
    page.goto("/mijn-clienten/contacten/")
    expect(page.locator("[data-contact-queue] ol > li")).to_have_count(0)
    assert len(waiting_of(page, fatima)) == 1
    assert not Contact.objects.exists()


def test_a_contact_that_may_not_be_kept_comes_back_with_what_was_typed(new_device, log_in, fatima, clients):
    page = new_device(viewport=PHONE)
    log_in(page, fatima)
    page.goto("/mijn-clienten/contacten/")
    page.select_option("[name=file]", str(clients[0].pk))
    page.check("[name=form][value=telephone]")
    page.fill("[name=note]", "Zie 111222333 in het systeem.")
    page.get_by_role("button", name="Leg dit contact vast").click()
    page.get_by_role("button", name="Bekijk het").click()
    expect(page.locator("#error-summary")).to_contain_text("burgerservicenummer")
    assert page.input_value("[name=note]") == "Zie 111222333 in het systeem."
    assert not Contact.objects.exists()
    page.fill("[name=note]", "Zie het systeem.")
    page.get_by_role("button", name="Leg dit contact vast").click()
    expect(page.locator("[data-contact-queue] ol > li")).to_have_count(1)
    assert Contact.objects.get().content["note"] == "Zie het systeem."


def test_a_contact_is_recorded_on_a_phone_without_javascript(new_device, log_in, fatima, clients):
    page = new_device(viewport=PHONE, javascript=False)
    log_in(page, fatima)
    page.goto(f"/mijn-clienten/contacten/?client={clients[0].pk}")
    page.check("[name=form][value=conversation]")
    page.get_by_role("button", name="Leg dit contact vast").click()
    expect(page.locator("body")).to_contain_text(re.compile("is vastgelegd"))
    assert Contact.objects.get().case_file == clients[0]
