from django.urls import path

from leerlus.pictures import views

urlpatterns = [
    path("beeld/uitkomsten/", views.municipality_outcomes, name="municipality_outcomes"),
]
