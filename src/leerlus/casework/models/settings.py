"""What a municipality decided about files of clients."""

from django.db import models

from leerlus.organisations.models import Municipality, Person


class CaseworkSettings(models.Model):
    """One row for a municipality that decided something else than the default."""

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, primary_key=True, related_name="casework_settings"
    )
    asks_about_justice = models.BooleanField(default=False)
    """Justice is criminal data (GDPR article 10), so nobody is asked about it until a municipality decides so."""

    privacy_officer = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """Who gets a mail when a file is opened in an emergency; without one no file can be opened so."""

    def __str__(self) -> str:
        return str(self.municipality)
