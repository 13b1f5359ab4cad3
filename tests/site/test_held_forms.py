"""A form sent after the session ended waits, sealed, for the same person; nothing secret waits."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import start_sitting
from tests.conftest import PASSWORD
from tests.objects import goal as some_goal

BACKEND = "leerlus.organisations.authentication.PersonBackend"


@pytest.fixture
def sitting(fatima) -> Sitting:
    return start_sitting(actor_of(fatima))


@pytest.fixture
def browser() -> Client:
    """A browser in which nobody is logged in (any more)."""
    return Client()


@pytest.fixture
def send(browser, sitting, fatima):
    """Send a page of questions that Fatima had opened."""

    def page(**other):
        fields = {"form_token": new_token(fatima.pk), "ATT1": "2", "go": "next"}
        return browser.post(f"/mijn-vak/scan/{sitting.pk}/2/", fields | other)

    return page


def test_the_form_is_still_there_after_logging_in_and_is_sent_with_one_button(send, browser, fatima, sitting):
    answer = send()
    assert answer.url.startswith("/inloggen/?next=")
    browser.force_login(fatima, backend=BACKEND)
    page = browser.get("/verder/")
    assert page.context["path"] == f"/mijn-vak/scan/{sitting.pk}/2/"
    assert ["ATT1", "2"] in [list(field) for field in page.context["fields"]]
    browser.post(page.context["path"], dict(page.context["fields"]))
    assert Sitting.objects.get().answers["ATT1"] == 2


def test_somebody_else_who_logs_in_there_does_not_get_it(send, browser, bram):
    send(NEED2="alleen voor Fatima")
    browser.force_login(bram, backend=BACKEND)
    answer = browser.get("/verder/", follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert "alleen voor Fatima" not in answer.content.decode()


def test_it_is_shown_once(send, browser, fatima):
    send()
    browser.force_login(fatima, backend=BACKEND)
    browser.get("/verder/")
    assert browser.get("/verder/").url == "/"


def test_after_an_hour_it_is_gone(send, browser, fatima):
    send()
    with time_machine.travel(timezone.now() + timedelta(hours=1, minutes=1), tick=False):
        browser.force_login(fatima, backend=BACKEND)
        assert browser.get("/verder/").url == "/"


def test_what_waits_cannot_be_read_in_the_session(send, browser):
    send(NEED2="leren omgaan met weerstand")
    assert "weerstand" not in str(dict(browser.session.items()))
    assert "held_form" in browser.session


@pytest.mark.parametrize("field", ["password", "password1", "csrfmiddlewaretoken"])
def test_a_password_never_waits(field, send, browser, fatima):
    send(**{field: PASSWORD})
    browser.force_login(fatima, backend=BACKEND)
    assert field not in dict(browser.get("/verder/").context["fields"])


def test_a_form_without_a_token_of_somebody_does_not_wait(browser, sitting):
    answer = browser.post(f"/mijn-vak/scan/{sitting.pk}/2/", {"ATT1": "2"})
    assert answer.status_code == 302
    assert "held_form" not in browser.session


def test_a_form_of_more_than_64_kilobytes_does_not_wait(send, browser):
    send(NEED2="w" * 70_000)
    assert "held_form" not in browser.session


def test_a_script_that_saves_after_the_session_ended_is_told_so(browser, sitting):
    answer = browser.post(
        f"/mijn-vak/scan/{sitting.pk}/2/bewaar/",
        {"autosave": "ATT1", "ATT1": "2"},
        headers={"X-Requested-With": "fetch"},
    )
    assert answer.status_code == 401


def test_a_part_of_a_page_that_is_asked_for_after_the_session_ended_is_told_so_too(browser, fatima):
    button = f"/mijn-vak/plan/{some_goal(fatima, str).pk}/klaar/"
    assert browser.post(button, {"done": "yes"}, headers={"HX-Request": "true"}).status_code == 401


def test_what_was_sealed_with_another_key_is_thrown_away(send, browser, fatima):
    send()
    session = browser.session
    session["held_form"] = "bm90IHNlYWxlZCBieSB1cw=="
    session.save()
    browser.force_login(fatima, backend=BACKEND)
    assert browser.get("/verder/").url == "/"


def test_what_waited_is_shown_as_text(send, browser, fatima):
    send(NEED2='"><script>alert(1)</script>')
    browser.force_login(fatima, backend=BACKEND)
    page = browser.get("/verder/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_every_choice_of_several_waits(send, browser, fatima):
    send(LP1=["try", "watch"])
    browser.force_login(fatima, backend=BACKEND)
    fields = [tuple(field) for field in browser.get("/verder/").context["fields"]]
    assert {("LP1", "try"), ("LP1", "watch")} <= set(fields)


def test_without_anything_waiting_the_page_leads_to_the_start(fatima, logged_in):
    assert logged_in(fatima).get("/verder/").url == "/"


@pytest.mark.parametrize(
    ("came_from", "afterwards"),
    [
        ("http://testserver/mijn-vak/plan/", "/mijn-vak/plan/"),
        ("https://elsewhere.example/", "/"),
        ("", "/"),
    ],
)
def test_a_button_pressed_too_late_leads_back_to_its_page_and_not_to_an_empty_one(
    came_from, afterwards, browser, fatima
):
    button = f"/mijn-vak/plan/{some_goal(fatima, str).pk}/klaar/"
    login = browser.post(button, {"done": "yes"}, headers={"referer": came_from})
    answer = browser.post(login.url, {"login": fatima.email, "password": PASSWORD}, follow=True)
    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == afterwards
