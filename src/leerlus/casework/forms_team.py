"""Forms of who leads a team, about files of clients; and of the administrator."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerlus.access.actor import Actor
from leerlus.access.forms import OnceForm
from leerlus.casework.assigning import possible_caseworkers
from leerlus.casework.models import Assignment
from leerlus.casework.step_form import refuse_citizen_number
from leerlus.organisations.models import Person

LONGEST_REASON = 500
LONGEST_FINDINGS = 2000


class AssignForm(OnceForm):
    """To whom a file is assigned."""

    field_order = ("caseworker",)

    def __init__(self, actor: Actor, assignment: Assignment, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor.person_id, *args, **kwargs)
        self.fields["caseworker"] = forms.ModelChoiceField(
            queryset=possible_caseworkers(assignment),
            label=_("Who works with this client from today?"),
            empty_label=_("Choose a caseworker"),
        )
        self.order_fields(self.field_order)


class ReasonForm(OnceForm):
    """Why a file has to be opened now."""

    field_order = ("reason",)

    reason = forms.CharField(
        label=_("Why can this not wait for who works with the client?"),
        help_text=_("The caseworker reads this. Put nothing in it that says who the client is."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[refuse_citizen_number],
    )


class PurposeForm(OnceForm):
    """What a review of files is for."""

    field_order = ("purpose",)

    purpose = forms.CharField(
        label=_("What do you want to learn from these files?"),
        help_text=_("The caseworkers whose files are drawn read this."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[refuse_citizen_number],
    )


class FindingsForm(forms.Form):
    """What a review found, in words."""

    findings = forms.CharField(
        label=_("What did you find?"),
        help_text=_("The caseworker reads this. There is no mark and no score."),
        max_length=LONGEST_FINDINGS,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[refuse_citizen_number],
    )


class CaseworkSettingsForm(forms.Form):
    """What the municipality decides about files of clients."""

    asks_about_justice = forms.BooleanField(
        label=_("Also ask about justice"),
        help_text=_(
            "Criminal data (GDPR 10): only how much it hinders is kept. Without a legal ground, leave it off."
        ),
        required=False,
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["privacy_officer"] = forms.ModelChoiceField(
            queryset=Person.objects.filter(municipality=actor.municipality_id, is_active=True),
            label=_("Privacy officer"),
            help_text=_(
                "Gets a mail when a file is opened in an emergency. Without one no file can be opened so."
            ),
            empty_label=_("Nobody yet"),
            required=False,
        )
