"""A contact with a client: what is captured in a minute (domain specification 7, step 5 of 6)."""

import uuid
from typing import Any, Final

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.access.vault import seal, unseal
from leerlus.casework.models.case_files import CaseFile
from leerlus.organisations.models import Person

MOST_TECHNIQUES: Final = 3


class Form(models.TextChoices):
    """How somebody was spoken to."""

    CONVERSATION = "conversation", _("conversation")
    TELEPHONE = "telephone", _("telephone")
    VIDEO = "video", _("video")
    GROUP = "group", _("group")
    EMPLOYER = "employer", _("with an employer")


class Kept(models.TextChoices):
    """Whether the agreement of the time before was kept."""

    YES = "yes", _("yes")
    PARTLY = "partly", _("partly")
    NO = "no", _("no")
    NOT_APPLICABLE = "not_applicable", _("does not apply")


class Technique(models.TextChoices):
    """What a caseworker did in a contact: what job-search support consists of (domain specification 4.5 and 6)."""

    MOTIVATION = "motivation", _("talked about what work means to the client")
    OWN_SUCCESS = "own_success", _("looked back on what went well")
    GOAL_PLAN = "goal_plan", _("made a goal and a plan")
    SMALL_STEPS = "small_steps", _("made the step smaller")
    MODELLING = "modelling", _("showed or practised how to do it")
    SETBACKS = "setbacks", _("prepared for setbacks")
    BARRIERS = "barriers", _("looked for a way around an obstacle")
    SOCIAL_SUPPORT = "social_support", _("looked who can help")
    FEEDBACK = "feedback", _("said what goes well")
    INFORMATION = "information", _("explained or informed")
    REFERRAL = "referral", _("referred to somebody else")
    MATCHING = "matching", _("brought together with an employer")


class Contact(models.Model):
    """One contact. In the clear are only the days, for lists of what comes next; all else is sealed with the file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="contacts")
    caseworker = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="contacts"
    )
    """Who had the contact; also after the file was assigned to somebody else."""
    held_on = models.DateField(default=timezone.localdate)
    next_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=0)
    sealed_content = models.BinaryField()

    class Meta:
        ordering = ("-held_on", "-recorded_at")
        indexes = [
            models.Index(fields=("case_file", "-held_on")),
            models.Index(fields=("caseworker", "-held_on")),
            models.Index(fields=("next_on",)),
        ]

    def __str__(self) -> str:
        return f"{self.case_file_id} {self.held_on}"

    @property
    def content(self) -> dict[str, Any]:
        """`form` (a Form); `techniques` (at most three of Technique); `kept` (a Kept); and where filled in:
        `agreement`, `confidence` of the client (0 to 10), `note`, and `measured`: what a team agreed to measure."""
        content: dict[str, Any] = unseal(self.case_file_id, f"contact:{self.pk}", self.sealed_content)
        return content

    @content.setter
    def content(self, value: dict[str, Any]) -> None:
        self.sealed_content = seal(self.case_file_id, f"contact:{self.pk}", value)

    @property
    def form_in_words(self) -> str:
        """How the client was spoken to."""
        return str(Form(self.content["form"]).label)
