"""Municipality, department, team, person, membership and invitation."""

import hashlib
import uuid
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.organisations.roles import TEAM_ROLES, Role, conflicting_roles


class Municipality(models.Model):
    """One tenant. Nothing of one municipality is visible in another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=100, unique=True)
    is_demo = models.BooleanField(default=False, editable=False)
    caseworker_label = models.CharField(
        _("what you call a caseworker"), max_length=40, default="klantmanager"
    )
    default_language = models.CharField(
        _("language"), max_length=2, choices=[("nl", "Nederlands"), ("en", "English")], default="nl"
    )
    works_council_reference = models.CharField(
        _("reference of the consent of the works council"), max_length=200, blank=True
    )
    works_council_date = models.DateField(_("date of that consent"), null=True, blank=True)
    least_contributors = models.PositiveSmallIntegerField(
        _("how many people a team figure is about at least"),
        default=8,
        validators=[MinValueValidator(5), MaxValueValidator(20)],
    )
    """What the municipality chose; what holds is decided by `leerlus.release.rules.people.least_contributors`."""
    fewer_than_eight_reference = models.CharField(
        _("reference of the consent of the works council to fewer than eight"), max_length=200, blank=True
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it; a demo that was given another name says so from now on."""
        super().save(*args, **kwargs)
        demo_name.cache_clear()

    @property
    def works_council_agreed(self) -> bool:
        """Team figures stay off until this is true (WOR art. 27 (1) k and l)."""
        return bool(self.works_council_reference and self.works_council_date)


class Department(models.Model):
    """A department within a municipality: some of its teams together. A municipality need not have any."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="departments")
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                fields=("municipality", "name"), name="department_name_once_per_municipality"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A team within a municipality, and perhaps within one of its departments."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="teams")
    department = models.ForeignKey(
        Department, on_delete=models.SET_NULL, null=True, blank=True, related_name="teams"
    )
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=("municipality", "name"), name="team_name_once_per_municipality")
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a department of another municipality."""
        if self.department is not None and self.department.municipality_id != self.municipality_id:
            raise ValidationError({"department": _("This department belongs to another municipality.")})


@cache
def demo_name(municipality_id: uuid.UUID) -> str:
    """The name of a municipality that is invented, empty for a real one; every page asks it."""
    return (
        Municipality.objects.filter(pk=municipality_id, is_demo=True).values_list("name", flat=True).first()
        or ""
    )


class PersonManager(BaseUserManager["Person"]):
    """Creates people; e-mail addresses are compared without regard to case."""

    def create_person(self, email: str, password: str | None = None, **fields: object) -> "Person":
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username or "")


class Person(AbstractBaseUser):
    """Somebody with an account. A researcher belongs to no municipality."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, null=True, blank=True, related_name="people"
    )
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    language = models.CharField(
        _("language"), max_length=2, choices=[("nl", "Nederlands"), ("en", "English")], default="nl"
    )
    is_active = models.BooleanField(_("may log in"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    content_erased_on = models.DateField(null=True, blank=True)
    """When their content was last erased. Who comes back after that may have been somebody in an earlier figure."""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = PersonManager()

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name

    @property
    def demo_name(self) -> str:
        """The name of the invented municipality this person belongs to, empty for anybody else."""
        return demo_name(self.municipality_id) if self.municipality_id else ""

    @property
    def first_name(self) -> str:
        return self.name.split(" ", 1)[0]


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, on: date | None = None) -> Self:
        """Memberships that hold on a day (today by default); the end date itself still counts."""
        day = on or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class Membership(models.Model):
    """A role held by a person from one date to another, in a team or in the municipality as a whole."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, null=True, blank=True, related_name="memberships"
    )
    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=24, choices=Role.choices)
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until and including"), null=True, blank=True)
    granted_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="memberships_granted"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "role")
        indexes = [models.Index(fields=("person", "starts_on")), models.Index(fields=("team", "role"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=("person", "role", "team", "starts_on"), name="membership_once_per_team"
            ),
            models.UniqueConstraint(
                fields=("person", "role", "starts_on"),
                condition=Q(team=None),
                name="membership_once_without_team",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"

    def clean(self) -> None:
        """Refuse a team role without a team, a border crossed, and roles that may not meet in one person."""
        if self.role in TEAM_ROLES and self.team is None:
            raise ValidationError({"team": _("Choose the team for this role.")})
        if self.team is not None and self.team.municipality_id != self.municipality_id:
            raise ValidationError({"team": _("This team belongs to another municipality.")})
        if self.person.municipality_id != self.municipality_id:
            raise ValidationError(_("This person belongs to another municipality."))
        others = self.person.memberships.exclude(pk=self.pk).filter(
            Q(ends_on=None) | Q(ends_on__gte=self.starts_on)
        )
        if self.ends_on:
            others = others.filter(starts_on__lte=self.ends_on)
        if conflicting_roles([self.role, *others.values_list("role", flat=True)]):
            raise ValidationError({"role": _("These two roles may not be held by one person.")})


INVITATION_DAYS = 14


def invitation_ends() -> datetime:
    """When an invitation made now stops working."""
    return timezone.now() + timedelta(days=INVITATION_DAYS)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Invitations that can still be accepted."""
        return self.filter(accepted_at=None, expires_at__gt=timezone.now())

    def with_token(self, token: str) -> Self:
        return self.filter(token_hash=Invitation.hash_of(token))


class Invitation(models.Model):
    """A role offered to somebody who has no account yet. Whoever holds the link accepts it, once.

    Of the token in the link only the SHA-256 is kept, so a copy of the database lets nobody in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="invitations")
    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    role = models.CharField(_("role"), max_length=24, choices=Role.choices)
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail address"))
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations_sent")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=invitation_ends)
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        indexes = [models.Index(fields=("municipality", "email"))]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_role_display()}"

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.expires_at > timezone.now()

    @staticmethod
    def hash_of(token: str) -> str:
        """What is kept of a token."""
        return hashlib.sha256(token.encode()).hexdigest()
