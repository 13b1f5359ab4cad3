from django.apps import AppConfig


class ScansConfig(AppConfig):
    name = "leerlus.scans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from leerlus.access.door import register
        from leerlus.access.matrix import Record
        from leerlus.access.own_document import register_names
        from leerlus.access.personal_content import register_section
        from leerlus.organisations.roles import Role
        from leerlus.release.beside import register_own_scores
        from leerlus.release.estimates import register_questions
        from leerlus.release.measures import FactWords, register_fact, register_measures
        from leerlus.release.published import SHARED_BARRIER
        from leerlus.release.purposes import Purpose
        from leerlus.reminders.scheduling import register_kind
        from leerlus.scans import personal_content, reminding, retention
        from leerlus.scans.evaluations import released_evaluations
        from leerlus.scans.measuring import measured_questions
        from leerlus.scans.models import Sitting
        from leerlus.scans.names import name_of
        from leerlus.scans.team_facts import (
            names_time_as_barrier,
            own_answers_of_manager,
            released_scores,
        )

        register(Sitting, Record.SCAN)
        register_fact(
            f"{SHARED_BARRIER}time",
            names_time_as_barrier,
            FactWords(
                _("At least half names time or caseload as what holds them back"),
                _("Fewer than half name time or caseload as what holds them back"),
            ),
        )
        register_measures(released_scores)
        register_questions(measured_questions)
        register_measures(released_evaluations, Purpose.EVALUATIONS)
        register_own_scores(own_answers_of_manager)
        register_section("scans", personal_content.read, personal_content.erase, label=_("Your scans"))
        retention.register()
        register_names(name_of)
        both = (Role.CASEWORKER, Role.TEAM_MANAGER)
        register_kind(reminding.UNFINISHED, _("A questionnaire that I began and did not finish"), roles=both)
        register_kind(reminding.LATER_MOMENT, _("Looking back again on something I followed"), roles=both)
