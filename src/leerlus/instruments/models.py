"""Instruments of a municipality and their versions. A version never changes, whatever happens to the instrument."""

import hashlib
import uuid
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.organisations.models import Municipality, Person


class OwnInstrument(models.Model):
    """An instrument that an administrator added. Withdrawn, nobody can begin it; what was filled in stays readable."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="own_instruments")
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="own_instruments")
    code = models.CharField(max_length=40)
    for_caseworkers = models.BooleanField(_("caseworkers"), default=True)
    for_managers = models.BooleanField(_("team managers"), default=False)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("code",)
        constraints = [
            models.UniqueConstraint(fields=("municipality", "code"), name="own_instrument_code_once")
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def key(self) -> str:
        """What sittings call it: the same in no other municipality, and no code of Leerlus itself."""
        return self.pk.hex


class OwnVersion(models.Model):
    """One version, as the file that it is; `checksum` shows that nobody changed it."""

    instrument = models.ForeignKey(OwnInstrument, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.TextField()
    checksum = models.CharField(max_length=64)
    added_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ("-number",)
        constraints = [models.UniqueConstraint(fields=("instrument", "number"), name="own_version_once")]

    def __str__(self) -> str:
        return f"{self.instrument_id} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it once. Raises ValueError for a version that is stored already: people may have answered it."""
        if not self._state.adding:
            raise ValueError("a version of an instrument never changes; make a new version")
        self.checksum = self.checksum_of(self.content)
        super().save(*args, **kwargs)

    @property
    def is_as_it_was(self) -> bool:
        return self.checksum == self.checksum_of(self.content)

    @staticmethod
    def checksum_of(content: str) -> str:
        return hashlib.sha256(content.encode()).hexdigest()
