"""A conversation of a caseworker with their manager, and what each of the two prepares alone."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from leerlus.access.vault import seal, unseal
from leerlus.conversations.sealing import seal_twice, unseal_twice
from leerlus.development.models import Goal
from leerlus.organisations.models import Person


class Conversation(models.Model):
    """What both of the two may see: when it is, and the topics the caseworker released.

    The manager is kept as a bare fact: when their account is gone, the caseworker keeps the conversation.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    caseworker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="conversations")
    manager = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="conversations_as_manager"
    )
    planned_by_manager = models.BooleanField()
    planned_on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    guide_version = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    wishes_heard_at = models.DateTimeField(null=True, blank=True)
    sealed_topics = models.BinaryField(default=bytes)

    class Meta:
        ordering = ("-planned_on", "-created_at")
        indexes = [
            models.Index(fields=("caseworker", "planned_on")),
            models.Index(fields=("manager", "planned_on")),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def topics(self) -> dict[str, Any]:
        """What the caseworker released: `questions` (ids) and `own` (a topic in own words); empty before that."""
        if self.released_at is None:
            return {}
        found: dict[str, Any] = unseal(self.caseworker_id, f"topics:{self.pk}", self.sealed_topics)
        return found

    @topics.setter
    def topics(self, value: dict[str, Any]) -> None:
        self.sealed_topics = seal(self.caseworker_id, f"topics:{self.pk}", value)

    @property
    def is_ahead(self) -> bool:
        return self.cancelled_at is None and self.planned_on >= timezone.localdate()


class Preparation(models.Model):
    """What one of the two writes for themselves. The other never sees it.

    Of the caseworker: the choice of topics before it is released, and notes. Of the manager: own checks, and notes,
    sealed with both keys. `goal` is the step of the caseworker's plan that the agreement became.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="preparations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="preparations")
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    edition = models.PositiveIntegerField(default=1)
    sealed_content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("conversation", "person"), name="prepares_once")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def content(self) -> dict[str, Any]:
        """`notes`; of a caseworker also `questions` and `own`, of a manager `checks`."""
        return {name: value for name, value in self._opened().items() if name != "window"}

    @content.setter
    def content(self, value: dict[str, Any]) -> None:
        self.keep(value)

    @property
    def window(self) -> str:
        """The mark of the page that kept it last; empty when no page did."""
        return str(self._opened().get("window", ""))

    def keep(self, content: dict[str, Any], window: str = "") -> None:
        """Seal what was prepared, with the mark of the page it came from."""
        value = content | {"window": window}
        caseworker_id, purpose = self.conversation.caseworker_id, f"preparation:{self.pk}"
        if self.person_id == caseworker_id:
            self.sealed_content = seal(self.person_id, purpose, value)
        else:
            self.sealed_content = seal_twice(self.person_id, caseworker_id, purpose, value)

    def _opened(self) -> dict[str, Any]:
        found: dict[str, Any]
        caseworker_id, purpose = self.conversation.caseworker_id, f"preparation:{self.pk}"
        if self.person_id == caseworker_id:
            found = unseal(self.person_id, purpose, self.sealed_content)
        else:
            found = unseal_twice(self.person_id, caseworker_id, purpose, self.sealed_content)
        return found
