from django.urls import path

from leerlus.development import views, views_follow_up, views_report, views_shared

urlpatterns = [
    path("mijn-vak/profiel/<uuid:pk>/verslag/", views_report.make_report, name="report"),
    path("mijn-vak/plan/", views.plan, name="plan"),
    path("mijn-vak/plan/delen/", views_shared.share_plan, name="share_plan"),
    path("mijn-vak/plan/van/<uuid:pk>/", views_shared.shared_plan, name="shared_plan"),
    path("mijn-vak/plan/nieuw/", views.new_goal, name="new_goal"),
    path(
        "mijn-vak/plan/van-advies/<uuid:pk>/<str:technique>/", views.goal_from_advice, name="goal_from_advice"
    ),
    path("mijn-vak/plan/<uuid:pk>/delen/", views_shared.share_goal, name="share_goal"),
    path("mijn-vak/plan/<uuid:pk>/", views.goal, name="goal"),
    path("mijn-vak/plan/<uuid:pk>/opnieuw/", views.goal_again, name="goal_again"),
    path("mijn-vak/plan/terugkijken/<uuid:pk>/", views_follow_up.ask_again, name="ask_again"),
    path(
        "mijn-vak/plan/terugkijken/<uuid:pk>/weer-oppakken/",
        views_follow_up.pick_up_step,
        name="pick_up_step",
    ),
    path("mijn-vak/weer-oppakken/", views_follow_up.pick_up, name="pick_up"),
    path("mijn-vak/plan/<uuid:pk>/klaar/", views.mark_goal, name="mark_goal"),
]
