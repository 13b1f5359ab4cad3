"""What each reads and does: the team its set, a manager the charter, a knowledge manager the question and the dates."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leerlus.access.actor import actor_of
from leerlus.access.personal_content import export_personal_content
from leerlus.access.retention import delete_what_is_over
from leerlus.content.files import pinned_checksums
from leerlus.content.measurement import FOLDER, load_field_library, load_measurement_charter
from leerlus.content.texts import checksum
from leerlus.measurement.models import MeasurementSet, SetAgreement
from leerlus.measurement.personal_content import erase_yeses
from leerlus.organisations.models import Team
from leerlus.organisations.roles import Role
from tests.measurement.designs import agreed_by, proposed
from tests.measurement.test_life import days_ago, ran


def address(name: str, found: MeasurementSet) -> str:
    return reverse(name, args=[found.pk])


def test_three_people_say_yes_on_their_own_page_and_it_begins(send, page, waiting, group, fatima):
    for person in group:
        assert "Er wordt nog niets gemeten" not in page(person, address("agree_to_set", waiting))
        send(person, address("agree_to_set", waiting))
    text = page(fatima, address("measurement_set", waiting))
    assert "Jullie meten dit nu." in text
    assert "Je zei ja op" in text


def test_a_manager_reads_the_charter_with_the_yes_and_a_caseworker_does_not(page, waiting, erik, fatima):
    statements = [one.nl for one in load_measurement_charter().statements]
    assert "Voor leren, niet voor beoordelen" in page(erik, address("agree_to_set", waiting))
    assert [one for one in statements if one not in page(erik, address("agree_to_set", waiting))] == []
    assert "onderschrijf" not in page(fatima, address("agree_to_set", waiting)).lower()


def test_nobody_reads_who_said_yes_and_who_did_not(page, waiting, fatima, bram, erik):
    agreed_by(waiting, fatima)
    for reader, others in (
        (fatima, ("Bram", "Erik")),
        (bram, ("Fatima", "Erik")),
        (erik, ("Fatima", "Bram")),
    ):
        text = page(reader, address("measurement_set", waiting))
        assert "Nog niet alle klantmanagers van het team zeiden ja." in text
        assert [name for name in others if name in text] == []
    assert "Je zei ja op" not in page(bram, address("measurement_set", waiting))


def test_check_75_the_page_says_that_the_works_council_did_not_agree_yet(page, waiting, municipality, fatima):
    municipality.works_council_date = None
    municipality.save()
    text = page(fatima, address("measurement_set", waiting))
    assert "De instemming van de ondernemingsraad is niet vastgelegd." in text


def test_a_caseworker_reopens_on_the_page_and_a_manager_has_no_such_page(send, page, running, fatima, erik):
    assert "Heropen de meting" not in page(erik, address("measurement_set", running))
    assert send(erik, address("reopen_set", running)).status_code == 404
    assert "Heropen de meting" in page(fatima, address("measurement_set", running))
    answer = send(fatima, address("reopen_set", running))
    made = MeasurementSet.objects.get(closed_on=None)
    assert answer.url == address("measurement_set", made)
    assert "Jullie ontwerpen dit samen." in page(fatima, answer.url)
    assert send(fatima, address("reopen_set", running)).url == address("measurement_set", running)


def test_a_yes_is_taken_back_on_the_page(send, page, running, bram, fatima):
    send(bram, address("take_back_yes", running))
    assert "De meting begint als iedereen ja zei." in page(fatima, address("measurement_set", running))
    assert not SetAgreement.objects.filter(person=bram).exists()


def test_check_41_the_page_of_renewal_does_not_go_on_without_the_question(send, page, running, fatima):
    ended = ran(running, days_ago(60), days_ago(1))
    assert "Wordt er naar de meting toegewerkt?" in page(fatima, address("renew_set", ended))
    refused = send(fatima, address("renew_set", ended), why="Dat merken we niet")
    assert refused.status_code == 422
    assert "Beantwoord dit eerst." in refused.content.decode()
    answer = send(fatima, address("renew_set", ended), worked_towards="yes", why="We bellen vaker op maandag")
    assert "We bellen vaker op maandag" in page(fatima, answer.url)


def test_the_team_page_leads_to_what_the_team_measures(page, running, fatima, erik):
    for person in (fatima, erik):
        assert reverse("measurement") in page(person, "/team/")
        assert running.question in page(person, reverse("measurement"))


def test_a_knowledge_manager_reads_question_and_dates_and_nothing_else(page, running, noor, logged_in):
    assert reverse("active_sets") in page(noor, "/beeld/")
    text = page(noor, reverse("active_sets"))
    assert running.question in text
    hidden = [running.design[name] for name in ("outcome_a", "act_a", "outcome_b", "act_b", "own_1_question")]
    assert [words for words in hidden if words in text] == []
    assert logged_in(noor).get(address("measurement_set", running)).status_code == 404


def test_a_knowledge_manager_does_not_read_what_is_still_being_designed(page, waiting, noor):
    assert waiting.question not in page(noor, reverse("active_sets"))


def test_the_list_of_the_municipality_takes_as_many_queries_for_one_set_as_for_many(
    logged_in, running, noor, municipality, make_person
):
    def queries() -> int:
        with CaptureQueriesContext(connection) as taken:
            assert logged_in(noor).get(reverse("active_sets")).status_code == 200
        return len(taken)

    queries()
    for number in range(4):
        team = Team.objects.create(municipality=municipality, name=f"Team {number}")
        people = [
            make_person(f"Iemand{number}{role}{one}", role, team)
            for role, one in ((Role.CASEWORKER, 1), (Role.CASEWORKER, 2), (Role.TEAM_MANAGER, 1))
        ]
        agreed_by(proposed(people[0], team), *people)
    before = queries()
    assert MeasurementSet.objects.active().count() == 5
    assert queries() == before


def test_an_earlier_version_stays_readable(send, page, running, fatima):
    send(fatima, address("reopen_set", running))
    assert address("measurement_set", running) in page(fatima, reverse("former_sets"))
    assert "Dit is een eerdere versie." in page(fatima, address("measurement_set", running))


def test_the_export_holds_the_own_yes_and_erasing_takes_it(running, fatima):
    exported = export_personal_content(actor_of(fatima))["measurement"]
    assert [one["question"] for one in exported] == [running.question]
    erase_yeses(fatima.pk)
    assert not SetAgreement.objects.filter(person=fatima).exists()
    assert SetAgreement.objects.count() == 2


@pytest.mark.parametrize(("days", "left"), [(364, 3), (366, 0)])
def test_a_yes_goes_a_year_after_the_measurement(running, municipality, days, left):
    ran(running, days_ago(days + 60), days_ago(days))
    delete_what_is_over(municipality.pk, lambda *_: None)
    assert SetAgreement.objects.count() == left


def test_a_design_nobody_goes_on_with_is_deleted_and_one_before_the_team_is_not(draft, municipality):
    MeasurementSet.objects.update(saved_at=f"{days_ago(91)}T09:00:00Z", proposed_on=days_ago(91))
    delete_what_is_over(municipality.pk, lambda *_: None)
    assert MeasurementSet.objects.exists()
    MeasurementSet.objects.update(proposed_on=None, saved_at=f"{days_ago(89)}T09:00:00Z")
    delete_what_is_over(municipality.pk, lambda *_: None)
    assert MeasurementSet.objects.exists()
    MeasurementSet.objects.update(saved_at=f"{days_ago(91)}T09:00:00Z")
    delete_what_is_over(municipality.pk, lambda *_: None)
    assert not MeasurementSet.objects.exists()


def test_what_a_released_version_of_library_and_charter_says_never_changes():
    said = {"field_library-1": load_field_library(1), "charter-1": load_measurement_charter(1)}
    assert {name: checksum(content) for name, content in said.items()} == pinned_checksums(FOLDER)


def test_the_library_holds_every_field_of_the_domain_specification():
    assert set(load_field_library().field) == {
        "contact_form",
        "minutes",
        "technique_tags",
        "client_confidence",
        "agreement_kept",
        "job_search_subset",
        "trajectory",
        "reason",
        "outcome_events",
        "client_card",
    }


def test_the_start_page_asks_to_read_a_design_until_the_own_yes(page, waiting, fatima, erik):
    for person in (fatima, erik):
        assert "Lees wat je team wil meten" in page(person, "/")
    agreed_by(waiting, fatima)
    assert "Lees wat je team wil meten" not in page(fatima, "/")


def test_the_start_page_names_the_day_to_look_together_when_it_is_near(page, running, fatima):
    assert "Kijk samen naar wat jullie meten" not in page(fatima, "/")
    MeasurementSet.objects.update(next_look_on=days_ago(-3))
    assert "Kijk samen naar wat jullie meten" in page(fatima, "/")


def test_a_draft_waits_for_nobody(page, draft, fatima):
    assert "Lees wat je team wil meten" not in page(fatima, "/")


def test_what_has_ended_waits_for_nobody(page, running, fatima, bram):
    SetAgreement.objects.filter(person=bram).delete()
    ran(running, days_ago(60), days_ago(1))
    for person in (fatima, bram):
        assert "meten" not in page(person, "/")
