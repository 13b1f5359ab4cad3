"""Switching the language: for this browser and for the person, back to the page one was on, answers untouched."""

import pytest
from django.conf import settings

from leerlus.access.actor import actor_of
from leerlus.organisations.models import Person
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import start_sitting

COOKIE = settings.LANGUAGE_COOKIE_NAME


def test_a_stranger_reads_dutch_whatever_the_browser_asks_for(client, db):
    answer = client.get("/model/", headers={"accept-language": "en"})
    assert answer.headers["Content-Language"] == "nl"
    assert '<html lang="nl">' in answer.content.decode()


def test_the_choice_is_kept_with_the_person_and_goes_along_to_another_browser(fatima, logged_in):
    logged_in(fatima).post("/taal/", {"language": "en"})
    assert Person.objects.get(pk=fatima.pk).language == "en"
    elsewhere = logged_in(fatima).get("/")
    assert elsewhere.headers["Content-Language"] == "en"
    assert '<html lang="en">' in elsewhere.content.decode()


def test_a_stranger_keeps_the_choice_in_the_browser_only(client, fatima):
    answer = client.post("/taal/", {"language": "en"})
    cookie = answer.cookies[COOKIE]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("en", True, "Lax")
    assert client.get("/model/").headers["Content-Language"] == "en"
    assert Person.objects.get(pk=fatima.pk).language == fatima.language


def test_what_the_person_chose_goes_before_the_cookie_of_the_browser(fatima, logged_in):
    client = logged_in(fatima)
    client.post("/taal/", {"language": "nl"})
    client.cookies[COOKIE] = "en"
    assert client.get("/").headers["Content-Language"] == "nl"


@pytest.mark.parametrize("language", ["de", "", "../nl"])
def test_a_language_there_is_no_translation_of_changes_nothing(language, fatima, logged_in):
    client = logged_in(fatima)
    answer = client.post("/taal/", {"language": language})
    assert answer.status_code == 302
    assert COOKIE not in answer.cookies
    client.cookies[COOKIE] = language
    assert client.get("/model/").headers["Content-Language"] == "nl"


@pytest.mark.parametrize(
    ("came_from", "afterwards"),
    [
        ("http://testserver/mijn-vak/plan/?page=2", "http://testserver/mijn-vak/plan/?page=2"),
        ("https://elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_it_leads_back_to_the_page_one_was_on_and_never_elsewhere(came_from, afterwards, fatima, logged_in):
    answer = logged_in(fatima).post("/taal/", {"language": "en"}, headers={"referer": came_from})
    assert answer.url == afterwards


def test_a_link_does_not_switch_the_language(fatima, logged_in):
    assert logged_in(fatima).get("/taal/?language=en").status_code == 405


def test_check_62_the_questions_switch_and_the_answers_stay(fatima, logged_in):
    sitting = start_sitting(actor_of(fatima))
    sitting.store_answers({"ATT1": 6})
    client = logged_in(fatima)
    address = f"/mijn-vak/scan/{sitting.pk}/2/"
    dutch = client.get(address).content.decode()
    client.post("/taal/", {"language": "en"})
    english = client.get(address).content.decode()
    for page, language in ((dutch, "nl"), (english, "en")):
        assert f'<html lang="{language}">' in page
        assert 'name="ATT1" value="6" checked' in page
    assert "weet ik niet / sla over" in dutch
    assert "weet ik niet" not in english
    assert Sitting.objects.get().answers == {"ATT1": 6}


def test_the_page_about_accessibility_is_there_for_everybody_in_both_languages(client, db):
    for language in ("nl", "en"):
        client.cookies[COOKIE] = language
        answer = client.get("/toegankelijkheid/")
        assert (answer.status_code, answer.headers["Content-Language"]) == (200, language)
