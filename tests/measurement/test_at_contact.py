"""What a team agreed to measure is asked at a contact, sealed with it, and not asked any more when the set stopped."""

from uuid import uuid4

import pytest
from django.urls import reverse

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.casework.files import open_file
from leerlus.casework.models import Contact
from leerlus.measurement.capturing import fields_to_capture
from leerlus.measurement.life import take_back
from tests.measurement.designs import TODAY


@pytest.fixture
def client_file(fatima, team):
    return open_file(actor_of(fatima), team)


@pytest.fixture
def record(logged_in, fatima, client_file):
    """Fatima records a contact, with these answers to what is measured."""

    def send(address, **measured):
        return logged_in(fatima).post(
            address,
            {
                "file": str(client_file.pk),
                "entry": str(uuid4()),
                "form_token": new_token(fatima.pk),
                "held_on": TODAY.isoformat(),
                "form": "telephone",
                "kept": "yes",
                "revision": "0",
                **{f"measured-{name}": value for name, value in measured.items()},
            },
        )

    return send


def own_field(fatima) -> str:
    """The name under which the answer to the team's own question is kept."""
    [own] = [field for field in fields_to_capture(fatima.pk, TODAY) if field.kind != "library"]
    return f"{own.set_id}:{own.key}"


def test_the_form_of_a_contact_asks_what_the_team_agreed_on(logged_in, fatima, running):
    form = logged_in(fatima).get(reverse("contacts_today")).context["form"]
    assert f"measured-{own_field(fatima)}" in form.fields


def test_an_answer_is_kept_with_the_contact_and_shown_when_it_is_corrected(
    logged_in, record, fatima, running
):
    name = own_field(fatima)
    assert record(reverse("contacts_today"), **{name: "samen"}).status_code == 302
    made = Contact.objects.get()
    assert made.content["measured"] == {name: "samen"}
    form = logged_in(fatima).get(reverse("contact", args=[made.pk])).context["form"]
    assert form[f"measured-{name}"].value() == "samen"


def test_a_stopped_set_asks_nothing_and_correcting_keeps_what_was_answered(record, fatima, bram, running):
    name = own_field(fatima)
    record(reverse("contacts_today"), **{name: "samen"})
    take_back(actor_of(bram), running)
    made = Contact.objects.get()
    assert record(reverse("contact", args=[made.pk]), **{name: "ik"}).status_code == 302
    made.refresh_from_db()
    assert made.revision == 1
    assert made.content["measured"] == {name: "samen"}


def test_nothing_is_kept_of_an_answer_nobody_asked_for(record, running):
    record(reverse("contacts_today"), **{f"{uuid4()}:own_1": "ik"})
    assert "measured" not in Contact.objects.get().content
