"""The fixed parts of every page: head, header and footer, each rendered once and kept in memory.

Rendering them anew took most of the time of a scan page. What differs between requests is part of the key of the kept
text; the CSRF token, which differs every time, is put in afterwards. Imports only Django and the version of Leerlus.
"""

from collections.abc import Callable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language

from leerlus import __version__

register = template.Library()

Navigation = tuple[tuple[str, str, bool], ...]
"""Label, address and whether the reader is there, for every entry of the menu."""

_SET_PER_REQUEST = "CHANGES-WITH-EVERY-REQUEST"


class _Part(template.Node):
    """A tag without parameters. Its text is our own template's, escaped there, so it is not escaped again."""

    def __init__(self, text: Callable[[template.Context], str]) -> None:
        self.text = text

    def render(self, context: template.Context) -> str:
        return self.text(context)


@lru_cache(maxsize=16)
def _head(theme_stylesheet: str) -> str:
    return render_to_string("shell/head.html", {"theme_stylesheet": theme_stylesheet})


@lru_cache(maxsize=1024)
def _header(language: str, demo_notice: str, first_name: str, navigation: Navigation) -> tuple[str, str]:
    """The header before and after the CSRF token."""
    context = {
        "language": language,
        "demo_notice": demo_notice,
        "first_name": first_name,
        "navigation": [
            {"label": label, "url": url, "current": current} for label, url, current in navigation
        ],
        "csrf_token": _SET_PER_REQUEST,
    }
    before, _, after = render_to_string("shell/header.html", context).partition(_SET_PER_REQUEST)
    return before, after


@lru_cache(maxsize=16)
def _footer(language: str) -> str:
    return render_to_string("shell/footer.html", {"language": language, "leerlus_version": __version__})


def _header_of_request(context: template.Context) -> str:
    user = context.get("user")
    first_name = user.first_name if user and user.is_authenticated else ""
    entries = tuple((str(item.label), item.url, item.current) for item in context.get("navigation") or ())
    before, after = _header(get_language() or "", context.get("demo_notice") or "", first_name, entries)
    return f"{before}{context.get('csrf_token', '')}{after}"


@register.tag
def shell_head(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    """Viewport, htmx settings, icon and stylesheets."""
    return _Part(lambda context: _head(context.get("theme_stylesheet") or ""))


@register.tag
def shell_header(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    """Skip link, demo notice, logo, menu, language, account."""
    return _Part(_header_of_request)


@register.tag
def shell_footer(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    """Model, accessibility and version."""
    return _Part(lambda context: _footer(get_language() or ""))
