"""What a municipality decides for itself, and whether the installation works."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leerlus.access.models import AccessEvent
from leerlus.organisations.models import Team

SETTINGS = {
    "name": "Voorbeeldstad",
    "caseworker_label": "consulent",
    "default_language": "nl",
    "works_council_reference": "OR-2026-14",
    "works_council_date": "2026-03-01",
    "least_contributors": "8",
}


def test_settings_are_kept_and_logged(administrator, municipality):
    administrator.post(reverse("municipality_settings"), SETTINGS)
    municipality.refresh_from_db()
    assert municipality.caseworker_label == "consulent"
    assert municipality.works_council_agreed
    assert municipality.works_council_date == date(2026, 3, 1)
    assert AccessEvent.objects.filter(action="settings_changed", object_id=municipality.pk).exists()


@pytest.mark.parametrize(
    "change",
    [
        {"works_council_date": ""},
        {"works_council_reference": ""},
        {"works_council_date": (timezone.localdate() + timedelta(days=1)).isoformat()},
        {"name": ""},
    ],
)
def test_half_a_consent_or_no_name_is_refused(administrator, municipality, change):
    assert administrator.post(reverse("municipality_settings"), SETTINGS | change).status_code == 422
    municipality.refresh_from_db()
    assert not municipality.works_council_agreed


def test_a_team_is_added_and_renamed(administrator, municipality):
    administrator.post(reverse("add_team"), {"team-name": "Team Zuid"})
    team = Team.objects.get(municipality=municipality, name="Team Zuid")
    administrator.post(reverse("rename_team", args=[team.pk]), {"name": "Team Oost"})
    team.refresh_from_db()
    assert team.name == "Team Oost"
    assert AccessEvent.objects.filter(action="settings_changed", object_id=team.pk).count() == 2


def test_two_teams_do_not_have_one_name(administrator, team):
    assert administrator.post(reverse("add_team"), {"team-name": "team noord"}).status_code == 422
    assert Team.objects.count() == 1


def test_a_name_that_is_taken_elsewhere_is_free_here(administrator, other_municipality):
    other_municipality.teams.create(name="Team Zuid")
    assert administrator.post(reverse("add_team"), {"team-name": "Team Zuid"}).status_code == 302


def test_a_team_of_another_municipality_is_not_there(administrator, other_municipality):
    abroad = other_municipality.teams.create(name="Team Ver")
    url = reverse("rename_team", args=[abroad.pk])
    assert administrator.get(url).status_code == 404
    assert administrator.post(url, {"name": "Gekaapt"}).status_code == 404
    abroad.refresh_from_db()
    assert abroad.name == "Team Ver"


def test_a_healthy_installation_says_so_to_people_and_machines(administrator):
    page = administrator.get(reverse("health")).content.decode()
    assert "Alles werkt." in page
    assert "niet in orde" not in page
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_a_changed_log_shows(administrator, fatima, logged_in):
    logged_in(fatima)
    AccessEvent.objects.filter(subject_id=fatima.pk).update(action="refused")
    page = administrator.get(reverse("health")).content.decode()
    assert "Het logboek is veranderd" in page
    assert "Er is iets dat aandacht vraagt." in page


def test_a_wrong_master_key_shows_and_tells_machines(administrator, settings):
    administrator.get(reverse("health"))
    settings.LEERLUS_MASTER_KEY = "22" * 32
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"not ok")


def test_a_full_disk_shows(administrator, monkeypatch):
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr("leerlus.administration.health.shutil.disk_usage", lambda path: usage)
    assert "Maak ruimte" in administrator.get(reverse("health")).content.decode()


def test_missing_translations_show(administrator, monkeypatch):
    monkeypatch.setattr(Path, "glob", lambda folder, pattern: [folder / "nowhere.po"])
    assert "staan in het Engels" in administrator.get(reverse("health")).content.decode()


def test_health_holds_counts_and_no_names(administrator, fatima):
    page = administrator.get(reverse("health")).content.decode()
    assert "Mensen die kunnen inloggen" in page
    assert "Fatima" not in page


def test_somebody_changes_their_own_name_and_reads_that_in_the_log(logged_in, fatima):
    logged_in(fatima).post(reverse("account"), {"name": "Fatima Amrani"})
    fatima.refresh_from_db()
    assert fatima.name == "Fatima Amrani"
    assert AccessEvent.objects.filter(action="settings_changed", subject_id=fatima.pk).exists()


def test_the_account_page_leads_to_password_second_step_own_content_and_the_log(logged_in, fatima):
    page = logged_in(fatima).get(reverse("account")).content.decode()
    for name in ("account_change_password", "mfa_index", "my_content", "who_saw_my_content"):
        assert reverse(name) in page
