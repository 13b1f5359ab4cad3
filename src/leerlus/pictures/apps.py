from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "leerlus.pictures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.urls import reverse

        from leerlus.development.reflecting import LookedAt, register_looked_at
        from leerlus.pictures.views import municipality_looked_at

        register_looked_at(
            "municipality", LookedAt(municipality_looked_at, lambda pk: reverse("municipality_outcomes"))
        )
