"""axe finds nothing on pages in the states that a mere visit does not show: errors, unknowns, trends, held forms."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from leerlus.access.actor import actor_of
from leerlus.advice.giving import advice_for, given, put_aside
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import start_sitting
from tests.journeys.conftest import PHONE, WIDE
from tests.journeys.test_accessibility import violations
from tests.scans.answers import finished_scan


def send_without_checks_of_the_browser(page: Page) -> None:
    """Send the form of a page as it is, also when a field is empty or wrong."""
    page.locator("main form:has([name=form_token])").first.evaluate(
        "form => { form.noValidate = true; form.submit(); }"
    )
    page.wait_for_load_state()


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_no_violation_in_any_state_of_the_loop(viewport, new_device, log_in, fatima, erik, team):
    actor = actor_of(fatima)
    first = finished_scan(fatima)
    Sitting.objects.filter(pk=first.pk).update(finished_at=first.finished_at - timedelta(days=90))
    newest = finished_scan(fatima, SE1=9, SN1=None, SN2=None, STG1="d", INT1=1, INT2=1, INT3=1, NEED1=["CB4"])
    nothing_left = finished_scan(fatima)
    while steps := given(advice_for(actor, nothing_left)).steps:
        put_aside(actor, advice_for(actor, nothing_left), steps[0].technique, "past nu niet")
    halfway = start_sitting(actor)
    page = new_device(viewport=viewport)
    log_in(page, fatima)
    found = []

    for address in (
        f"/mijn-vak/profiel/{newest.pk}/",
        f"/mijn-vak/profiel/{nothing_left.pk}/",
        "/mijn-vak/opzij-gelegd/",
        "/mijn-vak/bestaat-niet/",
    ):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        found += violations(page)

    page.goto(f"/mijn-vak/scan/{halfway.pk}/1/")
    for form in ("try", "watch", "read"):
        page.locator(f'input[name="LP1"][value="{form}"]').check(force=True)
    page.click('button[name="go"][value="next"]')
    expect(page.locator("#error-LP1")).to_contain_text("kies er hoogstens 2")
    found += violations(page)

    page.goto("/mijn-vak/plan/nieuw/")
    page.fill("[name=title]", "Een dossier nabespreken")
    send_without_checks_of_the_browser(page)
    expect(page.locator("#error-summary")).to_be_visible()
    found += violations(page)

    page.goto("/mijn-vak/plan/nieuw/")
    page.context.clear_cookies(name="sessionid")
    send_without_checks_of_the_browser(page)
    expect(page.locator("h1")).to_have_text("Inloggen")
    page.fill("[name=login]", fatima.email)
    page.fill("[name=password]", "een-lang-wachtwoord")
    page.click("main button.utrecht-button--primary-action")
    expect(page.locator("h1")).to_have_text("Je formulier is er nog")
    found += violations(page)
    assert found == []
