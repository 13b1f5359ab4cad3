"""Klantmanager, first 15 minutes (domain specification 10), with and without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from leerlus.access.actor import actor_of
from leerlus.administration.invitations import Invitee, invite
from leerlus.development.models import Goal
from leerlus.organisations.roles import Role
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import start_sitting
from tests.journeys.conftest import PHONE

ANSWERS = {
    "BG1": "4_to_9", "BG2": "hbo", "LP1": "discuss",
    "ATT1": "7", "ATT2": "6", "ATT3": "1", "ATT4": "7",
    "SN1": "5", "SN2": "5", "SN3": "3", "SN4": "6",
    "SE1": "5", "SE2": "1", "SE3": "3", "SE4": "3", "PBC1": "4",
    "INT1": "5", "INT2": "4", "INT3": "3", "STG1": "b",
    "STG2": "no",
}  # fmt: skip


def answer(page: Page, answers: dict[str, str]) -> None:
    """Choose the answers that stand on this page."""
    for item, value in answers.items():
        option = page.locator(f'input[name="{item}"][value="{value}"]')
        if option.count():
            option.check(force=True)


def save_and_go_on(page: Page) -> None:
    page.click('button[name="go"][value="next"]')
    page.wait_for_load_state()


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_from_invitation_to_a_step_on_the_plan(new_device, javascript, sam, team):
    [sent] = invite(
        actor_of(sam),
        [
            Invitee(
                name="Fatima Bakkali", email="fatima@voorbeeldstad.example", role=Role.CASEWORKER, team=team
            )
        ],
    )
    page = new_device(javascript=javascript)

    page.goto(re.sub(r"^https?://[^/]+", "", sent.link))
    expect(page.locator("h1")).to_have_text("Van wie is deze informatie?")
    page.click("main .utrecht-button--primary-action")
    page.fill("[name=password]", "een-lang-wachtwoord")
    page.click("main button.utrecht-button--primary-action")

    expect(page.locator("h1")).to_have_text("Dag Fatima")
    page.click("text=Naar de quickscan")
    page.click("text=Begin met de vragen")
    expect(page.locator(".leerlus-progress")).to_contain_text("Deel 1 van 10")

    for _ in range(4):
        answer(page, ANSWERS)
        save_and_go_on(page)
    answer(page, ANSWERS)
    page.click('button[value="stop"]')
    expect(page.locator("h1")).to_have_text("Dag Fatima")

    phone = new_device(javascript=javascript, viewport=PHONE)
    phone.goto("/inloggen/")
    phone.fill("[name=login]", "fatima@voorbeeldstad.example")
    phone.fill("[name=password]", "een-lang-wachtwoord")
    phone.click("main button.utrecht-button--primary-action")
    phone.click("main >> text=Ga verder met de quickscan >> nth=-1")
    phone.click("main button.utrecht-button--primary-action")
    expect(phone.locator("h1")).to_have_text("Eerder al eens begonnen?")
    while "/klaar/" not in phone.url:
        answer(phone, ANSWERS)
        save_and_go_on(phone)
    phone.click("text=Laat mijn profiel zien")

    expect(phone.locator(".leerlus-lead")).to_contain_text("Je ziet het nut van werken aan je vak.")
    expect(phone.locator(".leerlus-lead")).to_contain_text(
        "Je twijfelt vooral of het lukt in een volle week."
    )
    expect(phone.locator("main")).to_contain_text(
        "Deze scan is een gespreksstarter. Hij is nog niet gevalideerd"
    )
    phone.click("text=Waarom zie ik dit? >> nth=0")
    reasons = phone.locator(".leerlus-reasons").first
    for term in ("Jouw antwoord", "Redenering", "Bron", "Zekerheid"):
        expect(reasons).to_contain_text(term)

    step = phone.locator(".leerlus-card--main h2").inner_text().replace("\n", " ")
    phone.click(".leerlus-card--main >> text=Zet op mijn plan")
    phone.fill("[name=due_on]", (timezone.localdate() + timedelta(days=5)).isoformat())
    phone.click("main button.utrecht-button--primary-action")
    expect(phone.locator("main")).to_contain_text("Je stap staat op je plan.")
    expect(phone.locator(".leerlus-card h2")).to_have_text(step)

    phone.goto("/")
    expect(phone.locator(".leerlus-card--main h2")).to_have_text(step)


def test_an_answer_is_kept_the_moment_it_is_given(new_device, log_in, fatima):
    page = new_device()
    log_in(page, fatima)
    page.goto("/mijn-vak/quickscan/")
    page.click("text=Begin met de vragen")
    save_and_go_on(page)
    answer(page, {"ATT1": "6"})
    expect(page.locator("[data-autosave-status]")).to_have_text("Bewaard")
    page.context.close()

    assert Sitting.objects.get(person=fatima).answers["ATT1"] == 6


def test_a_page_of_questions_works_with_the_keyboard_alone(new_device, log_in, fatima):
    page = new_device()
    log_in(page, fatima)
    page.goto("/mijn-vak/quickscan/")
    page.click("text=Begin met de vragen")
    save_and_go_on(page)
    page.focus('input[name="ATT1"][value="1"]')
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "next":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/3/")
    assert Sitting.objects.get(person=fatima).answers["ATT1"] == 3


def test_check_62_switching_the_language_keeps_the_answers(new_device, log_in, fatima):
    page = new_device(javascript=False)
    log_in(page, fatima)
    page.goto("/mijn-vak/quickscan/")
    page.click("text=Begin met de vragen")
    save_and_go_on(page)
    answer(page, {"ATT1": "6", "ATT4": "7"})
    save_and_go_on(page)
    page.goto(page.url.replace("/3/", "/2/"))
    page.click(".leerlus-tools summary")
    page.click("text=English")
    expect(page.locator("legend").first).to_have_text("For my work, working on my craft is …")
    expect(page.locator('input[name="ATT1"][value="6"]')).to_be_checked()
    expect(page.locator('input[name="ATT4"][value="7"]')).to_be_checked()


def test_a_page_sent_after_the_session_ended_is_kept_until_logging_in_again(new_device, log_in, fatima):
    page = new_device(javascript=False)
    log_in(page, fatima)
    page.goto("/mijn-vak/quickscan/")
    page.click("text=Begin met de vragen")
    save_and_go_on(page)
    answer(page, {"ATT1": "2", "ATT2": "3"})
    page.context.clear_cookies(name="sessionid")
    save_and_go_on(page)
    expect(page.locator("h1")).to_have_text("Inloggen")
    page.fill("[name=login]", fatima.email)
    page.fill("[name=password]", "een-lang-wachtwoord")
    page.click("main button.utrecht-button--primary-action")
    expect(page.locator("h1")).to_have_text("Je formulier is er nog")
    page.click("text=Bewaar wat ik had ingevuld")
    page.wait_for_url("**/3/")
    answers = Sitting.objects.get(person=fatima).answers
    assert (answers["ATT1"], answers["ATT2"]) == (2, 3)


def test_two_tabs_do_not_wipe_each_others_answers(new_device, log_in, fatima):
    first = new_device(javascript=False)
    log_in(first, fatima)
    first.goto("/mijn-vak/quickscan/")
    first.click("text=Begin met de vragen")
    save_and_go_on(first)
    second = first.context.new_page()
    second.goto(first.url.replace("/2/", "/3/"))
    answer(first, {"ATT1": "5"})
    answer(second, {"SN1": "4"})
    save_and_go_on(second)
    save_and_go_on(first)
    answers = Sitting.objects.get(person=fatima).answers
    assert (answers["ATT1"], answers["SN1"]) == (5, 4)


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_a_double_click_puts_a_step_on_the_plan_once(new_device, log_in, fatima, javascript):
    page = new_device(javascript=javascript)
    log_in(page, fatima)
    page.goto("/mijn-vak/plan/nieuw/")
    page.fill("[name=title]", "Een dossier nabespreken")
    page.fill("[name=due_on]", (timezone.localdate() + timedelta(days=5)).isoformat())
    page.dblclick("main button.utrecht-button--primary-action", no_wait_after=True)
    page.wait_for_url("**/mijn-vak/plan/")
    expect(page.locator(".leerlus-card h2")).to_have_count(1)
    assert Goal.objects.count() == 1


def test_who_works_on_their_craft_is_not_asked_whether_it_slipped_away(new_device, log_in, fatima):
    page = new_device(javascript=False)
    log_in(page, fatima)
    sitting = start_sitting(actor_of(fatima))
    page.goto(f"/mijn-vak/scan/{sitting.pk}/5/")
    answer(page, {"STG1": "d"})
    save_and_go_on(page)
    expect(page.locator("h1")).to_have_text("Jouw richting en jouw plan")
    page.click('button[name="go"][value="back"]')
    expect(page.locator("h1")).to_have_text("Wat je van plan bent")


def test_an_answer_given_after_the_session_ended_is_told_and_kept(new_device, log_in, fatima):
    page = new_device()
    log_in(page, fatima)
    sitting = start_sitting(actor_of(fatima))
    address = f"/mijn-vak/scan/{sitting.pk}/2/"
    page.goto(address)
    page.context.clear_cookies(name="sessionid")
    answer(page, {"ATT1": "6"})
    expect(page.locator("[data-autosave-status] a")).to_be_visible()
    page.click("[data-autosave-status] a")
    page.fill("[name=login]", fatima.email)
    page.fill("[name=password]", "een-lang-wachtwoord")
    page.click("main button.utrecht-button--primary-action")
    page.wait_for_url(f"**{address}")
    expect(page.locator("[data-autosave-status]")).to_have_text("Bewaard")
    assert Sitting.objects.get(pk=sitting.pk).answers["ATT1"] == 6
