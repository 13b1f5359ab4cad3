"""Authenticator apps: how an account is called in them, and their secrets sealed in the database."""

import base64

from allauth.mfa.adapter import DefaultMFAAdapter

from leerlus.access.keyring import seal_for_installation, unseal_for_installation
from leerlus.organisations.models import Person

_PURPOSE = b"second factor"


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth keeps secrets of apps and recovery codes in the clear unless its adapter seals them."""

    def get_totp_label(self, user: Person) -> str:
        return user.email

    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal_for_installation(text.encode(), _PURPOSE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal_for_installation(base64.b64decode(encrypted_text), _PURPOSE).decode()
