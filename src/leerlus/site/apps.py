from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "leerlus.site"
    label = "leerlus_site"
    verbose_name = "Leerlus"
