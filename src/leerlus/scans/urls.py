from django.urls import path

from leerlus.content.instrument import current_instrument
from leerlus.scans import views, views_correcting, views_evaluations, views_results, views_trends
from leerlus.scans.sittings import QUICKSCAN

urlpatterns = [
    path(
        "mijn-vak/quickscan/",
        views.instrument,
        {"address": current_instrument(QUICKSCAN).address},
        name="quickscan",
    ),
    path("mijn-vak/scan/<uuid:pk>/", views_results.scan_result, name="scan_result"),
    path("mijn-vak/scan/<uuid:pk>/<int:number>/", views.questions, name="questions"),
    path("mijn-vak/scan/<uuid:pk>/<int:number>/bewaar/", views.save_answer, name="save_answer"),
    path("mijn-vak/scan/<uuid:pk>/klaar/", views.finish, name="finish_scan"),
    path("mijn-vak/scan/<uuid:pk>/later/<slug:moment>/", views_results.follow_up, name="follow_up"),
    path("mijn-vak/scan/<uuid:pk>/verbeteren/", views_correcting.correct_scan, name="correct_scan"),
    path(
        "mijn-vak/scan/<uuid:pk>/verbeteren/<int:number>/", views_correcting.correct_page, name="correct_page"
    ),
    path("terugblikken/", views_evaluations.evaluations, name="evaluations"),
    path("mijn-vak/verloop/<slug:address>/", views_trends.trends, name="trends"),
    path("mijn-vak/scan/<slug:address>/", views.instrument, name="instrument"),
]
