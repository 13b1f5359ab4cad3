"""Shares, the log of who saw what, forms that were already stored, and how long things are kept."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.organisations.models import Municipality, Person, Team


class ShareQuerySet(models.QuerySet["Share"]):
    def active(self, on: date | None = None) -> Self:
        """Shares that are open: not stopped, and not past their end date (which itself still counts)."""
        return self.filter(stopped_at=None, ends_on__gte=on or timezone.localdate())

    def over(self) -> Self:
        """Shares that are no longer open."""
        return self.exclude(stopped_at=None, ends_on__gte=timezone.localdate())


class Share(models.Model):
    """One thing, shown by its owner to one person or one team until a date. No links without login, no re-shares.

    A team is its caseworkers at the moment of looking, never its manager. `parts` are the names of what is shown of
    a thing that can be shown in part. `made_for` is the id of what it was made for, such as a conversation, and goes
    with; it is empty for a share that stands on its own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="shares_given")
    receiver = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="shares_received"
    )
    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, null=True, blank=True, related_name="shares_received"
    )
    record = models.CharField(max_length=24)
    object_id = models.UUIDField()
    parts = models.JSONField(default=list, blank=True)
    made_for = models.UUIDField(null=True, blank=True, editable=False)
    ends_on = models.DateField(_("until and including"))
    created_at = models.DateTimeField(auto_now_add=True)
    stopped_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)
        indexes = [
            models.Index(fields=("receiver", "record", "object_id")),
            models.Index(fields=("team", "record", "object_id")),
            models.Index(fields=("owner", "created_at")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(receiver=None) ^ models.Q(team=None), name="share_has_one_receiver"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record} {self.object_id}"

    @property
    def is_open(self) -> bool:
        return self.stopped_at is None and self.ends_on >= timezone.localdate()

    @property
    def to_whom(self) -> str:
        """The name of the person or the team."""
        return str(self.receiver or self.team)


class AccessEvent(models.Model):
    """One line in the log: who did what to whose record, when. It never holds content.

    People, objects and municipality are kept as bare ids, so the log outlives an erased account without naming it.
    Lines are chained: `chain` is a keyed SHA-256 of the previous chain and this line, so a changed or removed line
    shows.
    """

    class Action(models.TextChoices):
        VIEWED = "viewed", _("viewed")
        REFUSED = "refused", _("was refused")
        SHARED = "shared", _("shared")
        STOPPED_SHARING = "stopped_sharing", _("stopped sharing")
        EXPORTED = "exported", _("exported")
        ERASED = "erased", _("erased")
        IMPORTED = "imported", _("imported")
        FINISHED = "finished", _("finished")
        CORRECTED = "corrected", _("corrected")
        RELEASED = "released", _("released team figures")
        ROLE_GIVEN = "role_given", _("gave a role")
        ROLE_ENDED = "role_ended", _("ended a role")
        INVITED = "invited", _("invited")
        JOINED = "joined", _("accepted the invitation")
        DEACTIVATED = "deactivated", _("closed an account")
        ACTIVATED = "activated", _("opened an account")
        LOGGED_IN = "logged_in", _("logged in")
        LOGIN_FAILED = "login_failed", _("failed to log in")
        LOCKED_OUT = "locked_out", _("was locked out")
        SETTINGS_CHANGED = "settings_changed", _("changed settings")
        ASSIGNED = "assigned", _("assigned a file of a client")
        EXPIRED = "expired", _("erased what was kept long enough")
        PLANNED = "planned", _("planned")
        MOVED = "moved", _("moved to another day")
        CALLED_OFF = "called_off", _("called something off")
        PROMISED = "promised", _("promised a team something")
        PROMISE_TOLD = "promise_told", _("told a team what became of a promise")
        COUNTED_IN = "counted_in", _("chose to count in the team picture")
        COUNTED_OUT = "counted_out", _("chose not to count in the team picture")
        PAUSED = "paused", _("chose that answers count nowhere for now")
        RESUMED = "resumed", _("ended the pause")

    sequence = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=timezone.now)
    action = models.CharField(max_length=20, choices=Action.choices)
    record = models.CharField(max_length=24, blank=True)
    object_id = models.UUIDField(null=True, blank=True)
    actor_id = models.UUIDField(null=True, blank=True)
    subject_id = models.UUIDField(null=True, blank=True)
    receiver_id = models.UUIDField(null=True, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )
    chain = models.CharField(max_length=64)

    class Meta:
        ordering = ("-sequence",)
        indexes = [
            models.Index(fields=("subject_id", "-sequence")),
            models.Index(fields=("municipality", "-sequence")),
            models.Index(fields=("object_id", "-sequence")),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"


class ChainTip(models.Model):
    """The newest link of the log's chain; its row is the lock that keeps two writers from forking it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    chain = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return self.chain


class ExpiredLines(models.Model):
    """The place of lines of the log that were kept long enough: nothing of what they said, only their link.

    `sequence` and `chain` are those of the last line here; `seal` proves that Leerlus itself took them out, after a
    line with a given chain.
    """

    sequence = models.BigIntegerField(primary_key=True)
    chain = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.sequence)


class SubmittedForm(models.Model):
    """A form that was stored already: the second click gets the first one's result."""

    token = models.CharField(max_length=64, primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    result_url = models.CharField(max_length=300)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return self.token


class RetentionTerm(models.Model):
    """How many days a municipality keeps one kind of thing, where it chose something else than the default."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    days = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("municipality", "kind"), name="one_term_per_kind")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.days}"


class RetentionRun(models.Model):
    """One time that what was kept long enough was deleted: how much of each kind, never whose.

    `municipality` is empty for what belongs to none, such as sessions.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    deleted = models.JSONField(default=dict)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=("municipality", "-at"))]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
