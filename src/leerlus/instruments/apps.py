from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "leerlus.instruments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from leerlus.access.door import register
        from leerlus.access.matrix import Record
        from leerlus.instruments.models import OwnInstrument

        register(OwnInstrument, Record.OWN_INSTRUMENT, owner="made_by", municipality="municipality")
