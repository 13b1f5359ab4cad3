from django.apps import AppConfig


class AdviceConfig(AppConfig):
    name = "leerlus.advice"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from leerlus.access.door import register
        from leerlus.access.matrix import Record
        from leerlus.access.personal_content import register_section
        from leerlus.advice import personal_content
        from leerlus.advice.models import Advice, Dismissal

        register(Advice, Record.SCAN, shared_id="sitting_id")
        register(Dismissal, Record.REFLECTION)
        register_section("advice", personal_content.read, personal_content.erase)
