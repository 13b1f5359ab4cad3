from django.apps import AppConfig


class DevelopmentConfig(AppConfig):
    name = "leerlus.development"
    default_auto_field = "django.db.models.BigAutoField"
