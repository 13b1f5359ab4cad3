"""What an installation still lacks before real people use it; part of `leerlus check`."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from leerlus.access.keyring import KeyProblem, verify_keys, wrapped_before


@register(deploy=True)
def ready_for_production(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Keys, https, mail and host names, each with what to do."""
    found: list[CheckMessage] = []
    try:
        verify_keys()
    except KeyProblem as problem:
        found.append(_lack(1, str(problem), "Set LEERLUS_MASTER_KEY and keep the folder LEERLUS_KEYRING."))
    if not settings.LEERLUS_SECURE:
        found.append(
            _lack(2, "Pages are not served over https.", "Set LEERLUS_BASE_URL to the https address.")
        )
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        found.append(
            _lack(3, "Mail is printed instead of sent.", "Set LEERLUS_EMAIL_URL, such as smtp://host:25.")
        )
    if set(settings.ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]"}:
        found.append(
            _lack(4, "Only this machine may ask for pages.", "Set LEERLUS_HOSTS to the name of the site.")
        )
    return found


@register()
def keys_of_before(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """How far changing the master key is; says nothing when it is not being changed."""
    if not settings.LEERLUS_MASTER_KEY_PREVIOUS:
        return []
    try:
        left = len(wrapped_before())
    except KeyProblem as problem:
        return [_lack(5, str(problem), "Set LEERLUS_MASTER_KEY to the new master key.")]
    if left:
        return [
            _lack(
                5,
                f"{left} keys are not wrapped with the new master key yet.",
                "Run `leerlus rotate_master_key`, and keep LEERLUS_MASTER_KEY_PREVIOUS until this is gone.",
            )
        ]
    return [_lack(6, "Every key is wrapped anew.", "Take LEERLUS_MASTER_KEY_PREVIOUS out of the settings.")]


def _lack(number: int, what: str, hint: str) -> Warning:
    return Warning(what, hint=hint, id=f"leerlus.W{number:03}")
