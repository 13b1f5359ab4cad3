"""Taking along and erasing what Leerlus keeps of somebody (check 18)."""

import json
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlus.access import personal_content
from leerlus.access.audit import first_broken_link
from leerlus.access.forms_once import new_token, store_once
from leerlus.access.keyring import KeyProblem, key_of
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent, Share, SubmittedForm
from leerlus.access.personal_content import (
    choices,
    erase_again,
    erase_personal_content,
    export_personal_content,
    kept_of,
    register_section,
    registered_sections,
)
from leerlus.access.shares import share
from leerlus.access.vault import seal, unseal
from leerlus.organisations.models import Membership
from tests.conftest import PASSWORD


@pytest.fixture(autouse=True)
def notes(monkeypatch) -> dict[UUID, list[str]]:
    """The sections of `access` itself and one of an app, kept in memory."""
    kept: dict[UUID, list[str]] = {}
    own = {name: personal_content._SECTIONS[name] for name in ("account", "shares", "log")}
    monkeypatch.setattr(personal_content, "_SECTIONS", own)
    register_section("notes", lambda pk: kept.get(pk, []), lambda pk: kept.pop(pk, None), label="Notities")
    return kept


@pytest.fixture
def shared(actor, as_record, row_of, fatima, bram) -> Share:
    as_record(Record.PLAN)
    return share(actor(fatima), row_of(fatima), bram, timezone.localdate())


def erase(client, person, **fields):
    return client.post(
        "/mijn-gegevens/wissen/", {"password": PASSWORD, "form_token": new_token(person.pk)} | fields
    )


def test_something_that_stays_needs_a_reason():
    with pytest.raises(ValueError, match="say why"):
        register_section("secret", lambda pk: [], None)
    assert "secret" not in registered_sections()


def test_a_section_without_a_label_goes_by_its_name():
    register_section("goals", lambda pk: [], lambda pk: None)
    assert registered_sections() == ("account", "goals", "log", "notes", "shares")
    assert personal_content._SECTIONS["goals"].label == "goals"


@pytest.mark.parametrize(
    ("content", "count"),
    [
        ([], 0),
        (["a", "b"], 2),
        ({}, 0),
        ({"x": ["a"], "y": ["b", "c"]}, 3),
        ({"x": 1}, 1),
        ({"x": None, "y": []}, 0),
        ({"x": "since", "y": ["a", "b"]}, 3),
        (None, 0),
        ("text", 1),
    ],
)
def test_what_is_kept_is_counted(fatima, content, count):
    register_section("other", lambda pk: content, lambda pk: None)
    assert {one.section.name: one.count for one in kept_of(fatima.pk)}["other"] == count


def test_the_page_says_what_is_kept(logged_in, notes, fatima):
    notes[fatima.pk] = ["een", "twee", "drie"]
    page = " ".join(logged_in(fatima).get("/mijn-gegevens/").content.decode().split())
    assert "Notities</th><td>" in page
    assert "<span>3</span>" in page


def test_check_18_the_export_holds_everything(logged_in, notes, shared, team, fatima, bram):
    notes[fatima.pk] = ["Ik wil leren doorvragen: <b>échte</b> stilte"]
    answer = logged_in(fatima).post("/mijn-gegevens/meenemen/", {"form_token": new_token(fatima.pk)})
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="leerlus-{timezone.localdate()}.json"'
    text = answer.content.decode()
    assert "échte" in text
    export = json.loads(text)
    assert export["explanation"].startswith("Dit is alles wat Leerlus van jou bewaart")
    content = export["content"]
    assert content["notes"] == notes[fatima.pk]
    assert content["account"][0]["email"] == fatima.email
    assert content["account"][0]["municipality"] == "Voorbeeldstad"
    assert content["account"][0]["roles"][0]["team"] == "Team Noord"
    assert (content["shares"][0]["receiver"], content["shares"][0]["what"]) == ("Bram", "plan")
    assert content["log"][0] | {"at": 0} == {  # before logging in
        "at": 0,
        "action": "shared",
        "what": "plan",
        "id": str(shared.object_id),
        "who": "Fatima",
        "with": "Bram",
    }
    assert content["log"][-1]["action"] == "exported"


def test_the_export_of_somebody_with_a_longer_history(actor, shared, lotte, fatima, sam):
    Membership.objects.filter(person=fatima).update(ends_on=timezone.localdate(), team=None)
    Share.objects.update(stopped_at=timezone.now())
    AccessEvent.objects.create(action="locked_out", subject_id=fatima.pk)
    fatima.last_login = timezone.now()
    fatima.save()
    content = export_personal_content(actor(fatima))
    assert content["account"][0]["last_login"]
    assert content["account"][0]["roles"][0]["ends_on"]
    assert content["account"][0]["roles"][0]["team"] is None
    assert content["shares"][0]["stopped_at"]
    assert content["log"][1] | {"at": 0} == {
        "at": 0, "action": "locked_out", "what": "", "id": None, "who": None, "with": None
    }  # fmt: skip
    assert export_personal_content(actor(lotte))["account"][0]["municipality"] is None


def test_the_export_holds_nothing_of_others(logged_in, notes, shared, fatima, bram):
    notes[fatima.pk] = ["KANARIE"]
    answer = logged_in(bram).post("/mijn-gegevens/meenemen/", {"form_token": new_token(bram.pk)})
    assert b"KANARIE" not in answer.content
    assert fatima.email.encode() not in answer.content
    content = json.loads(answer.content)["content"]
    assert content["shares"] == []
    assert {line["who"] for line in content["log"]} == {"Bram"}


