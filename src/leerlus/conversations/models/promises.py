"""What a manager promises a team, and the charter a manager accepts. Neither is about one person's development."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.organisations.models import Person, Team


class Promise(models.Model):
    """Said to a whole team, and so in the clear. Text and date never change; what became of it is added.

    It belongs to the team: it stays when the manager leaves, and who leads the team next tells what became of it.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        KEPT = "kept", _("kept")
        CHANGED = "changed", _("went differently")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="promises")
    manager = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="promises")
    precondition = models.CharField(max_length=6, blank=True)
    text = models.CharField(max_length=300)
    promised_on = models.DateField(default=timezone.localdate)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    outcome = models.CharField(max_length=300, blank=True)
    outcome_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-promised_on", "-due_on", "id")
        indexes = [models.Index(fields=("team", "state", "due_on"))]

    def __str__(self) -> str:
        return str(self.pk)


class CharterAcceptance(models.Model):
    """A manager accepted a version of the charter."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="charters")
    version = models.PositiveSmallIntegerField()
    accepted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("person", "version"), name="a_charter_is_accepted_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.version}"
