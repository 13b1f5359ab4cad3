"""What the shell around every page needs: menu, theme, demo notice."""

from django.conf import settings
from django.utils.translation import gettext as _

from leerlus.access.forgery import token_against_forgery
from leerlus.access.pages import PersonRequest
from leerlus.site.navigation import menu_for


def shell(request: PersonRequest) -> dict[str, object]:
    return {
        "csrf_token": token_against_forgery(request),
        "navigation": menu_for(request),
        "demo_notice": demo_notice(request),
        "theme_class": settings.LEERLUS_THEME_CLASS,
        "theme_stylesheet": settings.LEERLUS_THEME_STYLESHEET,
    }


def demo_notice(request: PersonRequest) -> str:
    """What says on every page of the demo that it is one; also for strangers when there is nothing but the demo."""
    name = request.user.demo_name if request.user.is_authenticated else ""
    if name:
        return _("This is the demo municipality %(name)s. All people are invented.") % {"name": name}
    return _("This is a demo. All people are invented.") if settings.LEERLUS_DEMO else ""
