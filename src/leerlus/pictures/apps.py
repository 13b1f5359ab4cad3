from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "leerlus.pictures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.urls import reverse

        from leerlus.access.door import register
        from leerlus.access.matrix import Record
        from leerlus.development.reflecting import LookedAt, register_looked_at
        from leerlus.pictures.models import TeamPicture
        from leerlus.pictures.views import municipality_looked_at
        from leerlus.pictures.views_session import session_looked_at

        register(TeamPicture, Record.TEAM_SESSION, municipality="team__municipality", team="team")
        register_looked_at(
            "team_session", LookedAt(session_looked_at, lambda pk: reverse("team_session", args=[pk]))
        )
        register_looked_at(
            "municipality", LookedAt(municipality_looked_at, lambda pk: reverse("municipality_outcomes"))
        )
