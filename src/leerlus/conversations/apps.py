from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "leerlus.conversations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from leerlus.access.door import register
        from leerlus.access.matrix import Record
        from leerlus.access.own_document import register_names
        from leerlus.access.words import register_titles
        from leerlus.conversations import personal_content, retention
        from leerlus.conversations.beside_figures import address_of_new_promise, promised_beside
        from leerlus.conversations.models import (
            Agreement,
            AmbitionSentence,
            CharterAcceptance,
            Conversation,
            Preparation,
            Promise,
        )
        from leerlus.conversations.names import days_of_conversations, name_of
        from leerlus.conversations.reminding import AGREEMENT, PROMISE
        from leerlus.organisations.roles import Role
        from leerlus.release.beside import register_promises
        from leerlus.reminders.scheduling import register_kind

        register_names(name_of)
        register_titles(Record.CONVERSATION, days_of_conversations)
        both = (Role.CASEWORKER, Role.TEAM_MANAGER)
        register_kind(
            AGREEMENT, _("The day to look back together on an agreement"), roles=both, about=Conversation
        )
        register_kind(
            PROMISE, _("The day of what I promised the team"), roles=[Role.TEAM_MANAGER], about=Promise
        )
        register(Conversation, Record.CONVERSATION, owner="caseworker", party="manager")
        register(
            Agreement,
            Record.CONVERSATION,
            owner="conversation__caseworker",
            party="conversation__manager",
        )
        register(Preparation, Record.CONVERSATION_NOTES)
        register(Promise, Record.PROMISE, team="team", municipality="team__municipality")
        register(
            AmbitionSentence,
            Record.BEHAVIOURAL_AMBITION,
            team="team",
            municipality="team__municipality",
        )
        register(CharterAcceptance, Record.CHARTER)
        personal_content.register()
        retention.register()
        register_promises(promised_beside, address_of_new_promise)
