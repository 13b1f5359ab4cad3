"""A real browser on a real server: Debian's Chromium, driven by Playwright."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from leerlus.command.messages import compile_messages
from tests.conftest import PASSWORD

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/journeys/" in str(item.path):
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    compile_messages()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_device(chromium, live_server):
    """A browser of its own, with nothing in it: `new_device(javascript=False, viewport=PHONE, touch=True)`."""
    devices: list[BrowserContext] = []

    def make(*, javascript: bool = True, viewport: dict[str, int] = WIDE, touch: bool = False) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            java_script_enabled=javascript,
            viewport=viewport,
            locale="nl-NL",
            has_touch=touch,
            is_mobile=touch,
            reduced_motion="reduce",
        )
        context.set_default_timeout(8000)
        devices.append(context)
        return context.new_page()

    yield make
    for device in devices:
        device.close()


@pytest.fixture
def log_in():
    def through_the_page(page: Page, person) -> None:
        page.goto("/inloggen/")
        page.fill("[name=login]", person.email)
        page.fill("[name=password]", PASSWORD)
        page.click("main button.utrecht-button--primary-action")
        page.wait_for_url("**/")

    return through_the_page


@pytest.fixture
def as_person(new_device, logged_in, live_server):
    """A browser in which somebody is logged in already, or nobody: `as_person(sam, PHONE, javascript=False)`."""

    def device(person, viewport: dict[str, int] = WIDE, **kind: bool) -> Page:
        page = new_device(viewport=viewport, **kind)
        if person is not None:
            cookie = logged_in(person).cookies["sessionid"].value
            page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return page

    return device
