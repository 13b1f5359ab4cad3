"""All addresses. Every one of them has a row in the access test."""

from django.urls import include, path

from leerlus.site import views
from leerlus.site.today import today

urlpatterns = [
    path("", today, name="today"),
    path("taal/", views.set_language, name="set_language"),
    path("verder/", views.resume_form, name="resume_form"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("", include("leerlus.administration.urls")),
    path("", include("leerlus.access.urls")),
    path("", include("leerlus.release.urls")),
    path("", include("leerlus.scans.urls")),
    path("", include("leerlus.advice.urls")),
    path("", include("leerlus.development.urls")),
    path("", include("leerlus.outcomes.urls")),
]
