from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _store_shipped(using: str, **_: Any) -> None:
    """After every deploy, and in every test database: the items that come with this version of Leerlus."""
    from leerlus.knowledge.storing import store_shipped

    if using == "default":
        store_shipped()


class KnowledgeConfig(AppConfig):
    name = "leerlus.knowledge"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from leerlus.access.door import register
        from leerlus.access.matrix import Record
        from leerlus.advice.beside import register_to_read
        from leerlus.knowledge import personal_content, retention
        from leerlus.knowledge.beside_advice import to_read_beside
        from leerlus.knowledge.models import (
            Appraisal,
            Intervention,
            KnowledgeItem,
            LocalQuestion,
            SameQuestion,
            SavedItem,
            Translation,
        )

        register(KnowledgeItem, Record.KNOWLEDGE, owner="", municipality="municipality", common=True)
        register(Intervention, Record.KNOWLEDGE, owner="", municipality="municipality")
        register(Appraisal, Record.KNOWLEDGE, owner="assessor", municipality="municipality")
        register(Translation, Record.KNOWLEDGE, owner="written_by", municipality="municipality")
        register(LocalQuestion, Record.SIGNED_POST, owner="asked_by", municipality="municipality")
        register(SameQuestion, Record.OWN_KNOWLEDGE_LIST)
        register(SavedItem, Record.OWN_KNOWLEDGE_LIST)
        register_to_read(to_read_beside)
        personal_content.register()
        retention.register()
        post_migrate.connect(_store_shipped, sender=self)
