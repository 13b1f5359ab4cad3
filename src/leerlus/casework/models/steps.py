"""What each of the seven steps of a file says, and what a caseworker learned from it."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from leerlus.access.vault import seal, unseal
from leerlus.casework.models.case_files import CaseFile
from leerlus.casework.rules.steps import Step
from leerlus.organisations.models import Person


class StepContent(models.Model):
    """What one step of a file says now, sealed with the key of the file; written field by field as somebody types."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=24, choices=[(step.value, step.value) for step in Step])
    saved_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=0)
    """How often it was stored, so that nobody overwrites what they have not read."""
    sealed_content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("case_file", "step"), name="a_step_of_a_file_once")]

    def __str__(self) -> str:
        return f"{self.case_file_id} {self.step}"

    @property
    def content(self) -> dict[str, Any]:
        """The fields of the step by name; a field that was never filled in is absent."""
        content: dict[str, Any] = unseal(self.case_file_id, self._purpose, self.sealed_content)
        return content

    @content.setter
    def content(self, value: dict[str, Any]) -> None:
        self.sealed_content = seal(self.case_file_id, self._purpose, value)

    @property
    def _purpose(self) -> str:
        return f"step:{self.case_file_id}:{self.step}"


class Reflection(models.Model):
    """What a caseworker learned from a file: theirs, sealed with their own key.

    It stays with them when the file is assigned to somebody else, who cannot read it, and when the file is deleted; it
    goes when they erase.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_file = models.ForeignKey(
        CaseFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="reflections"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="case_reflections")
    saved_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=0)
    sealed_content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("case_file", "person"), name="own_reflection_on_a_file_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def content(self) -> dict[str, Any]:
        """`lesson` and `experience`, where filled in."""
        content: dict[str, Any] = unseal(self.person_id, f"reflection:{self.pk}", self.sealed_content)
        return content

    @content.setter
    def content(self, value: dict[str, Any]) -> None:
        self.sealed_content = seal(self.person_id, f"reflection:{self.pk}", value)
