"""A client sees their file: within a month, everything but what is left out by name, and who looked."""

import io
from calendar import monthrange
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from leerlus.access.forms_once import new_token
from leerlus.access.models import AccessEvent
from leerlus.casework.assigning import assign
from leerlus.casework.extracting import (
    MadeAlready,
    make_extract,
    parts_of,
    proposed,
    register_request,
)
from leerlus.casework.models import Assignment, CaseFile, Contact, Diagnosis, Extract, Reflection
from leerlus.casework.retention import delete_files
from leerlus.casework.rules.extracts import LeftOut, Line, Part, due_on, keys_of, named, without
from leerlus.casework.rules.steps import Step
from leerlus.casework.writing import settle_plan
from leerlus.reminders.models import Reminder
from tests.casework.texts import DECISION, write

LINES = st.lists(st.builds(Line, st.uuids().map(str), st.text(max_size=5), st.text(max_size=5)), max_size=6)
PARTS = st.lists(st.builds(Part, st.just("Deel"), LINES.map(tuple)), max_size=4)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_month_is_the_same_day_of_the_next_month_or_its_last(asked_on):
    due = due_on(asked_on)
    assert 28 <= (due - asked_on).days <= 31
    assert (due.year * 12 + due.month) - (asked_on.year * 12 + asked_on.month) == 1
    assert due.day == min(asked_on.day, monthrange(due.year, due.month)[1])


@given(PARTS, st.data())
def test_every_line_is_either_in_the_extract_or_named_as_left_out(parts, data):
    keys = sorted(keys_of(parts))
    chosen = data.draw(st.lists(st.sampled_from(keys), unique=True)) if keys else []
    left_out = dict.fromkeys(chosen, LeftOut.WORKING_NOTE)
    kept = without(parts, left_out)
    assert keys_of(kept) == set(keys) - set(chosen)
    assert len(named(parts, left_out)) == len(chosen)
    assert all(part.lines for part in kept)


@pytest.fixture
def filled(actor, file, fatima) -> CaseFile:
    """A file with a fact of a neighbour, a plan, a contact with a note, and a lesson of the caseworker."""
    write(
        actor(fatima),
        file,
        Step.INFORMATION_GATHERING,
        wish="Weer als kok",
        fact_1="Werkte in een keuken",
        fact_1_source="client",
        fact_2="De buurman zegt dat er ruzie is",
        fact_2_source="third",
    )
    write(actor(fatima), file, Step.DECISION, **DECISION)
    write(actor(fatima), file, Step.EVALUATION, lesson="EIGENLES", outcome_text="Werkt nu twee dagen")
    settle_plan(actor(fatima), file, ["Kent het vak"])
    contact = Contact(case_file=file, caseworker=fatima)
    contact.content = {"form": "telephone", "techniques": ["goal_plan"], "kept": "yes", "note": "Klonk moe"}
    contact.save()
    return file


@pytest.fixture
def request_of(filled) -> Extract:
    return register_request(filled, timezone.localdate())


def paper(client, extract) -> str:
    pdf = client.get(reverse("print_extract", args=[extract.pk]))
    assert pdf.headers["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(pdf.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def chosen(person, extract, **left_out) -> dict[str, str]:
    return {"form_token": new_token(person.pk)} | left_out


@pytest.mark.django_db
def test_a_request_is_written_down_once_and_the_month_counts(logged_in, file, fatima):
    client, today = logged_in(fatima), timezone.localdate()
    fields = {"asked_on": today.isoformat(), "form_token": new_token(fatima.pk)}
    first, second = (client.post(reverse("extracts", args=[file.pk]), fields) for _ in range(2))
    made = Extract.objects.get()
    assert first.headers["Location"] == second.headers["Location"] == reverse("extract", args=[made.pk])
    assert made.due_on == due_on(today)
    assert Reminder.objects.get(object_id=made.pk).due_on == made.due_on - timedelta(days=7)


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "words"), [(1, "moet nog komen"), (-1, "was er op deze dag nog niet")])
def test_a_day_that_cannot_be_is_refused_at_the_field(logged_in, file, fatima, days, words):
    day = timezone.localdate() + timedelta(days=days)
    fields = {"asked_on": day.isoformat(), "form_token": new_token(fatima.pk)}
    page = logged_in(fatima).post(reverse("extracts", args=[file.pk]), fields)
    assert page.status_code == 422
    assert words in page.content.decode()


