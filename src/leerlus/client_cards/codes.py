"""Making, finding and withdrawing the codes of cards."""

from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.client_cards.models import PersonalCode, TeamCode
from leerlus.organisations.models import Team

AnyCode = TeamCode | PersonalCode
_AND_ITS_PLACE: Final = "team__municipality"


def make_team_code(actor: Actor, team: Team) -> TeamCode:
    """The open code of a team, made when there is none. Raises ValidationError before the works council agreed."""
    if not team.municipality.works_council_agreed:
        raise ValidationError(
            _("Cards of a team can begin once the consent of the works council is recorded under Settings.")
        )
    with transaction.atomic():
        code, made = TeamCode.objects.get_or_create(team=team, withdrawn_on=None)
        if made:
            _log(actor, Record.CARD_CODE, code)
    return code


def make_personal_code(actor: Actor, team: Team) -> PersonalCode:
    """The open code of this caseworker, made when there is none."""
    with transaction.atomic():
        code, made = PersonalCode.objects.get_or_create(
            person_id=actor.person_id, withdrawn_on=None, defaults={"team": team}
        )
        if made:
            _log(actor, Record.OWN_CARDS, code)
    return code


def withdraw(actor: Actor, code: AnyCode) -> None:
    """Let a code stop working, from the next request on; cards that came in stay counted."""
    with transaction.atomic():
        changed = (
            type(code)
            ._default_manager.filter(pk=code.pk, withdrawn_on=None)
            .update(withdrawn_on=timezone.localdate())
        )
        if changed:
            _log(actor, Record.CARD_CODE if isinstance(code, TeamCode) else Record.OWN_CARDS, code)


def working_code(code: str) -> AnyCode | None:
    """The code in an address, as long as cards through it count; None when it is unknown or no longer works."""
    team_code = TeamCode.objects.select_related(_AND_ITS_PLACE).filter(code=code, withdrawn_on=None).first()
    if team_code is not None:
        return team_code if team_code.team.municipality.works_council_agreed else None
    own = PersonalCode.objects.select_related(_AND_ITS_PLACE, "person").filter(code=code, withdrawn_on=None)
    found = own.first()
    return found if found is not None and found.still_holds else None


def address_of(code: AnyCode) -> str:
    """The whole address that stands on paper and in the QR code."""
    return f"{settings.LEERLUS_BASE_URL.rstrip('/')}{reverse('client_card', args=[code.code])}"


def _log(actor: Actor, record: Record, code: AnyCode) -> None:
    """Only a change of settings: who had a code when is the business of its owner."""
    record_event(
        AccessEvent.Action.SETTINGS_CHANGED,
        actor=actor,
        subject_id=code.person_id if isinstance(code, PersonalCode) else None,
        record=record,
        object_id=code.pk,
    )
