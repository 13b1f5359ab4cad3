"""Taking in a card: once per form, and never hundreds from one device."""

import hashlib
import hmac
import secrets
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from leerlus.access.keyring import installation_key
from leerlus.client_cards.codes import AnyCode
from leerlus.client_cards.counting import CardAnswers, first_of_month
from leerlus.client_cards.lots import count_card
from leerlus.client_cards.models import Inflow, SentCard

MOST_PER_CODE: Final = 40
"""Cards a day through one code: more than a team speaks to clients."""

MOST_PER_BUCKET: Final = 30
"""Cards a day from one bucket of devices; a tablet on a desk stays far below it."""

_BUCKET_LETTERS: Final = 3
_NONCE: Final = 24
_SIGNATURE: Final = 32


class TooManyToday(Exception):
    """So many cards came in today that this is no longer clients one by one."""


class FormTooOld(Exception):
    """The form was not made by Leerlus for this code, or more than a month ago."""


def new_form(code: AnyCode, on: date) -> str:
    """The token of a form that is shown now; says in which month, and carries nothing of who looks."""
    nonce = secrets.token_hex(_NONCE // 2)
    month = first_of_month(on)
    return f"{nonce}{_signature(code, nonce, month)}"


def receive_card(code: AnyCode, answers: CardAnswers, *, form: str, device: str, on: date) -> None:
    """Count a card; the same form again changes nothing.

    `device` is the address of the device; only a bucket is kept of it, and only for the day. Raises FormTooOld and
    TooManyToday; then nothing was counted.
    """
    if not _made_for(code, form, on):
        raise FormTooOld
    try:
        with transaction.atomic():
            SentCard.objects.filter(month__lt=oldest_month_of_forms(on)).delete()
            SentCard.objects.create(form=hashlib.sha256(form.encode()).hexdigest(), month=first_of_month(on))
            _let_in(f"code {code.pk.hex[:20]}", MOST_PER_CODE, on)
            _let_in(f"bucket {_bucket(device, on)}", MOST_PER_BUCKET, on)
            count_card(code, answers, on)
    except IntegrityError:
        if not SentCard.objects.filter(form=hashlib.sha256(form.encode()).hexdigest()).exists():
            raise


def _let_in(through: str, most: int, on: date) -> None:
    """Count one more today, or raise TooManyToday; what was counted on other days is forgotten."""
    Inflow.objects.exclude(day=on).delete()
    row, _ = Inflow.objects.get_or_create(day=on, through=through)
    if not Inflow.objects.filter(pk=row.pk, cards__lt=most).update(cards=F("cards") + 1):
        raise TooManyToday


def _bucket(device: str, on: date) -> str:
    """One of 4,096 buckets, other ones every day."""
    key = installation_key("client-cards")
    return hmac.new(key, f"{on} {device}".encode(), hashlib.sha256).hexdigest()[:_BUCKET_LETTERS]


def _made_for(code: AnyCode, form: str, on: date) -> bool:
    nonce, signature = form[:_NONCE], form[_NONCE:]
    return any(
        hmac.compare_digest(signature.encode(), _signature(code, nonce, month).encode())
        for month in (first_of_month(on), oldest_month_of_forms(on))
    )


def _signature(code: AnyCode, nonce: str, month: date) -> str:
    text = f"client card {code.code} {nonce} {month}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:_SIGNATURE]


def oldest_month_of_forms(on: date) -> date:
    """The month of the oldest form that is still taken in on a day: the one before."""
    return first_of_month(first_of_month(on) - timedelta(days=1))
