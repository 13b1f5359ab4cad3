from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "leerlus.administration"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from leerlus.administration import login_log  # noqa: F401  # connects its receivers
