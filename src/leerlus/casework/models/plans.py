"""What was settled with a client, version after version, and the days it was looked at again."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from leerlus.access.vault import seal, unseal
from leerlus.casework.models.case_files import CaseFile


class PlanVersion(models.Model):
    """One version of the plan as it was settled: never changed, and readable for good (check 33)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="plan_versions")
    number = models.PositiveSmallIntegerField()
    made_on = models.DateField(default=timezone.localdate)
    sealed_content = models.BinaryField()

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("case_file", "number"), name="a_version_of_a_plan_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_file_id} {self.number}"

    @property
    def content(self) -> dict[str, Any]:
        """The fields of step 4 as they were, and `based_on_words`: what the choice referred to, in words."""
        content: dict[str, Any] = unseal(self.case_file_id, f"plan:{self.pk}", self.sealed_content)
        return content

    @content.setter
    def content(self, value: dict[str, Any]) -> None:
        self.sealed_content = seal(self.case_file_id, f"plan:{self.pk}", value)


class Review(models.Model):
    """Looking with the client whether it goes as expected, on the day planned or another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="reviews")
    held_on = models.DateField(default=timezone.localdate)
    due_on = models.DateField()
    sealed_content = models.BinaryField()

    class Meta:
        ordering = ("-held_on", "id")
        indexes = [models.Index(fields=("case_file", "-held_on"))]

    def __str__(self) -> str:
        return f"{self.case_file_id} {self.held_on}"

    @property
    def content(self) -> dict[str, Any]:
        """`progress`, `decision` (go_on, adjust or stop) and `decision_because`."""
        content: dict[str, Any] = unseal(self.case_file_id, f"review:{self.pk}", self.sealed_content)
        return content

    @content.setter
    def content(self, value: dict[str, Any]) -> None:
        self.sealed_content = seal(self.case_file_id, f"review:{self.pk}", value)
