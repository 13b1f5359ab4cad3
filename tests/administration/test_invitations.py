"""An invitation is a link that works once, for 14 days, for one person, in one municipality."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leerlus.access.models import AccessEvent
from leerlus.administration.invitations import CannotJoin, accept
from leerlus.organisations.models import Invitation, Person
from leerlus.organisations.roles import Role

NEW = {"name": "Amina", "email": "Amina@Voorbeeldstad.example", "role": Role.CASEWORKER}
PASSWORD = "vier-paarse-fietsen"


@pytest.fixture
def invited(administrator, send, team):
    """The page after inviting Amina."""
    return send(administrator, reverse("invite"), team=str(team.pk), **NEW)


@pytest.fixture
def link(invited):
    """The path of Amina's link."""
    return re.search(r"/uitnodiging/[^/\s<]+/", invited.content.decode()).group()


def join(link, client=None, **changes):
    return (client or Client()).post(link, {"name": "Amina el Idrissi", "password": PASSWORD, **changes})


def test_the_link_is_mailed_and_shown_and_of_its_token_only_the_hash_is_kept(link):
    [sent] = mail.outbox
    assert sent.to == ["amina@voorbeeldstad.example"]
    assert link in sent.body
    token = link.split("/")[2]
    kept = Invitation.objects.get()
    assert token not in str(vars(kept))
    assert kept.token_hash == Invitation.hash_of(token)
    assert AccessEvent.objects.filter(action="invited", object_id=kept.pk).exists()


def test_the_first_screen_says_whose_information_it_is(link):
    page = Client().get(link).content.decode()
    assert "Van wie is deze informatie?" in page
    assert 'name="password"' not in page
    assert 'name="password"' in Client().get(f"{link}?stap=account").content.decode()


def test_with_name_and_password_somebody_is_in_with_the_role(link, team):
    client = Client()
    answer = join(link, client)
    assert answer.url == reverse("today")
    assert client.get("/").status_code == 200
    amina = Person.objects.get(email="amina@voorbeeldstad.example")
    held = amina.memberships.get()
    assert (held.role, held.team, held.granted_by.name) == (Role.CASEWORKER, team, "Sam")
    lines = AccessEvent.objects.filter(subject_id=amina.pk).values_list("action", flat=True)
    assert set(lines) == {"joined", "role_given", "logged_in"}


def test_the_password_is_not_asked_again_to_connect_an_app(link):
    client = Client()
    join(link, client)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


@pytest.mark.parametrize("weak", ["kort", "password1234", "amina@voorbeeldstad.example"])
def test_a_weak_password_is_refused_and_the_name_stays(link, weak):
    answer = join(link, password=weak)
    assert answer.status_code == 422
    assert "Amina el Idrissi" in answer.content.decode()
    assert not Person.objects.filter(name="Amina el Idrissi").exists()


def test_a_link_works_once(link):
    join(link)
    again = join(link, password="een-ander-lang-wachtwoord")
    assert again.status_code == 410
    assert "al gebruikt" in again.content.decode()
    assert Person.objects.get(email="amina@voorbeeldstad.example").check_password(PASSWORD)


def test_the_second_of_two_who_accept_at_once_is_refused(link):
    token = link.split("/")[2]
    accept(token, "Amina", PASSWORD)
    with pytest.raises(CannotJoin):
        accept(token, "Amina", PASSWORD)


def test_an_old_link_says_what_to_do(link):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    for answer in (Client().get(link), join(link)):
        assert answer.status_code == 410
        assert "Vraag de beheerder" in answer.content.decode()
    assert not Person.objects.filter(email="amina@voorbeeldstad.example").exists()


@pytest.mark.django_db
def test_a_token_that_never_existed_looks_like_an_old_one():
    answer = Client().get(reverse("accept_invitation", args=["x" * 43]))
    assert answer.status_code == 410


def test_it_works_for_14_days(link):
    left = Invitation.objects.get().expires_at - timezone.now()
    assert timedelta(days=13, hours=23) < left <= timedelta(days=14)


def test_inviting_again_lets_the_earlier_link_stop(administrator, send, team, link):
    send(administrator, reverse("invite"), team=str(team.pk), **NEW)
    assert Client().get(link).status_code == 410
    assert Invitation.objects.open().count() == 1


def test_a_withdrawn_link_stops(administrator, link):
    administrator.post(reverse("withdraw_invitation", args=[Invitation.objects.get().pk]))
    assert Client().get(link).status_code == 410


def test_sending_the_form_twice_invites_once(administrator, team):
    token = administrator.get(reverse("invite")).context["form"]["form_token"].value()
    fields = {"form_token": token, "team": str(team.pk), **NEW}
    assert administrator.post(reverse("invite"), fields).status_code == 200
    assert administrator.post(reverse("invite"), fields).url == reverse("people")
    assert len(mail.outbox) == 1


def test_somebody_with_an_account_here_is_not_invited(administrator, send, fatima, team):
    answer = send(
        administrator, reverse("invite"), **NEW | {"email": fatima.email.upper(), "team": str(team.pk)}
    )
    assert answer.status_code == 422
    assert mail.outbox == []


def test_an_account_in_another_municipality_is_not_given_away_and_stays_as_it_is(
    administrator, send, make_person, other_municipality, team
):
    vera = make_person("Vera", Role.EXECUTIVE, other_municipality)
    answer = send(administrator, reverse("invite"), **NEW | {"email": vera.email, "team": str(team.pk)})
    assert answer.status_code == 200
    link = re.search(r"/uitnodiging/[^/\s<]+/", answer.content.decode()).group()
    refused = join(link)
    assert refused.status_code == 410
    assert "heeft al een account" in refused.content.decode()
    vera.refresh_from_db()
    assert vera.municipality == other_municipality
    assert vera.memberships.count() == 1


def test_a_team_of_another_municipality_cannot_be_chosen(administrator, send, other_municipality):
    abroad = other_municipality.teams.create(name="Team Ver")
    assert send(administrator, reverse("invite"), team=str(abroad.pk), **NEW).status_code == 422


@pytest.mark.parametrize("role", [Role.RESEARCHER, "king", ""])
def test_a_role_that_a_municipality_does_not_give_cannot_be_sent(administrator, send, role):
    assert send(administrator, reverse("invite"), **NEW | {"role": role}).status_code == 422


def test_when_the_mail_server_is_down_the_link_is_there_to_pass_on(administrator, send, team, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    answer = send(administrator, reverse("invite"), team=str(team.pk), **NEW)
    assert "kon niet worden verstuurd" in answer.content.decode()
    assert "/uitnodiging/" in answer.content.decode()


def test_somebody_who_is_logged_in_is_asked_to_log_out_first(logged_in, erik, link):
    answer = logged_in(erik).get(link)
    assert answer.status_code == 409
    assert "Erik" in answer.content.decode()
