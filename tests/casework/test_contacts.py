"""A contact in a minute: eight short fields, recorded once whatever happens on the way."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.casework.contacts import planned_until, without_a_date
from leerlus.casework.forms_contacts import NewContactForm
from leerlus.casework.models import Contact

pytestmark = pytest.mark.django_db
CITIZEN_NUMBER = "111222333"


def typed(person, client, **fields):
    """What the form of a contact sends."""
    return {
        "file": str(client.pk),
        "entry": str(uuid4()),
        "form_token": new_token(person.pk),
        "held_on": timezone.localdate().isoformat(),
        "form": "telephone",
        "kept": "yes",
        "techniques": ["goal_plan"],
        "confidence": "6",
        "agreement": "Belt de bakker.",
        "next_on": (timezone.localdate() + timedelta(days=14)).isoformat(),
        "note": "",
    } | fields


@pytest.fixture
def record(logged_in, fatima, file):
    """Fatima records a contact with her client; gives the answer of the server."""

    def send(by_script=False, **fields):
        headers = {"X-Requested-With": "fetch"} if by_script else {}
        return logged_in(fatima).post(
            reverse("contacts_today"), typed(fatima, file, **fields), headers=headers
        )

    return send


def test_check_42_a_contact_asks_eight_things(fatima):
    form = NewContactForm(fatima.pk, [])
    assert len([field for field in form.visible_fields() if field.name != "file"]) <= 8


def test_a_contact_is_recorded_with_what_was_typed_and_nothing_that_was_not(record, fatima):
    assert record().status_code == 302
    made = Contact.objects.get()
    assert made.caseworker == fatima
    assert made.content == {
        "form": "telephone",
        "kept": "yes",
        "techniques": ["goal_plan"],
        "confidence": 6,
        "agreement": "Belt de bakker.",
    }


@pytest.mark.parametrize("by_script", [False, True])
def test_the_same_entry_sent_twice_is_one_contact(record, by_script):
    entry = str(uuid4())
    first, second = (record(by_script, entry=entry) for _ in range(2))
    assert Contact.objects.count() == 1
    assert [first.status_code, second.status_code] == ([201, 200] if by_script else [302, 302])


def test_an_entry_with_the_id_of_somebody_elses_contact_changes_nothing(record, file_of, bram):
    theirs = Contact(case_file=file_of(bram), caseworker=bram)
    theirs.content = {"form": "video", "kept": "no"}
    theirs.save()
    assert record(entry=str(theirs.pk)).status_code == 404
    theirs.refresh_from_db()
    assert theirs.content == {"form": "video", "kept": "no"}


def test_a_client_of_a_colleague_cannot_be_chosen(record, file_of, bram):
    assert record(file=str(file_of(bram).pk)).status_code == 422
    assert not Contact.objects.exists()


def test_a_form_that_somebody_else_opened_is_not_recorded_under_ones_own_name(record, bram):
    assert record(form_token=new_token(bram.pk)).status_code == 422
    assert not Contact.objects.exists()


@pytest.mark.parametrize("field", ["agreement", "note"])
def test_check_38_a_citizen_service_number_stops_saving_and_what_was_typed_stays(record, field):
    answer = record(**{field: f"Zie {CITIZEN_NUMBER}"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert CITIZEN_NUMBER in page
    assert f'href="#id_{field}"' in page
    assert not Contact.objects.exists()


def test_a_telephone_number_warns_and_is_recorded(record):
    answer = record(by_script=True, note="Belt terug op 06-12345678.")
    assert answer.status_code == 201
    assert "06-12345678" in answer.content.decode()
    assert Contact.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"techniques": ["goal_plan", "setbacks", "feedback", "matching"]},
        {"confidence": "11"},
        {"held_on": "2999-01-01"},
        {"next_on": "2020-01-01"},
        {"form": "pigeon"},
    ],
    ids=["four techniques", "eleven", "to come", "before this one", "no such form"],
)
def test_what_cannot_be_is_said_at_the_field(record, fields):
    [name] = fields
    answer = record(**fields)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {name}
    assert not Contact.objects.exists()


def test_what_was_agreed_last_time_stands_above_the_form(record, logged_in, fatima, file):
    record(agreement="Maakt een lijst van drie bedrijven.")
    page = logged_in(fatima).get(reverse("contacts_today"), {"client": str(file.pk)}).content.decode()
    assert "Maakt een lijst van drie bedrijven." in page


def test_the_page_of_a_colleagues_client_shows_nothing_of_them(record, logged_in, bram, file):
    record(agreement="Maakt een lijst van drie bedrijven.")
    page = logged_in(bram).get(reverse("contacts_today"), {"client": str(file.pk)}).content.decode()
    assert "Maakt een lijst" not in page
    assert file.shown_reference not in page


def test_who_waits_longest_stands_first_and_a_newer_contact_replaces_the_plan(fatima, file_of):
    today, actor = timezone.localdate(), actor_of(fatima)
    late, soon, later, met = (file_of(fatima) for _ in range(4))
    for one, days in ((late, -3), (soon, 2), (later, 30), (met, -5)):
        _contact(one, fatima, held=-10, planned=days)
    _contact(met, fatima, held=-1, planned=None)
    assert list(planned_until(actor, today + timedelta(days=7))) == [late, soon]
    assert list(without_a_date(actor)) == [met]


def test_a_contact_is_corrected_and_a_newer_change_is_not_overwritten(record, logged_in, fatima, file):
    record()
    made = Contact.objects.get()
    client, address = logged_in(fatima), reverse("contact", args=[made.pk])
    sent = typed(fatima, file, entry=str(made.pk), note="Verbeterd.", revision="0")
    assert client.post(address, sent).status_code == 302
    made.refresh_from_db()
    assert made.content["note"] == "Verbeterd."
    stale = client.post(address, sent | {"note": "Ouder venster."})
    assert stale.status_code == 409
    assert "Ouder venster." in stale.content.decode()
    made.refresh_from_db()
    assert made.content["note"] == "Verbeterd."


def test_a_contact_recorded_by_mistake_can_be_deleted(record, logged_in, fatima):
    record()
    logged_in(fatima).post(reverse("delete_contact", args=[Contact.objects.get().pk]))
    assert not Contact.objects.exists()


def test_the_page_asks_no_more_of_the_database_when_there_are_more_clients(
    logged_in, fatima, file_of, django_assert_max_num_queries
):
    for _ in range(5):
        _contact(file_of(fatima), fatima, held=-10, planned=1)
    client = logged_in(fatima)
    with django_assert_max_num_queries(13):
        client.get(reverse("contacts_today"))


def _contact(file, person, *, held, planned):
    today = timezone.localdate()
    made = Contact(
        case_file=file,
        caseworker=person,
        held_on=today + timedelta(days=held),
        next_on=None if planned is None else today + timedelta(days=planned),
    )
    made.content = {"form": "telephone", "kept": "not_applicable"}
    made.save()
    return made
