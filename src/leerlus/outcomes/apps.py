from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "leerlus.outcomes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from leerlus.access.door import register
        from leerlus.access.matrix import Record
        from leerlus.access.personal_content import register_section
        from leerlus.outcomes.models import Spell, SpellImport
        from leerlus.outcomes.personal_content import erase_imports, read_imports

        register(Spell, Record.CLIENT, owner="caseworker")
        register(SpellImport, Record.IMPORT, owner="person")
        register_section("imports", read_imports, erase_imports)
