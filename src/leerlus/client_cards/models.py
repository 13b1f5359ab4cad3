"""Codes of cards, lots that are still open, and lots that are closed.

There is no model of a card: what a client answers is added to the counts of open lots. Closed lots are never changed.
"""

import secrets
import uuid
from typing import Final

from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerlus.access.vault import seal, unseal
from leerlus.client_cards.counting import Counts, Figures
from leerlus.organisations.models import Membership, Person, Team
from leerlus.organisations.roles import Role

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody takes for one another on paper."""

_CODE_LENGTH: Final = 12
_ROOM_FOR_A_CODE: Final = 40
"""Longer codes can come without changing the tables, and every database refuses what is longer than this."""


def new_code() -> str:
    """A code nobody guesses: 31 to the power 12 possibilities."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH))


class CardCode(models.Model):
    """The code in the address of a card. Whoever has it may fill in a card; it opens nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=_ROOM_FOR_A_CODE, unique=True, default=new_code, editable=False)
    made_on = models.DateField(default=timezone.localdate)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ("-made_on", "code")

    def __str__(self) -> str:
        return self.code


class TeamCode(CardCode):
    """The code of a team: its cards say nothing about whose client filled them in."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="card_codes")

    class Meta(CardCode.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("team",), condition=Q(withdrawn_on=None), name="one_open_code_per_team"
            )
        ]


class PersonalCode(CardCode):
    """The code of a caseworker in a team: only that caseworker sees its lots, and its cards count for the team too."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="card_codes")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="personal_card_codes")

    class Meta(CardCode.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("person",), condition=Q(withdrawn_on=None), name="one_open_code_per_person"
            )
        ]

    @property
    def still_holds(self) -> bool:
        """Whether its owner still is a caseworker in this team, with an open account."""
        return (
            Membership.objects.current()
            .filter(person=self.person_id, person__is_active=True, team=self.team_id, role=Role.CASEWORKER)
            .exists()
        )


class OpenTeamLot(models.Model):
    """Counts of a team that nobody may see yet."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField()
    counts = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("team", "version"), name="one_open_lot_per_team")]

    def __str__(self) -> str:
        return str(self.team_id)


class CaseworkerPart(models.Model):
    """How many cards of an open lot of a team came through the code of one caseworker; gone when the lot is closed.

    Of somebody who erased their content only the number stays, without the person, for the rule about who dominates.
    """

    lot = models.ForeignKey(OpenTeamLot, on_delete=models.CASCADE, related_name="parts")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    cards = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("lot", "person"), name="one_part_per_caseworker")]

    def __str__(self) -> str:
        return str(self.pk)


class OpenOwnLot(models.Model):
    """Counts of a caseworker that nobody may see yet, sealed with the key of that caseworker."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField()
    sealed_counts = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("person", "version"), name="one_open_lot_per_person")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def counts(self) -> Counts:
        return Counts.from_stored(unseal(self.person_id, self._purpose, self.sealed_counts))

    @counts.setter
    def counts(self, counts: Counts) -> None:
        self.sealed_counts = seal(self.person_id, self._purpose, counts.as_stored())

    @property
    def _purpose(self) -> str:
        return f"open cards:{self.version}"


class ClosedLot(models.Model):
    """What was published: figures, the months they are about, and under which rule. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField()
    """The how manieth of this team or person: lots follow each other and share no card."""
    version = models.PositiveSmallIntegerField()
    rule_version = models.PositiveSmallIntegerField()
    first_month = models.DateField()
    last_month = models.DateField()

    class Meta:
        abstract = True
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.first_month:%Y-%m} {self.last_month:%Y-%m}"


class TeamLot(ClosedLot):
    """A closed lot of a team."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="card_lots")
    stored_figures = models.JSONField()

    class Meta(ClosedLot.Meta):
        constraints = [models.UniqueConstraint(fields=("team", "number"), name="team_lots_follow_each_other")]

    @property
    def figures(self) -> Figures:
        return Figures.from_stored(self.stored_figures)


class OwnLot(ClosedLot):
    """A closed lot of a caseworker, sealed: it is about their work, and nobody else's business."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="card_lots")
    sealed_figures = models.BinaryField()

    class Meta(ClosedLot.Meta):
        constraints = [
            models.UniqueConstraint(fields=("person", "number"), name="own_lots_follow_each_other")
        ]

    @property
    def figures(self) -> Figures:
        return Figures.from_stored(unseal(self.person_id, self._purpose, self.sealed_figures))

    @figures.setter
    def figures(self, figures: Figures) -> None:
        self.sealed_figures = seal(self.person_id, self._purpose, figures.as_stored())

    @property
    def _purpose(self) -> str:
        return f"cards:{self.pk}"


class SentCard(models.Model):
    """That a form was sent, so that a second click counts nothing. Says which form and in which month; forgotten after
    that month."""

    form = models.CharField(max_length=64, primary_key=True)
    month = models.DateField()

    def __str__(self) -> str:
        return self.form


class Inflow(models.Model):
    """How many cards came in on a day, per code and per bucket of devices; forgotten the next day.

    A bucket is a few bits of a keyed hash of day and address of the device, so thousands of addresses share one and
    none can be found from it.
    """

    day = models.DateField()
    through = models.CharField(max_length=32)
    cards = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("day", "through"), name="one_inflow_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.through}"
