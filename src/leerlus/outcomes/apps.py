from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutcomesConfig(AppConfig):
    name = "leerlus.outcomes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.urls import reverse

        from leerlus.access.door import register
        from leerlus.access.matrix import Record
        from leerlus.access.personal_content import register_section
        from leerlus.access.shared_pages import SharedPage, register_shared_page
        from leerlus.casework.happened import register_happened
        from leerlus.development.reflecting import LookedAt, register_looked_at
        from leerlus.outcomes import retention
        from leerlus.outcomes.models import (
            OutcomeEvent,
            OwnResults,
            Spell,
            SpellCount,
            SpellImport,
            TypedEvent,
        )
        from leerlus.outcomes.own_results import set_looked_at, title_of
        from leerlus.outcomes.personal_content import (
            erase_imports,
            read_imports,
            read_sets_of_the_municipality,
        )
        from leerlus.outcomes.typed_words import happened
        from leerlus.outcomes.views_picture import show_results

        register(Spell, Record.CLIENT, owner="caseworker")
        register(SpellCount, Record.CLIENT, owner="caseworker")
        register(OutcomeEvent, Record.CLIENT, owner="caseworker")
        register(
            TypedEvent,
            Record.CLIENT,
            owner="case_file__caseworker",
            municipality="case_file__municipality",
        )
        register_happened(happened)
        register(SpellImport, Record.IMPORT, owner="person")
        register(OwnResults, Record.OWN_RESULTS)
        register_shared_page(
            OwnResults, SharedPage("shared_results", show_results, _("results with clients"), title=title_of)
        )
        register_section("imports", read_imports, erase_imports, label=_("Files of clients that you read in"))
        register_section(
            "sets_of_the_municipality",
            read_sets_of_the_municipality,
            None,
            label=_("Your clients in files of the municipality"),
            why_kept=_("These belong to the records of the municipality. Only you see them by person."),
        )
        register_looked_at("client_set", LookedAt(set_looked_at, lambda pk: reverse("client_set", args=[pk])))
        retention.register()
