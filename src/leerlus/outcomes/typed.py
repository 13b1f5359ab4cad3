"""What a caseworker writes down of a client by hand: a job, part-time work, an activity, the end of a benefit."""

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone

from leerlus.access.vault import seal, unseal
from leerlus.casework.models import CaseFile

EXIT = "exit"
"""The kind of an event that is the end of a benefit; the other kinds are those of `rules.events.Kind`."""


class TypedEvent(models.Model):
    """One event that was typed in the file of a client: sealed with the key of the file, and gone with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="typed_events")
    typed_at = models.DateTimeField(default=timezone.now)
    sealed_content = models.BinaryField()

    class Meta:
        ordering = ("typed_at", "id")
        indexes = [models.Index(fields=("case_file", "typed_at"))]

    def __str__(self) -> str:
        return f"{self.case_file_id} {self.typed_at:%Y-%m-%d}"

    @property
    def content(self) -> dict[str, Any]:
        """`kind` (of `rules.events.Kind`, or EXIT), `on`, `certain_until` (the last day that is certain), `told_by`;
        and where filled in `ended`, `hours` a week, `regular`, `subsidised`, and of the end of a benefit `exit`."""
        content: dict[str, Any] = unseal(self.case_file_id, f"typed:{self.pk}", self.sealed_content)
        return content

    @content.setter
    def content(self, value: dict[str, Any]) -> None:
        self.sealed_content = seal(self.case_file_id, f"typed:{self.pk}", value)

    @property
    def on(self) -> date:
        """The day it began; of a benefit the day it ended."""
        return date.fromisoformat(self.content["on"])

    @property
    def goes_on(self) -> bool:
        """Whether it may be confirmed to go on still."""
        content = self.content
        return content["kind"] != EXIT and not content.get("ended")
