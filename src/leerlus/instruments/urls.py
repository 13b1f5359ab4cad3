"""Addresses of the instruments of a municipality."""

from django.urls import path

from leerlus.instruments import views

urlpatterns = [
    path("beheer/vragenlijsten/", views.own_instruments, name="own_instruments"),
    path("beheer/vragenlijsten/toevoegen/", views.add_instrument, name="add_instrument"),
    path("beheer/vragenlijsten/bewaren/", views.keep_instrument, name="keep_instrument"),
    path("beheer/vragenlijsten/<uuid:pk>/", views.own_instrument, name="own_instrument"),
    path(
        "beheer/vragenlijsten/<uuid:pk>/<int:number>/bestand/", views.instrument_file, name="instrument_file"
    ),
    path("beheer/vragenlijsten/<uuid:pk>/intrekken/", views.withdraw_instrument, name="withdraw_instrument"),
]
