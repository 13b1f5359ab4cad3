from django.urls import path

from leerlus.advice import views

urlpatterns = [
    path("mijn-vak/", views.my_craft, name="my_craft"),
    path("mijn-vak/profiel/<uuid:pk>/", views.profile, name="profile"),
    path("mijn-vak/profiel/<uuid:pk>/delen/", views.share_profile, name="share_profile"),
    path("mijn-vak/advies/<uuid:pk>/", views.advice, name="advice"),
    path("mijn-vak/advies/<uuid:pk>/<str:technique>/anders/", views.put_step_aside, name="put_step_aside"),
    path("mijn-vak/opzij-gelegd/", views.steps_put_aside, name="steps_put_aside"),
    path("mijn-vak/opzij-gelegd/<uuid:pk>/terug/", views.bring_step_back, name="bring_step_back"),
]
