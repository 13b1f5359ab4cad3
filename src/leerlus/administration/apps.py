from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "leerlus.administration"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from leerlus.administration import login_log, retention  # noqa: F401  # the first connects its receivers

        retention.register()
