"""A file of a client in a real browser: typed, kept, settled; nothing for axe to find, wide and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from leerlus.access.actor import actor_of
from leerlus.casework.files import open_file
from leerlus.casework.models import PlanVersion
from leerlus.casework.reading import content_of
from leerlus.casework.rules.steps import Step
from leerlus.casework.step_words import STEP_AT
from tests.casework.texts import DECISION, write
from tests.journeys.conftest import PHONE, WIDE
from tests.journeys.test_accessibility import violations


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_file_from_opening_to_a_settled_plan(viewport, new_device, log_in, fatima):
    page = new_device(viewport=viewport)
    log_in(page, fatima)
    page.goto("/mijn-clienten/dossiers/nieuw/")
    page.get_by_role("button", name="Open het dossier").click()
    expect(page.locator("h1")).to_contain_text("Cliënt")
    found = violations(page)
    page.get_by_role("link", name="Ga verder met deze stap").click()
    page.fill("[name=wish]", "Weer als kok werken, bel 06-12345678")
    page.locator("[name=history]").focus()
    expect(page.locator("[data-autosave-status]")).to_have_text("Bewaard")
    page.reload()
    expect(page.locator("[name=wish]")).to_have_value(re.compile("Weer als kok"))
    expect(page.get_by_text("een telefoonnummer (06-12345678)")).to_be_visible()
    found += violations(page)
    page.fill("[name=wish]", "Nummer 111222333")
    page.get_by_role("button", name="Bewaar en blijf hier").click()
    expect(page.locator("#error-summary")).to_contain_text("burgerservicenummer")
    found += violations(page)
    file = fatima.case_files.get()
    assert content_of(file, Step.INFORMATION_GATHERING)["wish"].startswith("Weer als kok")
    page.goto(f"/mijn-clienten/dossiers/{file.pk}/besluitvorming/")
    for name in ("choice", "goal"):
        page.fill(f"[name={name}]", DECISION[name])
    page.get_by_role("button", name="Leg dit plan vast").click()
    expect(page.locator("h1")).to_have_text("Plan 1")
    found += violations(page)
    assert PlanVersion.objects.get().content["goal"] == DECISION["goal"]
    assert found == []


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_in_any_step_of_a_file_that_says_something(
    viewport, new_device, log_in, fatima, team
):
    file = open_file(actor_of(fatima), team)
    write(actor_of(fatima), file, Step.DECISION, **DECISION)
    page = new_device(viewport=viewport)
    log_in(page, fatima)
    found = []
    for address in STEP_AT:
        page.goto(f"/mijn-clienten/dossiers/{file.pk}/{address}/")
        found += violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert found == []
