"""The plan: goals are steps on it, and looking back on them and on results. What they say is sealed; only dates are in
the clear."""

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.access.vault import seal, unseal
from leerlus.advice.models import Advice
from leerlus.organisations.models import Person


class Plan(models.Model):
    """The plan of one person as a whole, so that it can be shared as a whole; made at the moment they want that.

    It holds nothing itself: whoever sees the plan sees the goals of its person, also those added later.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="plan")

    def __str__(self) -> str:
        return str(self.pk)


class Reflection(models.Model):
    """Looking back on one view of one's own work. `kind` and `object_id` name what was looked at.

    It stays open until its owner says it is done; until then the same view goes on in the same one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reflections")
    kind = models.CharField(max_length=20)
    object_id = models.UUIDField()
    prompts = models.PositiveSmallIntegerField()
    """The version of the questions that were asked."""
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    sealed_content = models.BinaryField()

    class Meta:
        ordering = ("-started_at",)
        indexes = [models.Index(fields=("person", "-started_at"))]
        constraints = [
            models.UniqueConstraint(
                fields=("person", "kind", "object_id"),
                condition=models.Q(finished_at=None),
                name="one_open_reflection_per_view",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def content(self) -> dict[str, Any]:
        """`about`, the name of what was looked at, and `answers` by the id of the question; none is required."""
        content: dict[str, Any] = unseal(self.person_id, f"reflection:{self.pk}", self.sealed_content)
        return content

    @content.setter
    def content(self, value: dict[str, Any]) -> None:
        self.sealed_content = seal(self.person_id, f"reflection:{self.pk}", value)


class Goal(models.Model):
    """One step with a date. It knows the advice or the reflection it came from, when it came from one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="goals")
    advice = models.ForeignKey(Advice, on_delete=models.SET_NULL, null=True, blank=True, related_name="goals")
    reflection = models.ForeignKey(
        Reflection, on_delete=models.SET_NULL, null=True, blank=True, related_name="goals"
    )
    due_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
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
        """`title`, and where filled in: `description`, `technique`, `witness`, `strongest_advantage`.

        And of the domain specification 9.5: `noticed_by`, `matters_because`, `confidence` (0 to 10), `if_then`,
        `help_from`, and `stage` (STG-G).
        """
        content: dict[str, Any] = unseal(self.person_id, f"goal:{self.pk}", self.sealed_content)
        return content

    @content.setter
    def content(self, value: dict[str, Any]) -> None:
        self.sealed_content = seal(self.person_id, f"goal:{self.pk}", value)

    @property
    def title(self) -> str:
        return str(self.content["title"])

    @property
    def day_to_look_back(self) -> date:
        """The day somebody chose to look back on, and without one the day by which they wanted to have done it."""
        return self.review_on or self.due_on

    @property
    def is_overdue(self) -> bool:
        return self.done_at is None and self.due_on < timezone.localdate()


class FollowUp(models.Model):
    """Asking again, some time after a step was ticked off: does it still happen? What somebody answers is sealed."""

    class Moment(models.TextChoices):
        SIX_WEEKS = "six_weeks", _("six weeks on")
        SIX_MONTHS = "six_months", _("six months on")

    class Outcome(models.TextChoices):
        KEPT_UP = "kept_up", _("Kept up")
        PARTLY = "partly", _("Partly")
        SLIPPED = "slipped", _("Slipped away")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="follow_ups")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="follow_ups")
    moment = models.CharField(max_length=12, choices=Moment.choices)
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    sealed_content = models.BinaryField(null=True)

    class Meta:
        ordering = ("due_on",)
        indexes = [models.Index(fields=("person", "answered_at", "due_on"))]
        constraints = [models.UniqueConstraint(fields=("goal", "moment"), name="a_follow_up_per_moment")]

    def __str__(self) -> str:
        return f"{self.moment} {self.due_on}"

    @property
    def content(self) -> dict[str, Any]:
        """`outcome` and `what_helped`; where it slipped also `worked_before` and `stage`. Empty until answered."""
        if self.sealed_content is None:
            return {}
        content: dict[str, Any] = unseal(self.person_id, f"follow-up:{self.pk}", self.sealed_content)
        return content

    @content.setter
    def content(self, value: dict[str, Any]) -> None:
        self.sealed_content = seal(self.person_id, f"follow-up:{self.pk}", value)


class Idea(models.Model):
    """Something to bring to colleagues later, kept with one click: a case for peer consultation, or an experiment."""

    class Kind(models.TextChoices):
        PEER_CASE = "peer_case", _("Case for peer consultation")
        EXPERIMENT = "experiment", _("Idea for an experiment")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ideas")
    reflection = models.ForeignKey(
        Reflection, on_delete=models.SET_NULL, null=True, blank=True, related_name="ideas"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    created_at = models.DateTimeField(default=timezone.now)
    sealed_content = models.BinaryField()

    class Meta:
        ordering = ("-created_at",)
        indexes = [models.Index(fields=("person", "-created_at"))]
        constraints = [
            models.UniqueConstraint(fields=("reflection", "kind"), name="one_idea_of_a_kind_per_reflection")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def content(self) -> dict[str, Any]:
        """`title` and `text`, in the words of its owner."""
        content: dict[str, Any] = unseal(self.person_id, f"idea:{self.pk}", self.sealed_content)
        return content

    @content.setter
    def content(self, value: dict[str, Any]) -> None:
        self.sealed_content = seal(self.person_id, f"idea:{self.pk}", value)
