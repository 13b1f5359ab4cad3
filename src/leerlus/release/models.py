"""Consent to count, closed rounds, and what was published. Published rows are never changed."""

import uuid

from django.db import models
from django.utils import timezone

from leerlus.organisations.models import Person, Team


class TeamPictureConsent(models.Model):
    """Somebody's answers count in the team picture, from a moment on. Never ticked beforehand; its row is the yes."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True)
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.person_id)


class Round(models.Model):
    """A closed round of one team."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="rounds")
    closed_on = models.DateField(default=timezone.localdate)
    rule_version = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("-closed_on",)
        constraints = [models.UniqueConstraint(fields=("team", "closed_on"), name="one_round_a_day")]

    def __str__(self) -> str:
        return f"{self.team_id} {self.closed_on}"


class PublishedFigure(models.Model):
    """What a round told about one fact: yes, no, or hidden with the reason."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="figures")
    fact = models.CharField(max_length=40)
    at_least_half = models.BooleanField(null=True)
    hidden = models.CharField(max_length=40, blank=True)
    contributors = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ("fact",)
        constraints = [models.UniqueConstraint(fields=("round", "fact"), name="a_fact_once_per_round")]

    def __str__(self) -> str:
        return self.fact


class Contribution(models.Model):
    """Who counted in a published figure. Read only to keep lots whole; never shown to anybody.

    Of somebody who erased their content only the fact that somebody left remains, without the person.
    """

    figure = models.ForeignKey(PublishedFigure, on_delete=models.CASCADE, related_name="contributions")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("figure", "person"), name="contributes_once")]

    def __str__(self) -> str:
        return str(self.pk)
