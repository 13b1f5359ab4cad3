"""Forms of the plan."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.access.actor import Actor
from leerlus.access.forms_once import belongs_to, new_token
from leerlus.content.instrument import current_instrument
from leerlus.development.models import FollowUp, Goal
from leerlus.development.moments import asks_for_a_smaller_step
from leerlus.organisations.language import language_of_screen
from leerlus.scans.sittings import QUICKSCAN

DATE_INPUTS = ["%Y-%m-%d", "%d-%m-%Y"]
STAGE_QUESTION: Final = "STG1"
_MACHINERY: Final = frozenset({"due_on", "review_on", "form_token", "edition", "smaller_step_proposed"})


def stage_choices() -> list[tuple[str, str]]:
    """The five answers to where somebody is, the same as in the quickscan (STG-G, domain specification 3.1)."""
    language = language_of_screen()
    options = current_instrument(QUICKSCAN).by_id[STAGE_QUESTION].options
    return [(option.value, option.text.in_language(language)) for option in options]


class GoalForm(forms.Form):
    """A step with a date. All else is optional and stays folded until somebody wants it.

    Whom you tell and the advantage that weighs most are asked only where they fit.
    """

    more: Final = (
        "noticed_by", "matters_because", "confidence", "if_then", "help_from", "stage", "review_on",
    )  # fmt: skip

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
    noticed_by = forms.CharField(
        label=_("How will you notice that it worked?"), max_length=300, required=False
    )
    matters_because = forms.CharField(label=_("Why does it matter to you?"), max_length=300, required=False)
    confidence = forms.TypedChoiceField(
        label=_("How sure are you that you will do it?"),
        choices=[("", _("I do not know yet")), *((str(point), str(point)) for point in range(11))],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("0 is not sure at all, 10 is quite sure."),
    )
    if_then = forms.CharField(
        label=_("What do you do when it gets hard?"),
        max_length=300,
        required=False,
        help_text=_(
            "For example: if a conversation is cancelled, then I write down at once when it will be."
        ),
    )
    help_from = forms.CharField(label=_("Who can help you with it?"), max_length=100, required=False)
    stage = forms.ChoiceField(label=_("Do you do this now?"), required=False)
    review_on = forms.DateField(
        label=_("When do you look back?"),
        input_formats=DATE_INPUTS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        required=False,
        help_text=_("Without a date this is the day by which you want to have done it."),
    )
    form_token = forms.CharField(widget=forms.HiddenInput)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    smaller_step_proposed = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, actor: Actor, asks_for: frozenset[str] = frozenset(), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["form_token"].initial = new_token(actor.person_id)
        stage = self.fields["stage"]
        if isinstance(stage, forms.ChoiceField):
            stage.choices = [("", _("I do not know yet")), *stage_choices()]
        if "strongest_advantage" not in asks_for:
            del self.fields["strongest_advantage"]

    def clean_due_on(self) -> Any:
        return _within_a_year(self.cleaned_data["due_on"])

    def clean_review_on(self) -> Any:
        review_on = self.cleaned_data["review_on"]
        return _within_a_year(review_on) if review_on else None

    def clean_form_token(self) -> str:
        token: str = self.cleaned_data["form_token"]
        if not belongs_to(self.actor.person_id, token):
            raise ValidationError(_("This form was opened by somebody else. Please open it again."))
        return token

    @property
    def content(self) -> dict[str, Any]:
        """What is kept sealed: everything that is neither a date nor machinery."""
        return {name: value for name, value in self.cleaned_data.items() if name not in _MACHINERY}

    def proposes_a_smaller_step(self, stored: Mapping[str, Any]) -> bool:
        """Whether to ask, once, for a smaller step before saving; not again for what was `stored` like this."""
        content = self.content
        is_new = any(content[name] != stored.get(name) for name in ("title", "confidence"))
        asked = self.cleaned_data["smaller_step_proposed"]
        return is_new and not asked and asks_for_a_smaller_step(content["confidence"])

    def after_proposing(self) -> "GoalForm":
        """The same form with all that was typed, which saves at the next sending whatever it says."""
        self.data = {**self.data, "smaller_step_proposed": "True"}
        return self

    @property
    def first_fields(self) -> list[BoundField]:
        """What is always asked."""
        return [field for field in self.visible_fields() if field.name not in self.more]

    @property
    def more_fields(self) -> list[BoundField]:
        """What is folded."""
        return [self[name] for name in self.more]

    @property
    def more_is_open(self) -> bool:
        """Whether something of what is folded is filled in, or wrong."""
        return any(self[name].value() not in (None, "") or self[name].errors for name in self.more)

    @classmethod
    def of(cls, goal: Goal, actor: Actor) -> "GoalForm":
        content = goal.content
        return cls(
            actor=actor,
            asks_for=frozenset(content),
            initial=content | {"due_on": goal.due_on, "review_on": goal.review_on, "edition": goal.edition},
        )


class FollowUpForm(forms.Form):
    """One question, and room for what helped."""

    outcome = forms.ChoiceField(
        label=_("Does it still happen?"), choices=FollowUp.Outcome.choices, widget=forms.RadioSelect
    )
    what_helped = forms.CharField(
        label=_("What helped, or would have helped? (optional)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PickUpForm(forms.Form):
    """After slipping back: what worked before, and where somebody is now. Both optional."""

    worked_before = forms.CharField(
        label=_("What worked before? (optional)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    stage = forms.ChoiceField(
        label=_("Where are you with it now? (optional)"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stage = self.fields["stage"]
        if isinstance(stage, forms.ChoiceField):
            stage.choices = stage_choices()


def _within_a_year(day: Any) -> Any:
    today = timezone.localdate()
    if day < today:
        raise ValidationError(_("This date has passed. Choose today or later."))
    if day > today + timedelta(days=366):
        raise ValidationError(_("Choose a date within a year; a step that far away is easily lost."))
    return day
