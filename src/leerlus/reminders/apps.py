from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "leerlus.reminders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from leerlus.access.door import register
        from leerlus.access.matrix import Record
        from leerlus.access.personal_content import register_section
        from leerlus.reminders import personal_content, retention
        from leerlus.reminders.models import Reminder, ReminderChoice

        register(Reminder, Record.REMINDER)
        register(ReminderChoice, Record.REMINDER)
        register_section(
            "reminders",
            personal_content.read,
            personal_content.erase,
            label=_("Your dates, and what you get mail about"),
        )
        retention.register()
