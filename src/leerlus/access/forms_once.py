"""Forms that store once: each carries a token made for one person; the second click gets the first result."""

import hashlib
import hmac
import secrets
from uuid import UUID

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, transaction

from leerlus.access.models import SubmittedForm


def new_token(person_id: UUID) -> str:
    """A token for a form shown to this person; only they can send it."""
    nonce = secrets.token_hex(12)
    return f"{nonce}{_signature(person_id, nonce)}"


def belongs_to(person_id: UUID, token: str) -> bool:
    """Whether a form was shown to this person: a form held over a logout returns only to the same person."""
    nonce, signature = token[:24], token[24:]
    return hmac.compare_digest(signature.encode(), _signature(person_id, nonce).encode())


def earlier_result(person_id: UUID, token: str) -> str | None:
    """Where the first sending of this form led to, or None when this is the first."""
    return (
        SubmittedForm.objects.filter(token=token, person_id=person_id)
        .values_list("result_url", flat=True)
        .first()
    )


def store_once(person_id: UUID, token: str, result_url: str) -> bool:
    """Claim the token inside the transaction of the write; False when an earlier sending was first (then roll back).

    Raises SuspiciousOperation (a 400 page) for a token that was not made for this person.
    """
    if not belongs_to(person_id, token):
        raise SuspiciousOperation("form token of somebody else")
    try:
        with transaction.atomic():
            SubmittedForm.objects.create(token=token, person_id=person_id, result_url=result_url)
    except IntegrityError:
        return False
    return True


def _signature(person_id: UUID, nonce: str) -> str:
    return hmac.new(
        settings.SECRET_KEY.encode(), person_id.bytes + nonce.encode(), hashlib.sha256
    ).hexdigest()[:32]
