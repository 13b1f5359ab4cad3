"""What every answer says to the browser: keep nothing, load nothing from elsewhere, tell nobody where you were."""

import pytest
from django.test import Client
from django.urls import reverse

from leerlus.access.actor import actor_of
from leerlus.scans.sittings import start_sitting
from tests.scans.answers import finished_scan

POLICY = {
    "default-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
    "img-src": "'self' data:",
}
ADDRESSES = {
    "page": ("get", "/", 200),
    "open page": ("get", "/model/", 200),
    "error": ("get", "/bestaat-niet/", 404),
    "page of another role": ("get", "/beheer/mensen/", 404),
    "refused form": ("post", "/mijn-vak/plan/nieuw/", 422),
    "wrong method": ("get", "/team/meetellen/", 405),
    "redirect": ("post", "/mijn-vak/quickscan/", 302),
}


def assert_private(answer) -> None:
    headers = answer.headers
    assert headers["Cache-Control"] == "private, no-store, no-transform"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert {"Cookie", "HX-Request"} <= {name.strip() for name in headers["Vary"].split(",")}
    assert headers["Permissions-Policy"] == "camera=(), microphone=(), geolocation=()"
    parts = [part.strip().partition(" ") for part in headers["Content-Security-Policy"].split(";")]
    assert {name: sources for name, _, sources in parts} == POLICY


@pytest.mark.parametrize(("method", "address", "status"), ADDRESSES.values(), ids=ADDRESSES.keys())
def test_pages_forms_and_errors_are_private_and_load_nothing_from_elsewhere(
    method, address, status, fatima, logged_in
):
    answer = getattr(logged_in(fatima), method)(address, {"title": ""})
    assert answer.status_code == status
    assert_private(answer)


def test_pages_made_from_what_is_kept_have_the_same_headers(fatima, logged_in):
    client = logged_in(fatima)
    question = f"/mijn-vak/scan/{start_sitting(actor_of(fatima)).pk}/1/"
    profile = f"/mijn-vak/profiel/{finished_scan(fatima).pk}/"
    for address in (question, question, profile, profile):
        assert_private(client.get(address))


def test_also_the_way_to_the_login_page_and_that_page_itself(client, db):
    for address in ("/mijn-vak/", "/inloggen/"):
        assert_private(client.get(address))


def test_our_own_failure_is_as_private_and_shows_nothing_of_what_went_wrong(fatima, monkeypatch):
    def failing(actor):
        raise RuntimeError("alleen van Fatima")

    monkeypatch.setattr("leerlus.site.today._the_model", failing)
    monkeypatch.setattr("leerlus.site.today.open_goals", failing)
    client = Client(raise_request_exception=False)
    client.force_login(fatima, backend="leerlus.organisations.authentication.PersonBackend")
    answer = client.get("/")
    assert answer.status_code == 500
    assert_private(answer)
    assert "alleen van Fatima" not in answer.content.decode()


def test_a_form_from_elsewhere_is_refused_with_how_to_go_on(fatima):
    client = Client(enforce_csrf_checks=True)
    client.force_login(fatima, backend="leerlus.organisations.authentication.PersonBackend")
    answer = client.post("/mijn-vak/quickscan/")
    assert answer.status_code == 403
    assert_private(answer)
    assert "<h1" in answer.content.decode()
    assert not fatima.sittings.exists()


def test_a_form_from_a_page_that_was_kept_is_accepted(fatima):
    client = Client(enforce_csrf_checks=True)
    client.force_login(fatima, backend="leerlus.organisations.authentication.PersonBackend")
    address = f"/mijn-vak/scan/{start_sitting(actor_of(fatima)).pk}/2/"
    for _ in range(2):
        page = client.get(address).content.decode()
        token, form_token = (
            page.split(f'name="{name}" value="')[1].split('"')[0]
            for name in ("csrfmiddlewaretoken", "form_token")
        )
        sent = {"csrfmiddlewaretoken": token, "form_token": form_token, "ATT1": "5"}
        assert client.post(address, sent).status_code == 302


def test_logging_out_clears_what_the_browser_kept(fatima, logged_in):
    client = logged_in(fatima)
    assert "Clear-Site-Data" not in client.get("/").headers
    answer = client.post(reverse("account_logout"))
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/").status_code == 302
