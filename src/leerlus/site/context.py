"""What the shell around every page needs: menu, theme, demo notice."""

from django.conf import settings

from leerlus.access.pages import PersonRequest
from leerlus.site.navigation import menu_for


def shell(request: PersonRequest) -> dict[str, object]:
    return {
        "navigation": menu_for(request),
        "demo_notice": request.user.is_authenticated and request.user.works_in_demo,
        "theme_class": settings.LEERLUS_THEME_CLASS,
        "theme_stylesheet": settings.LEERLUS_THEME_STYLESHEET,
    }
