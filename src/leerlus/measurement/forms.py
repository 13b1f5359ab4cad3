"""The forms of the seven steps of a design. Nothing is required to go on: what is missing is told on the overview."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from leerlus.access.forms import OnceForm
from leerlus.content.measurement import LibraryField
from leerlus.conversations.promises import people_named
from leerlus.measurement.designing import OWN_FIELDS, Value, design_of, library_of
from leerlus.measurement.models import MeasurementSet
from leerlus.measurement.rules.design import (
    LONGEST_RHYTHM,
    SHORTEST_RHYTHM,
    earliest_stop,
    latest_stop,
)
from leerlus.measurement.words import KINDS

READ: Final = "yes"


def _text(label: Any, help_text: Any = "", *, longest: int = 300, rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class StepForm(OnceForm):
    """One step. The team and its manager read the words, so they name nobody of the team.

    Its token is there so that a form sent after the session ended is held; sending it twice keeps the same words.
    """

    def __init__(self, found: MeasurementSet, language: str, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", found.design)
        super().__init__(*args, **kwargs)
        self.found, self.language = found, language
        self.add_fields()

    @property
    def asked(self) -> dict[str, forms.Field]:
        """The fields of the design in this step."""
        return {name: field for name, field in self.fields.items() if name != "form_token"}

    def add_fields(self) -> None:
        """Add the fields that depend on the design or the language."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            named = people_named(self.found.team, value) if isinstance(value, str) and value else []
            if named:
                message = _("Your team and its manager read this. Leave out the name %(name)s.")
                self.add_error(name, ValidationError(message, params={"name": named[0]}))
        return cleaned

    def values(self, only: str = "") -> dict[str, Value]:
        """What was filled in as it is kept: text, or the list of what was ticked; `only` one field, when named."""
        return {
            name: value if isinstance(value, list) else self.as_text(value)
            for name, value in self.cleaned_data.items()
            if name in self.asked and only in ("", name)
        }

    def as_text(self, value: Any) -> str:
        """A value as it stands in a design."""
        return str(value).replace("\r\n", "\n") if value else ""

    def shown(self) -> Mapping[str, Value]:
        """What stood in each field when the form was opened, from its hidden `shown-` inputs."""
        return {
            name: text.split() if isinstance(field, forms.MultipleChoiceField) else text
            for name, field in self.asked.items()
            for text in [self.data.get(f"shown-{name}", "")]
        }


class QuestionForm(StepForm):
    """Step 1."""

    question = _text(
        _("Which question about your own acting do you want to answer?"),
        _(
            "For example: “Does it help when we let the client say the next step?” "
            "Not about clients, and not about one of you."
        ),
        rows=3,
    )


class ConsequenceForm(StepForm):
    """Step 2: two outcomes, and what each would change."""

    outcome_a = _text(_("Outcome A could be:"), longest=200)
    act_a = _text(_("What would you do differently then?"))
    outcome_b = _text(_("Outcome B could be:"), longest=200)
    act_b = _text(_("And what would you do differently then?"))


class RecordedForm(StepForm):
    """Step 3: what is recorded already."""

    def add_fields(self) -> None:
        self.fields["recorded"] = forms.MultipleChoiceField(
            label=_("What of this do you record already?"),
            help_text=_(
                "Tick only what helps to answer your question. What is there already costs nobody time."
            ),
            required=False,
            choices=[(field.id, self._words(field)) for field in library_of(self.found).fields],
            widget=forms.CheckboxSelectMultiple,
        )

    def _words(self, field: LibraryField) -> str:
        return f"{field.name.in_language(self.language)}. {field.about.in_language(self.language)}"


class AddedForm(StepForm):
    """Step 4: what is added, from the library or in own words."""

    def add_fields(self) -> None:
        recorded = design_of(self.found).recorded
        self.fields["added"] = forms.MultipleChoiceField(
            label=_("From the list"),
            required=False,
            choices=[
                (field.id, self._words(field))
                for field in library_of(self.found).fields
                if field.id not in recorded
            ],
            widget=forms.CheckboxSelectMultiple,
        )
        for key in OWN_FIELDS:
            self.fields[f"{key}_name"] = forms.CharField(label=_("Name"), required=False, max_length=60)
            self.fields[f"{key}_question"] = _text(_("The question, in words"), longest=200)
            self.fields[f"{key}_kind"] = forms.ChoiceField(
                label=_("What can be answered?"),
                required=False,
                choices=[(kind.value, words) for kind, words in KINDS.items()],
            )
            self.fields[f"{key}_choices"] = _text(
                _("The choices, one per line (only for “one of a few choices”)"), rows=3
            )

    def _words(self, field: LibraryField) -> str:
        name = field.name.in_language(self.language)
        if not field.seconds:
            return f"{name} ({_('takes no time at a contact')})"
        time = ngettext("about %(number)d second", "about %(number)d seconds", field.seconds)
        return f"{name} ({time % {'number': field.seconds}})"

    def own_fields(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The fields in own words that are shown: those with something in them, and one that is empty."""
        filled = [key for key in OWN_FIELDS if self._is_filled(key)]
        empty = [key for key in OWN_FIELDS if key not in filled][:1]
        parts = ("name", "question", "kind", "choices")
        return [
            (number, [self[f"{key}_{part}"] for part in parts])
            for number, key in enumerate(OWN_FIELDS, 1)
            if key in {*filled, *empty}
        ]

    def _is_filled(self, key: str) -> bool:
        return any(self[f"{key}_{part}"].value() for part in ("name", "question", "choices"))


class WhoSeesForm(StepForm):
    """Step 5: who sees what is not chosen, it is read."""

    who_sees = forms.BooleanField(label=_("We read this together"), required=False)

    def as_text(self, value: Any) -> str:
        return READ if value is True else super().as_text(value)


class RhythmForm(StepForm):
    """Step 6."""

    def add_fields(self) -> None:
        self.fields["rhythm"] = forms.ChoiceField(
            label=_("How often do you look together at what comes out?"),
            required=False,
            choices=[
                (
                    str(weeks),
                    ngettext("every %(number)d week", "every %(number)d weeks", weeks) % {"number": weeks},
                )
                for weeks in range(SHORTEST_RHYTHM, LONGEST_RHYTHM + 1)
            ],
            widget=forms.RadioSelect,
        )


class StopForm(StepForm):
    """Step 7."""

    ends_on = forms.DateField(
        label=_("On which day do you stop?"),
        help_text=_("Half a year is usual, a year is the longest. That day still counts."),
        required=False,
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def clean_ends_on(self) -> Any:
        day, today = self.cleaned_data["ends_on"], timezone.localdate()
        first, last = earliest_stop(today, design_of(self.found).rhythm_weeks), latest_stop(today)
        if day and not first <= day <= last:
            raise ValidationError(
                _("Choose a day between %(first)s and %(last)s."),
                params={"first": date_format(first, "j F Y"), "last": date_format(last, "j F Y")},
            )
        return day

    def as_text(self, value: Any) -> str:
        return value.isoformat() if value else ""


STEP_FORMS: Final[tuple[type[StepForm], ...]] = (
    QuestionForm,
    ConsequenceForm,
    RecordedForm,
    AddedForm,
    WhoSeesForm,
    RhythmForm,
    StopForm,
)
"""The form of each step, in order."""
