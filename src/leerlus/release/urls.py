from django.urls import path

from leerlus.release import views

urlpatterns = [
    path("team/", views.team, name="team"),
    path("team/meetellen/", views.count_me, name="count_me"),
]
