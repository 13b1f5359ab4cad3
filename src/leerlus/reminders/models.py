"""Dates of people, the choice to get mail about them, and the outbox: kinds, days and ids, no content."""

import uuid

from django.db import models
from django.utils import timezone

from leerlus.organisations.models import Person


class OutboxMail(models.Model):
    """One mail that is to leave: written in the transaction of its cause, sent by `leerlus send_mail`.

    `event` is what it is about, once: the same event never gives a second mail.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="outbox")
    event = models.CharField(max_length=80, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("made_at",)
        indexes = [models.Index(fields=("sent_at", "given_up_at", "next_try_at"))]

    def __str__(self) -> str:
        return self.event


class Reminder(models.Model):
    """A day on which something of one person waits; it stays until that thing is done, not until it is opened."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=30)
    due_on = models.DateField()
    url_name = models.CharField(max_length=60)
    object_id = models.UUIDField()
    made_at = models.DateTimeField(default=timezone.now)
    edition = models.PositiveIntegerField(default=0)
    """How often the day was moved; calendars need it to replace what they have."""
    mailed_at = models.DateTimeField(null=True, blank=True)
    mail = models.ForeignKey(
        OutboxMail, on_delete=models.SET_NULL, null=True, blank=True, related_name="reminders"
    )

    class Meta:
        ordering = ("due_on", "made_at")
        indexes = [
            models.Index(fields=("person", "due_on")),
            models.Index(fields=("mailed_at", "due_on")),
        ]
        constraints = [
            models.UniqueConstraint(fields=("person", "kind", "object_id"), name="a_reminder_of_a_kind_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"


class ReminderChoice(models.Model):
    """Somebody wants mail about a kind of date, from a moment on; its row is the yes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reminder_choices")
    kind = models.CharField(max_length=30)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("kind",)
        constraints = [
            models.UniqueConstraint(fields=("person", "kind"), name="a_choice_per_kind_of_reminder")
        ]

    def __str__(self) -> str:
        return self.kind
