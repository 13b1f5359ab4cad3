from django.urls import path

from leerlus.pictures import views, views_comparing, views_session

urlpatterns = [
    path("beeld/uitkomsten/", views.municipality_outcomes, name="municipality_outcomes"),
    path("team/samen-kijken/<uuid:pk>/", views_session.team_session, name="team_session"),
    path("beeld/vergelijken/", views_comparing.comparison, name="between_municipalities"),
    path("beeld/vergelijken/bestand/", views_comparing.read_in_benchmark, name="read_in_benchmark"),
    path("beeld/vergelijken/meedoen/", views_comparing.take_part, name="take_part"),
    path("beeld/vergelijken/meedoen/bestand/", views_comparing.shared_counts, name="shared_counts"),
    path(
        "beeld/vergelijken/meedoen/bevestigen/",
        views_comparing.confirm_taking_part,
        name="confirm_taking_part",
    ),
]
