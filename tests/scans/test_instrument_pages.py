"""Filling in any instrument through its pages: for whom it is, what one reads afterwards, and that it is one's own."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.access.shares import share
from leerlus.advice.models import Advice
from leerlus.content.catalogue import load_catalogue
from leerlus.content.instrument import current_instrument, current_instruments
from leerlus.content.profile_words import load_profile_words
from leerlus.organisations.models import Municipality, Team
from leerlus.organisations.roles import Role
from leerlus.release.models import PublishedFigure, Round
from leerlus.release.rules.levels import Level
from leerlus.scans.models import Sitting
from leerlus.scans.offered import instruments_for
from leerlus.scans.sittings import start_sitting
from tests.scans.taking import finished

NOT_VALIDATED = load_profile_words().not_validated.nl
FOR_CASEWORKERS = ["craftsmanship_self", "craftsmanship_team", "organisation_scan", "post_evaluation"]
FOR_MANAGERS = ["craftsmanship_team", "organisation_scan_manager", "manager_scan"]


def page_of(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def middle(code: str) -> dict[str, int]:
    """The middle of every scale: an answer for each question that has one."""
    instrument = current_instrument(code)
    return {
        item.id: instrument.points(item)[len(instrument.points(item)) // 2]
        for item in instrument.items
        if item.kind == "rating"
    }


def test_somebody_is_offered_what_the_content_gives_to_their_role(fatima, erik, noor):
    offered = {
        name: [one.code for one in instruments_for(actor_of(person))]
        for name, person in {"fatima": fatima, "erik": erik, "noor": noor}.items()
    }
    assert offered == {"fatima": ["quickscan", *FOR_CASEWORKERS], "erik": FOR_MANAGERS, "noor": []}


@pytest.mark.parametrize("code", [one.code for one in current_instruments()])
def test_an_instrument_of_another_role_is_not_there(code, fatima, erik, logged_in):
    instrument = current_instrument(code)
    for person in (fatima, erik):
        answer = logged_in(person).get(f"/mijn-vak/scan/{instrument.address}/")
        mine = instrument in instruments_for(actor_of(person))
        assert answer.status_code == (200 if mine else 404)


@pytest.mark.parametrize("code", FOR_CASEWORKERS)
def test_a_caseworker_fills_in_every_page_and_reads_the_answers_in_words(code, fatima, logged_in):
    client, instrument = logged_in(fatima), current_instrument(code)
    url = client.post(f"/mijn-vak/scan/{instrument.address}/").url
    for _ in range(len(instrument.pages)):
        assert client.get(url).status_code == 200
        token = {"form_token": new_token(fatima.pk)}
        url = client.post(url, token | {item: str(point) for item, point in middle(code).items()}).url
    assert url.endswith("/klaar/")
    page = client.post(url, follow=True).content.decode()
    assert instrument.name.nl in page
    assert "Wat je antwoordde" in page
    assert Sitting.objects.get().finished_at is not None


@pytest.mark.parametrize("code", FOR_CASEWORKERS)
def test_check_13_every_result_says_that_it_is_not_validated(code, fatima, logged_in):
    made = finished(fatima, code, **middle(code))
    assert NOT_VALIDATED in page_of(logged_in(fatima), f"/mijn-vak/scan/{made.pk}/")


@pytest.mark.parametrize("code", FOR_MANAGERS)
def test_check_13_every_result_of_a_manager_says_so_too(code, erik, logged_in):
    made = finished(erik, code, **middle(code))
    assert NOT_VALIDATED in page_of(logged_in(erik), f"/mijn-vak/scan/{made.pk}/")


def test_check_12_a_facet_near_a_cut_reads_on_the_border(fatima, logged_in):
    made = finished(fatima, "organisation_scan", OS20=3, OS18=5, OS19=5)
    page = page_of(logged_in(fatima), f"/mijn-vak/scan/{made.pk}/")
    assert "op de grens van laag en midden" in page
    assert "hoog" in page


def test_check_09_a_facet_with_too_few_answers_reads_unknown_and_not_nought(fatima, logged_in):
    made = finished(fatima, "organisation_scan", OS1=5)
    page = page_of(logged_in(fatima), f"/mijn-vak/scan/{made.pk}/")
    assert page.count("<span>onbekend</span>") == 9


def test_behaviours_are_told_one_by_one_without_a_mark(fatima, logged_in):
    made = finished(fatima, "craftsmanship_self", **middle("craftsmanship_self"))
    page = page_of(logged_in(fatima), f"/mijn-vak/scan/{made.pk}/")
    assert page.count("<span>maandelijks</span>") == 12
    assert "(voor onderzoek)" not in page
    assert not re.search(r"\b50\b", page)


def test_a_manager_gets_one_card_for_the_lowest_answer(erik, logged_in):
    made = finished(erik, "manager_scan", MG1=4, MG4=2, MG6=3)
    page = page_of(logged_in(erik), f"/mijn-vak/scan/{made.pk}/")
    assert "Maak de stap kleiner" in page
    assert page.count("leerlus-card--main") == 1


def test_what_a_manager_filled_in_is_seen_by_nobody_else(
    erik, fatima, dirk, sam, make_person, team, logged_in
):
    made = finished(erik, "manager_scan", MG1=4)
    other = make_person("Karin", Role.TEAM_MANAGER, team)
    for person in (fatima, dirk, sam, other):
        assert logged_in(person).get(f"/mijn-vak/scan/{made.pk}/").status_code == 404


def test_a_manager_sees_no_scan_of_a_caseworker_through_the_pages_both_have(erik, fatima, logged_in):
    made = finished(fatima, "organisation_scan", OS1=4)
    begun = start_sitting(actor_of(fatima), "craftsmanship_team")
    client = logged_in(erik)
    for url in (
        f"/mijn-vak/scan/{made.pk}/",
        f"/mijn-vak/scan/{begun.pk}/1/",
        f"/mijn-vak/scan/{begun.pk}/klaar/",
    ):
        assert client.get(url).status_code == 404


def test_finishing_another_instrument_gives_no_advice(fatima):
    finished(fatima, "organisation_scan", OS1=4)
    assert not Advice.objects.exists()


def test_only_the_profile_of_a_quickscan_can_be_shared(fatima, bram, logged_in):
    made = finished(fatima, "organisation_scan", OS1=4)
    assert logged_in(fatima).get(f"/mijn-vak/profiel/{made.pk}/delen/").status_code == 404
    share(actor_of(fatima), made, bram, timezone.localdate() + timedelta(days=5), {"opening"})
    assert logged_in(bram).get(f"/mijn-vak/profiel/{made.pk}/").status_code == 404
    assert logged_in(bram).get(f"/mijn-vak/scan/{made.pk}/").status_code == 404


def test_the_address_of_a_profile_leads_to_the_result_that_it_is(fatima, logged_in):
    made = finished(fatima, "organisation_scan", OS1=4)
    scan = finished(fatima, "quickscan", ATT1=4)
    client = logged_in(fatima)
    assert client.get(f"/mijn-vak/profiel/{made.pk}/").url == f"/mijn-vak/scan/{made.pk}/"
    assert client.get(f"/mijn-vak/scan/{scan.pk}/").url == f"/mijn-vak/profiel/{scan.pk}/"


def test_a_result_that_is_not_there_yet_leads_to_the_questions(fatima, logged_in):
    begun = start_sitting(actor_of(fatima), "organisation_scan")
    assert logged_in(fatima).get(f"/mijn-vak/scan/{begun.pk}/").url == f"/mijn-vak/scan/{begun.pk}/1/"


def test_an_open_sitting_of_one_instrument_leaves_the_others_alone(fatima):
    actor = actor_of(fatima)
    one, other = start_sitting(actor, "organisation_scan"), start_sitting(actor, "craftsmanship_self")
    assert one != other
    assert start_sitting(actor, "organisation_scan") == one


def test_the_page_of_an_instrument_lists_what_was_filled_in_before(
    fatima, logged_in, django_assert_max_num_queries
):
    for days_ago in (200, 100):
        finished(fatima, "craftsmanship_self", days_ago, CB1=2)
    client = logged_in(fatima)
    page = page_of(client, "/mijn-vak/scan/gedrag/")
    assert page.count("/mijn-vak/scan/") == page.count('<li><a href="/mijn-vak/scan/') == 2
    with django_assert_max_num_queries(9):
        client.get("/mijn-vak/scan/gedrag/")


def test_a_question_with_a_word_for_every_point_shows_all_words(fatima, logged_in):
    begun = start_sitting(actor_of(fatima), "craftsmanship_self")
    page = page_of(logged_in(fatima), f"/mijn-vak/scan/{begun.pk}/1/")
    assert page.count("om de week") == 3
    assert "Hoe vaak deed jij dit in de afgelopen drie maanden?" in page


def test_dont_know_has_the_words_of_the_instrument(fatima, logged_in):
    begun = start_sitting(actor_of(fatima), "organisation_scan")
    assert page_of(logged_in(fatima), f"/mijn-vak/scan/{begun.pk}/1/").count("weet ik niet / sla over") == 3


def test_check_62_every_instrument_switches_to_english_and_keeps_the_answers(fatima, logged_in):
    client = logged_in(fatima)
    begun = start_sitting(actor_of(fatima), "organisation_scan")
    begun.store_answers({"OS1": 4})
    client.post("/taal/", {"language": "en", "next": "/"})
    page = page_of(client, f"/mijn-vak/scan/{begun.pk}/1/")
    assert "I may depart from the standard when that helps a client." in page
    assert 'name="OS1" value="4" checked' in page
    assert Sitting.objects.get().answers == {"OS1": 4}


def test_check_68_without_any_file_of_a_client_everything_can_be_filled_in(fatima, erik, logged_in):
    for person, codes in ((fatima, ["quickscan", *FOR_CASEWORKERS]), (erik, FOR_MANAGERS)):
        client = logged_in(person)
        for code in codes:
            made = finished(person, code, **middle(code))
            assert client.get(f"/mijn-vak/scan/{made.pk}/", follow=True).status_code == 200
        assert client.get("/mijn-vak/").status_code == 200


@pytest.fixture
def published(team):
    """Something a closed round told about Team Noord."""
    municipality = team.municipality
    municipality.works_council_reference, municipality.works_council_date = "OR-1", timezone.localdate()
    municipality.save()
    closed = Round.objects.create(
        municipality=municipality,
        opened_on=timezone.localdate(),
        closed_on=timezone.localdate(),
        rule_version=1,
    )

    def tell(measure: str, value: int) -> None:
        PublishedFigure.objects.create(
            round=closed, level=Level.TEAM.value, team=team, measure=measure, value=value, contributors="8-10"
        )

    return tell


def test_a_manager_reads_beside_each_facet_what_the_team_says_as_a_whole(erik, logged_in, published):
    published("organisation_scan.REF", 20)
    published("quickscan.sn", 60)
    made = finished(erik, "organisation_scan_manager", OS4=5, OS5=5)
    page = page_of(logged_in(erik), f"/mijn-vak/scan/{made.pk}/")
    assert page.count("Je team als geheel zegt: laag.") == page.count("Je team als geheel zegt") == 1


@pytest.mark.parametrize(("value", "word"), [(45, "laag"), (50, "midden"), (70, "midden"), (75, "hoog")])
def test_the_level_of_the_team_is_the_one_of_the_team_picture(erik, logged_in, published, value, word):
    published("organisation_scan.REF", value)
    made = finished(erik, "organisation_scan_manager", OS4=5, OS5=5)
    assert f"Je team als geheel zegt: {word}." in page_of(logged_in(erik), f"/mijn-vak/scan/{made.pk}/")


def test_what_the_team_says_stands_there_too_when_the_manager_did_not_answer(erik, logged_in, published):
    published("organisation_scan.REF", 90)
    made = finished(erik, "organisation_scan_manager", OS1=5)
    assert "Je team als geheel zegt: hoog." in page_of(logged_in(erik), f"/mijn-vak/scan/{made.pk}/")


def test_without_a_published_picture_the_page_says_so(erik, logged_in):
    made = finished(erik, "organisation_scan_manager", OS4=5, OS5=5)
    page = page_of(logged_in(erik), f"/mijn-vak/scan/{made.pk}/")
    assert "Er is nog geen gepubliceerd beeld van je team" in page
    assert "Je team als geheel zegt" not in page


def test_the_picture_of_another_team_is_not_laid_beside_it(make_person, municipality, logged_in, published):
    published("organisation_scan.REF", 20)
    elsewhere = make_person(
        "Karin", Role.TEAM_MANAGER, Team.objects.create(municipality=municipality, name="Zuid")
    )
    made = finished(elsewhere, "organisation_scan_manager", OS4=5, OS5=5)
    assert "Je team als geheel zegt" not in page_of(logged_in(elsewhere), f"/mijn-vak/scan/{made.pk}/")


def test_a_number_is_asked_kept_and_shown_again_and_a_wrong_one_comes_back_as_typed(fatima, logged_in):
    """The questions that are filled in with a client have no page of their own yet; the engine can take them."""
    begun = start_sitting(actor_of(fatima), "client_diagnostics")
    client, url = logged_in(fatima), f"/mijn-vak/scan/{begun.pk}/3/"
    refused = client.post(url, {"form_token": new_token(fatima.pk), "DX10": "veel", "DX8": "4"})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Vul een heel getal in van 0 tot en met 100." in page
    assert 'value="veel" aria-invalid="true"' in page
    client.post(url, {"form_token": new_token(fatima.pk), "DX10": "12"})
    assert Sitting.objects.get().answers["DX10"] == 12
    assert re.search(r'name="DX10"[^>]* value="12">', page_of(client, url))


def test_what_was_learned_can_be_chosen_from_the_catalogue_or_put_in_own_words(fatima, logged_in):
    begun = start_sitting(actor_of(fatima), "post_evaluation")
    client, url = logged_in(fatima), f"/mijn-vak/scan/{begun.pk}/1/"
    page = page_of(client, url)
    assert page.count("<option value=") == len(load_catalogue().entries)
    client.post(url, {"form_token": new_token(fatima.pk), "PE0": "Gesprek & <b>koffie</b>"})
    assert 'value="Gesprek &amp; &lt;b&gt;koffie&lt;/b&gt;"' in page_of(client, url)


def test_justice_is_not_asked_of_anybody_while_it_is_off(fatima, logged_in):
    begun = start_sitting(actor_of(fatima), "client_diagnostics")
    page = page_of(logged_in(fatima), f"/mijn-vak/scan/{begun.pk}/4/")
    assert "Maakt dit het zoeken naar werk lastig?" in page
    assert page.count("wil ik niet zeggen") == 7
    assert "Justitie" not in page


def test_check_66_membership_of_the_professional_association_is_asked_of_nobody_and_may_be_skipped(
    fatima, logged_in
):
    """Taking part is one behaviour, "as a member or out of interest"; no instrument and no setting asks who is one."""
    asked = {
        (instrument.code, item.id)
        for instrument in current_instruments()
        for item in instrument.items
        if "bvk" in item.text.nl.lower() or "beroepsvereniging" in item.text.nl.lower()
    }
    assert asked == {("craftsmanship_self", "CB12"), ("craftsmanship_team", "CB12")}
    assert not [field.name for field in Municipality._meta.get_fields() if "member" in field.name.split("_")]
    made = finished(fatima, "craftsmanship_self", CB1=3)
    page = logged_in(fatima).get(f"/mijn-vak/scan/{made.pk}/")
    assert page.status_code == 200
