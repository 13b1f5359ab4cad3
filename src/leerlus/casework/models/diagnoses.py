"""The diagnostics of job search, filled in together with a client: of the file, not of a person."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from leerlus.access.vault import seal, unseal
from leerlus.casework.models.case_files import CaseFile


class Diagnosis(models.Model):
    """One time the instrument was filled in, tied to the version that was shown (domain specification 3.6).

    `is_repeat` is the short one of a review. Scores are per construct, sealed, never a prognosis, and never laid
    beside those of another client.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="diagnoses")
    version = models.PositiveSmallIntegerField()
    is_repeat = models.BooleanField(default=False)
    asks_about_justice = models.BooleanField(default=False)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    sealed_answers = models.BinaryField(null=True)
    sealed_scores = models.BinaryField(null=True)

    class Meta:
        ordering = ("-started_at",)
        verbose_name_plural = "diagnoses"
        constraints = [
            models.UniqueConstraint(
                fields=("case_file",),
                condition=models.Q(finished_at=None),
                name="one_open_diagnosis_per_file",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_file_id} {self.version}"

    @property
    def answers(self) -> dict[str, Any]:
        """Answers by item; one that was not given although asked is None."""
        return self._unsealed("answers", self.sealed_answers)

    @property
    def stored_scores(self) -> dict[str, Any]:
        """The scores as they were at the moment of finishing."""
        return self._unsealed("scores", self.sealed_scores)

    def store_answers(self, answers: Mapping[str, Any]) -> bool:
        """Merge answers into what is stored; False when it was finished meanwhile."""
        with transaction.atomic():
            row = Diagnosis.objects.select_for_update().filter(pk=self.pk, finished_at=None).first()
            if row is None:
                return False
            row.sealed_answers = seal(row.case_file_id, row._purpose("answers"), row.answers | dict(answers))
            row.save(update_fields=["sealed_answers"])
        self.sealed_answers = row.sealed_answers
        return True

    def store_scores(self, scores: Mapping[str, Any]) -> None:
        """Close it with its scores; the caller holds the transaction."""
        self.sealed_scores = seal(self.case_file_id, self._purpose("scores"), dict(scores))
        self.finished_at = timezone.now()
        self.save(update_fields=["sealed_scores", "finished_at"])

    def _unsealed(self, part: str, sealed: bytes | memoryview | None) -> dict[str, Any]:
        if sealed is None:
            return {}
        content: dict[str, Any] = unseal(self.case_file_id, self._purpose(part), sealed)
        return content

    def _purpose(self, part: str) -> str:
        return f"diagnosis:{self.pk}:{part}"
