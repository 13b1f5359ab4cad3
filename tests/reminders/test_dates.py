"""Dates: put down once, moved, settled; on the page and in a calendar file that tell nothing to others."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils.translation import gettext_lazy
from icalendar import Calendar

from leerlus.access.actor import actor_of
from leerlus.access.personal_content import erase_personal_content, export_personal_content
from leerlus.reminders.choices import choose_kinds, chosen_kinds
from leerlus.reminders.models import OutboxMail, Reminder, ReminderChoice
from leerlus.reminders.outbox import write_due_mail
from leerlus.reminders.scheduling import page_of, register_kind, schedule_reminder, settle_reminder

pytestmark = pytest.mark.django_db
TODAY = date.today()


@pytest.fixture
def reminder(fatima) -> Reminder:
    return schedule_reminder(fatima.pk, "look_back", TODAY, "goal", uuid4())


def test_the_same_date_twice_is_one_and_another_day_moves_it(reminder):
    again = schedule_reminder(reminder.person_id, "look_back", TODAY, "goal", reminder.object_id)
    assert (again.pk, again.edition) == (reminder.pk, 0)
    moved = schedule_reminder(
        reminder.person_id, "look_back", TODAY + timedelta(days=7), "goal", reminder.object_id
    )
    assert (moved.pk, moved.edition) == (reminder.pk, 1)
    assert Reminder.objects.get().due_on == TODAY + timedelta(days=7)


def test_a_kind_that_nobody_registered_is_refused(fatima):
    with pytest.raises(ValueError, match="not registered"):
        schedule_reminder(fatima.pk, "unknown", TODAY, "goal", uuid4())


def test_a_kind_is_registered_with_one_meaning():
    with pytest.raises(ValueError, match="already"):
        register_kind("look_back", gettext_lazy("Something else"))


def test_settling_takes_away_the_kinds_that_are_named_or_all(reminder):
    settle_reminder(reminder.person_id, reminder.object_id, "another_kind")
    assert Reminder.objects.exists()
    settle_reminder(reminder.person_id, reminder.object_id)
    assert not Reminder.objects.exists()


def test_a_page_that_is_gone_leads_to_the_list(reminder):
    assert page_of(reminder) == f"/mijn-vak/plan/{reminder.object_id}/"
    reminder.url_name = "quickscan"
    assert page_of(reminder) == "/mijn-vak/quickscan/"
    reminder.url_name = "a_page_of_an_older_version"
    assert page_of(reminder) == "/herinneringen/"


def test_the_page_lists_the_dates_and_opening_it_settles_nothing(reminder, fatima, logged_in):
    page = logged_in(fatima).get("/herinneringen/").content.decode()
    assert page_of(reminder) in page
    logged_in(fatima).get(page_of(reminder))
    assert Reminder.objects.exists()


def test_nothing_is_chosen_beforehand_and_a_choice_can_be_taken_back(fatima, logged_in):
    client = logged_in(fatima)
    assert "checked" not in client.get("/herinneringen/").content.decode()
    for _ in range(2):
        client.post("/herinneringen/", {"kind": ["look_back", "made_up"]})
    assert chosen_kinds(actor_of(fatima)) == {"look_back"}
    assert ReminderChoice.objects.count() == 1
    client.post("/herinneringen/")
    assert not ReminderChoice.objects.exists()


def test_stopping_the_mail_needs_a_login(client, reminder):
    assert client.post("/herinneringen/").status_code == 302
    assert client.get("/herinneringen/agenda.ics").status_code == 302


def entries(response) -> list:
    calendar = Calendar.from_ical(response.content)
    return [part for part in calendar.walk() if part.name == "VEVENT"]


def test_the_calendar_file_says_only_that_there_is_a_step(reminder, fatima, logged_in):
    response = logged_in(fatima).get(f"/herinneringen/{reminder.pk}/agenda.ics")
    (entry,) = entries(response)
    assert entry["SUMMARY"] == "Leerlus: stap"
    assert entry.decoded("DTSTART") == TODAY
    assert set(entry) == {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "URL", "TRANSP"}
    assert str(reminder.object_id) not in response.content.decode()


def test_a_moved_date_keeps_its_id_and_counts_on_so_that_calendars_replace_it(reminder, fatima, logged_in):
    client = logged_in(fatima)
    (before,) = entries(client.get("/herinneringen/agenda.ics"))
    schedule_reminder(fatima.pk, "look_back", TODAY + timedelta(days=3), "goal", reminder.object_id)
    (after,) = entries(client.get("/herinneringen/agenda.ics"))
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("DTSTART") == TODAY + timedelta(days=3)


def test_the_calendar_holds_ones_own_dates_only(reminder, bram, logged_in):
    assert entries(logged_in(bram).get("/herinneringen/agenda.ics")) == []
    assert logged_in(bram).get(f"/herinneringen/{reminder.pk}/agenda.ics").status_code == 404


def test_dates_and_choices_come_along_and_are_erased(reminder, fatima):
    actor = actor_of(fatima)
    choose_kinds(actor, ["look_back"])
    write_due_mail(TODAY)
    section = export_personal_content(actor)["reminders"]
    assert [len(section[part]) for part in ("dates", "by_mail", "mail")] == [1, 1, 1]
    erase_personal_content(actor)
    assert not Reminder.objects.exists()
    assert not ReminderChoice.objects.exists()
    assert not OutboxMail.objects.exists()
    assert not mail.outbox


def test_a_long_list_of_dates_costs_no_more_questions_to_the_database(
    fatima, logged_in, django_assert_max_num_queries
):
    for _ in range(50):
        schedule_reminder(fatima.pk, "look_back", TODAY, "goal", uuid4())
    client = logged_in(fatima)
    with django_assert_max_num_queries(10):
        client.get("/herinneringen/")
