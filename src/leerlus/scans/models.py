"""A sitting: one time somebody takes an instrument. Answers and scores are sealed with the key of that person."""

import uuid
from collections.abc import Mapping
from typing import Any, Final, Self

from django.db import models, transaction
from django.utils import timezone

from leerlus.access.vault import seal, unseal
from leerlus.organisations.models import Person
from leerlus.organisations.prepared import PreparedQuery


class SittingQuerySet(models.QuerySet["Sitting"]):
    def finished(self) -> Self:
        return self.exclude(finished_at=None).order_by("-finished_at")


class Sitting(models.Model):
    """One time somebody takes an instrument, tied for good to the version of the instrument that was shown.

    A person has at most one open sitting of an instrument: every tab and device goes on in the same one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sittings")
    instrument = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    sealed_answers = models.BinaryField(null=True)
    sealed_scores = models.BinaryField(null=True)

    objects = SittingQuerySet.as_manager()

    class Meta:
        ordering = ("-started_at",)
        indexes = [models.Index(fields=("person", "instrument", "-finished_at"))]
        constraints = [
            models.UniqueConstraint(
                fields=("person", "instrument"),
                condition=models.Q(finished_at=None),
                name="one_open_sitting_per_instrument",
            )
        ]

    def __str__(self) -> str:
        return f"{self.instrument}-{self.version}"

    @property
    def answers(self) -> dict[str, Any]:
        """Answers by item id; an item that was shown and skipped has None, an item not reached is absent."""
        return self._unsealed("answers", self.sealed_answers)

    @property
    def stored_scores(self) -> dict[str, Any]:
        """The scores as they were at the moment of finishing."""
        return self._unsealed("scores", self.sealed_scores)

    def store_answers(self, answers: Mapping[str, Any]) -> dict[str, Any] | None:
        """Merge answers into what is stored and return all; None when the sitting was finished meanwhile.

        Merging per item lets two tabs or devices work side by side: neither wipes the other's answers.
        """
        with transaction.atomic():
            row = _FOR_UPDATE.first(self.pk)
            if row is None or row.finished_at is not None:
                return None
            merged = row.answers | dict(answers)
            self.sealed_answers = seal(row.person_id, self._purpose("answers"), merged)
            self.saved_at = timezone.now()
            Sitting.objects.filter(pk=self.pk).update(
                sealed_answers=self.sealed_answers, saved_at=self.saved_at
            )
        return merged

    def store_scores(self, scores: Mapping[str, Any]) -> None:
        """Close the sitting with its scores; the caller holds the transaction."""
        self.sealed_scores = seal(self.person_id, self._purpose("scores"), dict(scores))
        self.finished_at = timezone.now()
        self.save(update_fields=["sealed_scores", "finished_at"])

    def _unsealed(self, part: str, sealed: bytes | memoryview | None) -> dict[str, Any]:
        if sealed is None:
            return {}
        content: dict[str, Any] = unseal(self.person_id, self._purpose(part), sealed)
        return content

    def _purpose(self, part: str) -> str:
        return f"sitting:{self.pk}:{part}"


_FOR_UPDATE: Final = PreparedQuery(
    lambda pk: Sitting.objects.select_for_update().filter(pk=pk).order_by(), uuid.UUID
)
"""A sitting, locked until its answers are stored."""
