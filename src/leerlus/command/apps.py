from django.apps import AppConfig


class CommandConfig(AppConfig):
    name = "leerlus.command"

    def ready(self) -> None:
        from leerlus.command import production  # noqa: F401  # registers its check
