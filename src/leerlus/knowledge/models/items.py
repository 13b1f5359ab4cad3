"""Knowledge items and their versions. A version never changes: a choice in a file of a client stays tied to it."""

import hashlib
import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.organisations.models import Municipality


class KnowledgeItemQuerySet(models.QuerySet["KnowledgeItem"]):
    def offered(self) -> Self:
        """Those that are not withdrawn."""
        return self.filter(withdrawn_on=None)

    def tagged(self, axis: str, *values: str) -> Self:
        """Those with one of these values on an axis."""
        return self.filter(pk__in=ItemTag.objects.filter(axis=axis, value__in=values).values("item_id"))


class KnowledgeItem(models.Model):
    """Something that is known, or honestly not known. Without a municipality it comes with Leerlus and is everybody's.

    What lists and filters need is kept here too, and is always that of the newest version.
    """

    class Kind(models.TextChoices):
        METHOD = "method", _("method")
        INSTRUMENT = "instrument", _("tool")
        FINDING = "finding", _("finding")
        GUIDELINE = "guideline", _("guideline")
        EXAMPLE = "example", _("example")
        CONTRADICTION = "contradiction", _("contradiction")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, null=True, blank=True, related_name="knowledge_items"
    )
    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=14, choices=Kind.choices)
    title_nl = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    evidence = models.CharField(max_length=1)
    certainty = models.CharField(max_length=10)
    for_clients = models.BooleanField()
    """Whether it is about coaching clients; otherwise it is about how caseworkers get better (note 4.1)."""
    minutes = models.PositiveSmallIntegerField(default=0)
    """To read what the front line reads, in the language that takes longest."""
    expires_on = models.DateField(null=True, blank=True)
    newest = models.PositiveSmallIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = KnowledgeItemQuerySet.as_manager()

    class Meta:
        ordering = ("title_nl", "code")
        indexes = [models.Index(fields=("municipality", "withdrawn_on", "title_nl"))]
        constraints = [
            models.UniqueConstraint(fields=("municipality", "code"), name="knowledge_code_once"),
            models.UniqueConstraint(
                fields=("code",), condition=Q(municipality=None), name="knowledge_code_once_in_leerlus"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def title(self, language: str) -> str:
        """The title in the language of the screen."""
        return self.title_en if language.startswith("en") else self.title_nl

    @property
    def is_own(self) -> bool:
        """Whether it was written in the municipality, or taken over by it."""
        return self.municipality_id is not None

    @property
    def is_expired(self) -> bool:
        return self.expires_on is not None and self.expires_on < timezone.localdate()


class ItemVersion(models.Model):
    """What an item says, as JSON of `content.knowledge.item`; `checksum` shows that nobody changed it."""

    item = models.ForeignKey(KnowledgeItem, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.TextField()
    checksum = models.CharField(max_length=64)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-number",)
        constraints = [models.UniqueConstraint(fields=("item", "number"), name="knowledge_version_once")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it once. Raises ValueError for a version that is stored already: choices may rest on it."""
        if not self._state.adding:
            raise ValueError("a version of a knowledge item never changes; make a new version")
        self.checksum = checksum_of(self.content)
        super().save(*args, **kwargs)

    @property
    def is_as_it_was(self) -> bool:
        return self.checksum == checksum_of(self.content)


def checksum_of(content: str) -> str:
    """The fingerprint of a stored text."""
    return hashlib.sha256(content.encode()).hexdigest()


class ItemTag(models.Model):
    """What an item can be found by besides its words: a stage, a factor of the model, a life domain, a step."""

    class Axis(models.TextChoices):
        STAGE = "stage", _("stage")
        DETERMINANT = "determinant", _("what it works on")
        LIFE_DOMAIN = "life_domain", _("life domain")
        STEP = "step", _("step of a file")
        GROUP = "group", _("group of clients")
        DIAGNOSTIC = "diagnostic", _("scale of the diagnostics")
        BEHAVIOUR = "behaviour", _("behaviour of a caseworker")
        TECHNIQUE = "technique", _("technique of an advice")
        CONTACT_TECHNIQUE = "contact_technique", _("technique of a contact")

    item = models.ForeignKey(KnowledgeItem, on_delete=models.CASCADE, related_name="tags")
    axis = models.CharField(max_length=17, choices=Axis.choices)
    value = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=("axis", "value"))]
        constraints = [models.UniqueConstraint(fields=("item", "axis", "value"), name="knowledge_tag_once")]

    def __str__(self) -> str:
        return f"{self.axis} {self.value}"
