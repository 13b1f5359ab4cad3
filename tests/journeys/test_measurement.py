"""A team designs what it measures at one table, agrees, reopens and renews, with and without scripts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from leerlus.measurement.life import standing_of
from leerlus.measurement.models import MeasurementSet
from leerlus.measurement.rules.standing import Standing
from tests.journeys.conftest import PHONE, WIDE
from tests.journeys.test_accessibility import violations
from tests.measurement.designs import agreed_by, proposed, works_council_agrees
from tests.measurement.test_life import ran

STOP = date.today() + timedelta(days=120)


@pytest.fixture
def municipality(municipality):
    works_council_agrees(municipality)
    return municipality


def heading(page: Page, text: str) -> None:
    expect(page.locator("h1")).to_have_text(text)


@dataclass
class Step:
    """The steps of a design in one browser. With scripts every field is kept before the next thing happens."""

    page: Page
    scripts: bool

    @contextmanager
    def kept(self) -> Iterator[None]:
        if not self.scripts:
            yield
            return
        with self.page.expect_response(lambda answer: answer.url.endswith("/bewaren/")) as answer:
            yield
        assert answer.value.status == 204

    def fill(self, name: str, text: str) -> None:
        with self.kept():
            self.page.fill(f"[name={name}]", text)
            self.page.locator(f"[name={name}]").press("Tab")

    def tick(self, label: str) -> None:
        with self.kept():
            self.page.get_by_label(label).check()

    def go_on(self, to: str) -> None:
        self.page.click("text=Bewaar en ga verder")
        heading(self.page, to)


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_from_a_question_to_a_measurement_of_everybody(new_device, log_in, javascript, fatima, bram, erik):
    page = new_device(javascript=javascript, viewport=PHONE)
    step = Step(page, javascript)
    log_in(page, fatima)
    page.goto("/mijn-clienten/")
    page.click("text=Wat we meten, om ervan te leren")
    page.click("button >> text=Begin een ontwerp")
    heading(page, "Onze vraag")
    step.fill("question", "Helpt het als de cliënt de volgende stap noemt?")
    step.go_on("Wat we ermee zouden doen")
    step.go_on("Wat we al vastleggen")
    step.tick("Vorm van het contact")
    step.go_on("Wat we toevoegen")
    step.tick("Vertrouwen van de cliënt, 0 tot 10")
    step.fill("own_1_name", "Wie noemde de stap")
    step.fill("own_1_question", "Wie noemde de volgende stap?")
    page.click("text=Bewaar en tel de tijd op")
    expect(page.locator("main")).to_contain_text("2 nieuwe velden, samen ongeveer 30 seconden per contact.")
    step.go_on("Wie wat ziet")
    expect(page.locator("table")).to_contain_text("Wat er voor één klantmanager uitkomt")
    step.tick("Wij hebben dit samen gelezen")
    step.go_on("Wanneer we samen kijken")
    step.tick("elke 6 weken")
    step.go_on("Wanneer het stopt")
    step.fill("ends_on", STOP.isoformat())
    page.click("text=Bewaar en bekijk het geheel")
    expect(page.locator("main")).to_contain_text("Kies dan liever een andere vraag, of meet niet.")
    page.click("text=Ga verder met het ontwerp")
    heading(page, "Wat we ermee zouden doen")
    for name, text in (
        ("outcome_a", "het vaker lukt"),
        ("act_a", "doen we het steeds"),
        ("outcome_b", "het niet vaker lukt"),
        ("act_b", "oefenen we doorvragen"),
    ):
        step.fill(name, text)
    page.click("text=Bewaar en stop voor nu")
    page.click("text=Leg het ontwerp aan het team voor")
    page.fill("[name=caseworkers]", "2")
    page.fill("[name=managers]", "1")
    page.click("button >> text=Leg het ontwerp aan het team voor")
    page.click("text=Lees het, en zeg of je het ermee eens bent")
    page.click("text=Zeg ja tegen deze meting")
    expect(page.locator("main")).to_contain_text("Nog niet alle klantmanagers van het team zeiden ja.")

    for person, button in ((bram, "Zeg ja tegen deze meting"), (erik, "Zeg ja en onderschrijf het handvest")):
        other = new_device(javascript=javascript)
        log_in(other, person)
        other.goto(f"/meten/{MeasurementSet.objects.get().pk}/ja/")
        other.click(f"text={button}")
    expect(other.locator("main")).to_contain_text("Jullie meten dit nu.")
    assert standing_of(MeasurementSet.objects.get()) is Standing.ACTIVE

    page.reload()
    page.click("text=Heropen de meting")
    expect(page.locator("main")).to_contain_text("De meting is gestopt.")
    assert standing_of(MeasurementSet.objects.get(closed_on=None)) is Standing.DRAFT


def test_what_is_typed_is_kept_without_a_click(new_device, log_in, fatima, bram, erik):
    page = new_device()
    log_in(page, fatima)
    page.goto("/meten/")
    page.click("button >> text=Begin een ontwerp")
    page.wait_for_selector("[name=question]")
    page.wait_for_load_state("load")  # the script that saves comes after the form
    page.fill("[name=question]", "Helpt doorvragen?")
    expect(page.locator("[data-autosave-status]")).to_have_text("Bewaard")
    page.goto("/meten/")
    page.click("main >> text=Bekijk het ontwerp")
    heading(page, "Helpt doorvragen?")


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_on_the_pages_of_measuring(
    new_device, log_in, viewport, team, fatima, bram, erik, noor
):
    made = proposed(fatima, team)
    page = new_device(viewport=viewport)
    log_in(page, erik)
    found = []
    for part in ("", "ja/"):
        page.goto(f"/meten/{made.pk}/{part}")
        found += violations(page)
    running = agreed_by(made, fatima, bram, erik)
    broker = new_device(viewport=viewport)
    log_in(broker, noor)
    broker.goto("/meten/gemeente/")
    expect(broker.locator("main")).to_contain_text(running.question)
    found += violations(broker)
    ended = ran(running, date.today() - timedelta(days=90), date.today() - timedelta(days=1))
    page.goto(f"/meten/{ended.pk}/verlengen/")
    page.click("text=Maak een volgende versie")
    expect(page.locator("main")).to_contain_text("Beantwoord dit eerst.")
    found += violations(page)
    page.get_by_label("Nee, we werken zoals we deden.").check()
    page.fill("[name=why]", "We plannen zoals eerst")
    page.click("text=Maak een volgende versie")
    found += violations(page)
    draft = MeasurementSet.objects.get(closed_on=None)
    for number in range(1, 8):
        page.goto(f"/meten/{draft.pk}/ontwerp/{number}/")
        found += violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert found == []
