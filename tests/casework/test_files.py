"""Opening files, finding them, and what stays of them when a person goes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from leerlus.access.forms_once import new_token
from leerlus.access.keyring import KeyProblem, key_of
from leerlus.access.personal_content import delete_without_key, erase_personal_content, kept_of
from leerlus.access.retention import delete_what_is_over, due_now
from leerlus.casework.files import own_files
from leerlus.casework.models import Assignment, CaseFile, Contact, Reflection
from leerlus.organisations.models import Team

pytestmark = pytest.mark.django_db


def test_a_caseworker_opens_a_file_and_is_assigned(logged_in, fatima, team):
    fields = {"team": str(team.pk), "form_token": new_token(fatima.pk)}
    answer = logged_in(fatima).post(reverse("open_case_file"), fields)
    made = CaseFile.objects.get()
    assert answer.headers["Location"] == reverse("case_file", args=[made.pk])
    assert (made.caseworker, made.team, made.municipality) == (fatima, team, fatima.municipality)
    assert Assignment.objects.get(ends_on=None).caseworker == fatima


def test_a_double_click_opens_one_file(logged_in, fatima, team):
    client, fields = logged_in(fatima), {"team": str(team.pk), "form_token": new_token(fatima.pk)}
    first, second = (client.post(reverse("open_case_file"), fields) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert CaseFile.objects.count() == 1


def test_a_file_cannot_be_opened_in_a_team_of_somebody_else(logged_in, fatima, municipality):
    other = Team.objects.create(municipality=municipality, name="Zuid")
    fields = {"team": str(other.pk), "form_token": new_token(fatima.pk)}
    assert logged_in(fatima).post(reverse("open_case_file"), fields).status_code == 422
    assert not CaseFile.objects.exists()


def test_a_taken_reference_is_not_given_twice(monkeypatch, file, file_of, fatima):
    offered = iter([file.short_reference + "0" * 20, "ZZZZZZ" + "1" * 20])
    monkeypatch.setattr("leerlus.casework.files.new_reference", lambda: next(offered))
    assert file_of(fatima).short_reference == "ZZZZZZ"


def test_a_file_is_assigned_to_one_person_at_a_time(file, bram):
    with pytest.raises(IntegrityError):
        Assignment.objects.create(case_file=file, caseworker=bram)


def test_the_list_shows_own_files_only_and_finds_them_by_reference(logged_in, file_of, fatima, bram):
    mine, other, theirs = file_of(fatima), file_of(fatima), file_of(bram)
    page = logged_in(fatima).get(reverse("case_files")).content.decode()
    assert mine.shown_reference in page
    assert theirs.shown_reference not in page
    found = logged_in(fatima).get(reverse("case_files"), {"zoek": f"client {mine.shown_reference.lower()}"})
    assert mine.shown_reference in found.content.decode()
    assert other.shown_reference not in found.content.decode()
    nothing = logged_in(fatima).get(reverse("case_files"), {"zoek": theirs.shown_reference})
    assert "Geen van je dossiers" in nothing.content.decode()


def test_a_search_that_can_be_no_reference_finds_nothing(actor, file, fatima):
    assert not own_files(actor(fatima), search="???").exists()


def test_more_files_cost_no_more_queries(logged_in, file_of, fatima, django_assert_max_num_queries):
    client = logged_in(fatima)
    for _ in range(25):
        file_of(fatima)
    client.get(reverse("case_files"))
    with django_assert_max_num_queries(9):
        page = client.get(reverse("case_files")).content.decode()
    assert "Pagina 1 van 2" in page


def test_what_a_file_says_is_read_by_whoever_has_it_next(file, bram):
    made = Contact(case_file=file, caseworker=file.caseworker)
    made.content = {"form": "video", "techniques": [], "kept": "yes"}
    made.save()
    CaseFile.objects.filter(pk=file.pk).update(caseworker=bram)
    assert Contact.objects.get(pk=made.pk).content["form"] == "video"


def test_erasing_a_person_leaves_files_readable_and_takes_what_they_learned(actor, file, fatima):
    contact = Contact(case_file=file, caseworker=fatima)
    contact.content = {"form": "video", "techniques": [], "kept": "yes"}
    contact.save()
    lesson = Reflection(case_file=file, person=fatima)
    lesson.content = {"lesson": "eerst vragen"}
    lesson.save()
    erase_personal_content(actor(fatima))
    assert not Reflection.objects.exists()
    assert Contact.objects.get().content["form"] == "video"
    assert CaseFile.objects.get().caseworker == fatima


def test_the_export_tells_which_files_and_not_what_they_say(file, fatima):
    contact = Contact(case_file=file, caseworker=fatima)
    contact.content = {"form": "video", "techniques": [], "kept": "yes", "note": "GEHEIM"}
    contact.save()
    read = next(one.section for one in kept_of(fatima.pk) if one.section.name == "assignments").read(
        fatima.pk
    )
    assert [one["client"] for one in read["assigned"]] == [file.shown_reference]
    assert [one["client"] for one in read["contacts"]] == [file.shown_reference]
    assert "GEHEIM" not in str(read)


def test_two_years_after_closing_a_file_goes_with_its_key(file):
    contact = Contact(case_file=file, caseworker=file.caseworker)
    contact.content = {"form": "video"}
    contact.save()
    today = timezone.localdate()
    CaseFile.objects.filter(pk=file.pk).update(
        opened_on=today - timedelta(days=900), closed_on=today - timedelta(days=700)
    )
    assert due_now(file.municipality_id)["case_files"] == 0
    CaseFile.objects.filter(pk=file.pk).update(closed_on=today - timedelta(days=731))
    run = delete_what_is_over(file.municipality_id, lambda *_: None)
    assert run.deleted["case_files"] == 1
    assert not Contact.objects.exists()
    with pytest.raises(KeyProblem):
        key_of(file.pk)


def test_what_somebody_learned_stays_theirs_when_the_file_goes(file, fatima):
    lesson = Reflection(case_file=file, person=fatima)
    lesson.content = {"lesson": "eerst vragen"}
    lesson.save()
    delete_without_key([file.pk])
    assert Reflection.objects.get().content["lesson"] == "eerst vragen"


def test_an_open_file_is_never_over(file):
    CaseFile.objects.filter(pk=file.pk).update(opened_on=timezone.localdate() - timedelta(days=4000))
    assert due_now(file.municipality_id)["case_files"] == 0


@pytest.mark.parametrize(
    "address",
    ["today", "my_craft", "quickscan", "plan", "conversations", "team", "my_clients", "case_files", "model"],
)
def test_check_68_without_any_client_file_everything_else_works(logged_in, fatima, erik, address):
    assert not CaseFile.objects.exists()
    assert logged_in(fatima).get(reverse(address)).status_code == 200
