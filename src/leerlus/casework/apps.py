from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "leerlus.casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from leerlus.access.personal_content import register_section, register_with_own_key
        from leerlus.casework import observed_words, personal_content, reminding, retention
        from leerlus.casework.inspecting import NOTICE, write_notice
        from leerlus.casework.views_doing import doing_looked_at, rhythm_looked_at
        from leerlus.development.reflecting import LookedAt, register_looked_at
        from leerlus.reminders.notices import register_notice
        from leerlus.reminders.scheduling import register_kind

        self._tell_the_door()
        register_section(
            "assignments",
            personal_content.read_assignments,
            None,
            label=_("Which files of clients are or were yours"),
            why_kept=_("A file belongs to the duty to the client and goes on with whoever comes after you."),
        )
        register_section(
            "case_reflections",
            personal_content.read_reflections,
            personal_content.erase_reflections,
            label=_("What you learned from files of clients"),
        )
        register_notice(NOTICE, write_notice)
        register_kind(reminding.REVIEW, _("Looking with a client whether it goes as expected"))
        register_kind(reminding.EXTRACT, _("A client who wants to see their file"))
        register_looked_at("own_contacts", LookedAt(doing_looked_at, lambda pk: reverse("what_i_did")))
        register_looked_at("contact_rhythm", LookedAt(rhythm_looked_at, lambda pk: reverse("contact_rhythm")))
        register_with_own_key(retention.delete_files)
        retention.register()
        observed_words.register()

    @staticmethod
    def _tell_the_door() -> None:
        from leerlus.access.door import register
        from leerlus.access.matrix import Record
        from leerlus.casework.models import (
            Assignment,
            CaseFile,
            Contact,
            Diagnosis,
            Extract,
            Inspection,
            PlanVersion,
            Reflection,
            Review,
            StepContent,
        )

        register(CaseFile, Record.CLIENT, owner="caseworker", municipality="municipality")
        for part in (Contact, StepContent, PlanVersion, Review, Diagnosis, Extract):
            register(
                part,
                Record.CLIENT,
                owner="case_file__caseworker",
                municipality="case_file__municipality",
            )
        register(
            Assignment,
            Record.CASE_ASSIGNMENT,
            team="case_file__team",
            municipality="case_file__municipality",
        )
        register(Inspection, Record.CASE_INSPECTION, municipality="case_file__municipality")
        register(Reflection, Record.REFLECTION)
