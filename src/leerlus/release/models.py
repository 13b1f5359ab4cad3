"""Who wants to count, rounds, and what was published. Published rows are never changed."""

import uuid
from datetime import date
from typing import Any, Self, TypeVar

from django.db import models
from django.utils import timezone

from leerlus.access.keyring import KeyProblem
from leerlus.access.vault import seal, unseal
from leerlus.organisations.models import Department, Municipality, Person, Team
from leerlus.release.purposes import Purpose
from leerlus.release.rules import RULE_VERSION
from leerlus.release.rules.change import Change
from leerlus.release.rules.levels import Level
from leerlus.release.rules.series import Hidden


class CountingConsent(models.Model):
    """Somebody's answers count for a purpose, from a moment on. Never ticked beforehand; its row is the yes."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    purpose = models.CharField(max_length=20, choices=[(purpose.value, purpose.value) for purpose in Purpose])
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("person", "purpose"), name="one_yes_per_purpose")]

    def __str__(self) -> str:
        return str(self.pk)


class Pause(models.Model):
    """Somebody wants that their answers count nowhere for now (GDPR articles 18 and 21); its row is the pause."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True)
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.person_id)


class Round(models.Model):
    """A round of one municipality: open from a day on, with teams and members frozen, until it is closed for good."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="rounds")
    opened_on = models.DateField(default=timezone.localdate)
    closed_on = models.DateField(null=True, blank=True)
    least_contributors = models.PositiveSmallIntegerField(default=8)
    rule_version = models.PositiveSmallIntegerField(default=RULE_VERSION)

    class Meta:
        ordering = ("-closed_on",)
        constraints = [
            models.UniqueConstraint(fields=("municipality", "closed_on"), name="one_round_a_day"),
            models.UniqueConstraint(
                fields=("municipality",), condition=models.Q(closed_on=None), name="one_open_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.closed_on}"


class RoundTeam(models.Model):
    """A team as it was when a round opened. What is reorganised later counts from the next round on."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="teams")
    team = models.ForeignKey(Team, on_delete=models.CASCADE)
    department = models.ForeignKey(Department, on_delete=models.SET_NULL, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("round", "team"), name="a_team_once_per_round")]

    def __str__(self) -> str:
        return str(self.team_id)


class RoundMember(models.Model):
    """In which one team somebody counts in an open round; forgotten when the round closes."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="members")
    team = models.ForeignKey(Team, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("round", "person"), name="in_one_team_per_round")]

    def __str__(self) -> str:
        return str(self.pk)


class Unchangeable(Exception):
    """Something that was published would be changed or removed."""


Row = TypeVar("Row", bound=models.Model)


class PublishedQuerySet(models.QuerySet[Row]):
    def update(self, **kwargs: Any) -> int:
        raise Unchangeable("A published figure stays as it was published.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Unchangeable("A published figure stays; only its whole municipality can go.")


class FigureQuerySet(PublishedQuerySet["PublishedFigure"]):
    def shown(self) -> Self:
        """Figures that tell something."""
        return self.filter(hidden="")


class PublishedFigure(models.Model):
    """What a round told about one measure of one group: a value, or hidden with the reason. Immutable.

    A score has a `value` of 0 to 100, a yes-or-no fact has `at_least_half`. `team` is empty for larger groups.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="figures")
    level = models.CharField(max_length=20, choices=[(level.value, level.value) for level in Level])
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="figures")
    department = models.ForeignKey(Department, on_delete=models.CASCADE, null=True, related_name="figures")
    measure = models.CharField(max_length=60)
    value = models.PositiveSmallIntegerField(null=True)
    at_least_half = models.BooleanField(null=True)
    change = models.CharField(
        max_length=10, blank=True, choices=[(change.value, change.value) for change in Change]
    )
    hidden = models.CharField(
        max_length=40, blank=True, choices=[(reason.value, reason.value) for reason in Hidden]
    )
    contributors = models.CharField(max_length=8, blank=True)
    input_hash = models.CharField(max_length=64)
    """A keyed hash of everything that went into the decision, to check later that the record is what was decided."""

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ("measure",)
        indexes = [models.Index(fields=("team", "measure"), name="figure_of_team")]
        constraints = [
            models.UniqueConstraint(
                fields=("round", "level", "team", "department", "measure"),
                name="a_measure_once_per_group_and_round",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return self.measure

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it, once."""
        if not self._state.adding:
            raise Unchangeable("A published figure stays as it was published.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Unchangeable("A published figure stays; only its whole municipality can go.")


class Contribution(models.Model):
    """Who counted in a published figure. Read only to keep lots whole; never shown to anybody.

    The value that counted is sealed with the key of the person, and gone as soon as they take their yes back, pause or
    erase. Of somebody who erased their content only the fact that somebody counted remains, without the person.
    """

    figure = models.ForeignKey(PublishedFigure, on_delete=models.CASCADE, related_name="contributions")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True)
    sealed_value = models.BinaryField(null=True)
    last_present = models.DateField(default=timezone.localdate)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("figure", "person"), name="contributes_once")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def value(self) -> float | None:
        """The value that counted; None when it is gone, or the key of its person is."""
        if self.person_id is None or self.sealed_value is None:
            return None
        try:
            value: float = unseal(self.person_id, _purpose(self.figure_id), self.sealed_value)
        except KeyProblem:
            return None
        return value

    @classmethod
    def of(cls, figure: PublishedFigure, person_id: uuid.UUID, value: float, last_present: date) -> Self:
        """A contribution with its value sealed, not stored yet."""
        sealed = seal(person_id, _purpose(figure.pk), value)
        return cls(figure=figure, person_id=person_id, sealed_value=sealed, last_present=last_present)


class ReliabilityEstimate(models.Model):
    """How well one version of a questionnaire measured one score, among everybody who said yes to that. Immutable.

    `alpha` is Cronbach's, with the interval that chance leaves; `deviation` is that of the score, in points of 100.
    """

    instrument = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    scale = models.CharField(max_length=40)
    made_on = models.DateField(default=timezone.localdate)
    people = models.CharField(max_length=8)
    alpha = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    deviation = models.PositiveSmallIntegerField()

    objects = PublishedQuerySet["ReliabilityEstimate"].as_manager()

    class Meta:
        ordering = ("-made_on", "-pk")
        indexes = [models.Index(fields=("instrument", "version", "scale"), name="estimate_of_scale")]

    def __str__(self) -> str:
        return f"{self.instrument}-{self.version} {self.scale}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it, once."""
        if not self._state.adding:
            raise Unchangeable("An estimate stays as it was published.")
        super().save(*args, **kwargs)


class EstimateMember(models.Model):
    """Who counted in an estimate. Read only to keep lots whole; of who erased only that somebody counted remains."""

    estimate = models.ForeignKey(ReliabilityEstimate, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("estimate", "person"), name="counts_once_in_estimate")]

    def __str__(self) -> str:
        return str(self.pk)


def _purpose(figure_id: int) -> str:
    return f"contribution:{figure_id}"
