from django.urls import path

from leerlus.development import views

urlpatterns = [
    path("mijn-vak/plan/", views.plan, name="plan"),
    path("mijn-vak/plan/nieuw/", views.new_goal, name="new_goal"),
    path(
        "mijn-vak/plan/van-advies/<uuid:pk>/<str:technique>/", views.goal_from_advice, name="goal_from_advice"
    ),
    path("mijn-vak/plan/<uuid:pk>/delen/", views.share_goal, name="share_goal"),
    path("mijn-vak/plan/<uuid:pk>/", views.goal, name="goal"),
    path("mijn-vak/plan/<uuid:pk>/klaar/", views.mark_goal, name="mark_goal"),
]
