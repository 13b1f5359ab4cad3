"""Pictures of the screens for the documentation, from a running demo.

Use: .venv/bin/python tools/screenshots.py http://localhost:8000 [FOLDER]

Logs in through the login page: as Fatima for her own pages, as Erik for the picture of the team he leads, as Bram for a
page of questions (that starts his quickscan). Take the pictures from a demo that nobody used yet, so that they look the
same for everybody.
"""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

PASSWORD: Final = "leren-mag-hier"  # noqa: S105  # opens only the demo
FATIMA: Final = "fatima@voorbeeldstad.example"
BRAM: Final = "bram@voorbeeldstad.example"
ERIK: Final = "erik@voorbeeldstad.example"
PAGE_OF_QUESTIONS: Final = 3
FOLDER: Final = Path(__file__).parent.parent / "docs" / "screenshots"
LOWEST: Final = 800
HIGHEST: Final = {1280: 1500, 390: 1700}
"""The widths, and how much of a long page to show."""
A6: Final[ViewportSize] = {"width": 397, "height": 559}
"""105 by 148 millimetres in pixels of CSS."""


def log_in(page: Page, email: str) -> None:
    """Log in as a person types it."""
    page.goto("/inloggen/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("main button.utrecht-button--primary-action")
    page.wait_for_url("**/")


def start_page(page: Page) -> None:
    """What is worth doing now; opened again, so that the greeting of logging in is gone."""
    log_in(page, FATIMA)
    page.goto("/")


def question_page(page: Page) -> None:
    """A page of questions with one answer given, wherever the scan was."""
    log_in(page, BRAM)
    page.goto("/mijn-vak/quickscan/")
    page.click("main button.utrecht-button--primary-action")
    page.wait_for_url(re.compile(r"/\d+/$"))
    page.goto(re.sub(r"/\d+/$", f"/{PAGE_OF_QUESTIONS}/", page.url))
    page.locator("main fieldset").first.locator("input").nth(3).check()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement.blur()")


def profile(page: Page) -> None:
    """The profile of the newest scan."""
    log_in(page, FATIMA)
    page.goto("/mijn-vak/")
    page.locator("main a[href*='/mijn-vak/profiel/']").first.click()
    page.wait_for_load_state("networkidle")


def advice(page: Page) -> None:
    """The same page with the reasons of the first step opened."""
    profile(page)
    page.locator("summary", has_text="Waarom zie ik dit?").first.click()
    page.evaluate("document.activeElement.blur()")


def outcomes(page: Page) -> None:
    """Time to a full-time job in the set of real spells."""
    log_in(page, FATIMA)
    page.goto("/mijn-clienten/")
    page.locator("main a[href*='/mijn-clienten/']", has_text="3.343 mensen").first.click()
    page.wait_for_load_state("networkidle")


def team(page: Page) -> None:
    """The team picture as its manager reads it, with what can be done and what was promised."""
    log_in(page, ERIK)
    page.goto("/team/")
    page.wait_for_load_state("networkidle")


def client_card_paper(page: Page) -> None:
    """The card of Fatima to print."""
    log_in(page, FATIMA)
    page.goto("/mijn-clienten/beleving/")
    page.locator("main a[href$='/papier/']").click()
    page.wait_for_load_state("networkidle")


def client_card(page: Page) -> None:
    """The same card as a client opens it, with one face chosen; nothing is sent."""
    client_card_paper(page)
    address = page.locator(".client-card-paper__address").inner_text()
    page.context.clear_cookies()
    page.goto(urlsplit(address).path)
    page.locator("[name=CE1]").nth(3).check()
    page.evaluate("document.activeElement.blur()")


SCREENS: Final[dict[str, Callable[[Page], None]]] = {
    "start": start_page,
    "questions": question_page,
    "profile": profile,
    "advice": advice,
    "outcomes": outcomes,
    "team": team,
    "client-card": client_card,
}
ONLY_ON_A_PHONE: Final = {"client-card"}


def take(browser: Browser, address: str, name: str, width: int, folder: Path) -> None:
    """One picture, as high as the page but not higher than is useful."""
    page = new_page(browser, address, {"width": width, "height": LOWEST})
    SCREENS[name](page)
    page.evaluate("window.scrollTo(0, 0)")
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(LOWEST, min(height, HIGHEST[width]))})
    pictured(page, folder / f"{name}-{width}.png")


def take_printed_card(browser: Browser, address: str, folder: Path) -> None:
    """The client card as a printer puts it on A6, twice as sharp as on a screen."""
    page = new_page(browser, address, A6, device_scale_factor=2)
    client_card_paper(page)
    page.emulate_media(media="print")
    pictured(page, folder / "client-card-a6.png")


def new_page(browser: Browser, address: str, viewport: ViewportSize, device_scale_factor: float = 1) -> Page:
    """A page of a browser in the Netherlands that knows nobody yet."""
    context = browser.new_context(
        base_url=address,
        viewport=viewport,
        device_scale_factor=device_scale_factor,
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        reduced_motion="reduce",
    )
    return context.new_page()


def pictured(page: Page, file: Path) -> None:
    """What is on the screen, in a file; closes the page."""
    page.screenshot(path=file, animations="disabled")
    page.context.close()
    print(f"{file.name}: {file.stat().st_size // 1024} kB")  # noqa: T201  # the answer of this tool


def main() -> None:
    if len(sys.argv) not in (2, 3):
        sys.exit("Use: .venv/bin/python tools/screenshots.py ADDRESS-OF-A-RUNNING-DEMO [FOLDER]")
    address = urljoin(sys.argv[1], "/")
    folder = Path(sys.argv[2]) if len(sys.argv) == 3 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        for width in HIGHEST:
            for name in SCREENS:
                if width == min(HIGHEST) or name not in ONLY_ON_A_PHONE:
                    take(browser, address, name, width, folder)
        take_printed_card(browser, address, folder)
        browser.close()


if __name__ == "__main__":
    main()
