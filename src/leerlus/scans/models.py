"""A sitting: one time somebody takes an instrument. Answers and scores are sealed with the key of that person."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, Self

from django.db import models
from django.db.models import F, QuerySet
from django.utils import timezone

from leerlus.access.vault import seal, unseal
from leerlus.organisations.models import Person
from leerlus.organisations.prepared import PreparedUpdate


class SittingQuerySet(models.QuerySet["Sitting"]):
    def finished(self) -> Self:
        return self.exclude(finished_at=None).order_by("-finished_at")


class Sitting(models.Model):
    """One time somebody takes an instrument, tied for good to the version of the instrument that was shown.

    A person has at most one open sitting of an instrument: every tab and device goes on in the same one. Of an
    instrument with moments, a later moment follows the sitting of the first, and is about the same thing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sittings")
    instrument = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    moment = models.CharField(max_length=20, blank=True, default="")
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="followed_by"
    )
    started_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    corrected_at = models.DateTimeField(null=True, blank=True)
    """When answers were last corrected after finishing; what they were before is not kept."""
    revision = models.PositiveIntegerField(default=0)
    """How often answers were stored, so that nobody overwrites what they have not read."""
    sealed_answers = models.BinaryField(null=True)
    sealed_scores = models.BinaryField(null=True)

    objects = SittingQuerySet.as_manager()
    _opened: tuple[bytes | memoryview | None, dict[str, Any]] | None = None

    class Meta:
        ordering = ("-started_at",)
        indexes = [models.Index(fields=("person", "instrument", "-finished_at"))]
        constraints = [
            models.UniqueConstraint(
                fields=("person", "instrument"),
                condition=models.Q(finished_at=None, follows=None),
                name="one_open_sitting_per_instrument",
            ),
            models.UniqueConstraint(fields=("follows", "moment"), name="one_sitting_per_later_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.instrument}-{self.version}"

    @property
    def answers(self) -> dict[str, Any]:
        """Answers by item id; an item that was shown and skipped has None, an item not reached is absent."""
        if self._opened is None or self._opened[0] is not self.sealed_answers:
            self._opened = self.sealed_answers, self._unsealed("answers", self.sealed_answers)
        return self._opened[1]

    @property
    def stored_scores(self) -> dict[str, Any]:
        """The scores as they were at the moment of finishing."""
        return self._unsealed("scores", self.sealed_scores)

    def store_answers(self, answers: Mapping[str, Any]) -> dict[str, Any] | None:
        """Merge answers into what is stored and return all; None when the sitting was finished or erased meanwhile.

        Merging per item lets two tabs or devices work side by side: neither wipes the other's answers. Nothing is
        locked meanwhile: when somebody else stored first, their answers are read and merged again.
        """
        while self.finished_at is None:
            merged = self.answers | dict(answers)
            sealed, now = seal(self.person_id, self._purpose("answers"), merged), timezone.now()
            if _STORE_ANSWERS.rows_changed(self.pk, self.revision, sealed, now):
                self.sealed_answers, self.saved_at, self.revision = sealed, now, self.revision + 1
                return merged
            try:
                self.refresh_from_db()
            except Sitting.DoesNotExist:
                break
        return None

    def store_scores(self, scores: Mapping[str, Any]) -> None:
        """Close the sitting with its scores; the caller holds the transaction."""
        self.sealed_scores = seal(self.person_id, self._purpose("scores"), dict(scores))
        self.finished_at = timezone.now()
        self.save(update_fields=["sealed_scores", "finished_at"])

    def store_correction(self, answers: Mapping[str, Any], scores: Mapping[str, Any]) -> None:
        """Put corrected answers and their scores in the place of what was there; the caller holds the transaction."""
        self.sealed_answers = seal(self.person_id, self._purpose("answers"), dict(answers))
        self.sealed_scores = seal(self.person_id, self._purpose("scores"), dict(scores))
        self.corrected_at = self.saved_at = timezone.now()
        self.revision += 1
        self.save(update_fields=["sealed_answers", "sealed_scores", "corrected_at", "saved_at", "revision"])

    def _unsealed(self, part: str, sealed: bytes | memoryview | None) -> dict[str, Any]:
        if sealed is None:
            return {}
        content: dict[str, Any] = unseal(self.person_id, self._purpose(part), sealed)
        return content

    def _purpose(self, part: str) -> str:
        return f"sitting:{self.pk}:{part}"


def _answers_stored(
    pk: uuid.UUID, revision: int, sealed: bytes, now: datetime
) -> tuple[QuerySet[Sitting], dict[str, Any]]:
    still_as_read = Sitting.objects.filter(pk=pk, revision=revision, finished_at=None)
    return still_as_read, {
        "sealed_answers": sealed,
        "saved_at": now,
        "revision": F("revision") + 1,
    }


_STORE_ANSWERS: Final = PreparedUpdate(_answers_stored, uuid.UUID, int, bytes, datetime)
