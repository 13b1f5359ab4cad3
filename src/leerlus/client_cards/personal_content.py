"""What client cards keep of a caseworker: their codes, and their closed lots.

Lots that are still open are not told, also not to the caseworker: they are about fewer clients than may be told about.
"""

from typing import Any
from uuid import UUID

from leerlus.client_cards.models import CaseworkerPart, OpenOwnLot, OwnLot, PersonalCode


def read(person_id: UUID) -> dict[str, Any]:
    return {
        "codes": [
            {
                "code": code.code,
                "team": str(code.team),
                "made_on": code.made_on.isoformat(),
                "withdrawn_on": code.withdrawn_on.isoformat() if code.withdrawn_on else None,
            }
            for code in PersonalCode.objects.filter(person_id=person_id).select_related("team")
        ],
        "lots": [
            {
                "number": lot.number,
                "version": lot.version,
                "rule": lot.rule_version,
                "first_month": f"{lot.first_month:%Y-%m}",
                "last_month": f"{lot.last_month:%Y-%m}",
                **lot.figures.as_stored(),
            }
            for lot in OwnLot.objects.filter(person_id=person_id)
        ],
    }


def erase(person_id: UUID) -> None:
    """Everything goes; in an open lot of a team only the number of cards stays, without the person."""
    PersonalCode.objects.filter(person_id=person_id).delete()
    OpenOwnLot.objects.filter(person_id=person_id).delete()
    OwnLot.objects.filter(person_id=person_id).delete()
    CaseworkerPart.objects.filter(person_id=person_id).update(person=None)
