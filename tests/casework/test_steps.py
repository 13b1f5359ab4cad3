"""The steps of a file: typing, keeping, settling, looking back, closing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlus.casework.models import (
    CaseFile,
    CaseworkSettings,
    Contact,
    PlanVersion,
    Reflection,
    Review,
    StepContent,
)
from leerlus.casework.plan_words import plan_on_paper
from leerlus.casework.reading import content_of, facts_of
from leerlus.casework.rules.steps import Step
from leerlus.casework.step_form import Change
from leerlus.casework.step_words import STEP_AT
from leerlus.casework.writing import Closed, NotYet, close_file, hold_review, settle_plan, write_fields
from leerlus.reminders.models import Reminder
from tests.casework.texts import DECISION, write

pytestmark = pytest.mark.django_db


def address(file, step="beeldvorming"):
    return reverse("case_step", args=[file.pk, step])


def save_address(file, step="beeldvorming"):
    return reverse("save_case_field", args=[file.pk, step])


@pytest.mark.parametrize("step", STEP_AT)
def test_every_step_can_be_opened_in_any_order(logged_in, file, fatima, step):
    page = logged_in(fatima).get(address(file, step))
    assert page.status_code == 200
    assert "<form" in page.content.decode()


def test_a_step_that_does_not_exist_is_absent(logged_in, file, fatima):
    assert logged_in(fatima).get(address(file, "sanctie")).status_code == 404


def test_a_field_is_kept_as_soon_as_it_is_typed(logged_in, file, fatima):
    sent = {"wish": "Weer als kok", "shown-wish": "", "autosave": "wish"}
    assert logged_in(fatima).post(save_address(file), sent).status_code == 204
    assert content_of(file, Step.INFORMATION_GATHERING) == {"wish": "Weer als kok"}
    assert "Weer als kok</textarea>" in logged_in(fatima).get(address(file)).content.decode()


def test_check_38_a_citizen_number_is_not_kept_and_it_is_said_why(logged_in, file, fatima):
    text = "BSN 111222333, belt morgen"
    sent = {"wish": text, "shown-wish": "", "autosave": "wish"}
    assert logged_in(fatima).post(save_address(file), sent).status_code == 422
    page = logged_in(fatima).post(address(file), {"wish": text, "shown-wish": "", "history": "Kok"})
    assert page.status_code == 422
    assert "Dat mag hier niet" in page.content.decode()
    assert text in page.content.decode()
    assert content_of(file, Step.INFORMATION_GATHERING) == {"history": "Kok"}


def test_a_telephone_number_is_kept_and_warned_about(logged_in, file, fatima):
    client = logged_in(fatima)
    client.post(address(file), {"wish": "Bel 06-12345678", "shown-wish": "", "go": "stay"})
    page = client.get(address(file)).content.decode()
    assert "een telefoonnummer (06-12345678)" in page
    assert content_of(file, Step.INFORMATION_GATHERING)["wish"] == "Bel 06-12345678"


def test_an_older_tab_wipes_nothing_that_it_did_not_change(logged_in, actor, file, fatima):
    write(actor(fatima), file, Step.INFORMATION_GATHERING, wish="Nieuw", history="Kok")
    sent = {"wish": "", "shown-wish": "", "history": "Bakker", "shown-history": "Kok"}
    logged_in(fatima).post(address(file), sent)
    assert content_of(file, Step.INFORMATION_GATHERING) == {"wish": "Nieuw", "history": "Bakker"}


def test_what_was_changed_elsewhere_is_shown_beside_what_was_typed(logged_in, actor, file, fatima):
    write(actor(fatima), file, Step.INFORMATION_GATHERING, wish="Van het andere scherm")
    page = logged_in(fatima).post(address(file), {"wish": "Van dit scherm", "shown-wish": ""})
    text = page.content.decode()
    assert page.status_code == 409
    assert "Van het andere scherm" in text
    assert "Van dit scherm" in text
    assert content_of(file, Step.INFORMATION_GATHERING)["wish"] == "Van het andere scherm"
    again = {"wish": "Van dit scherm", "shown-wish": "Van het andere scherm"}
    assert logged_in(fatima).post(address(file), again).status_code == 302
    assert content_of(file, Step.INFORMATION_GATHERING)["wish"] == "Van dit scherm"


def test_a_field_can_be_emptied(actor, file, fatima):
    write(actor(fatima), file, Step.SCREENING, reason="Kan veel zelf")
    write_fields(actor(fatima), file, Step.SCREENING, {"reason": Change("", "Kan veel zelf")})
    assert content_of(file, Step.SCREENING) == {}


def test_justice_is_asked_only_where_a_municipality_turned_it_on(logged_in, file, fatima):
    assert "domain_justice" not in logged_in(fatima).get(address(file)).content.decode()
    CaseworkSettings.objects.create(municipality=file.municipality, asks_about_justice=True)
    assert "domain_justice" in logged_in(fatima).get(address(file)).content.decode()


def test_a_step_begun_early_is_flagged_and_not_blocked(logged_in, actor, file, fatima):
    write(actor(fatima), file, Step.DECISION, choice="Training")
    page = logged_in(fatima).get(address(file, "besluitvorming")).content.decode()
    assert "vooruitgelopen" in page
    assert "nog overgeslagen" in page
    assert "een alternatief, en waarom dat niet" in page


def test_check_33_an_earlier_version_of_the_plan_stays_readable(logged_in, actor, file, fatima):
    write(actor(fatima), file, Step.DECISION, **DECISION)
    first = settle_plan(actor(fatima), file, ["Kent het vak"])
    changed = {"choice": Change("Een proefplaatsing", DECISION["choice"])}
    write_fields(actor(fatima), file, Step.DECISION, changed)
    assert settle_plan(actor(fatima), file, ["Kent het vak"]).number == 2
    old = logged_in(fatima).get(reverse("plan_version", args=[file.pk, first.number])).content.decode()
    new = logged_in(fatima).get(reverse("plan_version", args=[file.pk, 2])).content.decode()
    assert DECISION["choice"] in old
    assert "Een proefplaatsing" in new
    assert "eigen ervaring of intuïtie" in old
    assert "Kent het vak" in old


def test_the_same_plan_settled_twice_is_one_version(actor, file, fatima):
    write(actor(fatima), file, Step.DECISION, **DECISION)
    assert settle_plan(actor(fatima), file, []).pk == settle_plan(actor(fatima), file, []).pk
    assert PlanVersion.objects.count() == 1


def test_a_plan_needs_a_choice_and_a_goal(logged_in, actor, file, fatima):
    with pytest.raises(NotYet):
        settle_plan(actor(fatima), file, [])
    page = logged_in(fatima).post(address(file, "besluitvorming"), {"go": "settle"}, follow=True)
    assert "leg het dan vast" in page.content.decode()


def test_settling_a_plan_plans_a_review_after_six_weeks(actor, file, fatima):
    write(actor(fatima), file, Step.DECISION, **DECISION)
    settle_plan(actor(fatima), file, [])
    file.refresh_from_db()
    assert file.review_on == timezone.localdate() + timedelta(weeks=6)


def test_check_34_two_weeks_after_the_review_day_only_the_caseworker_is_reminded(
    actor, file, fatima, erik, bram
):
    write(actor(fatima), file, Step.DECISION, **DECISION)
    settle_plan(actor(fatima), file, [])
    reminder = Reminder.objects.get(object_id=file.pk)
    assert reminder.person == fatima
    assert reminder.due_on == timezone.localdate() + timedelta(weeks=6, days=14)
    assert not Reminder.objects.exclude(person=fatima).exists()


def test_a_review_stands_on_the_timeline_and_plans_the_next(logged_in, actor, file, fatima):
    write(actor(fatima), file, Step.DECISION, **DECISION)
    settle_plan(actor(fatima), file, [])
    sent = {"decision": "go_on", "decision_because": "Belt elke week", "go": "review"}
    logged_in(fatima).post(address(file, "monitoring"), sent)
    held = Review.objects.get()
    assert held.content == {"decision": "go_on", "decision_because": "Belt elke week"}
    assert held.due_on == timezone.localdate() + timedelta(weeks=6)
    assert not StepContent.objects.filter(step=Step.MONITORING).exists()
    assert "zo doorgaan" in logged_in(fatima).get(reverse("case_file", args=[file.pk])).content.decode()
    file.refresh_from_db()
    assert file.review_on == timezone.localdate() + timedelta(weeks=6)


def test_a_review_without_a_reason_is_not_settled(actor, file, fatima):
    write(actor(fatima), file, Step.MONITORING, decision="stop")
    with pytest.raises(NotYet):
        hold_review(actor(fatima), file)


def test_a_lesson_stays_with_who_wrote_it(logged_in, actor, file, fatima, bram):
    write(actor(fatima), file, Step.EVALUATION, outcome="work", lesson="Eerder bellen")
    assert content_of(file, Step.EVALUATION) == {"outcome": "work", "lesson_written": True}
    assert Reflection.objects.get().person == fatima
    assert "Eerder bellen" in logged_in(fatima).get(address(file, "evaluatie")).content.decode()
    CaseFile.objects.filter(pk=file.pk).update(caseworker=bram)
    assert "Eerder bellen" not in logged_in(bram).get(address(file, "evaluatie")).content.decode()
    assert not facts_of(file).of(Step.EVALUATION).get("lesson")


def test_a_closed_file_is_read_and_not_written_until_it_is_opened_again(logged_in, actor, file, fatima):
    close_file(actor(fatima), file)
    with pytest.raises(Closed):
        write(actor(fatima), file, Step.SCREENING, reason="te laat")
    page = logged_in(fatima).post(address(file, "screening"), {"reason": "te laat"}, follow=True)
    assert "Dit dossier is gesloten" in page.content.decode()
    logged_in(fatima).post(reverse("reopen_case_file", args=[file.pk]))
    write(actor(fatima), file, Step.SCREENING, reason="weer open")
    assert content_of(file, Step.SCREENING) == {"reason": "weer open"}


def test_closing_takes_the_reminder_away(actor, file, fatima):
    write(actor(fatima), file, Step.DECISION, **DECISION)
    settle_plan(actor(fatima), file, [])
    close_file(actor(fatima), file)
    assert not Reminder.objects.filter(object_id=file.pk).exists()


def test_who_no_longer_has_a_file_writes_nothing_in_it(actor, file, fatima, bram):
    CaseFile.objects.filter(pk=file.pk).update(caseworker=bram)
    with pytest.raises(Closed):
        write(actor(fatima), file, Step.SCREENING, reason="van de vorige")


def test_the_plan_for_the_client_tells_no_grounds_and_no_names_but_that_of_the_caseworker(
    logged_in, actor, file, fatima
):
    write(actor(fatima), file, Step.DECISION, **DECISION)
    version = settle_plan(actor(fatima), file, [])
    paper = repr(plan_on_paper(file, version, "nl", "Fatima"))
    assert DECISION["client_does"] in paper
    assert DECISION["rejected_because"] not in paper
    assert file.shown_reference in paper
    printed = logged_in(fatima).get(reverse("print_plan", args=[file.pk, version.number]))
    assert printed.content.startswith(b"%PDF")
    assert logged_in(fatima).get(reverse("print_plan", args=[file.pk, 9])).status_code == 404


def test_a_page_of_a_step_costs_few_queries_whatever_the_file_holds(
    logged_in, actor, file, fatima, django_assert_max_num_queries
):
    for _ in range(12):
        made = Contact(case_file=file, caseworker=fatima)
        made.content = {"form": "video"}
        made.save()
    write(actor(fatima), file, Step.DECISION, **DECISION)
    settle_plan(actor(fatima), file, [])
    client = logged_in(fatima)
    client.get(address(file))
    with django_assert_max_num_queries(18):
        client.get(address(file, "besluitvorming"))
    with django_assert_max_num_queries(24):
        client.get(reverse("case_file", args=[file.pk]))
