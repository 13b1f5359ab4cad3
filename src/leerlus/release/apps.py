from django.apps import AppConfig


class ReleaseConfig(AppConfig):
    name = "leerlus.release"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from leerlus.access.door import register
        from leerlus.access.matrix import Record
        from leerlus.access.personal_content import register_choice, register_section
        from leerlus.release import personal_content
        from leerlus.release.models import CountingConsent, Pause, RoundMember

        for model in (CountingConsent, Pause, RoundMember):
            register(model, Record.SCAN_PARTICIPATION)
        register_section(
            "team_picture",
            personal_content.read,
            personal_content.erase,
            label=_("Whether you count in the team picture"),
        )
        register_choice("participation", _("Where my answers count"))
