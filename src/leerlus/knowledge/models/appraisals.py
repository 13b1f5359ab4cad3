"""What a municipality adds to the catalogue, and how its people judge what is in it. A judgement is never changed."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.organisations.models import Municipality, Person


class Intervention(models.Model):
    """An activity of the municipality itself, described as those of the catalogue (domain specification 5)."""

    class Target(models.TextChoices):
        CASEWORKER = "caseworker", _("caseworkers")
        MANAGER = "manager", _("managers")
        ORGANISATION = "organisation", _("the organisation")
        CLIENT = "client", _("clients")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="interventions")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    about = models.TextField()
    party = models.CharField(max_length=120, blank=True)
    target = models.CharField(max_length=12, choices=Target.choices)
    goal = models.JSONField(default=dict)
    """The parts of a SMART goal, by the names of `leerlus.knowledge.rules.appraising.Goal`."""
    without_goal = models.BooleanField(default=False)
    stages = models.JSONField(default=list)
    determinants = models.JSONField(default=list)
    evidence = models.CharField(max_length=1, blank=True)
    only_worked_here = models.BooleanField(default=False)
    link = models.CharField(max_length=300, blank=True)
    follow_up_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(fields=("municipality", "code"), name="intervention_code_once")
        ]

    def __str__(self) -> str:
        return self.name


class Appraisal(models.Model):
    """How one person judged one thing at one moment; judging again makes a new one, so the history stays.

    `subject` is the code of an entry of the catalogue, an intervention or a knowledge item.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="appraisals")
    assessor = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="appraisals")
    assessor_name = models.CharField(max_length=100, blank=True)
    """As it is shown: empty when the assessor wants no name there."""
    origin = models.CharField(max_length=100, blank=True)
    """The municipality it was taken over from, for what came in a file."""
    subject = models.CharField(max_length=60)
    values = models.JSONField()
    """Characteristic -> `{"value": yes, partly, no or unknown, "basis": why}`."""
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-made_at",)
        indexes = [models.Index(fields=("municipality", "subject", "-made_at"))]

    def __str__(self) -> str:
        return f"{self.subject} {self.made_at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it once. Raises ValueError for one that is stored already."""
        if not self._state.adding:
            raise ValueError("an appraisal never changes; judge again")
        super().save(*args, **kwargs)

    @property
    def judged(self) -> dict[str, str]:
        """Characteristic -> value."""
        return {name: str(one["value"]) for name, one in self.values.items()}
