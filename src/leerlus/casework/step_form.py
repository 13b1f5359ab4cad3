"""The form of one step: its fields, what was typed against what was shown, and what may not be kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from leerlus.casework.rules.identifiers import identifiers_in, stops_saving
from leerlus.casework.rules.steps import Step
from leerlus.casework.step_fields import Asked, Words, groups_of


@dataclass(frozen=True, slots=True)
class Change:
    """A field that was changed on the page: what it is now, and what stood there when the page was made."""

    value: Any
    shown: str


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group of fields as the template writes it: every field with what stands in it now."""

    title: Words
    why: Words
    fields: list[tuple[BoundField, str]]


class StepForm(forms.Form):
    """Every field of a step, none required. A citizen service number is refused with the reason (check 38)."""

    def __init__(self, step: Step, asked: Asked, posted: QueryDict | None = None) -> None:
        super().__init__(posted, initial=dict(asked.content))
        self.groups = groups_of(step, asked)
        self.stored = asked.content
        self.fits = asked.known.fits
        for group in self.groups:
            self.fields.update(group.fields)
        for field in self.fields.values():
            if isinstance(field, forms.CharField):
                field.validators.append(refuse_citizen_number)

    @property
    def shown_groups(self) -> list[ShownGroup]:
        """The groups with their fields."""
        return [
            ShownGroup(
                group.title,
                group.why,
                [(self[name], as_shown(self.stored.get(name))) for name in group.fields],
            )
            for group in self.groups
        ]

    @property
    def labels(self) -> dict[str, str]:
        """What each field is called."""
        return {name: str(field.label) for name, field in self.fields.items()}

    def changes(self) -> dict[str, Change]:
        """The valid fields that somebody changed, also when others are not valid."""
        posted = self.data
        if not isinstance(posted, QueryDict):
            raise TypeError("a form that was sent is needed")
        found = {}
        for name in self.fields:
            shown = as_typed(posted.get(f"shown-{name}", ""))
            typed = as_typed(" ".join(posted.getlist(name)))
            if name in self.cleaned_data and typed != shown:
                found[name] = Change(as_stored(self.cleaned_data[name]), shown)
        return found

    def change_of(self, name: str) -> Change | None:
        """One field as it was sent by itself; None when it is no field here, or not valid."""
        field = self.fields.get(name)
        posted = self.data
        if field is None or not isinstance(posted, QueryDict):
            return None
        value: Any = (
            posted.getlist(name) if isinstance(field, forms.MultipleChoiceField) else posted.get(name, "")
        )
        try:
            return Change(as_stored(field.clean(value)), as_typed(posted.get(f"shown-{name}", "")))
        except ValidationError:
            return None


def refuse_citizen_number(text: str) -> None:
    """Raise ValidationError for a text with a valid citizen service number in it."""
    if stops_saving(identifiers_in(text, timezone.localdate())):
        raise ValidationError(
            _(
                "There is a citizen service number in this text. It may not be kept here: the client is known by the"
                " reference only. Take the number out and save again."
            )
        )


def as_stored(value: Any) -> Any:
    """A value as it is kept: dates as text."""
    if isinstance(value, date):
        return value.isoformat()
    return as_typed(value) if isinstance(value, str) else value


def as_typed(text: str) -> str:
    """A text whatever ends its lines, as browsers disagree about that."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def as_shown(value: Any) -> str:
    """What stands in a field, as one text to compare with."""
    if value is None:
        return ""
    return " ".join(value) if isinstance(value, list | tuple) else str(value)


def conflicts(stored: Mapping[str, Any], changed: Mapping[str, Change]) -> list[str]:
    """The fields that somebody else, or another tab, changed meanwhile into something else."""
    return [
        name
        for name, change in changed.items()
        if as_typed(as_shown(stored.get(name))) not in (change.shown, as_typed(as_shown(change.value)))
    ]
