"""Goals: steps somebody put on their plan. What they say is sealed; only dates are in the clear."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from leerlus.access.vault import seal, unseal
from leerlus.advice.models import Advice
from leerlus.organisations.models import Person


class Goal(models.Model):
    """One step with a date. It knows the advice it came from, when it came from one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="goals")
    advice = models.ForeignKey(Advice, on_delete=models.SET_NULL, null=True, blank=True, related_name="goals")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    edition = models.PositiveIntegerField(default=1)
    sealed_content = models.BinaryField()

    class Meta:
        ordering = ("due_on", "created_at")
        indexes = [models.Index(fields=("person", "done_at", "due_on"))]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def content(self) -> dict[str, Any]:
        """`title`, and where filled in: `description`, `technique`, `witness`, `strongest_advantage`."""
        content: dict[str, Any] = unseal(self.person_id, f"goal:{self.pk}", self.sealed_content)
        return content

    @content.setter
    def content(self, value: dict[str, Any]) -> None:
        self.sealed_content = seal(self.person_id, f"goal:{self.pk}", value)

    @property
    def title(self) -> str:
        return str(self.content["title"])

    @property
    def is_overdue(self) -> bool:
        return self.done_at is None and self.due_on < timezone.localdate()
