"""axe finds nothing on any page, wide and on a phone, and nothing scrolls sideways at 320 px."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db.models import Model
from playwright.sync_api import Page

from leerlus.organisations.roles import Role
from leerlus.outcomes.example import load_real_example
from tests.address_table import TABLE
from tests.address_walk import Address
from tests.journeys.conftest import PHONE, WIDE
from tests.objects import THINGS

NOT_A_PAGE = {
    "healthz",
    "mfa_download_recovery_codes",
    "set_language",
    "instrument_file",
    "my_calendar",
    "calendar_of_one",
    "own_card_pdf",
    "team_card_pdf",
    "print_plan",
    "print_extract",
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def whose(address: Address) -> Role | None:
    """Who opens a page in this test; None is a stranger."""
    if address.public:
        return None
    if address.thing:
        return THINGS[address.thing].owner_role
    return sorted(address.roles or {Role.CASEWORKER})[0]


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{page.url}: {violation['id']} {violation['nodes'][0]['target']} {violation['nodes'][0]['failureSummary']}"
        for violation in found
    ]


@pytest.fixture
def people(fatima, erik, sam, noor, dirk, lotte) -> dict[Role, object]:
    return {
        Role.CASEWORKER: fatima,
        Role.TEAM_MANAGER: erik,
        Role.TENANT_ADMINISTRATOR: sam,
        Role.KNOWLEDGE_BROKER: noor,
        Role.EXECUTIVE: dirk,
        Role.RESEARCHER: lotte,
    }


def pages_of(role: Role | None, people) -> list[str]:
    """The addresses of every page that this role can read, with things of its own."""
    urls: list[str] = ["/"] if role else []
    things: dict[str, Model] = {}
    for address in TABLE:
        if "GET" not in address.methods or address.name in NOT_A_PAGE or whose(address) is not role:
            continue
        kind = address.thing
        if kind and kind not in things:
            things[kind] = THINGS[kind].make(people[role], lambda name: f"Woorden voor {name}")
        urls.append(address.url(things.get(kind)))
    return urls


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("role", [None, *Role], ids=str)
def test_axe_finds_no_violation_on_any_page(role, viewport, people, as_person):
    page = as_person(people.get(role), viewport)
    urls = pages_of(role, people)
    if role is Role.CASEWORKER:
        urls.append(f"/mijn-clienten/{load_real_example(people[role]).pk}/")
    found = []
    for url in urls:
        answer = page.goto(url)
        if answer is not None and answer.status == 200:
            found += violations(page)
    assert found == []


def test_nothing_scrolls_sideways_at_320_pixels(people, as_person):
    role = Role.CASEWORKER
    page = as_person(people[role], {"width": 320, "height": 700})
    urls = [*pages_of(role, people), f"/mijn-clienten/{load_real_example(people[role]).pk}/", "/model/"]
    wide = []
    for url in urls:
        page.goto(url)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide.append((url, width))
    assert wide == []
