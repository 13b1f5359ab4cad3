from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "leerlus.site"
    label = "leerlus_site"
    verbose_name = "Leerlus"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from leerlus.access.personal_content import register_section
        from leerlus.site.held_forms import erase_held, held_of

        register_section(
            "held_forms", held_of, erase_held, label=_("Forms that wait until you have logged in again")
        )
