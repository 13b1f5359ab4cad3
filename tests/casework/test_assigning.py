"""Assigning a file without reading it, and the two procedures by which somebody else reads it."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from leerlus.access.forms_once import new_token
from leerlus.access.looks import looks_at
from leerlus.casework.assigning import Moved, assign
from leerlus.casework.inspecting import NoPrivacyOfficer, draw_for_review, open_in_emergency, quarter_of
from leerlus.casework.models import Assignment, CaseFile, CaseworkSettings, Inspection
from leerlus.casework.rules.sampling import LEAST_CASEWORKERS, TooFewFiles, draw_files
from leerlus.casework.rules.steps import Step
from leerlus.casework.writing import settle_plan
from leerlus.organisations.models import Membership
from leerlus.reminders.models import OutboxMail, Reminder
from leerlus.reminders.outbox import send_outbox
from tests.casework.texts import DECISION, write


@pytest.fixture
def assignment(file):
    return Assignment.objects.get(case_file=file)


def assigned_by_form(client, manager, assignment, receiver):
    fields = {"caseworker": str(receiver.pk), "form_token": new_token(manager.pk)}
    return client.post(reverse("case_assignment", args=[assignment.pk]), fields)


@pytest.mark.django_db
def test_a_manager_assigns_a_file_and_reads_nothing_of_it(
    logged_in, actor, file, assignment, fatima, bram, erik
):
    write(actor(fatima), file, Step.SCREENING, reason="GEHEIM")
    client = logged_in(erik)
    page = client.get(reverse("case_assignments")).content.decode()
    assert file.shown_reference in page
    assert "GEHEIM" not in page
    assert assigned_by_form(client, erik, assignment, bram).status_code == 302
    address = reverse("case_step", args=[file.pk, "screening"])
    assert "GEHEIM" in logged_in(bram).get(address).content.decode()
    assert logged_in(fatima).get(address).status_code == 404
    assert logged_in(erik).get(address).status_code == 404


@pytest.mark.django_db
def test_the_history_of_assignments_is_kept(actor, file, assignment, fatima, bram, erik):
    assign(actor(erik), assignment, bram)
    assert [(one.caseworker, one.ends_on is None) for one in Assignment.objects.order_by("ends_on")] in (
        [(fatima, False), (bram, True)],
        [(bram, True), (fatima, False)],
    )


@pytest.mark.django_db
def test_the_reminder_of_a_review_goes_along(actor, file, assignment, fatima, bram, erik):
    write(actor(fatima), file, Step.DECISION, **DECISION)
    settle_plan(actor(fatima), file, [])
    assign(actor(erik), assignment, bram)
    assert [one.person for one in Reminder.objects.filter(object_id=file.pk)] == [bram]


@pytest.mark.django_db
def test_a_file_assigned_by_two_at_once_goes_to_the_first(actor, assignment, fatima, bram, erik):
    assign(actor(erik), assignment, bram)
    with pytest.raises(Moved):
        assign(actor(erik), assignment, fatima)


@pytest.mark.django_db
def test_a_file_goes_to_a_caseworker_of_its_team_only(logged_in, assignment, fatima, erik, noor):
    assert assigned_by_form(logged_in(erik), erik, assignment, noor).status_code == 422
    assert CaseFile.objects.get().caseworker == fatima


@pytest.mark.django_db
def test_a_file_of_who_left_can_still_be_assigned(logged_in, assignment, fatima, bram, erik):
    Membership.objects.filter(person=fatima).update(ends_on=timezone.localdate() - timedelta(days=1))
    assigned_by_form(logged_in(erik), erik, assignment, bram)
    assert CaseFile.objects.get().caseworker == bram


@pytest.mark.django_db
def test_an_emergency_needs_a_privacy_officer(logged_in, actor, assignment, erik):
    with pytest.raises(NoPrivacyOfficer):
        open_in_emergency(actor(erik), assignment, "Spoed")
    fields = {"reason": "Spoed", "form_token": new_token(erik.pk)}
    page = logged_in(erik).post(reverse("emergency_access", args=[assignment.pk]), fields)
    assert page.status_code == 422
    assert "privacyfunctionaris" in page.content.decode()


@pytest.mark.django_db
def test_an_emergency_opens_a_file_for_a_day_and_tells_caseworker_and_officer(
    logged_in, actor, file, assignment, fatima, erik, sam, time_machine
):
    CaseworkSettings.objects.create(municipality=file.municipality, privacy_officer=sam)
    write(actor(fatima), file, Step.SCREENING, reason="Moet vandaag gebeld worden")
    fields = {"reason": "Dreigende ontruiming", "form_token": new_token(erik.pk)}
    client = logged_in(erik)
    address = client.post(reverse("emergency_access", args=[assignment.pk]), fields).headers["Location"]
    assert "Moet vandaag gebeld worden" in client.get(address).content.decode()
    assert looks_at(actor(fatima), file).count() == 1
    assert {one.person for one in OutboxMail.objects.all()} == {fatima, sam}
    assert send_outbox(timezone.now()).sent == 2
    assert all(file.shown_reference in one.body and "Erik" in one.body for one in mail.outbox)
    assert not any("ontruiming" in one.body or "gebeld" in one.body for one in mail.outbox)
    own = logged_in(fatima).get(reverse("case_file", args=[file.pk])).content.decode()
    assert "Dreigende ontruiming" in own
    assert "Erik" in own
    time_machine.move_to(timezone.now() + timedelta(hours=24, minutes=1))
    assert logged_in(erik).get(address).status_code == 404


@pytest.mark.django_db
def test_who_no_longer_leads_the_team_reads_nothing_more(logged_in, actor, file, assignment, erik, sam):
    CaseworkSettings.objects.create(municipality=file.municipality, privacy_officer=sam)
    made = open_in_emergency(actor(erik), assignment, "Spoed")
    Membership.objects.filter(person=erik).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert logged_in(erik).get(reverse("inspection", args=[made.pk])).status_code == 404


@pytest.mark.django_db
def test_files_are_drawn_by_chance_for_a_purpose_and_findings_are_words(
    logged_in, actor, file_of, make_person, team, fatima, bram, erik
):
    noa = make_person("Noa", Membership.objects.get(person=bram).role, team)
    for person in (fatima, bram, noa) * 20:
        file_of(person)
    fields = {"purpose": "Zien of wensen van cliënten erin staan", "form_token": new_token(erik.pk)}
    client = logged_in(erik)
    for _ in range(2):
        assert client.post(reverse("draw_files"), fields).status_code == 302
    drawn = list(Inspection.objects.select_related("case_file"))
    assert len(drawn) == 3
    assert {one.case_file.caseworker for one in drawn} == {fatima, bram, noa}
    with pytest.raises(TooFewFiles):
        draw_for_review(actor(erik), "Nog eens")
    client.post(reverse("inspection", args=[drawn[0].pk]), {"findings": "De wens staat er duidelijk in."})
    owner = drawn[0].case_file.caseworker
    page = logged_in(owner).get(reverse("case_file", args=[drawn[0].case_file_id])).content.decode()
    assert "De wens staat er duidelijk in." in page
    assert "Zien of wensen" in page


@pytest.mark.django_db
def test_a_small_team_has_no_draw(logged_in, file, erik):
    fields = {"purpose": "Kijken", "form_token": new_token(erik.pk)}
    page = logged_in(erik).post(reverse("draw_files"), fields)
    assert page.status_code == 422
    assert "Er valt niets te loten" in page.content.decode()


@pytest.mark.django_db
def test_an_administrator_decides_about_justice_and_names_the_privacy_officer(logged_in, municipality, sam):
    client = logged_in(sam)
    client.post(reverse("casework_settings"), {"asks_about_justice": "on", "privacy_officer": str(sam.pk)})
    row = CaseworkSettings.objects.get(municipality=municipality)
    assert (row.asks_about_justice, row.privacy_officer) == (True, sam)


files = st.dictionaries(st.integers(), st.integers(0, 6), max_size=200)


@given(files, st.integers(0, 5), st.integers())
def test_a_draw_is_at_most_five_percent_of_three_caseworkers_or_more(caseworker_of, already, seed):
    drawn_already = frozenset(sorted(caseworker_of)[:already])
    try:
        drawn = draw_files(caseworker_of, drawn_already, Random(seed))  # noqa: S311  # the same draw at every run
    except TooFewFiles:
        left = int(len(caseworker_of) * 0.05) - len(drawn_already)
        people = {caseworker_of[one] for one in caseworker_of if one not in drawn_already}
        assert left < LEAST_CASEWORKERS or len(people) < LEAST_CASEWORKERS
        return
    assert len(drawn) == len(set(drawn)) == int(len(caseworker_of) * 0.05) - len(drawn_already)
    assert not set(drawn) & drawn_already
    assert len({caseworker_of[one] for one in drawn}) >= LEAST_CASEWORKERS


def test_every_caseworker_is_drawn_as_often_as_another_when_all_have_as_many_files():
    caseworker_of = {number: number % 6 for number in range(60)}
    counts = Counter(
        caseworker_of[one]
        for seed in range(1200)
        for one in draw_files(caseworker_of, frozenset(), Random(seed))  # noqa: S311  # the same draw at every run
    )
    assert min(counts.values()) > 520
    assert max(counts.values()) < 680


def test_a_quarter_begins_on_its_first_day():
    day = timezone.localdate().replace(month=11, day=25)
    assert (quarter_of(day).month, quarter_of(day).day) == (10, 1)
