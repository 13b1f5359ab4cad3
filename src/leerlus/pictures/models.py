"""What was released about the clients of a municipality or a team. Released rows are never changed."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from leerlus.measurement.models import MeasurementSet
from leerlus.organisations.models import Municipality, Team
from leerlus.pictures.rules import session
from leerlus.pictures.rules.benchmark_file import BenchmarkFile
from leerlus.pictures.rules.half_years import HalfYear
from leerlus.pictures.rules.period_tables import Measure
from leerlus.pictures.rules.telling import ToldTable
from leerlus.release.models import Unchangeable

TELLING_RULE_VERSION = 1


class ReleasedQuerySet(models.QuerySet["ReleasedPeriod"]):
    def update(self, **kwargs: Any) -> int:
        raise Unchangeable("What was released stays as it was released.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Unchangeable("What was released stays; only its whole municipality can go.")


class ReleasedPeriod(models.Model):
    """One measure over one half year of a municipality: rounded counts, told once, whatever comes in later.

    Nobody is in it: no client, no caseworker. A municipality tells a half year once, so no later version of the same
    counts can be subtracted from it.
    """

    id = models.BigAutoField(primary_key=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="released_periods")
    measure = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Measure])
    first_day = models.DateField()
    known_until = models.DateField()
    """Up to which day the records reached when it was released."""
    released_on = models.DateField(default=timezone.localdate)
    rule_version = models.PositiveSmallIntegerField(default=TELLING_RULE_VERSION)
    stored_counts = models.JSONField()
    not_followed = models.PositiveIntegerField(null=True)
    """How many lines have no client number or no start, rounded; None for fewer than eight."""

    objects = ReleasedQuerySet.as_manager()

    class Meta:
        ordering = ("first_day", "measure")
        constraints = [
            models.UniqueConstraint(
                fields=("municipality", "measure", "first_day"), name="a_half_year_is_released_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.first_day}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it, once."""
        if not self._state.adding:
            raise Unchangeable("What was released stays as it was released.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Unchangeable("What was released stays; only its whole municipality can go.")

    @property
    def counts(self) -> ToldTable:
        return ToldTable.from_stored(self.stored_counts)

    @property
    def half_year(self) -> HalfYear:
        return HalfYear(self.first_day)


class Benchmark(models.Model):
    """A file of released counts of other municipalities, read in by a knowledge manager; one for each half year."""

    id = models.BigAutoField(primary_key=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="benchmarks")
    first_day = models.DateField()
    made_by = models.CharField(max_length=100)
    made_on = models.DateField()
    read_in_on = models.DateField(default=timezone.localdate)
    stored_file = models.JSONField()

    class Meta:
        ordering = ("-first_day",)
        constraints = [
            models.UniqueConstraint(
                fields=("municipality", "first_day"), name="one_benchmark_for_a_half_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.made_by} {self.first_day}"

    @property
    def file(self) -> BenchmarkFile:
        return BenchmarkFile.model_validate(self.stored_file)

    @property
    def half_year(self) -> HalfYear:
        return HalfYear(self.first_day)


class TakingPart(models.Model):
    """Whether released counts of a municipality may be seen by others that take part; two people decide it.

    The director says yes, the privacy officer confirms; either ends it. Who did so is in the log.
    """

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, primary_key=True, related_name="taking_part"
    )
    said_yes_on = models.DateField(default=timezone.localdate)
    confirmed_on = models.DateField(null=True, blank=True)
    shows_name = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.municipality_id)


class TeamPicture(models.Model):
    """What a team saw together in a session of its contacts of some weeks: rounded counts, made once.

    How many sat at the table is a number, not names. The weeks follow those of the picture before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="session_pictures")
    measurement = models.ForeignKey(
        MeasurementSet, on_delete=models.SET_NULL, null=True, related_name="pictures"
    )
    first_day = models.DateField()
    last_day = models.DateField()
    made_on = models.DateField(default=timezone.localdate)
    rule_version = models.PositiveSmallIntegerField(default=TELLING_RULE_VERSION)
    caseworkers_at_table = models.PositiveSmallIntegerField()
    managers_at_table = models.PositiveSmallIntegerField()
    stored_counts = models.JSONField()

    class Meta:
        ordering = ("-first_day",)
        constraints = [
            models.UniqueConstraint(fields=("team", "first_day"), name="weeks_are_in_one_team_picture")
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.first_day}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it, once."""
        if not self._state.adding:
            raise Unchangeable("What was released stays as it was released.")
        super().save(*args, **kwargs)

    @property
    def told(self) -> session.Told:
        return session.Told.from_stored(self.stored_counts)
