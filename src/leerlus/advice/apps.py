from django.apps import AppConfig


class AdviceConfig(AppConfig):
    name = "leerlus.advice"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from leerlus.access.door import register
        from leerlus.access.matrix import Record
        from leerlus.access.personal_content import register_section
        from leerlus.access.shared_pages import SharedPage, register_shared_page
        from leerlus.advice import personal_content, retention
        from leerlus.advice.models import Advice, Dismissal, Participation
        from leerlus.advice.profile_page import advise_again, advise_at_once
        from leerlus.advice.shared_profile import PARTS, show_profile, title_of
        from leerlus.advice.team_facts import suggest_to_team
        from leerlus.release.team_advice import register_team_advice
        from leerlus.scans.correcting import after_correcting
        from leerlus.scans.models import Sitting
        from leerlus.scans.result_pages import register_result_page
        from leerlus.scans.sittings import QUICKSCAN, after_finishing

        register(Advice, Record.SCAN, shared_id="sitting_id")
        after_finishing(QUICKSCAN, advise_at_once)
        after_correcting(QUICKSCAN, advise_again)
        register_result_page("profile", "profile")
        register(Dismissal, Record.REFLECTION)
        register_section(
            "advice",
            personal_content.read,
            personal_content.erase,
            label=_("Your advice, and the steps you put aside"),
        )
        register(Participation, Record.REFLECTION)
        register_section(
            "comparison",
            personal_content.read_comparison,
            personal_content.erase_comparison,
            label=_("Your part in comparing advice with free choice"),
        )
        register_shared_page(
            Sitting, SharedPage("profile", show_profile, _("profile in words"), PARTS, title_of)
        )
        register_team_advice(suggest_to_team)
        retention.register()
