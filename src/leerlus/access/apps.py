from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "leerlus.access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from leerlus.access.door import register
        from leerlus.access.matrix import Record
        from leerlus.access.models import AccessEvent
        from leerlus.organisations.models import Membership, Person, Team

        register(Person, Record.ACCOUNT, owner="pk", municipality="municipality")
        register(Membership, Record.ACCOUNT, owner="person")
        register(Team, Record.ACCOUNT, owner="memberships__person", municipality="municipality")
        register(AccessEvent, Record.OWN_ACCESS_LOG, owner="subject_id", municipality="municipality")
