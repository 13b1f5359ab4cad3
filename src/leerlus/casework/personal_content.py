"""What casework keeps of a caseworker: which files were assigned to them, their contacts, and what they learned.

What a file says is about the client and belongs to the duty to the client: it is in no export of a caseworker, and
stays when a caseworker erases (decision 20).
"""

from typing import Any
from uuid import UUID

from leerlus.casework.models import Assignment, Contact, Inspection, Reflection


def read_assignments(person_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """Which files were assigned to this person or by them, and on which days they had a contact."""
    assignments = Assignment.objects.filter(caseworker_id=person_id).select_related("case_file")
    given = Assignment.objects.filter(assigned_by_id=person_id).exclude(caseworker_id=person_id)
    contacts = Contact.objects.filter(caseworker_id=person_id).select_related("case_file")
    looked = Inspection.objects.filter(person_id=person_id).select_related("case_file")
    return {
        "looked_into": [
            {
                "client": one.case_file.shown_reference,
                "kind": one.kind,
                "opened_at": one.opened_at.isoformat(),
                "ends_at": one.ends_at.isoformat(),
            }
            for one in looked
        ],
        "assigned": [_assignment(one) for one in assignments],
        "assigned_to_others": [_assignment(one) for one in given.select_related("case_file")],
        "contacts": [
            {"client": one.case_file.shown_reference, "held_on": one.held_on.isoformat()} for one in contacts
        ],
    }


def _assignment(one: Assignment) -> dict[str, Any]:
    return {
        "client": one.case_file.shown_reference,
        "starts_on": one.starts_on.isoformat(),
        "ends_on": one.ends_on.isoformat() if one.ends_on else None,
    }


def read_reflections(person_id: UUID) -> list[dict[str, Any]]:
    """What this person learned from their files, in their own words."""
    rows = Reflection.objects.filter(person_id=person_id).select_related("case_file")
    return [
        {
            "client": one.case_file.shown_reference if one.case_file else None,
            "saved_at": one.saved_at.isoformat(),
            **one.content,
        }
        for one in rows
    ]


def erase_reflections(person_id: UUID) -> None:
    Reflection.objects.filter(person_id=person_id).delete()
