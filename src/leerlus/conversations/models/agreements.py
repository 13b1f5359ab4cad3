"""An agreement of two: a step of each, a date to look back, and a yes of both."""

import uuid

from django.db import models
from django.utils import timezone

from leerlus.access.vault import seal, unseal
from leerlus.conversations.models.conversations import Conversation
from leerlus.conversations.sealing import seal_twice, unseal_twice


class Agreement(models.Model):
    """One version of what two people agree. Who proposes it has said yes; it counts when the other does too.

    A change is a next version, so what both confirmed stays what it was until both confirm something else. The step of
    each is sealed so that it goes when that person erases (domain specification 9.1, check 56).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="agreements")
    number = models.PositiveSmallIntegerField()
    return_on = models.DateField()
    proposed_at = models.DateTimeField(default=timezone.now)
    caseworker_agreed_at = models.DateTimeField(null=True, blank=True)
    manager_agreed_at = models.DateTimeField(null=True, blank=True)
    looked_back_at = models.DateTimeField(null=True, blank=True)
    sealed_caseworker_step = models.BinaryField()
    sealed_manager_step = models.BinaryField()

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("conversation", "number"), name="a_version_of_an_agreement_once")
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.number}"

    @property
    def is_confirmed(self) -> bool:
        """Whether both said yes."""
        return self.caseworker_agreed_at is not None and self.manager_agreed_at is not None

    @property
    def counts(self) -> bool:
        """Whether both said yes and the step of each is still there."""
        return self.is_confirmed and bool(self.sealed_caseworker_step) and bool(self.sealed_manager_step)

    @property
    def caseworker_step(self) -> str:
        return str(unseal(self.conversation.caseworker_id, self._purpose, self.sealed_caseworker_step))

    @property
    def manager_step(self) -> str:
        """The step of the manager; empty when the manager erased it."""
        manager_id = self.conversation.manager_id
        if manager_id is None or not self.sealed_manager_step:
            return ""
        caseworker_id = self.conversation.caseworker_id
        return str(unseal_twice(manager_id, caseworker_id, self._purpose, self.sealed_manager_step))

    def write_steps(self, *, caseworker: str, manager: str) -> None:
        """Seal the steps of both. Raises ValueError for a conversation without a manager."""
        found = self.conversation
        if found.manager_id is None:
            raise ValueError("nobody to agree with")
        self.sealed_caseworker_step = seal(found.caseworker_id, self._purpose, caseworker)
        self.sealed_manager_step = seal_twice(found.manager_id, found.caseworker_id, self._purpose, manager)

    @property
    def _purpose(self) -> str:
        return f"agreement:{self.pk}"
