"""What a municipality decided about files of clients."""

from django.db import models

from leerlus.organisations.models import Municipality


class CaseworkSettings(models.Model):
    """One row for a municipality that decided something else than the default."""

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, primary_key=True, related_name="casework_settings"
    )
    asks_about_justice = models.BooleanField(default=False)
    """Justice is criminal data (GDPR article 10), so nobody is asked about it until a municipality decides so."""

    def __str__(self) -> str:
        return str(self.municipality)
