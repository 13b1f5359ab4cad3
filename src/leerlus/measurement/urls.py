from django.urls import path

from leerlus.measurement import views, views_design, views_life

urlpatterns = [
    path("meten/", views.measurement, name="measurement"),
    path("meten/eerder/", views.former_sets, name="former_sets"),
    path("meten/gemeente/", views.active_sets, name="active_sets"),
    path("meten/nieuw/", views_design.start, name="start_measurement_design"),
    path("meten/<uuid:pk>/", views.measurement_set, name="measurement_set"),
    path("meten/<uuid:pk>/ontwerp/<int:number>/", views_design.step, name="design_step"),
    path("meten/<uuid:pk>/ontwerp/<int:number>/bewaren/", views_design.save_field, name="save_design_field"),
    path("meten/<uuid:pk>/weggooien/", views_design.discard, name="discard_design"),
    path("meten/<uuid:pk>/voorleggen/", views_life.propose_set, name="propose_set"),
    path("meten/<uuid:pk>/ja/", views_life.agree_to_set, name="agree_to_set"),
    path("meten/<uuid:pk>/ja/terugnemen/", views_life.take_back_yes, name="take_back_yes"),
    path("meten/<uuid:pk>/beginnen/", views_life.begin_set, name="begin_set"),
    path("meten/<uuid:pk>/heropenen/", views_life.reopen_set, name="reopen_set"),
    path("meten/<uuid:pk>/samen-gekeken/", views_life.looked, name="looked_together"),
    path("meten/<uuid:pk>/verlengen/", views_life.renew_set, name="renew_set"),
]
