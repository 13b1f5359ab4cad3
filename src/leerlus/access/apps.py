from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "leerlus.access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from leerlus.access import own_retention
        from leerlus.access.door import register
        from leerlus.access.matrix import Record
        from leerlus.access.models import AccessEvent
        from leerlus.access.own_content import erase_shares, read_account, read_log, read_shares
        from leerlus.access.personal_content import register_section
        from leerlus.organisations.models import Department, Invitation, Membership, Person, Team

        register(Person, Record.ACCOUNT, owner="pk", municipality="municipality")
        register(Membership, Record.ACCOUNT, owner="person")
        register(Team, Record.ACCOUNT, team="pk", municipality="municipality")
        register(Department, Record.ACCOUNT, team="teams", municipality="municipality")
        register(Invitation, Record.ACCOUNT, owner="invited_by", municipality="municipality")
        register(AccessEvent, Record.OWN_ACCESS_LOG, owner="subject_id", municipality="municipality")

        register_section(
            "account",
            read_account,
            None,
            label=_("Your account"),
            why_kept=_("so that you can still log in. Your administrator can close it."),
        )
        register_section("shares", read_shares, erase_shares, label=_("What you shared"))
        register_section(
            "log",
            read_log,
            None,
            label=_("The log of who saw your data"),
            why_kept=_("so that it can be checked afterwards. It does not hold what they saw."),
        )
        own_retention.register()
