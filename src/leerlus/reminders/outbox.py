"""Mail about dates: written when a day has come, sent once, tried again later when the mail server refuses it.

A mail says that something waits, never what: a mailbox may be read by more people than its owner.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from leerlus.access.actor import actor_of
from leerlus.organisations.models import Membership, Person
from leerlus.reminders.models import OutboxMail, Reminder, ReminderChoice
from leerlus.reminders.notices import is_notice, notice_of
from leerlus.reminders.scheduling import dates_of

DELAYS: Final = (
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=2),
)
"""How long after each attempt the next one may come; after the last a mail is given up."""

DAYS_LATE: Final = 14
"""A date longer ago is not mailed about any more, for instance after the job stood still."""

DAYS_KEPT: Final = 90
"""How long the outbox remembers what left, and a date that passed stays in the list."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the job did, in numbers of mails."""

    sent: int
    put_off: int
    given_up: int
    server_answers: bool = True


def wanted(reminders: QuerySet[Reminder]) -> QuerySet[Reminder]:
    """Of these the ones about which somebody chose to get mail, and who can log in and holds a role today."""
    choices = ReminderChoice.objects.filter(person=OuterRef("person"), kind=OuterRef("kind"))
    roles = Membership.objects.current().filter(person=OuterRef("person"))
    return reminders.filter(Exists(choices), Exists(roles), person__is_active=True)


def write_due_mail(today: date) -> int:
    """Put one mail in the outbox for everybody with a date that has come; the number of people.

    However many dates there are, somebody gets one mail a day.
    """
    due = wanted(
        Reminder.objects.filter(
            mailed_at=None, due_on__lte=today, due_on__gt=today - timedelta(days=DAYS_LATE)
        )
    )
    people = Person.objects.filter(pk__in=due.values("person_id")).order_by("pk")
    return sum(_write(person, due, today) for person in people)


def send_outbox(now: datetime) -> Run:
    """Send what waits. A mail is claimed before it is sent, so that two runs never send the same one.

    When the machine stops between sending and noting so, that mail leaves once more. When the server does not answer,
    nothing is claimed and everything waits for the next run.
    """
    given_up = _give_up(now)
    connection = get_connection()
    waiting = _waiting(now)
    if not waiting:
        return Run(0, 0, given_up)
    try:
        connection.open()
    except OSError:
        return Run(0, 0, given_up, server_answers=False)
    sent = put_off = 0
    try:
        for mail in _claimed(waiting, now):
            if _left(connection, mail):
                OutboxMail.objects.filter(pk=mail.pk).update(sent_at=now)
                sent += 1
            else:
                put_off += 1
    finally:
        connection.close()
    return Run(sent, put_off, given_up)


def mail_that_waits(now: datetime) -> tuple[bool, bool]:
    """Whether mail has waited for more than a day, and whether mail of the last week was given up. No names."""
    unsent = OutboxMail.objects.filter(sent_at=None)
    late = unsent.filter(given_up_at=None, made_at__lt=now - timedelta(days=1))
    return late.exists(), unsent.filter(given_up_at__gte=now - timedelta(days=7)).exists()


def forget_the_past(today: date) -> None:
    """Remove what left or was given up long ago, and dates that passed long ago."""
    long_ago = today - timedelta(days=DAYS_KEPT)
    OutboxMail.objects.filter(made_at__date__lt=long_ago).exclude(sent_at=None, given_up_at=None).delete()
    Reminder.objects.filter(due_on__lt=long_ago).delete()


def _write(person: Person, due: QuerySet[Reminder], today: date) -> bool:
    """The mail and the note that its dates were mailed about, in one transaction; False when no date is left for it."""
    theirs = due.filter(pk__in=list(dates_of(actor_of(person)).values_list("pk", flat=True)))
    with transaction.atomic():
        if not theirs.exists():
            return False
        mail, _made = OutboxMail.objects.get_or_create(
            event=f"reminders:{person.pk}:{today}", defaults={"person": person}
        )
        theirs.update(mailed_at=timezone.now(), mail=mail)
    return True


def _waiting(now: datetime) -> list[OutboxMail]:
    return list(
        OutboxMail.objects.filter(
            sent_at=None, given_up_at=None, next_try_at__lte=now, attempts__lt=len(DELAYS)
        ).select_related("person")
    )


def _claimed(waiting: list[OutboxMail], now: datetime) -> Iterator[OutboxMail]:
    """The mails that are still about something, each once it is ours."""
    for mail in waiting:
        if not _is_still_about_something(mail):
            mail.delete()  # done, erased, out of sight or not wanted any more since it was written
            continue
        ours = OutboxMail.objects.filter(
            pk=mail.pk, attempts=mail.attempts, sent_at=None, given_up_at=None
        ).update(attempts=F("attempts") + 1, next_try_at=now + DELAYS[mail.attempts])
        if ours:
            yield mail


def _is_still_about_something(mail: OutboxMail) -> bool:
    if is_notice(mail):
        return mail.person.is_active and notice_of(mail) is not None
    return wanted(mail.reminders.filter(pk__in=dates_of(actor_of(mail.person)).values("pk"))).exists()


def _give_up(now: datetime) -> int:
    return OutboxMail.objects.filter(
        sent_at=None, given_up_at=None, next_try_at__lte=now, attempts__gte=len(DELAYS)
    ).update(given_up_at=now)


def _left(connection: BaseEmailBackend, mail: OutboxMail) -> bool:
    """Whether the server took it. ValueError: an address no server would take."""
    try:
        return connection.send_messages([_message(mail)]) == 1
    except (OSError, ValueError):
        connection.close()  # the next one begins with a fresh connection
        return False


def _message(mail: OutboxMail) -> EmailMessage:
    """The words about dates are always the same; the id lets a mail program see a second copy as one."""
    headers = {"Message-ID": f"<{mail.pk}@leerlus.invalid>"}
    with translation.override(mail.person.language):
        if is_notice(mail) and (notice := notice_of(mail)):
            return EmailMessage(notice.subject, notice.body, to=[mail.person.email], headers=headers)
        subject = _("Leerlus: something is waiting for you")
        body = render_to_string(
            "reminders/mail.txt", {"url": settings.LEERLUS_BASE_URL + reverse("reminders")}
        )
    return EmailMessage(subject, body, to=[mail.person.email], headers=headers)
