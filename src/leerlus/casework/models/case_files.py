"""A case file and who it is assigned to. Nothing in it says who the client is."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerlus.casework.rules.references import LENGTH, SHORT, in_words
from leerlus.organisations.models import Municipality, Person, Team


class CaseFile(models.Model):
    """The file of one client, known by a random reference (glossary: cliëntdossier; domain specification 6).

    What it holds is sealed with a key of the file itself (its id in the keyring), so it stays readable for whoever it
    is assigned to next, and one destroyed key ends it everywhere. `caseworker` is to whom it is assigned now;
    `team` is where it belongs, so that it can be assigned again when its caseworker left.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="case_files")
    team = models.ForeignKey(
        Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="case_files"
    )
    caseworker = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="case_files"
    )
    reference = models.CharField(max_length=LENGTH, unique=True, editable=False)
    short_reference = models.CharField(max_length=SHORT, editable=False)
    opened_on = models.DateField(default=timezone.localdate)
    closed_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    """The day on which caseworker and client look whether it goes as expected."""

    class Meta:
        ordering = ("-opened_on", "id")
        indexes = [
            models.Index(fields=("caseworker", "closed_on", "-opened_on")),
            models.Index(fields=("team", "closed_on")),
            models.Index(fields=("municipality", "closed_on")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("municipality", "short_reference"), name="short_reference_once_per_municipality"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("opened_on")),
                name="a_case_file_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_reference

    @property
    def shown_reference(self) -> str:
        """The reference as people read it: "7F3K-2Q"."""
        return in_words(self.short_reference)

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


class Assignment(models.Model):
    """To whom a case file was assigned from one day to another; the newest one without an end holds.

    It says nothing of the client but the reference. A manager of the team sees these, and not the file.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="assignments")
    caseworker = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="assignments"
    )
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)
    assigned_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="assignments_given"
    )

    class Meta:
        ordering = ("-starts_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("case_file",), condition=Q(ends_on=None), name="one_assignment_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="an_assignment_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_file_id} {self.starts_on}"
