"""Forms of the plan."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.access.actor import Actor
from leerlus.access.forms_once import belongs_to, new_token
from leerlus.development.models import Goal

DATE_INPUTS = ["%Y-%m-%d", "%d-%m-%Y"]


class GoalForm(forms.Form):
    """A step with a date. Whom you tell and the advantage that weighs most are asked only where they fit."""

    title = forms.CharField(label=_("What are you going to do?"), max_length=200)
    due_on = forms.DateField(
        label=_("When do you want to have done it?"),
        input_formats=DATE_INPUTS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("For example within a week: small and soon works best."),
    )
    witness = forms.CharField(
        label=_("Whom do you tell? (optional)"),
        max_length=100,
        required=False,
        help_text=_("This stays with you. Nobody gets a message."),
    )
    strongest_advantage = forms.CharField(
        label=_("Which advantage weighs most for you? (optional)"), max_length=300, required=False
    )
    form_token = forms.CharField(widget=forms.HiddenInput)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, actor: Actor, asks_for: frozenset[str] = frozenset(), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["form_token"].initial = new_token(actor.person_id)
        if "strongest_advantage" not in asks_for:
            del self.fields["strongest_advantage"]

    def clean_due_on(self) -> Any:
        due_on = self.cleaned_data["due_on"]
        today = timezone.localdate()
        if due_on < today:
            raise ValidationError(_("This date has passed. Choose today or later."))
        if due_on > today + timedelta(days=366):
            raise ValidationError(_("Choose a date within a year; a step that far away is easily lost."))
        return due_on

    def clean_form_token(self) -> str:
        token: str = self.cleaned_data["form_token"]
        if not belongs_to(self.actor.person_id, token):
            raise ValidationError(_("This form was opened by somebody else. Please open it again."))
        return token

    @property
    def content(self) -> dict[str, Any]:
        """What is kept sealed: everything that is neither a date nor machinery."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"due_on", "form_token", "edition"}
        }

    @classmethod
    def of(cls, goal: Goal, actor: Actor) -> "GoalForm":
        content = goal.content
        return cls(
            actor=actor,
            asks_for=frozenset(content),
            initial=content | {"due_on": goal.due_on, "edition": goal.edition},
        )
