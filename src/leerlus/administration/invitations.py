"""Inviting by link: making the link, mailing it, accepting it once."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.door import visible
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.administration.municipality import municipality_of
from leerlus.organisations import rules
from leerlus.organisations.models import Invitation, Membership, Municipality, Person, Team
from leerlus.organisations.roles import TEAM_ROLES


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody to invite: who, in which role, in which team."""

    name: str
    email: str
    role: str
    team: Team | None


@dataclass(frozen=True, slots=True)
class Sent:
    """An invitation with its link, which exists only now: of the token only the hash is kept."""

    invitation: Invitation
    link: str


def open_invitations(actor: Actor) -> QuerySet[Invitation]:
    """Invitations of the own municipality that can still be accepted."""
    return visible(actor, Invitation).filter(pk__in=Invitation.objects.open().values("pk"))


def refuse_invitee(invitee: Invitee, municipality: Municipality) -> None:
    """Raises ValidationError when somebody cannot be invited.

    An address with an account in another municipality is not refused here, or its existence would show; the person
    who opens the link hears it.
    """
    rules.refuse_role(invitee.role, invitee.team, municipality)
    if municipality.people.filter(email__iexact=invitee.email).exists():
        raise ValidationError({"email": _("Somebody with this address has an account already.")})


def invite(actor: Actor, invitees: list[Invitee]) -> list[Sent]:
    """Invite people, all or none. An earlier open invitation for the same address stops working.

    The caller mails them with `send_mail` after the transaction.
    """
    with transaction.atomic():
        inviter, municipality = Person.objects.get(pk=actor.person_id), municipality_of(actor)
        return [_invite(actor, inviter, municipality, invitee) for invitee in invitees]


def _invite(actor: Actor, inviter: Person, municipality: Municipality, invitee: Invitee) -> Sent:
    refuse_invitee(invitee, municipality)
    Invitation.objects.open().filter(municipality=municipality, email__iexact=invitee.email).delete()
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        municipality=municipality,
        team=invitee.team if invitee.role in TEAM_ROLES else None,
        role=invitee.role,
        name=invitee.name,
        email=invitee.email.lower(),
        token_hash=Invitation.hash_of(token),
        invited_by=inviter,
    )
    record_event(AccessEvent.Action.INVITED, actor=actor, record=Record.ACCOUNT, object_id=invitation.pk)
    return Sent(invitation, settings.LEERLUS_BASE_URL + reverse("accept_invitation", args=[token]))


def send_mail(sent: list[Sent]) -> bool:
    """Mail the links; False when the mail server did not take them all. The invitations hold either way."""
    try:
        return get_connection().send_messages([_mail(one) for one in sent]) == len(sent)
    except OSError:  # smtplib's errors too: the links can still be copied from the screen
        return False


def _mail(sent: Sent) -> EmailMessage:
    municipality = sent.invitation.municipality
    with translation.override(municipality.default_language):
        subject = _("%(name)s invites you to Leerlus") % {"name": municipality.name}
        body = render_to_string("administration/invitation.txt", {"sent": sent, "municipality": municipality})
    return EmailMessage(subject, body, to=[sent.invitation.email])


def withdraw(actor: Actor, invitation: Invitation) -> None:
    """Let a link stop working."""
    with transaction.atomic():
        record_event(
            AccessEvent.Action.ROLE_ENDED, actor=actor, record=Record.ACCOUNT, object_id=invitation.pk
        )
        invitation.delete()


class CannotJoin(Exception):
    """The link was used, withdrawn or too old, or the address has an account by now."""


def accept(token: str, name: str, password: str) -> Person:
    """Make the account and give the role, once. Raises CannotJoin."""
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().open().with_token(token).first()
        if invitation is None or Person.objects.filter(email__iexact=invitation.email).exists():
            raise CannotJoin
        person = Person.objects.create_person(
            invitation.email,
            password,
            name=name,
            municipality=invitation.municipality,
            language=invitation.municipality.default_language,
        )
        membership = Membership.objects.create(
            person=person,
            municipality=invitation.municipality,
            team=invitation.team,
            role=invitation.role,
            granted_by=invitation.invited_by,
        )
        invitation.accepted_at = timezone.now()
        invitation.save(update_fields=["accepted_at"])
        _log_joining(person, membership, invitation)
    return person


def _log_joining(person: Person, membership: Membership, invitation: Invitation) -> None:
    """Two lines for the person to read: that they accepted, and who gave the role."""
    for action, actor_id, object_id in (
        (AccessEvent.Action.JOINED, person.pk, invitation.pk),
        (AccessEvent.Action.ROLE_GIVEN, invitation.invited_by_id, membership.pk),
    ):
        record_event(
            action,
            actor_id=actor_id,
            subject_id=person.pk,
            municipality_id=person.municipality_id,
            record=Record.ACCOUNT,
            object_id=object_id,
        )
