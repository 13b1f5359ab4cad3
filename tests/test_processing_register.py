"""Every field about a person has a purpose, a term and a place in the export (reliability D14, and the list for D9)."""

from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.db.models import Model

from leerlus.access import personal_content
from leerlus.access.personal_content import registered_sections
from leerlus.organisations.models import Person

REGISTER = yaml.safe_load(Path(personal_content.__file__).with_name("processing.yaml").read_text())
TELLS_WHO = {"email", "username", "actor_id", "subject_id", "session_data"}


def personal_models() -> set[type[Model]]:
    """Every model that leads to a person, or holds somebody's address, id or session."""
    found: set[type[Model]] = {Person}
    while more := {model for model in apps.get_models() if model not in found and _leads_to(model, found)}:
        found |= more
    return found | {
        model
        for model in apps.get_models()
        if TELLS_WHO & {field.attname for field in model._meta.concrete_fields}
    }


def _leads_to(model: type[Model], known: set[type[Model]]) -> bool:
    return any(field.is_relation and field.related_model in known for field in model._meta.concrete_fields)


def untagged(register: dict) -> set[str]:
    """Fields about people that the register does not name, and names in it that are no field."""
    real = {
        f"{model._meta.label}.{field.name}"
        for model in personal_models()
        for field in model._meta.concrete_fields
    }
    named = {f"{label}.{field}" for label, entry in register.items() for field in entry["fields"]}
    return real ^ named


def test_every_field_about_a_person_is_in_the_register():
    assert untagged(REGISTER) == set()


@pytest.mark.parametrize("label", sorted(REGISTER))
def test_every_table_in_the_register_has_a_purpose_a_term_and_a_section_that_exists(label):
    entry = REGISTER[label]
    assert len(entry["purpose"]) > 5
    assert len(entry["retention"]) > 5
    assert entry["section"] in {"", *registered_sections()}


def test_a_new_field_without_a_tag_is_found():
    entry = REGISTER["scans.Sitting"]
    without = REGISTER | {"scans.Sitting": entry | {"fields": entry["fields"][:-1]}}
    assert untagged(without) == {"scans.Sitting.sealed_scores"}


def test_the_document_for_municipalities_names_every_table():
    text = (Path(__file__).parent.parent / "docs" / "verwerkingsregister.md").read_text()
    assert [label for label in REGISTER if f"`{label}`" not in text] == []
