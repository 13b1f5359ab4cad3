from django.urls import path

from leerlus.casework import (
    views,
    views_bringing_in,
    views_contacts,
    views_diagnosis,
    views_doing,
    views_extracts,
    views_settings,
    views_steps,
    views_team,
    views_threads,
)

urlpatterns = [
    path("mijn-clienten/wat-ik-deed/", views_doing.what_i_did, name="what_i_did"),
    path("mijn-clienten/ritme/", views_doing.contact_rhythm, name="contact_rhythm"),
    path("mijn-clienten/contacten/", views_contacts.contacts_today, name="contacts_today"),
    path("mijn-clienten/contacten/<uuid:pk>/", views_contacts.contact, name="contact"),
    path(
        "mijn-clienten/contacten/<uuid:pk>/verwijderen/", views_contacts.delete_contact, name="delete_contact"
    ),
    path("mijn-clienten/dossiers/", views.case_files, name="case_files"),
    path("mijn-clienten/dossiers/nieuw/", views.open_case_file, name="open_case_file"),
    path("mijn-clienten/dossiers/<uuid:pk>/", views.case_file, name="case_file"),
    path(
        "mijn-clienten/dossiers/<uuid:pk>/heropenen/", views_steps.reopen_case_file, name="reopen_case_file"
    ),
    path("mijn-clienten/dossiers/<uuid:pk>/uittreksel/", views_extracts.extracts, name="extracts"),
    path("mijn-clienten/uittreksels/<uuid:pk>/", views_extracts.extract, name="extract"),
    path("mijn-clienten/uittreksels/<uuid:pk>/papier/", views_extracts.print_extract, name="print_extract"),
    path("mijn-clienten/dossiers/<uuid:pk>/wie-keek/", views.case_openings, name="case_openings"),
    path("mijn-clienten/dossiers/<uuid:pk>/plan/<int:number>/", views.plan_version, name="plan_version"),
    path("mijn-clienten/dossiers/<uuid:pk>/plan/<int:number>/papier/", views.print_plan, name="print_plan"),
    path(
        "mijn-clienten/dossiers/<uuid:pk>/keuze/<int:number>/",
        views_threads.choice_thread,
        name="choice_thread",
    ),
    path(
        "mijn-clienten/dossiers/<uuid:pk>/evaluatie/inbrengen/", views_bringing_in.bring_in, name="bring_in"
    ),
    path("mijn-clienten/dossiers/<uuid:pk>/vragen/", views_diagnosis.start, name="start_diagnosis"),
    path("mijn-clienten/dossiers/<uuid:pk>/vragen/klaar/", views_diagnosis.finish, name="finish_diagnosis"),
    path(
        "mijn-clienten/dossiers/<uuid:pk>/vragen/uitkomst/", views_diagnosis.results, name="diagnosis_results"
    ),
    path(
        "mijn-clienten/dossiers/<uuid:pk>/vragen/<int:number>/", views_diagnosis.questions, name="diagnosis"
    ),
    path(
        "mijn-clienten/dossiers/<uuid:pk>/vragen/<int:number>/bewaar/",
        views_diagnosis.save_answer,
        name="save_diagnosis",
    ),
    path("mijn-clienten/dossiers/<uuid:pk>/<slug:step>/", views_steps.case_step, name="case_step"),
    path(
        "mijn-clienten/dossiers/<uuid:pk>/<slug:step>/bewaar/",
        views_steps.save_case_field,
        name="save_case_field",
    ),
    path("clienten/", views_team.case_assignments, name="case_assignments"),
    path("clienten/toets/", views_team.draw_files, name="draw_files"),
    path("clienten/<uuid:pk>/", views_team.case_assignment, name="case_assignment"),
    path("clienten/<uuid:pk>/noodtoegang/", views_team.emergency_access, name="emergency_access"),
    path("clienten/inzage/<uuid:pk>/", views_team.inspection, name="inspection"),
    path("beheer/instellingen/dossiers/", views_settings.casework_settings, name="casework_settings"),
]
