"""A measurement set of a team, version by version, and the yes of each person to one version."""

import uuid
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.measurement.rules.standing import Life
from leerlus.organisations.models import Membership, Person, Team
from leerlus.organisations.roles import Role


class MeasurementSetQuerySet(models.QuerySet["MeasurementSet"]):
    def active(self, on: date | None = None) -> Self:
        """Sets that capture something on a day: the same as `Standing.ACTIVE`, asked of many at once."""
        day = on or timezone.localdate()
        leads = Membership.objects.current(day).filter(
            team=OuterRef("team"), role=Role.TEAM_MANAGER, person__is_active=True
        )
        said_yes = SetAgreement.objects.filter(
            measurement=OuterRef(OuterRef("pk")), person=OuterRef("person")
        )
        return self.filter(
            Exists(leads),
            ~Exists(leads.filter(~Exists(said_yes))),
            running_since__lte=day,
            ends_on__gte=day,
            closed_on=None,
            team__municipality__works_council_date__isnull=False,
        ).exclude(team__municipality__works_council_reference="")


class MeasurementSet(models.Model):
    """One version of what a team measures about its own acting (domain specification 7, acceptance checks 39 to 41).

    Until it is laid before the group everybody of the team writes in `design`; after that it never changes. Reopened or
    renewed, a next version `follows` it, and this one is closed. A team has one set that is not closed.

    Said by the team to itself, and so in the clear. Who wrote, reopened or renewed it is not kept: but for the yeses
    (`SetAgreement`) nothing here is of a person. How many sat at the table is a number, not names.
    """

    class Worked(models.TextChoices):
        """The answer to "is the measurement worked towards?", asked before a set is renewed."""

        NO = "no", _("No, we work as we did.")
        YES = "yes", _("Yes, it has begun to steer what we do.")
        UNSURE = "unsure", _("We are not sure.")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="measurement_sets")
    number = models.PositiveSmallIntegerField(default=1)
    follows = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="followed_by"
    )
    library_version = models.PositiveSmallIntegerField()
    design = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=timezone.now)
    caseworkers_at_table = models.PositiveSmallIntegerField(null=True, blank=True)
    managers_at_table = models.PositiveSmallIntegerField(null=True, blank=True)
    proposed_on = models.DateField(null=True, blank=True)
    running_since = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    next_look_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    worked_towards = models.CharField(max_length=6, choices=Worked.choices, blank=True)
    worked_towards_why = models.CharField(max_length=500, blank=True)

    objects = MeasurementSetQuerySet.as_manager()

    class Meta:
        ordering = ("-saved_at", "id")
        indexes = [models.Index(fields=("team", "closed_on"))]
        constraints = [
            models.UniqueConstraint(
                fields=("team",), condition=Q(closed_on=None), name="a_team_has_one_open_measurement_set"
            ),
            models.CheckConstraint(
                condition=Q(running_since=None)
                | Q(proposed_on__isnull=False, ends_on__isnull=False, next_look_on__isnull=False),
                name="a_running_set_was_laid_before_the_group",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def question(self) -> str:
        """The question about the own acting; empty as long as there is none."""
        found: str = self.design.get("question", "")
        return found

    def life(self, agreed: dict[uuid.UUID, Any]) -> Life:
        """What happened until now, for the rules."""
        return Life(self.proposed_on, self.running_since, self.ends_on, self.closed_on, frozenset(agreed))


class SetAgreement(models.Model):
    """The yes of one person to one version; its row is the yes, and taking it back deletes the row.

    Whoever leads the team accepts the charter with it. Nobody but this person sees it: that a set runs says that
    everybody agreed, that it does not run says nothing about anybody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measurement = models.ForeignKey(MeasurementSet, on_delete=models.CASCADE, related_name="agreements")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="measurement_agreements")
    charter_version = models.PositiveSmallIntegerField(null=True, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("measurement", "person"), name="a_yes_to_a_set_is_said_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.measurement_id}"


class ActiveSetManager(models.Manager["ActiveSet"]):
    def get_queryset(self) -> "models.QuerySet[ActiveSet]":
        active = MeasurementSet.objects.active().values("pk")
        return super().get_queryset().filter(pk__in=active)


class ActiveSet(MeasurementSet):
    """A set as the municipality may know of it: only while it is active. Read its question and dates, no more."""

    active = ActiveSetManager()

    class Meta:
        proxy = True
        default_manager_name = "active"
