"""The administrator gives and ends roles and closes accounts, in one municipality only, and all of it is logged."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from leerlus.access.models import AccessEvent
from leerlus.organisations.models import Membership
from leerlus.organisations.roles import Role


def page_of(person):
    return reverse("person", args=[person.pk])


def actions_about(person):
    return list(
        AccessEvent.objects.filter(subject_id=person.pk).order_by("sequence").values_list("action", flat=True)
    )


@pytest.fixture
def vera(make_person, other_municipality):
    """Director elsewhere."""
    return make_person("Vera", Role.EXECUTIVE, other_municipality)


@pytest.fixture
def olga(make_person, other_municipality):
    """Administrator elsewhere."""
    return make_person("Olga", Role.TENANT_ADMINISTRATOR, other_municipality)


def test_people_are_found_by_name_address_and_team(administrator, fatima, erik, dirk, team):
    for question in ("?q=fati", "?q=fatima@voorbeeldstad"):
        page = administrator.get(reverse("people") + question).content.decode()
        assert "Fatima" in page
        assert "Erik" not in page
    page = administrator.get(reverse("people") + f"?team={team.pk}").content.decode()
    assert "Fatima" in page
    assert "Erik" in page
    assert "Dirk" not in page


@pytest.mark.parametrize("unknown", ["no-uuid", "00000000-0000-0000-0000-000000000000"])
def test_a_team_that_is_not_there_shows_everybody(administrator, fatima, unknown):
    assert "Fatima" in administrator.get(reverse("people") + f"?team={unknown}").content.decode()


def test_a_long_list_is_split_in_pages(administrator, make_person, team):
    for number in range(26):
        make_person(f"Iemand{number:02}", Role.CASEWORKER, team)
    first = administrator.get(reverse("people")).content.decode()
    second = administrator.get(reverse("people") + "?page=2").content.decode()
    assert "Iemand00" in first
    assert "Iemand25" not in first
    assert "Iemand25" in second


def test_a_role_is_given_and_the_person_reads_who_gave_it(administrator, send, sam, fatima):
    send(
        administrator,
        page_of(fatima),
        reverse("add_role", args=[fatima.pk]),
        role=Role.KNOWLEDGE_BROKER,
        team="",
        starts_on=timezone.localdate().isoformat(),
    )
    given = fatima.memberships.get(role=Role.KNOWLEDGE_BROKER)
    assert given.granted_by == sam
    assert "role_given" in actions_about(fatima)


def test_a_double_click_gives_the_role_once(administrator, send, noor, team):
    page = administrator.get(page_of(noor))
    token = page.context["form"]["form_token"].value()
    fields = {"form_token": token, "role": Role.CASEWORKER, "team": team.pk, "starts_on": "2026-01-01"}
    for _ in range(2):
        assert administrator.post(reverse("add_role", args=[noor.pk]), fields).status_code == 302
    assert noor.memberships.filter(role=Role.CASEWORKER).count() == 1


def test_conflicting_roles_are_refused_with_the_reason_on_the_form(administrator, send, noor, team):
    answer = send(
        administrator,
        page_of(noor),
        reverse("add_role", args=[noor.pk]),
        role=Role.TEAM_MANAGER,
        team=str(team.pk),
        starts_on=timezone.localdate().isoformat(),
    )
    assert answer.status_code == 422
    assert "niet bij één persoon" in answer.content.decode()
    assert noor.memberships.count() == 1


def test_an_administrator_cannot_give_themselves_a_role_even_without_the_form(
    administrator, send, sam, fatima, team
):
    answer = send(
        administrator,
        page_of(fatima),
        reverse("add_role", args=[sam.pk]),
        role=Role.CASEWORKER,
        team=str(team.pk),
        starts_on=timezone.localdate().isoformat(),
    )
    assert answer.status_code == 422
    assert sam.memberships.count() == 1


def test_a_role_that_ends_yesterday_is_gone_at_the_next_request(administrator, logged_in, fatima):
    hers = logged_in(fatima)
    assert hers.get("/mijn-vak/").status_code == 200
    yesterday = timezone.localdate() - timedelta(days=1)
    administrator.post(reverse("end_role", args=[fatima.memberships.get().pk]), {"ends_on": yesterday})
    assert hers.get("/mijn-vak/").status_code == 404
    assert "role_ended" in actions_about(fatima)


def test_a_role_that_would_not_have_lasted_a_day_is_taken_away(administrator, fatima):
    Membership.objects.filter(person=fatima).update(starts_on=timezone.localdate())
    yesterday = timezone.localdate() - timedelta(days=1)
    administrator.post(reverse("end_role", args=[fatima.memberships.get().pk]), {"ends_on": yesterday})
    assert not fatima.memberships.exists()


def test_the_last_administrator_keeps_the_role_and_the_account(administrator, logged_in, sam, fatima):
    answer = administrator.post(
        reverse("end_role", args=[sam.memberships.get().pk]), {"ends_on": timezone.localdate()}
    )
    assert answer.status_code == 422
    assert "laatste beheerder" in answer.content.decode()
    administrator.post(reverse("change_account", args=[sam.pk]), {"open": "no"})
    sam.refresh_from_db()
    assert sam.is_active


def test_closing_an_account_ends_its_sessions_at_once_and_those_of_nobody_else(
    administrator, logged_in, fatima, bram
):
    hers, his = logged_in(fatima), logged_in(bram)
    before = Session.objects.count()
    administrator.post(reverse("change_account", args=[fatima.pk]), {"open": "no"})
    assert Session.objects.count() == before - 1
    assert hers.get("/").status_code == 302
    assert his.get("/").status_code == 200
    assert "deactivated" in actions_about(fatima)


def test_a_closed_account_can_be_opened_again(administrator, logged_in, fatima):
    url = reverse("change_account", args=[fatima.pk])
    administrator.post(url, {"open": "no"})
    administrator.post(url, {"open": "yes"})
    assert logged_in(fatima).get("/").status_code == 200
    assert actions_about(fatima)[-2:] == ["activated", "logged_in"]


def test_of_another_municipality_nothing_can_be_seen_or_changed(administrator, vera, olga, team):
    held = vera.memberships.get()
    for url in (page_of(vera), reverse("end_role", args=[held.pk])):
        assert administrator.get(url).status_code == 404
    for url, fields in (
        (reverse("add_role", args=[vera.pk]), {"role": Role.CASEWORKER, "team": team.pk}),
        (reverse("end_role", args=[held.pk]), {"ends_on": timezone.localdate()}),
        (reverse("change_account", args=[vera.pk]), {"open": "no"}),
    ):
        assert administrator.post(url, fields).status_code == 404
    vera.refresh_from_db()
    assert vera.is_active
    assert vera.memberships.get().ends_on is None
    page = administrator.get(reverse("people")).content.decode()
    assert "Vera" not in page
    assert "Olga" not in page


def test_an_administrator_without_second_step_is_sent_to_connect_one(logged_in, sam):
    sam.authenticator_set.all().delete()
    for url in (reverse("people"), "/beheer/gegevens/"):
        assert logged_in(sam).get(url).url == reverse("mfa_activate_totp")


def test_in_a_demonstration_no_second_step_is_needed(logged_in, sam, municipality):
    sam.authenticator_set.all().delete()
    municipality.is_demo = True
    municipality.save()
    assert logged_in(sam).get(reverse("people")).status_code == 200


def test_without_the_role_the_pages_do_not_exist_second_step_or_not(logged_in, fatima):
    assert logged_in(fatima).get(reverse("people")).status_code == 404
