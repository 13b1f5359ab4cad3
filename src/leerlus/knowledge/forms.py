"""Forms of the knowledge base: judging, an activity of one's own, translation to practice, questions, a note."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerlus.access.forms import OnceForm
from leerlus.knowledge.models import Appraisal, Intervention
from leerlus.knowledge.rules.appraising import LEVELS, Goal, highest_allowed
from leerlus.knowledge.saving import LONGEST_NOTE
from leerlus.knowledge.translating import Practice
from leerlus.knowledge.words import (
    EVIDENCE,
    SMART_HELP,
    characteristics,
    determinant_names,
    stage_names,
    value_names,
)
from leerlus.organisations.models import Person

LONGEST: Final = 600


class NoteForm(forms.Form):
    """A note beside something on one's own list."""

    note = forms.CharField(
        label=_("A note for yourself (optional)"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class QuestionForm(OnceForm):
    """A question for the board. Colleagues read it, so it names nobody."""

    field_order = ("text", "about", "shows_name")

    text = forms.CharField(
        label=_("What do you want to know?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Colleagues of your municipality read this. Name nobody, and no client."),
    )
    shows_name = forms.BooleanField(
        label=_("Put my name with it"),
        required=False,
        help_text=_("Without it your question stands there without a name."),
    )

    def __init__(self, about: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"] = forms.ChoiceField(
            label=_("Does it belong to one of the big questions? (optional)"),
            required=False,
            choices=[("", _("no, or I do not know")), *about],
        )
        self.order_fields(self.field_order)


class AnswerForm(OnceForm):
    """What is known, and where that comes from. Not knowing is an answer too."""

    field_order = ("text", "item")

    text = forms.CharField(
        label=_("What do we know about this?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Also say what is not known."),
    )

    def __init__(self, items: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"] = forms.ChoiceField(
            label=_("Which knowledge item does it rest on?"),
            required=False,
            choices=[("", _("none yet")), *items],
        )
        self.order_fields(self.field_order)


class TranslationForm(OnceForm):
    """Four short texts for somebody who has a conversation in ten minutes."""

    field_order = (
        "co_author",
        "when_to_use",
        "for_whom",
        "first_sentence",
        "what_not",
        "names_me",
        "edition",
    )

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    names_me = forms.BooleanField(label=_("My name may stand there"), required=False)

    def __init__(self, people: "QuerySet[Person] | None", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if people is not None:
            self.fields["co_author"] = forms.ModelChoiceField(
                people,
                label=_("Which caseworker writes it with you?"),
                help_text=_("They get to see your text, change it, and decide themselves about their name."),
            )
        for name, (label, help_text) in _PRACTICE.items():
            self.fields[name] = forms.CharField(
                label=label, help_text=help_text, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
            )
        self.order_fields(self.field_order)

    @property
    def practice(self) -> Practice:
        """What was written."""
        return Practice(**{name: self.cleaned_data[name] for name in _PRACTICE})


_PRACTICE: Final[Mapping[str, tuple[Any, Any]]] = {
    "when_to_use": (_("When do you use this?"), _("At which moment in the conversation or the file.")),
    "for_whom": (_("For whom?"), _("And for whom not.")),
    "first_sentence": (_("What is the first sentence you say?"), _("Word for word, as you would say it.")),
    "what_not": (_("What do you not do?"), _("What spoils it.")),
}


class AppraisalForm(OnceForm):
    """The checklist: a value for every characteristic, with why. Whoever does not know says so."""

    shows_name = forms.BooleanField(label=_("My name may stand with it"), required=False)

    def __init__(self, language: str, earlier: Appraisal | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        before = earlier.values if earlier else {}
        choices = list(value_names(language).items())
        for name, label in characteristics(language).items():
            self.fields[f"value_{name}"] = forms.ChoiceField(
                label=label,
                choices=choices,
                initial=before.get(name, {}).get("value", "unknown"),
                widget=forms.RadioSelect,
            )
            self.fields[f"basis_{name}"] = forms.CharField(
                label=_("Why? (%(name)s)") % {"name": label},
                required=False,
                max_length=300,
                initial=before.get(name, {}).get("basis", ""),
            )
        self.order_fields([name for name in self.fields if name != "shows_name"])

    def clean(self) -> dict[str, Any]:
        """A value that somebody knows says where they know it from."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in characteristics(self.language):
            known = cleaned.get(f"value_{name}", "unknown") != "unknown"
            if known and not cleaned.get(f"basis_{name}", "").strip():
                self.add_error(f"basis_{name}", _("Say in a few words where you know this from."))
        return cleaned

    @property
    def values(self) -> dict[str, dict[str, str]]:
        """The judgements, by characteristic."""
        return {
            name: {
                "value": self.cleaned_data[f"value_{name}"],
                "basis": self.cleaned_data[f"basis_{name}"].strip(),
            }
            for name in characteristics(self.language)
        }


class InterventionForm(OnceForm):
    """An activity of the municipality, with help to make its goal SMART (acceptance checks 26, 27 and 29)."""

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("What is it called?"), max_length=120)
    about = forms.CharField(
        label=_("What do people do in it?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    party = forms.CharField(label=_("Who offers it? (optional)"), max_length=120, required=False)
    target = forms.ChoiceField(label=_("For whom is it?"), choices=Intervention.Target.choices)
    without_goal = forms.BooleanField(
        label=_("It has no goal that was agreed"),
        required=False,
        help_text=_("Then the catalogue says so. Leaving the goal empty says that you do not know it."),
    )
    evidence = forms.ChoiceField(
        label=_("How strong is the evidence?"),
        required=False,
        choices=[("", _("I do not know")), *((level, EVIDENCE[level]) for level in LEVELS)],
    )
    only_worked_here = forms.BooleanField(
        label=_("It is based on what worked in our own organisation"),
        required=False,
        help_text=_("That is worth knowing, and is level D at most (note 2.1.2)."),
    )
    link = forms.URLField(
        label=_("Address of the same instrument in the guide Eva (optional)"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("It is shown as a link. Leerlus itself asks nothing there."),
    )
    follow_up_on = forms.DateField(
        label=_("When is the follow-up? (optional)"),
        required=False,
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Without a date the catalogue shows that there is no follow-up."),
    )

    def __init__(self, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in fields(Goal):
            label, help_text = SMART_HELP[part.name]
            self.fields[f"goal_{part.name}"] = forms.CharField(
                label=label, help_text=help_text, required=False, max_length=300
            )
        for name, label, choices in (
            ("stages", _("Which stages does it fit?"), stage_names(language)),
            ("determinants", _("What does it work on?"), determinant_names(language)),
        ):
            self.fields[name] = forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=list(choices.items()),
                widget=forms.CheckboxSelectMultiple,
            )
        goal = [f"goal_{part.name}" for part in fields(Goal)]
        self.order_fields(
            ["name", "about", "party", "target", *goal, "without_goal", "stages", "determinants", "evidence"]
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a goal that is said not to be there, and a level above what one's own success can show."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("without_goal") and any(cleaned.get(f"goal_{part.name}") for part in fields(Goal)):
            self.add_error("without_goal", _("You wrote a goal. Take it out, or untick this."))
        level, here = cleaned.get("evidence", ""), cleaned.get("only_worked_here", False)
        if level and highest_allowed(level, only_worked_here=here) != level:
            self.add_error(
                "evidence",
                ValidationError(_("What worked in your own organisation is level D at most. Choose D or E.")),
            )
        return cleaned

    @property
    def goal(self) -> Goal:
        """The goal as far as it was written."""
        return Goal(**{part.name: self.cleaned_data[f"goal_{part.name}"].strip() for part in fields(Goal)})
