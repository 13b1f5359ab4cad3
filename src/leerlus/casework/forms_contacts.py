"""The form of a contact: eight short fields, in the order in which somebody tells it (acceptance check 42)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.access.forms import OnceForm
from leerlus.casework.captured import captured_questions
from leerlus.casework.models import MOST_TECHNIQUES, CaseFile, Contact, Form, Kept, Technique
from leerlus.casework.step_form import refuse_citizen_number

DATE_INPUTS: Final = ["%Y-%m-%d", "%d-%m-%Y"]
LONGEST_BACK: Final = timedelta(days=366)
_MACHINERY: Final = frozenset({"form_token", "entry", "revision", "file", "held_on", "next_on"})
_MEASURED: Final = "measured-"
"""Before the names of the fields that a team agreed to measure."""


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ContactForm(OnceForm):
    """One contact. `entry` is the id it will have: sent twice, it is recorded once.

    Behind the eight fields of every contact come those that a team agreed to measure on the day it was held.
    """

    entry = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    held_on = forms.DateField(label=_("When?"), input_formats=DATE_INPUTS, widget=_day())
    form = forms.ChoiceField(label=_("How?"), choices=Form.choices, widget=forms.RadioSelect)
    techniques = forms.MultipleChoiceField(
        label=_("What did you do? (at most three)"),
        choices=Technique.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    kept = forms.ChoiceField(
        label=_("Was the agreement of last time kept?"), choices=Kept.choices, widget=forms.RadioSelect
    )
    confidence = forms.IntegerField(
        label=_("How sure is the client of the next step? (0 to 10)"),
        help_text=_("In the client's own words. Leave it empty when you did not ask."),
        min_value=0,
        max_value=10,
        required=False,
    )
    agreement = forms.CharField(label=_("What did you agree on?"), max_length=300, required=False)
    next_on = forms.DateField(
        label=_("When is the next contact?"), input_formats=DATE_INPUTS, widget=_day(), required=False
    )
    note = forms.CharField(
        label=_("Anything else to remember?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, person_id: UUID, *args: Any, held_on: date | None = None, **kwargs: Any) -> None:
        super().__init__(person_id, *args, **kwargs)
        self.fields["entry"].initial = uuid4()
        today = timezone.localdate()
        for question in captured_questions(person_id, held_on or today):
            self.fields[f"{_MEASURED}{question.name}"] = question.field
        self.fields["held_on"].initial = today
        self.fields["held_on"].widget.attrs["max"] = today.isoformat()
        self.fields["kept"].initial = Kept.NOT_APPLICABLE
        for name in ("agreement", "note"):
            self.fields[name].validators.append(refuse_citizen_number)

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"]
        today = timezone.localdate()
        if held_on > today:
            raise ValidationError(_("This day is still to come. Record a contact after it was held."))
        if held_on < today - LONGEST_BACK:
            raise ValidationError(_("This is more than a year ago. Check the year."))
        return held_on

    def clean_techniques(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["techniques"]
        if len(chosen) > MOST_TECHNIQUES:
            raise ValidationError(_("Choose the three that mattered most."))
        return chosen

    def clean(self) -> dict[str, Any]:
        held_on, next_on = self.cleaned_data.get("held_on"), self.cleaned_data.get("next_on")
        if held_on and next_on and next_on < held_on:
            self.add_error("next_on", _("The next contact comes after this one."))
        return self.cleaned_data

    @property
    def content(self) -> dict[str, Any]:
        """What is sealed: everything that is neither a day nor machinery.

        What is measured counts only when it was agreed on already on the day that the contact was held.
        """
        given = self.cleaned_data
        agreed = {question.name for question in captured_questions(self.person_id, given["held_on"])}
        measured = {
            name.removeprefix(_MEASURED): value
            for name, value in given.items()
            if name.startswith(_MEASURED)
            and value not in (None, "")
            and name.removeprefix(_MEASURED) in agreed
        }
        eight = {
            name: value
            for name, value in given.items()
            if name not in _MACHINERY and not name.startswith(_MEASURED)
        }
        return eight | ({"measured": measured} if measured else {})

    @classmethod
    def of(cls, contact: Contact, person_id: UUID) -> "ContactForm":
        """The form of a contact that was recorded, to correct it."""
        content = contact.content
        initial = content | {
            "held_on": contact.held_on,
            "next_on": contact.next_on,
            "revision": contact.revision,
        }
        initial |= {f"{_MEASURED}{name}": value for name, value in content.get("measured", {}).items()}
        return cls(person_id, initial=initial, held_on=contact.held_on)


class NewContactForm(ContactForm):
    """A contact with one of one's own clients, of whom the list is given."""

    field_order = ("file",)

    def __init__(self, person_id: UUID, files: Iterable[CaseFile], *args: Any, **kwargs: Any) -> None:
        super().__init__(person_id, *args, **kwargs)
        self.clients = {str(file.pk): file for file in files}
        choices = [
            ("", _("Choose a client")),
            *((pk, file.shown_reference) for pk, file in self.clients.items()),
        ]
        self.fields["file"] = forms.ChoiceField(label=_("With which client?"), choices=choices)
        self.order_fields(self.field_order)

    def clean_file(self) -> CaseFile:
        return self.clients[self.cleaned_data["file"]]
