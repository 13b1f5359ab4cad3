"""The fields of a measurement as questions on the form of a contact (domain specification 7)."""

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from leerlus.casework.captured import CapturedQuestion
from leerlus.measurement.capturing import CapturedField, fields_to_capture
from leerlus.measurement.rules.design import FieldKind

_MINUTES: Final = "minutes"
"""The only field of the library that the form of a contact does not ask of itself."""

_LONGEST: Final = 480


def questions_at_contact(person_id: UUID, on: date) -> list[CapturedQuestion]:
    """What is asked besides the eight fields of every contact; each may be skipped."""
    return [
        CapturedQuestion(f"{field.set_id}:{field.key}", asked)
        for field in fields_to_capture(person_id, on)
        for asked in _field(field)
    ]


def _field(captured: CapturedField) -> Iterator[forms.Field]:
    if captured.kind == FieldKind.NUMBER.value:
        label = _("%(question)s (0 to 10)") % {"question": captured.question}
        yield forms.IntegerField(label=label, min_value=0, max_value=10, required=False)
    elif captured.kind == FieldKind.YES_NO.value:
        yield _choice(captured.question, [("yes", _("yes")), ("no", _("no"))])
    elif captured.kind == FieldKind.CHOICE.value:
        yield _choice(captured.question, [(choice, choice) for choice in captured.choices])
    elif captured.key == _MINUTES:
        label = _("How many minutes did it take?")
        yield forms.IntegerField(label=label, min_value=1, max_value=_LONGEST, required=False)


def _choice(question: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=question, choices=[("", _("not asked")), *choices], required=False)
