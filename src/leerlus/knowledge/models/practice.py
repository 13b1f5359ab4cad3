"""Knowledge put to use: translated to practice by two people, and kept by one for themselves."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerlus.access.vault import seal, unseal
from leerlus.knowledge.models.items import KnowledgeItem
from leerlus.organisations.models import Municipality, Person


class Translation(models.Model):
    """When, for whom, the first sentence and what not: by a knowledge manager and a caseworker together.

    It is read by others once both agreed to the text. Each decides about their own name.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="translations")
    item = models.ForeignKey(KnowledgeItem, on_delete=models.CASCADE, related_name="translations")
    written_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="translations_written"
    )
    co_author = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="translations_co_written"
    )
    when_to_use = models.TextField()
    for_whom = models.TextField()
    first_sentence = models.TextField()
    what_not = models.TextField()
    names_writer = models.BooleanField(default=False)
    names_co_author = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    writer_agreed_at = models.DateTimeField(null=True, blank=True)
    co_author_agreed_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-made_at",)
        constraints = [
            models.UniqueConstraint(
                fields=("municipality", "item"),
                condition=Q(replaced_at=None) & ~Q(co_author_agreed_at=None) & ~Q(writer_agreed_at=None),
                name="one_translation_in_force",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_in_force(self) -> bool:
        return bool(self.writer_agreed_at and self.co_author_agreed_at and not self.replaced_at)


class SavedItem(models.Model):
    """A knowledge item somebody keeps on a list of their own; which one is sealed, as what people read is theirs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_items")
    saved_at = models.DateTimeField(default=timezone.now)
    sealed_content = models.BinaryField()

    class Meta:
        ordering = ("-saved_at",)
        indexes = [models.Index(fields=("person", "-saved_at"))]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def content(self) -> dict[str, Any]:
        """`item` (id as text), `title` when it was kept, and `note` in the words of its owner."""
        content: dict[str, Any] = unseal(self.person_id, f"saved-item:{self.pk}", self.sealed_content)
        return content

    @content.setter
    def content(self, value: dict[str, Any]) -> None:
        self.sealed_content = seal(self.person_id, f"saved-item:{self.pk}", value)
