"""Addresses of logging in (views of allauth, only those we use) and of administration."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from leerlus.administration import (
    views_account,
    views_invitations,
    views_open,
    views_people,
    views_retention,
    views_settings,
)

login_patterns = [
    path("inloggen/", views_open.log_in, name="account_login"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("account-gesloten/", account.account_inactive, name="account_inactive"),
    path("bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("account/wachtwoord/", account.password_change, name="account_change_password"),
    path("wachtwoord-vergeten/", account.password_reset, name="account_reset_password"),
    path("wachtwoord-vergeten/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        # The key holds hyphens itself, so the first hyphen divides.
        r"^wachtwoord-vergeten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord-vergeten/klaar/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("account/tweede-stap/", second_factor.index, name="mfa_index"),
    path("inloggen/code/", second_factor.authenticate, name="mfa_authenticate"),
    path("bevestigen/code/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("account/tweede-stap/aan/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/tweede-stap/uit/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/tweede-stap/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/tweede-stap/codes/nieuw/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/tweede-stap/codes/bewaren/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]

open_patterns = [
    path("healthz", views_settings.healthz, name="healthz"),
    path("eerste-keer/", views_open.first_run, name="first_run"),
    path("uitnodiging/<str:token>/", views_open.accept_invitation, name="accept_invitation"),
]

people_patterns = [
    path("beheer/mensen/", views_people.people, name="people"),
    path("beheer/mensen/<uuid:pk>/", views_people.person, name="person"),
    path("beheer/mensen/<uuid:pk>/rol/", views_people.add_role, name="add_role"),
    path("beheer/rollen/<uuid:pk>/", views_people.end_a_role, name="end_role"),
    path("beheer/mensen/<uuid:pk>/toegang/", views_people.change_account, name="change_account"),
    path("beheer/uitnodigen/", views_invitations.invite_one, name="invite"),
    path("beheer/uitnodigen/lijst/", views_invitations.invite_many, name="invite_many"),
    path(
        "beheer/uitnodigen/<uuid:pk>/intrekken/",
        views_invitations.withdraw_invitation,
        name="withdraw_invitation",
    ),
]

settings_patterns = [
    path("beheer/instellingen/", views_settings.municipality_settings, name="municipality_settings"),
    path("beheer/instellingen/team/", views_settings.add_team, name="add_team"),
    path("beheer/instellingen/team/<uuid:pk>/", views_settings.rename_team, name="rename_team"),
    path("beheer/instellingen/bewaartermijnen/", views_retention.retention, name="retention"),
    path("beheer/instellingen/afdeling/", views_settings.add_department, name="add_department"),
    path(
        "beheer/instellingen/afdeling/<uuid:pk>/",
        views_settings.rename_department,
        name="rename_department",
    ),
    path("beheer/gezondheid/", views_settings.health, name="health"),
]

urlpatterns = [
    path("account/", views_account.account, name="account"),
    *login_patterns,
    *open_patterns,
    *people_patterns,
    *settings_patterns,
]
