"""What is done by clicking and nothing else: an instrument from a file, the ambition of a team, and choosing freely."""

import pytest
from playwright.sync_api import Page, expect

from leerlus.advice.allocation import Arm
from leerlus.advice.models import Participation
from leerlus.conversations.models import AmbitionSentence
from leerlus.instruments.models import OwnInstrument
from leerlus.scans.models import Sitting
from tests.instruments.files import SURVEY, with_cell, workbook
from tests.journeys.conftest import PHONE, WIDE
from tests.journeys.test_accessibility import violations
from tests.scans.answers import finished_scan

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def choose_file(page: Page, content: bytes) -> None:
    page.set_input_files("[type=file]", {"name": "spreekuur.xlsx", "mimeType": XLSX, "buffer": content})
    page.click("text=Bekijk dit bestand")
    page.wait_for_load_state()


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_an_administrator_adds_an_xlsform_and_a_caseworker_fills_it_in(
    new_device, log_in, as_person, javascript, sam, fatima
):
    page = as_person(sam, javascript=javascript)
    page.goto("/beheer/mensen/")
    page.click("nav >> text=Instellingen")
    page.click("main >> text=Eigen vragenlijsten")
    page.click("main >> text=Vragenlijst toevoegen")
    choose_file(page, workbook(with_cell(SURVEY, 5, 1, "geopoint")))
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#error-summary")).to_contain_text("Blad survey, rij 5, kolom type")
    found = violations(page) if javascript else []
    choose_file(page, workbook())
    expect(page.locator("main")).to_contain_text("Het was rustig.")
    page.get_by_label("klantmanagers", exact=False).first.check()
    found += violations(page) if javascript else []
    page.click("text=Bewaar deze versie")
    assert OwnInstrument.objects.count() == 1
    expect(page.locator("h1")).to_have_text("Spreekuur")

    phone = new_device(javascript=javascript, viewport=PHONE)
    log_in(phone, fatima)
    phone.goto("/mijn-vak/")
    phone.click("main >> text=Spreekuur")
    phone.click("main button.utrecht-button--primary-action")
    phone.locator("[name=S1][value='3']").check(force=True)
    phone.click("button[name=go][value=next]")
    phone.wait_for_load_state()
    assert Sitting.objects.get(person=fatima).answers["S1"] == 3
    assert found == []


def test_a_team_writes_a_sentence_of_its_ambition_and_withdraws_it(new_device, log_in, fatima, erik):
    page = new_device(viewport=PHONE)
    log_in(page, fatima)
    page.goto("/team/gedragsambitie/")
    page.click("text=Schrijf een zin")
    page.fill("[name=text]", "Wij vragen door voordat we iets kiezen")
    page.locator("main button.utrecht-button--primary-action").click()
    found = violations(page)
    assert not AmbitionSentence.objects.exists()
    page.locator("[name=behaviour][value=CB7]").check()
    page.locator("main button.utrecht-button--primary-action").click()
    expect(page.locator("main")).to_contain_text("Wij vragen door voordat we iets kiezen")
    found += violations(page)
    manager = new_device()
    log_in(manager, erik)
    manager.goto("/team/gedragsambitie/")
    expect(manager.locator("main")).to_contain_text("Wij vragen door voordat we iets kiezen")
    page.click("text=Trek deze zin in")
    page.wait_for_load_state()
    assert AmbitionSentence.objects.get().withdrawn_on is not None
    assert found == []


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_who_chooses_freely_sees_all_steps_that_may_fit_and_none_recommended(
    new_device, log_in, viewport, fatima
):
    scan = finished_scan(fatima)
    page = new_device(viewport=viewport)
    log_in(page, fatima)
    page.goto("/mijn-vak/vergelijking/")
    page.locator("main input[type=checkbox]").check()
    page.click("text=Doe mee aan de vergelijking")
    page.wait_for_load_state()
    row = Participation.objects.get(person=fatima)
    row.content = row.content | {"arm": Arm.FREE_CHOICE.value}
    row.save()
    page.goto(f"/mijn-vak/profiel/{scan.pk}/")
    expect(page.locator("main")).to_contain_text("Kies zelf een stap")
    expect(page.locator(".leerlus-card--main")).to_have_count(0)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert violations(page) == []
