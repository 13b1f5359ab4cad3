"""The language of the screen."""

from django.utils.translation import get_language


def language_of_screen() -> str:
    """The code of the language that texts are shown in now; Dutch, the default, where none was chosen."""
    return get_language() or "nl"
