"""Forms carry a token that is made when the page is shown; these helpers open the page first, as a browser does."""

import re

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_requests_before():
    """What was counted of earlier tests (requests of one address, codes that were used) is forgotten."""
    cache.clear()


def token_on(page) -> str:
    """The form token on a page."""
    found = re.search(r'name="form_token" value="([^"]+)"', page.content.decode())
    return found.group(1) if found else ""


@pytest.fixture
def send():
    """Open a page and send its form: `send(client, "/beheer/uitnodigen/", name="Fatima", ...)`."""

    def fill_and_send(client, page_url, to="", **fields):
        token = token_on(client.get(page_url))
        return client.post(to or page_url, {"form_token": token, **fields})

    return fill_and_send


@pytest.fixture
def administrator(logged_in, sam):
    """The browser of Sam."""
    return logged_in(sam)