@pytest.mark.django_db
def test_everything_goes_in_but_what_the_caseworker_learned(filled):
    words = " ".join(line.words for part in parts_of(filled) for line in part.lines)
    for text in ("Weer als kok", "De buurman", DECISION["goal"], "Klonk moe", "Werkt nu twee dagen"):
        assert text in words
    assert "EIGENLES" not in words
    assert Reflection.objects.get().content["lesson"] == "EIGENLES"


@pytest.mark.django_db
def test_what_somebody_else_told_is_proposed_to_be_left_out(filled):
    assert proposed(filled) == {"information_gathering.fact_2": LeftOut.THIRD_PERSON}


@pytest.mark.django_db
def test_the_client_reads_what_is_left_out_and_why_and_not_what_it_says(
    logged_in, request_of, filled, fatima
):
    client, note = logged_in(fatima), f"contact.{filled.contacts.get().pk}"
    address = reverse("extract", args=[request_of.pk])
    assert "De buurman" in client.get(address).content.decode()
    fields = {"information_gathering.fact_2": "third_person", note: "working_note"}
    assert client.post(address, chosen(fatima, request_of, **fields)).status_code == 302
    text = paper(client, request_of)
    for said in ("Weer als kok", "Werkte in een keuken", DECISION["goal"]):
        assert said in text
    for hidden in ("buurman", "Klonk moe", "EIGENLES"):
        assert hidden not in text
    assert "Je situatie: Feit 2. Waarom: het gaat over iemand anders." in text
    assert "Waarom: het is een werkaantekening." in text
    assert f"{fatima.name}, als klantmanager" in text
    assert filled.shown_reference in text


@pytest.mark.django_db
def test_what_came_into_the_file_while_somebody_chose_keeps_what_is_proposed(logged_in, request_of, fatima):
    client = logged_in(fatima)
    seen_before_the_neighbour = chosen(fatima, request_of)
    client.post(reverse("extract", args=[request_of.pk]), seen_before_the_neighbour)
    assert "buurman" not in paper(client, request_of)


@pytest.mark.django_db
def test_an_extract_stays_as_it_was_and_is_made_once(logged_in, actor, request_of, filled, fatima):
    make_extract(actor(fatima), request_of, {}, fatima.name)
    filled.contacts.all().delete()
    assert "Klonk moe" in paper(logged_in(fatima), request_of)
    with pytest.raises(MadeAlready):
        make_extract(actor(fatima), request_of, {}, fatima.name)
    assert not Reminder.objects.filter(object_id=request_of.pk).exists()


@pytest.mark.django_db
def test_making_and_printing_leave_a_line(logged_in, actor, request_of, filled, fatima):
    make_extract(actor(fatima), request_of, {}, fatima.name)
    paper(logged_in(fatima), request_of)
    actions = AccessEvent.objects.filter(object_id=filled.pk).values_list("action", flat=True)
    assert {"finished", "exported"} <= set(actions)


@pytest.mark.django_db
def test_a_paper_that_was_not_made_is_absent(logged_in, request_of, fatima, bram):
    assert logged_in(fatima).get(reverse("print_extract", args=[request_of.pk])).status_code == 404
    assert logged_in(bram).get(reverse("extract", args=[request_of.pk])).status_code == 404


@pytest.mark.django_db
def test_a_request_goes_with_the_file(logged_in, actor, request_of, filled, fatima, bram, erik):
    assign(actor(erik), Assignment.objects.get(case_file=filled, ends_on=None), bram)
    assert logged_in(bram).get(reverse("extract", args=[request_of.pk])).status_code == 200
    assert logged_in(fatima).get(reverse("extract", args=[request_of.pk])).status_code == 404
    open_ones = Reminder.objects.filter(object_id=request_of.pk)
    assert [one.person for one in open_ones] == [bram]


@pytest.mark.django_db
def test_no_day_is_left_of_a_file_that_was_deleted(request_of, filled):
    assert Reminder.objects.filter(object_id=request_of.pk).exists()
    delete_files([filled.pk])
    assert not Reminder.objects.filter(object_id__in=[request_of.pk, filled.pk]).exists()
    assert not Extract.objects.exists()


@pytest.mark.django_db
def test_answers_of_the_client_are_in_it(filled):
    answered = Diagnosis(case_file=filled, version=2, finished_at=timezone.now())
    answered.save()
    Diagnosis.objects.filter(pk=answered.pk).update(finished_at=None)
    answered.store_answers({"DX1": 5})
    Diagnosis.objects.filter(pk=answered.pk).update(finished_at=timezone.now())
    titles = [part.title for part in parts_of(filled)]
    assert "Wat je antwoordde op de vragen over werk zoeken" in titles
