"""What the shell around every page needs: menu, theme, demo notice."""

from django.conf import settings

from leerlus.access.pages import PersonRequest
from leerlus.site.navigation import menu_for


def shell(request: PersonRequest) -> dict[str, object]:
    person = request.user if request.user.is_authenticated else None
    municipality = person.municipality if person else None
    return {
        "navigation": menu_for(request),
        "demo_notice": bool(municipality and municipality.is_demo),
        "municipality": municipality,
        "theme_class": settings.LEERLUS_THEME_CLASS,
        "theme_stylesheet": settings.LEERLUS_THEME_STYLESHEET,
    }
