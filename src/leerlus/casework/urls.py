from django.urls import path

from leerlus.casework import views

urlpatterns = [
    path("mijn-clienten/dossiers/", views.case_files, name="case_files"),
    path("mijn-clienten/dossiers/nieuw/", views.open_case_file, name="open_case_file"),
    path("mijn-clienten/dossiers/<uuid:pk>/", views.case_file, name="case_file"),
]