def test_the_export_is_logged(logged_in, fatima):
    logged_in(fatima).post("/mijn-gegevens/meenemen/", {"form_token": new_token(fatima.pk)})
    line = AccessEvent.objects.get(action="exported")
    assert (line.action, line.actor_id, line.subject_id) == ("exported", fatima.pk, fatima.pk)


def test_a_link_or_somebody_elses_form_exports_nothing(logged_in, fatima, bram):
    assert logged_in(fatima).get("/mijn-gegevens/meenemen/").status_code == 405
    answer = logged_in(fatima).post("/mijn-gegevens/meenemen/", {"form_token": new_token(bram.pk)})
    assert (answer.status_code, answer.url) == (302, "/mijn-gegevens/")
    assert not AccessEvent.objects.filter(action="exported").exists()


def test_the_page_leads_to_where_one_decides_about_ones_data(logged_in, fatima):
    address, label = choices()[0]
    page = logged_in(fatima).get("/mijn-gegevens/").content.decode()
    assert f'href="{reverse(address)}"' in page
    assert str(label) in page


def test_what_a_backup_brought_back_is_erased_again_and_logged(notes, shared, fatima, bram):
    notes[fatima.pk], notes[bram.pk] = ["een"], ["van Bram"]
    erase_again(fatima.pk, fatima.municipality_id)
    assert notes == {bram.pk: ["van Bram"]}
    assert not Share.objects.exists()
    line = AccessEvent.objects.get(action="erased")
    assert (line.subject_id, line.actor_id, line.municipality_id) == (fatima.pk, None, fatima.municipality_id)


def test_before_erasing_the_page_says_what_goes_and_what_stays(logged_in, notes, fatima):
    notes[fatima.pk] = ["een"]
    page = " ".join(logged_in(fatima).get("/mijn-gegevens/wissen/").content.decode().split())
    goes, stays = page.split("Dit blijft")
    assert "Notities (1)" in goes
    assert "Wat je hebt gedeeld" in goes
    assert "Je account: zodat je kunt blijven inloggen." in stays
    assert "Team" in stays


def test_check_18_erasing_takes_rows_shares_and_key_and_leaves_the_account(
    logged_in, notes, shared, fatima, bram, actor, row_of
):
    notes[fatima.pk], notes[bram.pk] = ["van Fatima"], ["van Bram"]
    received = share(actor(bram), row_of(bram), fatima, timezone.localdate())
    sealed = seal(fatima.pk, "note:1", "van Fatima")
    seal(bram.pk, "note:2", "van Bram")
    store_once(fatima.pk, new_token(fatima.pk), "/mijn-vak/")
    client = logged_in(fatima)
    answer = erase(client, fatima)
    assert (answer.status_code, answer.url) == (302, "/mijn-gegevens/")
    assert notes == {bram.pk: ["van Bram"]}
    assert list(Share.objects.all()) == [received]
    with pytest.raises(KeyProblem, match="erased"):
        unseal(fatima.pk, "note:1", sealed)
    assert key_of(bram.pk)
    assert [form.result_url for form in SubmittedForm.objects.all()] == ["/mijn-gegevens/wissen/"]
    page = client.get("/mijn-gegevens/")
    assert "Je gegevens zijn gewist." in page.content.decode()
    line = AccessEvent.objects.get(action="erased")
    assert (line.action, line.actor_id, line.subject_id) == ("erased", fatima.pk, fatima.pk)
    assert first_broken_link() is None


@pytest.mark.parametrize("password", ["", "iets anders", PASSWORD.upper()])
def test_a_wrong_password_erases_nothing(logged_in, notes, fatima, password):
    notes[fatima.pk] = ["een"]
    answer = erase(logged_in(fatima), fatima, password=password)
    assert answer.status_code == 422
    assert PASSWORD.encode() not in answer.content
    assert notes == {fatima.pk: ["een"]}
    assert not AccessEvent.objects.filter(action="erased").exists()


def test_guessing_the_password_ends_in_a_lock(logged_in, notes, fatima):
    notes[fatima.pk] = ["een"]
    client = logged_in(fatima)
    for _ in range(6):
        erase(client, fatima, password="geraden")
    erase(client, fatima)
    assert notes == {fatima.pk: ["een"]}


def test_somebody_elses_form_erases_nothing(logged_in, notes, fatima, bram):
    notes[fatima.pk] = ["een"]
    assert erase(logged_in(fatima), fatima, form_token=new_token(bram.pk)).status_code == 422
    assert notes == {fatima.pk: ["een"]}


def test_a_double_click_erases_once(logged_in, notes, fatima):
    client, token = logged_in(fatima), new_token(fatima.pk)
    erase(client, fatima, form_token=token)
    notes[fatima.pk] = ["daarna"]
    assert erase(client, fatima, form_token=token).status_code == 302
    assert notes == {fatima.pk: ["daarna"]}
    assert AccessEvent.objects.filter(action="erased").count() == 1


def test_after_erasing_one_can_begin_again(logged_in, fatima):
    erase(logged_in(fatima), fatima)
    assert unseal(fatima.pk, "note:3", seal(fatima.pk, "note:3", "nieuw")) == "nieuw"


def test_an_app_that_fails_to_erase_keeps_the_other_rows_too(actor, shared, fatima):
    def fail(person_id):
        raise RuntimeError

    register_section("broken", lambda pk: [], fail)
    with pytest.raises(RuntimeError):
        erase_personal_content(actor(fatima))
    assert Share.objects.exists()
