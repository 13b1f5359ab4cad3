"""Every opening of a file leaves a line: who, when, and in what capacity. One line per visit."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlus.access.audit import first_broken_link
from leerlus.access.models import AccessEvent
from leerlus.casework.assigning import assign
from leerlus.casework.models import Assignment, Contact, Inspection
from leerlus.casework.openings import VISIT, openings_of
from leerlus.casework.rules.steps import Step
from leerlus.casework.writing import settle_plan
from tests.casework.texts import DECISION, write

pytestmark = pytest.mark.django_db


def pages(file):
    """Every page that shows something of a file."""
    made = Contact(case_file=file, caseworker=file.caseworker)
    made.content = {"form": "telephone", "techniques": [], "kept": "yes"}
    made.save()
    return [
        reverse("case_file", args=[file.pk]),
        reverse("case_openings", args=[file.pk]),
        reverse("case_step", args=[file.pk, "evaluatie"]),
        reverse("plan_version", args=[file.pk, 1]),
        reverse("print_plan", args=[file.pk, 1]),
        reverse("choice_thread", args=[file.pk, 1]),
        reverse("bring_in", args=[file.pk]),
        reverse("diagnosis_results", args=[file.pk]),
        reverse("contact", args=[made.pk]),
        f"{reverse('contacts_today')}?client={file.pk}",
    ]


@pytest.mark.parametrize("number", range(10))
def test_every_page_of_a_file_is_an_opening(logged_in, actor, file, fatima, number):
    write(actor(fatima), file, Step.DECISION, **DECISION)
    settle_plan(actor(fatima), file, ["Kent het vak"])
    assert logged_in(fatima).get(pages(file)[number]).status_code == 200
    line = openings_of(file).get()
    assert (line.actor_id, line.subject_id, line.object_id) == (fatima.pk, fatima.pk, file.pk)


def test_one_visit_is_one_line_and_the_next_is_another(logged_in, file, fatima):
    client, address = logged_in(fatima), reverse("case_file", args=[file.pk])
    client.get(address)
    client.get(reverse("case_step", args=[file.pk, "screening"]))
    assert openings_of(file).count() == 1
    AccessEvent.objects.filter(object_id=file.pk).update(at=timezone.now() - VISIT - timedelta(seconds=1))
    client.get(address)
    assert openings_of(file).count() == 2


def test_keeping_a_field_is_no_opening(logged_in, file, fatima):
    sent = {"wish": "Kok", "shown-wish": "", "autosave": "wish"}
    logged_in(fatima).post(reverse("save_case_field", args=[file.pk, "beeldvorming"]), sent)
    assert not openings_of(file).exists()


def test_the_page_of_the_file_says_who_looked_and_in_what_capacity(logged_in, file, fatima, bram, erik):
    made = Inspection(
        case_file=file,
        person=erik,
        kind=Inspection.Kind.EMERGENCY,
        ends_at=timezone.now() + timedelta(hours=24),
    )
    made.content = {"reason": "Collega is ziek"}
    made.save()
    logged_in(erik).get(reverse("inspection", args=[made.pk]))
    page = logged_in(fatima).get(reverse("case_file", args=[file.pk])).content.decode()
    assert "Jij, als klantmanager" in page
    assert f"{erik.name}, in een noodgeval" in page


def test_who_works_with_the_client_next_sees_who_opened_it_before(logged_in, actor, file, fatima, bram, erik):
    logged_in(fatima).get(reverse("case_file", args=[file.pk]))
    assign(actor(erik), Assignment.objects.get(case_file=file, ends_on=None), bram)
    page = logged_in(bram).get(reverse("case_openings", args=[file.pk])).content.decode()
    assert f"{fatima.name}, als klantmanager" in page
    assert logged_in(fatima).get(reverse("case_openings", args=[file.pk])).status_code == 404


def test_own_openings_do_not_drown_what_others_saw(logged_in, file, fatima):
    client = logged_in(fatima)
    client.get(reverse("case_file", args=[file.pk]))
    assert "Je opende" not in client.get(reverse("who_saw_my_content")).content.decode()
    assert openings_of(file).exists()


def test_the_lines_hold_together(logged_in, file, fatima):
    logged_in(fatima).get(reverse("case_file", args=[file.pk]))
    assert first_broken_link() is None
