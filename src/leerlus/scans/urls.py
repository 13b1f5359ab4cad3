from django.urls import path

from leerlus.scans import views

urlpatterns = [
    path("mijn-vak/quickscan/", views.quickscan, name="quickscan"),
    path("mijn-vak/quickscan/<uuid:pk>/<int:number>/", views.quickscan_page, name="quickscan_page"),
    path("mijn-vak/quickscan/<uuid:pk>/<int:number>/bewaar/", views.save_answer, name="save_answer"),
    path("mijn-vak/quickscan/<uuid:pk>/klaar/", views.finish_quickscan, name="finish_quickscan"),
]
