"""Addresses of client cards: the card itself for everybody, the rest for caseworkers, managers and administrators."""

from django.urls import path

from leerlus.client_cards import views, views_card, views_codes, views_paper

urlpatterns = [
    path("kaart/<str:code>/", views_card.client_card, name="client_card"),
    path("kaart/<str:code>/dank/", views_card.thanks, name="client_card_thanks"),
    path("mijn-clienten/beleving/", views.my_client_cards, name="my_client_cards"),
    path("mijn-clienten/beleving/code/", views_codes.make_own_code, name="make_own_card_code"),
    path(
        "mijn-clienten/beleving/<uuid:pk>/intrekken/",
        views_codes.withdraw_own_code,
        name="withdraw_own_card_code",
    ),
    path("mijn-clienten/beleving/<uuid:pk>/papier/", views_paper.own_paper, name="own_card_paper"),
    path("mijn-clienten/beleving/<uuid:pk>/papier/pdf/", views_paper.own_pdf, name="own_card_pdf"),
    path("team/beleving/", views.team_client_cards, name="team_client_cards"),
    path("team/beleving/<uuid:pk>/papier/", views_paper.team_paper, name="team_card_paper"),
    path("team/beleving/<uuid:pk>/papier/pdf/", views_paper.team_pdf, name="team_card_pdf"),
    path("beheer/clientkaarten/", views_codes.team_codes, name="team_card_codes"),
    path(
        "beheer/clientkaarten/<uuid:pk>/intrekken/",
        views_codes.withdraw_team_code,
        name="withdraw_team_card_code",
    ),
]
