from django.urls import path

from leerlus.development import views, views_follow_up, views_reflection, views_report, views_shared

urlpatterns = [
    path("mijn-vak/profiel/<uuid:pk>/verslag/", views_report.make_report, name="report"),
    path("mijn-vak/plan/", views.plan, name="plan"),
    path("mijn-vak/plan/delen/", views_shared.share_plan, name="share_plan"),
    path("mijn-vak/plan/van/<uuid:pk>/", views_shared.shared_plan, name="shared_plan"),
    path("mijn-vak/plan/nieuw/", views.new_goal, name="new_goal"),
    path(
        "mijn-vak/plan/van-advies/<uuid:pk>/<str:technique>/", views.goal_from_advice, name="goal_from_advice"
    ),
    path("mijn-vak/plan/van-terugblik/<uuid:pk>/", views.goal_from_reflection, name="goal_from_reflection"),
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
    path("mijn-vak/terugblik/", views_reflection.reflections, name="reflections"),
    path("mijn-vak/terugblik/op/<slug:kind>/<uuid:pk>/", views_reflection.look_back, name="look_back"),
    path("mijn-vak/terugblik/<uuid:pk>/", views_reflection.reflection, name="reflection"),
    path("mijn-vak/terugblik/<uuid:pk>/bewaren/", views_reflection.save_reflection, name="save_reflection"),
    path("mijn-vak/terugblik/<uuid:pk>/meenemen/", views_reflection.take_along, name="take_along"),
    path(
        "mijn-vak/terugblik/<uuid:pk>/verwijderen/",
        views_reflection.delete_reflection,
        name="delete_reflection",
    ),
    path("mijn-vak/ideeen/", views_reflection.ideas, name="ideas"),
    path("mijn-vak/ideeen/<uuid:pk>/verwijderen/", views_reflection.delete_idea, name="delete_idea"),
]
