"""Somebody who does not have a file looks into it, through a procedure that its caseworker sees."""

import uuid
from datetime import timedelta
from typing import Any, Final

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.access.vault import seal, unseal
from leerlus.casework.models.case_files import CaseFile
from leerlus.organisations.models import Person

OPEN_FOR: Final = {"emergency": timedelta(hours=24), "review": timedelta(days=14)}


class Inspection(models.Model):
    """A file opened in an emergency for 24 hours, or drawn for a review for 14 days (reliability document 2.3).

    The caseworker sees who, when, why, and what was found. Nothing of it is counted per caseworker.
    """

    class Kind(models.TextChoices):
        EMERGENCY = "emergency", _("opened in an emergency")
        REVIEW = "review", _("drawn for a review of files")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="inspections")
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="inspections"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    opened_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    sealed_content = models.BinaryField()

    class Meta:
        ordering = ("-opened_at", "id")
        indexes = [models.Index(fields=("person", "-opened_at")), models.Index(fields=("kind", "opened_at"))]

    def __str__(self) -> str:
        return f"{self.kind} {self.case_file_id}"

    @property
    def is_open(self) -> bool:
        return self.ends_at > timezone.now()

    @property
    def content(self) -> dict[str, Any]:
        """`reason` (of a review: its purpose), and `findings` of a review."""
        content: dict[str, Any] = unseal(self.case_file_id, f"inspection:{self.pk}", self.sealed_content)
        return content

    @content.setter
    def content(self, value: dict[str, Any]) -> None:
        self.sealed_content = seal(self.case_file_id, f"inspection:{self.pk}", value)
