from django.apps import AppConfig


class MeasurementConfig(AppConfig):
    name = "leerlus.measurement"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from leerlus.access.door import register
        from leerlus.access.matrix import Record
        from leerlus.access.own_document import register_names
        from leerlus.access.personal_content import register_section
        from leerlus.casework.captured import register_captured
        from leerlus.measurement import personal_content, retention
        from leerlus.measurement.at_contact import questions_at_contact
        from leerlus.measurement.models import ActiveSet, MeasurementSet, SetAgreement
        from leerlus.measurement.reminding import LOOK
        from leerlus.measurement.words import name_of
        from leerlus.reminders.scheduling import register_kind

        register_names(name_of)
        register_captured(questions_at_contact)
        register_kind(LOOK, _("The day to look together at what you measure"))
        for model, record in (
            (MeasurementSet, Record.MEASUREMENT_SET),
            (ActiveSet, Record.ACTIVE_SET),
        ):
            register(model, record, team="team", municipality="team__municipality")
        register(SetAgreement, Record.MEASUREMENT_YES)
        register_section(
            "measurement",
            personal_content.read_yeses,
            personal_content.erase_yeses,
            label=_("That you said yes to what your team measures"),
        )
        retention.register()
