from django.apps import AppConfig


class ClientCardsConfig(AppConfig):
    name = "leerlus.client_cards"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from leerlus.access.door import register
        from leerlus.access.matrix import Record
        from leerlus.access.personal_content import register_section
        from leerlus.client_cards import personal_content, retention
        from leerlus.client_cards.lots import have_told
        from leerlus.client_cards.models import OwnLot, PersonalCode, TeamCode, TeamLot
        from leerlus.client_cards.views import own_cards_looked_at, team_cards_looked_at
        from leerlus.development.reflecting import LookedAt, register_looked_at
        from leerlus.release.published import register_about_quality

        register_about_quality(have_told)
        register_looked_at("own_cards", LookedAt(own_cards_looked_at, lambda pk: reverse("my_client_cards")))
        register_looked_at(
            "team_cards", LookedAt(team_cards_looked_at, lambda pk: reverse("team_client_cards"))
        )
        register(OwnLot, Record.OWN_CARDS)
        register(PersonalCode, Record.OWN_CARDS)
        register(TeamLot, Record.TEAM_CARDS, municipality="team__municipality", team="team")
        register(TeamCode, Record.CARD_CODE, municipality="team__municipality", team="team")
        register_section(
            "client_cards",
            personal_content.read,
            personal_content.erase,
            label=_("What clients said about your help, and the codes of your cards"),
        )
        retention.register()
