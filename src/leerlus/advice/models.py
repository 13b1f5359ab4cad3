"""Advice as it was given, with its trace, the steps somebody put aside, and who compares two ways. All of it sealed."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from leerlus.access.vault import seal, unseal
from leerlus.organisations.models import Municipality, Person
from leerlus.scans.models import Sitting


class Advice(models.Model):
    """One advice: at most three steps and every rule that was weighed, tied to the sitting it rests on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="advices")
    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="advices")
    content_version = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(default=timezone.now)
    sealed_advice = models.BinaryField()

    class Meta:
        ordering = ("-made_at",)
        indexes = [models.Index(fields=("person", "-made_at")), models.Index(fields=("sitting", "-made_at"))]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def stored(self) -> dict[str, Any]:
        """The advice and its trace as plain values."""
        stored: dict[str, Any] = unseal(self.person_id, f"advice:{self.pk}", self.sealed_advice)
        return stored

    @stored.setter
    def stored(self, value: dict[str, Any]) -> None:
        self.sealed_advice = seal(self.person_id, f"advice:{self.pk}", value)


class Dismissal(models.Model):
    """A step somebody did not want; it stays away until a date. Which one and why is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="dismissals")
    until = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)
    sealed_content = models.BinaryField()

    class Meta:
        ordering = ("-made_at",)
        indexes = [models.Index(fields=("person", "until"))]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def content(self) -> dict[str, Any]:
        """`technique` and `reason` (may be empty)."""
        content: dict[str, Any] = unseal(self.person_id, f"dismissal:{self.pk}", self.sealed_content)
        return content

    @content.setter
    def content(self, value: dict[str, Any]) -> None:
        self.sealed_content = seal(self.person_id, f"dismissal:{self.pk}", value)


class Allocation(models.Model):
    """The order of the arms in one municipality: its seed, and how many places were given out. No page shows it."""

    municipality = models.OneToOneField(
        Municipality, primary_key=True, on_delete=models.CASCADE, related_name="allocation"
    )
    seed = models.PositiveBigIntegerField()
    places_given = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.pk)


class Participation(models.Model):
    """Somebody takes or took part in the comparison. In which arm and when is sealed; so is whether they stopped.

    Who erases that keeps the row, empty: lots were drawn for them, and are not drawn again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="participation")
    ends_on = models.DateField(default=timezone.localdate)
    """The last day on which it may last, whether or not they stopped before: how long it is kept counts from here."""

    sealed_content = models.BinaryField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_erased(self) -> bool:
        """Whether only the fact that lots were drawn is left."""
        return not self.sealed_content

    @property
    def content(self) -> dict[str, Any]:
        """`arm`, `since` and `until` (moments in ISO 8601; `until` is None while it lasts)."""
        content: dict[str, Any] = unseal(self.person_id, f"participation:{self.pk}", self.sealed_content)
        return content

    @content.setter
    def content(self, value: dict[str, Any]) -> None:
        self.sealed_content = seal(self.person_id, f"participation:{self.pk}", value)
