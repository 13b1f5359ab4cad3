"""The outbox: written with its cause, sent once, tried again, silent about what it is about."""

import smtplib
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.organisations.models import Membership
from leerlus.reminders import outbox
from leerlus.reminders.choices import choose_kinds
from leerlus.reminders.models import OutboxMail, Reminder
from leerlus.reminders.outbox import DELAYS, forget_the_past, mail_that_waits, send_outbox, write_due_mail
from leerlus.reminders.scheduling import schedule_reminder, settle_reminder

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 1)
MORNING = datetime(2027, 3, 1, 7, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture(autouse=True)
def first_of_march():
    with time_machine.travel(MORNING, tick=False):
        yield


@pytest.fixture
def wants_mail(fatima):
    choose_kinds(actor_of(fatima), ["look_back"])
    return fatima


@pytest.fixture
def due(wants_mail) -> Reminder:
    """A date of Fatima that is today."""
    return schedule_reminder(wants_mail.pk, "look_back", DAY, "goal", uuid4())


class StopsAfterSending(EmailBackend):
    """The machine stops when the mail has left, before that is written down."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise KeyboardInterrupt


class StopsBeforeSending(EmailBackend):
    def send_messages(self, messages):
        raise KeyboardInterrupt


class Refuses(EmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({})


class DoesNotAnswer(EmailBackend):
    def open(self):
        raise ConnectionRefusedError


@pytest.fixture
def server(settings, monkeypatch):
    """Have the mail server behave in some way: `server(Refuses)`."""

    def behave(backend):
        monkeypatch.setattr(outbox, "get_connection", lambda: backend())

    return behave


def run(now: datetime = MORNING):
    write_due_mail(timezone.localdate(now))
    return send_outbox(now)


def test_who_chose_to_be_reminded_gets_one_mail_on_the_day(due):
    assert run().sent == 1
    assert [sent.to for sent in mail.outbox] == [[due.person.email]]


def test_running_again_the_same_day_or_later_sends_nothing_more(due):
    for days in range(5):
        run(MORNING + timedelta(days=days))
    assert len(mail.outbox) == 1


def test_several_dates_on_one_day_are_one_mail(wants_mail):
    for _ in range(3):
        schedule_reminder(wants_mail.pk, "look_back", DAY, "goal", uuid4())
    run()
    assert len(mail.outbox) == 1


def test_nothing_is_mailed_before_the_day(wants_mail):
    schedule_reminder(wants_mail.pk, "look_back", DAY + timedelta(days=1), "goal", uuid4())
    assert run().sent == 0
    with time_machine.travel(MORNING + timedelta(days=1), tick=False):
        assert run(MORNING + timedelta(days=1)).sent == 1


def test_who_chose_nothing_gets_nothing(fatima):
    schedule_reminder(fatima.pk, "look_back", DAY, "goal", uuid4())
    assert run().sent == 0
    assert not OutboxMail.objects.exists()


def test_who_chose_another_kind_gets_nothing(fatima):
    choose_kinds(actor_of(fatima), ["look_back"])
    Reminder.objects.create(person=fatima, kind="other", due_on=DAY, url_name="goal", object_id=uuid4())
    assert run().sent == 0


def test_who_cannot_log_in_or_holds_no_role_any_more_gets_nothing(due, bram):
    due.person.is_active = False
    due.person.save()
    choose_kinds(actor_of(bram), ["look_back"])
    schedule_reminder(bram.pk, "look_back", DAY, "goal", uuid4())
    Membership.objects.filter(person=bram).update(ends_on=DAY - timedelta(days=1))
    assert run().sent == 0


def test_what_is_done_before_the_mail_leaves_is_not_mailed_about(due):
    write_due_mail(DAY)
    settle_reminder(due.person_id, due.object_id)
    assert send_outbox(MORNING).sent == 0
    assert not OutboxMail.objects.exists()


def test_who_changes_their_mind_before_the_mail_leaves_gets_none(due):
    write_due_mail(DAY)
    choose_kinds(actor_of(due.person), [])
    assert send_outbox(MORNING).sent == 0


def test_a_date_that_is_moved_is_mailed_about_on_its_new_day(due):
    run()
    later = MORNING + timedelta(days=10)
    schedule_reminder(due.person_id, "look_back", later.date(), "goal", due.object_id)
    assert run(later).sent == 1
    assert len(mail.outbox) == 2


def test_a_date_of_weeks_ago_is_not_mailed_about_any_more(wants_mail):
    schedule_reminder(wants_mail.pk, "look_back", DAY - timedelta(days=20), "goal", uuid4())
    assert run().sent == 0


def test_the_mail_is_there_exactly_when_its_cause_is(due):
    with transaction.atomic():
        write_due_mail(DAY)
        transaction.set_rollback(True)
    assert not OutboxMail.objects.exists()
    assert Reminder.objects.get().mailed_at is None


def test_a_crash_after_sending_gives_at_most_one_second_copy(due, server):
    server(StopsAfterSending)
    with pytest.raises(KeyboardInterrupt):
        run()
    server(EmailBackend)
    assert run().sent == 0, "claimed: not at once again"
    assert run(MORNING + DELAYS[0]).sent == 1
    for hours in range(1, 72, 5):
        run(MORNING + timedelta(hours=hours))
    assert len(mail.outbox) == 2
    assert len({sent.message()["Message-ID"] for sent in mail.outbox}) == 1


def test_a_crash_before_sending_loses_nothing(due, server):
    server(StopsBeforeSending)
    with pytest.raises(KeyboardInterrupt):
        run()
    server(EmailBackend)
    run(MORNING + DELAYS[0])
    assert len(mail.outbox) == 1


def test_two_runs_at_the_same_time_send_one_mail(due):
    write_due_mail(DAY)
    waiting = outbox._waiting(MORNING)
    assert send_outbox(MORNING).sent == 1
    assert list(outbox._claimed(waiting, MORNING)) == []


def test_a_refused_mail_is_tried_again_with_growing_delay_and_then_given_up(due, server):
    server(Refuses)
    moments, now = [], MORNING
    write_due_mail(DAY)
    while now < MORNING + timedelta(days=30):
        if send_outbox(now).put_off:
            moments.append(now)
        now += timedelta(minutes=10)
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert gaps == list(DELAYS[:-1])
    assert gaps == sorted(gaps)
    assert OutboxMail.objects.get().given_up_at is not None
    assert not mail.outbox


def test_one_refused_mail_does_not_keep_others_waiting(due, bram, monkeypatch):
    class RefusesFatima(EmailBackend):
        def send_messages(self, messages):
            if "fatima" in messages[0].to[0]:
                raise smtplib.SMTPRecipientsRefused({})
            return super().send_messages(messages)

    choose_kinds(actor_of(bram), ["look_back"])
    schedule_reminder(bram.pk, "look_back", DAY, "goal", uuid4())
    monkeypatch.setattr(outbox, "get_connection", RefusesFatima)
    outcome = run()
    assert (outcome.sent, outcome.put_off) == (1, 1)


def test_when_the_server_does_not_answer_everything_waits_without_counting_as_an_attempt(due, server, capsys):
    server(DoesNotAnswer)
    write_due_mail(DAY)
    assert not send_outbox(MORNING).server_answers
    assert OutboxMail.objects.get().attempts == 0
    with pytest.raises(CommandError, match="does not answer"):
        call_command("send_mail")


def test_the_command_sends_what_is_due(due, capsys):
    call_command("send_mail")
    assert len(mail.outbox) == 1
    assert "Sent 1 mails" in capsys.readouterr().out


def test_a_mail_says_that_something_waits_and_never_what(due, bram):
    bram.language = "en"
    bram.save()
    choose_kinds(actor_of(bram), ["look_back"])
    schedule_reminder(bram.pk, "look_back", DAY, "goal", uuid4())
    run()
    dutch, english = sorted(mail.outbox, key=lambda sent: sent.subject)
    assert dutch.subject.startswith("Leerlus: er staat iets")
    assert english.subject.startswith("Leerlus: something")
    for sent in (dutch, english):
        whole = sent.message().as_string() + sent.body
        for told in ("Fatima Bakkali", "Bram,", "look_back", str(due.object_id), "plan", "scan"):
            assert told not in whole
        assert "/herinneringen/" in sent.body


def test_health_tells_that_mail_waits_without_saying_whose(due):
    assert mail_that_waits(MORNING) == (False, False)
    write_due_mail(DAY)
    assert mail_that_waits(MORNING + timedelta(hours=25)) == (True, False)
    OutboxMail.objects.update(given_up_at=MORNING)
    assert mail_that_waits(MORNING + timedelta(days=2)) == (False, True)
    assert mail_that_waits(MORNING + timedelta(days=9)) == (False, False)


def test_the_outbox_forgets_what_left_long_ago_and_keeps_what_waits(due, bram):
    run()
    waiting = OutboxMail.objects.create(person=bram, event="waits")
    forget_the_past(DAY + timedelta(days=outbox.DAYS_KEPT))
    assert OutboxMail.objects.count() == 2
    forget_the_past(DAY + timedelta(days=outbox.DAYS_KEPT + 1))
    assert list(OutboxMail.objects.all()) == [waiting]
    assert not Reminder.objects.exists()
