"""A team looks together: only what everybody agreed to, only of who said yes, made once, for that team alone."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlus.access.door import visible
from leerlus.access.forms_once import new_token
from leerlus.casework.files import open_file
from leerlus.casework.models import Contact
from leerlus.measurement.models import MeasurementSet
from leerlus.organisations.models import Team
from leerlus.organisations.roles import Role
from leerlus.pictures.models import TeamPicture
from leerlus.pictures.rules.session import Waits
from leerlus.pictures.session import NoPicture, make_picture, weeks_to_see
from leerlus.release.models import Unchangeable
from leerlus.release.participation import pause
from tests.measurement.designs import agreed_by, proposed, works_council_agrees

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
BEGUN = TODAY - timedelta(days=60)


@pytest.fixture
def group(make_person, team, municipality):
    """Six caseworkers, in a municipality whose works council agreed."""
    works_council_agrees(municipality)
    return [make_person(f"Werker{number}", Role.CASEWORKER, team) for number in range(6)]


@pytest.fixture
def running(group, erik, team) -> MeasurementSet:
    """Everybody said yes sixty days ago."""
    found = agreed_by(proposed(group[0], team), *group, erik)
    MeasurementSet.objects.filter(pk=found.pk).update(running_since=BEGUN, proposed_on=BEGUN)
    found.agreements.update(said_at=timezone.make_aware(datetime.combine(BEGUN, time(12))))
    found.refresh_from_db()
    return found


@pytest.fixture
def spoken(group, team, actor, running):
    """Three clients of each, spoken in each of the weeks; who named the step is answered."""

    def speak(*people) -> None:
        for person in people or group:
            for client in range(3):
                file = open_file(actor(person), team)
                for days in range(50, 4, -7):
                    _contact(file, person, TODAY - timedelta(days=days + client), running)

    return speak


def _contact(file, person, on, found) -> None:
    made = Contact(case_file=file, caseworker=person, held_on=on)
    made.content = {
        "form": "telephone",
        "techniques": ["goal_plan"],
        "kept": "yes",
        "confidence": 6,
        "note": "GEHEIM",
        "measured": {f"{found.pk}:own_1": "samen", "another:own_1": "ik"},
    }
    made.save()


def made(actor, person, found) -> TeamPicture:
    return make_picture(actor(person), found, caseworkers=4, managers=1)


def test_a_picture_tells_only_the_fields_that_were_agreed(spoken, actor, erik, running):
    spoken()
    told = made(actor, erik, running).told
    assert [field.key for field in told.fields] == ["contact_form", "client_confidence", "own_1"]
    assert told.fields[1].mean == 60
    assert told.fields[2].counts["ik"] is None
    assert told.fields[2].counts["samen"] == told.contacts
    assert "GEHEIM" not in str(told)


def test_check_40_without_the_yes_of_everybody_there_is_no_picture(group, erik, team, actor):
    found = agreed_by(proposed(group[0], team), *group[:5], erik)
    with pytest.raises(NoPicture) as refused:
        made(actor, erik, found)
    assert refused.value.why is Waits.NOT_ACTIVE


def test_check_75_without_the_consent_of_the_works_council_there_is_no_picture(
    spoken, actor, erik, running, municipality, logged_in
):
    spoken()
    made(actor, erik, running)
    municipality.works_council_reference = ""
    municipality.save()
    running.team.municipality.refresh_from_db()
    with pytest.raises(NoPicture):
        made(actor, erik, running)
    assert "contacten met" not in logged_in(erik).get(reverse("team_session", args=[running.pk])).text


def test_of_who_paused_nothing_is_read(spoken, actor, erik, running, group):
    spoken()
    for person in group[:2]:
        pause(person.pk)
    with pytest.raises(NoPicture) as refused:
        made(actor, erik, running)
    assert refused.value.why is Waits.TOO_FEW_CASEWORKERS


def test_who_joined_later_counts_only_after_their_own_yes(spoken, actor, erik, running, group):
    spoken()
    running.agreements.filter(person__in=group[:2]).update(said_at=timezone.now())
    with pytest.raises(NoPicture) as refused:
        made(actor, erik, running)
    assert refused.value.why is Waits.TOO_FEW_CASEWORKERS


def test_a_contact_is_in_one_picture_and_the_next_one_waits_for_four_weeks(spoken, actor, erik, running):
    spoken()
    first = made(actor, erik, running)
    running.refresh_from_db()
    assert weeks_to_see(running) == ()
    with pytest.raises(NoPicture) as refused:
        made(actor, erik, running)
    assert refused.value.why is Waits.TOO_FEW_WEEKS
    assert first.last_day < TODAY
    with pytest.raises(Unchangeable):
        first.save()


def test_looking_together_is_kept_with_the_picture(spoken, actor, erik, running):
    spoken()
    made(actor, erik, running)
    running.refresh_from_db()
    assert running.next_look_on > TODAY + timedelta(days=40)


def test_a_table_without_caseworkers_in_the_majority_is_refused(spoken, actor, erik, running, logged_in):
    spoken()
    with pytest.raises(ValueError, match="together"):
        make_picture(actor(erik), running, caseworkers=1, managers=1)
    answer = logged_in(erik).post(
        reverse("team_session", args=[running.pk]),
        {"form_token": new_token(erik.pk), "caseworkers": "1", "managers": "1"},
    )
    assert answer.status_code == 422
    assert not TeamPicture.objects.exists()


def test_the_team_makes_it_on_the_page_and_reads_who_the_clients_are_first(
    spoken, group, erik, running, logged_in
):
    spoken()
    client = logged_in(group[0])
    address = reverse("team_session", args=[running.pk])
    form = {"form_token": new_token(group[0].pk), "caseworkers": "4", "managers": "1"}
    assert client.post(address, form).status_code == 302
    text = client.get(address).text
    assert text.index("Eerst: wie de cliënten zijn") < text.index("Wat we maten")
    assert f"team_session/{running.pk}" in text
    manager = logged_in(erik).get(address).text
    assert "team_session/" not in manager
    assert "Wat zou toeval kunnen zijn?" in manager
    assert "GEHEIM" not in text + manager


def test_another_team_and_other_roles_do_not_find_it(
    spoken, actor, erik, running, make_person, municipality, noor, dirk, sam, logged_in
):
    spoken()
    picture = made(actor, erik, running)
    south = Team.objects.create(municipality=municipality, name="Zuid")
    strangers = [
        make_person("Karin", Role.TEAM_MANAGER, south),
        make_person("Petra", Role.CASEWORKER, south),
        noor,
        dirk,
        sam,
    ]
    for person in strangers:
        assert logged_in(person).get(reverse("team_session", args=[running.pk])).status_code == 404
        assert not visible(actor(person), TeamPicture).filter(pk=picture.pk).exists()


def test_the_page_asks_no_more_for_more_contacts(
    spoken, actor, erik, running, logged_in, django_assert_max_num_queries
):
    spoken()
    made(actor, erik, running)
    client = logged_in(erik)
    address = reverse("team_session", args=[running.pk])
    client.get(address)
    with django_assert_max_num_queries(22) as asked:
        client.get(address)
    assert not any('"casework_contact"' in query["sql"] for query in asked.captured_queries)
