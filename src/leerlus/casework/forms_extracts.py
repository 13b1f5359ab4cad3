"""Forms of an extract for the client: when they asked, and what is left out and why."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerlus.access.forms import OnceForm
from leerlus.casework.extracting import REASONS
from leerlus.casework.rules.extracts import LeftOut, Line, Part


class RequestForm(OnceForm):
    """The day on which the client asked: from then on the month counts."""

    field_order = ("asked_on",)

    asked_on = forms.DateField(
        label=gettext_lazy("When did the client ask?"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, opened_on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opened_on = opened_on
        self.fields["asked_on"].initial = timezone.localdate()
        self.order_fields(self.field_order)

    def clean_asked_on(self) -> date:
        asked_on: date = self.cleaned_data["asked_on"]
        if asked_on > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        if asked_on < self.opened_on:
            raise ValidationError(_("The file was not opened yet on this day."))
        return asked_on


class ExtractForm(OnceForm):
    """For every line of the file: in the extract, or left out and why."""

    def __init__(
        self, parts: Sequence[Part], proposed: Mapping[str, LeftOut], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        self.proposed = proposed
        choices = [("", _("in the extract")), *((one.value, _left_out(one)) for one in LeftOut)]
        for part in parts:
            for line in part.lines:
                self.fields[line.key] = forms.ChoiceField(
                    label=line.label,
                    required=False,
                    choices=choices,
                    initial=proposed.get(line.key, ""),
                )

    @property
    def shown(self) -> list[tuple[str, list[tuple[BoundField, Line]]]]:
        """Each part with its lines and their fields."""
        return [(part.title, [(self[line.key], line) for line in part.lines]) for part in self.parts]

    @property
    def left_out(self) -> dict[str, LeftOut]:
        """What was chosen to be left out, by key."""
        return {
            line.key: LeftOut(chosen)
            for part in self.parts
            for line in part.lines
            if (chosen := self._chosen(line.key))
        }

    def _chosen(self, key: str) -> str:
        """What came into the file after the page was shown was looked at by nobody, and keeps what is proposed."""
        return self.cleaned_data[key] if key in self.data else self.proposed.get(key, "")


def _left_out(reason: LeftOut) -> str:
    return _("left out: %(reason)s") % {"reason": REASONS[reason]}
