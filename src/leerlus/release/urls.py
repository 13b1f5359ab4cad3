from django.urls import path

from leerlus.release import views

urlpatterns = [
    path("team/", views.team, name="team"),
    path("team/rondes/", views.team_rounds, name="team_rounds"),
    path("team/meetellen/", views.count_me, name="count_me"),
    path("beeld/", views.picture, name="picture"),
    path("beeld/rondes/", views.picture_rounds, name="picture_rounds"),
    path("mijn-gegevens/meetellen/", views.participation, name="participation"),
]
