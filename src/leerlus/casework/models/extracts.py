"""A client asked to see their file; and what they got."""

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone

from leerlus.access.vault import seal, unseal
from leerlus.casework.models.case_files import CaseFile
from leerlus.casework.rules.extracts import due_on


class Extract(models.Model):
    """A request of a client to see their file, and the extract as it was made: kept, so that it can be given again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="extracts")
    asked_on = models.DateField(default=timezone.localdate)
    made_at = models.DateTimeField(null=True, blank=True)
    sealed_content = models.BinaryField(null=True)

    class Meta:
        ordering = ("-asked_on", "id")
        indexes = [models.Index(fields=("case_file", "-asked_on"))]

    def __str__(self) -> str:
        return f"{self.case_file_id} {self.asked_on}"

    @property
    def due_on(self) -> date:
        """The day by which the client has it."""
        return due_on(self.asked_on)

    @property
    def content(self) -> dict[str, Any]:
        """Empty until it is made; then `parts` (title and lines of label and words), `left_out` (name and reason),
        `looked` (moment, who, capacity) and `language`."""
        if self.sealed_content is None:
            return {}
        content: dict[str, Any] = unseal(self.case_file_id, f"extract:{self.pk}", self.sealed_content)
        return content

    @content.setter
    def content(self, value: dict[str, Any]) -> None:
        self.sealed_content = seal(self.case_file_id, f"extract:{self.pk}", value)
