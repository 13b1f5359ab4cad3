"""A whole file in words, for who may look into it and change nothing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format

from leerlus.casework.chosen_knowledge import as_chosen
from leerlus.casework.models import CaseFile, Contact, Kept, Technique
from leerlus.casework.reading import facts_of, references_of
from leerlus.casework.rules.steps import Step
from leerlus.casework.step_fields import Asked, Words, groups_of
from leerlus.casework.step_words import NAMES
from leerlus.organisations.language import language_of_screen

Lines = list[tuple[str, str]]


def file_in_words(file: CaseFile) -> list[tuple[Words, Lines]]:
    """Every step with what it says, field by field; steps that say nothing are left out."""
    return [(NAMES[step], [(label, words) for _, label, words in lines]) for step, lines in lines_of(file)]


def lines_of(file: CaseFile) -> list[tuple[Step, list[tuple[str, str, str]]]]:
    """Every step that says something, with the name, the label and the words of each field."""
    facts = facts_of(file)
    references = references_of(facts)
    found = []
    for step in Step:
        content = facts.of(step)
        known = as_chosen(content, language_of_screen())
        asked = Asked(content, True, references, known)
        lines = [
            (name, str(field.label or name), _in_words(field, content[name]))
            for group in groups_of(step, asked)
            for name, field in group.fields.items()
            if content.get(name)
        ]
        if lines:
            found.append((step, lines))
    return found


def contacts_in_words(contacts: list[Contact]) -> list[tuple[str, str]]:
    """Each contact with its day and what was written down."""
    return [(date_format(one.held_on, "j F Y"), contact_in_words(one.content)) for one in contacts]


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.DateField):
        return date_format(date.fromisoformat(value), "j F Y")
    names = {str(code): str(name) for code, name in _choices(field)}
    if isinstance(value, list):
        return "; ".join(names.get(str(one), str(one)) for one in value)
    return names.get(str(value), str(value))


def _choices(field: forms.Field) -> list[Any]:
    """The answers of a choice; none for another field."""
    return list(getattr(field, "choices", ()))


def contact_in_words(content: Mapping[str, Any]) -> str:
    """What was written down of one contact: what was done, kept, agreed and noted."""
    kept = content.get("kept")
    said = [
        *(str(Technique(one).label) for one in content.get("techniques", ())),
        str(content.get("agreement", "")),
        str(Kept(kept).label) if kept else "",
        str(content.get("note", "")),
    ]
    return "; ".join(filter(None, said))
