"""Forms of planning, preparing and agreeing."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leerlus.access.actor import Actor
from leerlus.access.forms import OnceForm
from leerlus.content.conversation import ConversationGuide
from leerlus.conversations.planning import possible_partners
from leerlus.conversations.rules import chosen_of, is_within_a_year
from leerlus.development.models import Goal

LONGEST_NOTES: Final = 10_000
LONGEST_STEP: Final = 300
BLOCK: Final = "block_"


def date_field(label: Any, help_text: Any = "") -> forms.DateField:
    """A date from today until a year from now."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        validators=[_within_a_year],
    )


def _within_a_year(day: Any) -> None:
    if not is_within_a_year(day, timezone.localdate()):
        raise ValidationError(_("Choose a date between today and a year from now."))


class MoveForm(OnceForm):
    """Another day."""

    field_order = ("partner", "planned_on", "starts_at")

    planned_on = date_field(_("On which day?"))
    starts_at = forms.TimeField(
        label=_("At what time? (optional)"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )


class PlanForm(MoveForm):
    """With whom, and when."""

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor.person_id, *args, **kwargs)
        self.partners = possible_partners(actor)
        choices = [(key, person.name) for key, person in self.partners.items()]
        self.fields["partner"] = forms.ChoiceField(
            label=_("With whom?"), choices=[("", _("Choose a person")), *choices]
        )
        if len(choices) == 1:
            self.fields["partner"].initial = choices[0][0]
        self.order_fields(self.field_order)


class PreparationForm(OnceForm):
    """Base of both preparations: notes for oneself, and the edition that was opened."""

    notes = forms.CharField(
        label=_("Notes for yourself (optional)"),
        required=False,
        max_length=LONGEST_NOTES,
        widget=forms.Textarea,
        help_text=_("Only you see these notes, before the conversation and after it."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def opened_at(self) -> int:
        """The edition that was there when the form was opened; 0 when nothing was."""
        return self.cleaned_data["edition"] or 0

    def with_only(self, name: str, content: dict[str, Any]) -> dict[str, Any] | None:
        """What was kept, with one field of this form in it; None when that field is not there or not valid."""
        if not self.is_valid() or name not in self.fields or self.fields[name].widget.is_hidden:
            return None
        return content | {name: self.cleaned_data[name]}


class TopicsForm(PreparationForm):
    """What the caseworker wants to talk about, chosen from the guide or in own words."""

    own = forms.CharField(
        label=_("Something else you want to talk about (optional)"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, guide: ConversationGuide, language: str, *args: Any, initial: dict[str, Any], **kwargs: Any
    ) -> None:
        chosen = set(initial.get("questions", []))
        super().__init__(*args, initial=initial, **kwargs)
        self._asked: dict[str, list[str]] = {}
        for block in guide.blocks:
            if block.always:
                continue
            questions = block.open_questions()
            self._asked[BLOCK + block.id] = [question.id for question in questions]
            self.fields[BLOCK + block.id] = forms.MultipleChoiceField(
                label=block.title.in_language(language),
                required=False,
                choices=[(question.id, question.text.in_language(language)) for question in questions],
                initial=[question.id for question in questions if question.id in chosen],
                widget=forms.CheckboxSelectMultiple,
            )
        self.order_fields([*(name for name in self.fields if name.startswith(BLOCK)), "own"])

    def with_only(self, name: str, content: dict[str, Any]) -> dict[str, Any] | None:
        """The questions of one block take the place of those that were chosen in it, in the order of the guide."""
        changed = super().with_only(name, content)
        if changed is None or not name.startswith(BLOCK):
            return changed
        chosen = {*content.get("questions", [])} - {*self._asked[name]} | {*changed.pop(name)}
        return changed | {
            "questions": [one for asked in self._asked.values() for one in asked if one in chosen]
        }

    @property
    def content(self) -> dict[str, Any]:
        """What is kept sealed."""
        chosen = {name: value for name, value in self.cleaned_data.items() if name.startswith(BLOCK)}
        return {
            "questions": chosen_of(chosen),
            "own": self.cleaned_data["own"],
            "notes": self.cleaned_data["notes"],
        }


class ManagerPreparationForm(PreparationForm):
    """How the manager checks their own preparation."""

    def __init__(self, guide: ConversationGuide, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["checks"] = forms.MultipleChoiceField(
            label=_("Am I prepared?"),
            required=False,
            choices=[(check.id, check.text.in_language(language)) for check in guide.checks],
            widget=forms.CheckboxSelectMultiple,
            help_text=_("For yourself. Nobody else sees what you tick."),
        )
        self.order_fields(["checks"])

    @property
    def content(self) -> dict[str, Any]:
        """What is kept sealed."""
        return {"checks": self.cleaned_data["checks"], "notes": self.cleaned_data["notes"]}


class BringForm(OnceForm):
    """Which steps of the own plan the manager may see. Nothing is ticked beforehand."""

    def __init__(self, goals: list[Goal], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goals"] = forms.TypedMultipleChoiceField(
            label=_("Which steps do you bring?"),
            choices=[(str(goal.pk), goal.title) for goal in goals],
            coerce={str(goal.pk): goal.pk for goal in goals}.__getitem__,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Tick a step, or go back: you do not have to bring anything.")},
        )
        self.order_fields(["goals"])


class AgreementForm(OnceForm):
    """A step of each and a date to look back; without all three it is no agreement."""

    field_order = ("caseworker_step", "manager_step", "return_on")

    return_on = date_field(
        _("When do you look back together?"), _("For example in six weeks. Both get a reminder then.")
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, caseworker: str, manager: str, mine: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own, other = gettext("Which step do you take?"), gettext("Which step does %(name)s take?")
        labels = (own, other % {"name": manager}) if mine else (other % {"name": caseworker}, own)
        for name, label in zip(("caseworker_step", "manager_step"), labels, strict=True):
            self.fields[name] = forms.CharField(
                label=label,
                max_length=LONGEST_STEP,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": _("An agreement holds a step of both. Fill this in too.")},
            )
        self.order_fields(self.field_order)
