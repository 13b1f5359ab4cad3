"""The personal content that `access` and `organisations` keep themselves: account, shares, log."""

from typing import Any
from uuid import UUID

from leerlus.access.models import AccessEvent, Share
from leerlus.organisations.models import Membership, Person, Team


def read_account(person_id: UUID) -> list[dict[str, Any]]:
    """Who somebody is in Leerlus, with every role they held."""
    return [
        {
            "name": person.name,
            "email": person.email,
            "language": person.language,
            "is_active": person.is_active,
            "municipality": str(person.municipality) if person.municipality else None,
            "created_at": person.created_at.isoformat(),
            "content_erased_on": person.content_erased_on.isoformat() if person.content_erased_on else None,
            "last_login": person.last_login.isoformat() if person.last_login else None,
            "roles": [
                {
                    "role": held.role,
                    "team": str(held.team) if held.team else None,
                    "starts_on": held.starts_on.isoformat(),
                    "ends_on": held.ends_on.isoformat() if held.ends_on else None,
                    "created_at": held.created_at.isoformat(),
                    "given_by": _name_of(person_id, held.granted_by_id),
                }
                for held in Membership.objects.filter(person=person).select_related("team")
            ],
        }
        for person in Person.objects.filter(pk=person_id).select_related("municipality")
    ]


def _name_of(person_id: UUID, other_id: UUID | None) -> str | None:
    return names_for(person_id, {other_id}).get(other_id) if other_id else None


def read_shares(person_id: UUID) -> list[dict[str, Any]]:
    """Everything somebody ever shared, with whom and until when."""
    return [
        {
            "what": given.record,
            "id": str(given.object_id),
            "receiver": given.to_whom,
            "parts": given.parts,
            "made_for": str(given.made_for) if given.made_for else None,
            "created_at": given.created_at.isoformat(),
            "ends_on": given.ends_on.isoformat(),
            "stopped_at": given.stopped_at.isoformat() if given.stopped_at else None,
        }
        for given in Share.objects.filter(owner_id=person_id).select_related("receiver", "team")
    ]


def erase_shares(person_id: UUID) -> None:
    """Take back and forget everything somebody shared."""
    Share.objects.filter(owner_id=person_id).delete()


def read_log(person_id: UUID) -> list[dict[str, Any]]:
    """The lines of the log about somebody; other people by name only inside the own municipality."""
    events = list(AccessEvent.objects.filter(subject_id=person_id).order_by("sequence"))
    names = names_for(person_id, people_in(events))
    return [
        {
            "at": event.at.isoformat(),
            "action": event.action,
            "what": event.record,
            "id": str(event.object_id) if event.object_id else None,
            "who": names.get(event.actor_id) if event.actor_id else None,
            "with": names.get(event.receiver_id) if event.receiver_id else None,
        }
        for event in events
    ]


def people_in(events: list[AccessEvent]) -> set[UUID]:
    """The ids of everybody who acted, or received something, in these lines."""
    return {pk for event in events for pk in (event.actor_id, event.receiver_id) if pk is not None}


def names_for(person_id: UUID, ids: set[UUID]) -> dict[UUID, str]:
    """The names of these people and teams, as far as this person may know them: those of the own municipality."""
    municipality_id = Person.objects.get(pk=person_id).municipality_id
    return {
        pk: name
        for model in (Person, Team)
        for pk, name in model.objects.filter(pk__in=ids, municipality=municipality_id).values_list(
            "pk", "name"
        )
    }
