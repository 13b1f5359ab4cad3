"""What a team says it wants to be seen doing: its behavioural ambition, sentence by sentence."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerlus.organisations.models import Team


class AmbitionSentence(models.Model):
    """One sentence of the behavioural ambition of a team (domain specification 1, 3.3, acceptance check 57).

    It is about one behaviour of box 2.1 of the note (`behaviour`: CB1 to CB12) or about one in own words
    (`own_behaviour`); the database refuses neither and both. It has the date it was written and never changes;
    withdrawn, it stays readable with its second date.

    Said by the team to itself, and so in the clear. Who wrote or withdrew it is not kept: nothing here is of a person,
    so there is nothing to export or erase for one. Those who leave, leave the sentence to the team.
    (The token against a double click names who sent a form for seven days, and leads to the page, not to a sentence.)
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="ambition_sentences")
    text = models.CharField(max_length=300)
    behaviour = models.CharField(max_length=4, blank=True)
    own_behaviour = models.CharField(max_length=150, blank=True)
    written_on = models.DateField(default=timezone.localdate)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-written_on", "id")
        indexes = [models.Index(fields=("team", "withdrawn_on", "written_on"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(behaviour="") ^ Q(own_behaviour=""),
                name="a_sentence_is_about_one_behaviour",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
