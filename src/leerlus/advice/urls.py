from django.urls import path

from leerlus.advice import views, views_comparison, views_explanation

urlpatterns = [
    path("mijn-vak/", views.my_craft, name="my_craft"),
    path("mijn-vak/profiel/<uuid:pk>/", views.profile, name="profile"),
    path("mijn-vak/profiel/<uuid:pk>/delen/", views.share_profile, name="share_profile"),
    path("mijn-vak/advies/<uuid:pk>/", views.advice, name="advice"),
    path("mijn-vak/advies/<uuid:pk>/<str:technique>/anders/", views.put_step_aside, name="put_step_aside"),
    path("mijn-vak/opzij-gelegd/", views.steps_put_aside, name="steps_put_aside"),
    path("mijn-vak/opzij-gelegd/<uuid:pk>/terug/", views.bring_step_back, name="bring_step_back"),
    path("mijn-vak/vergelijking/", views_comparison.comparison, name="comparison"),
    path("mijn-vak/vergelijking/stoppen/", views_comparison.stop_comparison, name="stop_comparison"),
    path("mijn-vak/vergelijking/wissen/", views_comparison.forget_comparison, name="forget_comparison"),
    path("advies/", views_explanation.how_advice_comes_about, name="how_advice_comes_about"),
    path("advies/wat-als/", views_explanation.what_if, name="what_if"),
]
