"""All addresses. Every one of them has a row in the access test."""

from django.urls import include, path

from leerlus.site import model_pages, views
from leerlus.site.today import today

urlpatterns = [
    path("", include("leerlus.scans.urls")),  # these two first, because scan and profile must be fast
    path("", include("leerlus.advice.urls")),
    path("", today, name="today"),
    path("taal/", views.set_language, name="set_language"),
    path("verder/", views.resume_form, name="resume_form"),
    path("model/", model_pages.model, name="model"),
    path("model/<str:identifier>/", model_pages.factor, name="factor"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("", include("leerlus.administration.urls")),
    path("", include("leerlus.access.urls")),
    path("", include("leerlus.release.urls")),
    path("", include("leerlus.reminders.urls")),
    path("", include("leerlus.development.urls")),
    path("", include("leerlus.knowledge.urls")),
    path("", include("leerlus.client_cards.urls")),
    path("", include("leerlus.conversations.urls")),
    path("", include("leerlus.casework.urls")),
    path("", include("leerlus.measurement.urls")),
    path("", include("leerlus.instruments.urls")),
    path("", include("leerlus.outcomes.urls")),
    path("", include("leerlus.pictures.urls")),
]
