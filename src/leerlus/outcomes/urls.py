"""Addresses of outcomes: own clients for a caseworker, imports for an administrator."""

from django.urls import include, path

from leerlus.outcomes import views_codes, views_import, views_picture, views_typed
from leerlus.outcomes.import_flow import MUNICIPALITY, OWN

urlpatterns = [
    path("mijn-clienten/", views_picture.my_clients, name="my_clients"),
    path("mijn-clienten/", include(views_import.step_urls(OWN))),
    path("mijn-clienten/<uuid:pk>/", views_picture.client_set, name="client_set"),
    path("mijn-clienten/<uuid:pk>/uitkomsten/", views_picture.set_outcomes, name="set_outcomes"),
    path("mijn-clienten/<uuid:pk>/delen/", views_picture.share_results, name="share_results"),
    path("mijn-clienten/van/<uuid:pk>/", views_picture.shared_results, name="shared_results"),
    path("mijn-clienten/uitkomsten/", views_typed.own_file_outcomes, name="own_file_outcomes"),
    path("mijn-clienten/gebeurtenissen/van/<uuid:pk>/", views_typed.typed_events, name="typed_events"),
    path(
        "mijn-clienten/gebeurtenissen/<uuid:pk>/loopt-door/", views_typed.still_goes_on, name="still_goes_on"
    ),
    path("mijn-clienten/gebeurtenissen/<uuid:pk>/voorbij/", views_typed.it_ended, name="it_ended"),
    path("mijn-clienten/gebeurtenissen/<uuid:pk>/ongedaan/", views_typed.undo_typed, name="undo_typed"),
    path("beheer/gegevens/", views_import.administrator_imports, name="administrator_imports"),
    path("beheer/gegevens/codes/", views_codes.reason_codes, name="reason_codes"),
    path("beheer/gegevens/", include(views_import.step_urls(MUNICIPALITY))),
]
