"""Logging in: lockout, forgotten password, second step, first start and idle sessions (reliability S9, S12)."""

import re
import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client
from django.urls import reverse

from leerlus.access.models import AccessEvent
from leerlus.administration.municipality import AlreadySetUp, set_up
from leerlus.organisations.models import Municipality, Person
from leerlus.organisations.roles import Role
from tests.address_walk import names_in_resolver
from tests.conftest import PASSWORD, TOTP_SECRET

LOGIN = "/inloggen/"


def log_in(person, password=PASSWORD, client=None, **fields):
    email = person if isinstance(person, str) else person.email
    return (client or Client()).post(LOGIN, {"login": email, "password": password, **fields})


def is_in(client):
    return client.get("/").status_code == 200


def code_now() -> str:
    """What the authenticator app shows."""
    counter = list(yield_hotp_counters_from_time())
    value = hotp_value(TOTP_SECRET, counter[len(counter) // 2])
    return f"{value % 10**6:06}"


class TestLockout:
    def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(self, fatima):
        for _ in range(5):
            answer = log_in(fatima, "fout-wachtwoord")
        assert answer.status_code == 429
        answer = log_in(fatima)
        assert answer.status_code == 429
        page = answer.content.decode()
        assert "kwartier" in page
        assert reverse("account_reset_password") in page
        assert AccessEvent.objects.filter(action="locked_out", subject_id=fatima.pk).exists()

    def test_the_account_of_somebody_else_is_not_touched(self, fatima, bram):
        for _ in range(5):
            log_in(fatima, "fout-wachtwoord")
        client = Client()
        log_in(bram, client=client)
        assert is_in(client)

    def test_capitals_in_the_address_do_not_give_new_tries(self, fatima):
        for address in (fatima.email.upper(), fatima.email.title(), fatima.email) * 2:
            answer = log_in(address, "fout-wachtwoord")
        assert answer.status_code == 429

    def test_four_wrong_passwords_and_then_the_right_one_start_counting_anew(self, fatima):
        for _ in range(2):
            for _ in range(4):
                log_in(fatima, "fout-wachtwoord")
            client = Client()
            log_in(fatima, client=client)
            assert is_in(client)

    def test_an_address_without_account_is_locked_just_the_same(self, db):
        Person.objects.create_person("iemand@x.example", PASSWORD, name="Iemand")
        answers = [log_in("niemand@x.example", "fout-wachtwoord").status_code for _ in range(5)]
        assert answers[-1] == 429


class TestForgottenPassword:
    def ask(self, email):
        return Client().post(reverse("account_reset_password"), {"email": email})

    def link(self):
        return re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body).group(1)

    def choose(self, password="nieuw-en-lang-genoeg"):
        client = Client()
        page = client.get(self.link(), follow=True)
        return client.post(
            page.request["PATH_INFO"], {"password1": password, "password2": password}, follow=True
        )

    def test_the_link_in_the_mail_gives_a_new_password(self, fatima):
        self.ask(fatima.email)
        self.choose()
        client = Client()
        log_in(fatima, "nieuw-en-lang-genoeg", client)
        assert is_in(client)
        assert not is_in_with_old(fatima)

    def test_the_mail_is_in_dutch_and_ours(self, fatima):
        self.ask(fatima.email)
        [sent] = mail.outbox
        assert sent.subject == "Kies een nieuw wachtwoord voor Leerlus"
        assert sent.body.startswith("Hallo Fatima,")
        assert "example.com" not in sent.body

    def test_the_link_works_once(self, fatima):
        self.ask(fatima.email)
        self.choose()
        assert "werkt niet meer" in Client().get(self.link(), follow=True).content.decode()

    def test_somebody_who_is_locked_out_gets_in_with_the_new_password(self, fatima):
        for _ in range(5):
            log_in(fatima, "fout-wachtwoord")
        self.ask(fatima.email)
        self.choose()
        client = Client()
        log_in(fatima, "nieuw-en-lang-genoeg", client)
        assert is_in(client)

    def test_sessions_with_the_old_password_end(self, fatima):
        client = Client()
        log_in(fatima, client=client)
        self.ask(fatima.email)
        self.choose()
        assert not is_in(client)

    def test_an_address_without_account_gets_the_same_answer(self, fatima):
        known, unknown = self.ask(fatima.email), self.ask("niemand@x.example")
        assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
        assert len(mail.outbox) == 1


def is_in_with_old(person) -> bool:
    client = Client()
    log_in(person, client=client)
    return is_in(client)


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(fatima):
    known, unknown = log_in(fatima, "fout-wachtwoord"), log_in("niemand@x.example", "fout-wachtwoord")

    def page(answer, email):
        text = answer.content.decode().replace(email, "")
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)

    assert known.status_code == unknown.status_code
    assert page(known, fatima.email) == page(unknown, "niemand@x.example")


def test_a_closed_account_cannot_log_in(fatima):
    fatima.is_active = False
    fatima.save()
    client = Client()
    log_in(fatima, client=client)
    assert not is_in(client)


def test_nobody_signs_up_by_themselves(fatima):
    for path in ("/aanmelden/", "/signup/", "/accounts/signup/"):
        assert Client().get(path).status_code in {302, 404}
    assert not any("signup" in name for name in names_in_resolver())


class TestSecondStep:
    def test_the_password_alone_is_not_enough(self, sam):
        client = Client()
        assert log_in(sam, client=client).url == reverse("mfa_authenticate")
        assert not is_in(client)

    def test_a_code_of_the_app_lets_in_and_works_once(self, sam):
        client, code = Client(), code_now()
        log_in(sam, client=client)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert is_in(client)
        other = Client()
        log_in(sam, client=other)
        other.post(reverse("mfa_authenticate"), {"code": code})
        assert not is_in(other)

    def test_a_recovery_code_lets_in_and_works_once(self, sam):
        code = RecoveryCodes.activate(sam).get_unused_codes()[0]
        for expected in (True, False):
            client = Client()
            log_in(sam, client=client)
            client.post(reverse("mfa_authenticate"), {"code": code})
            assert is_in(client) is expected

    def test_a_wrong_code_does_not_let_in(self, sam):
        client = Client()
        log_in(sam, client=client)
        wrong = "000000" if code_now() != "000000" else "111111"
        client.post(reverse("mfa_authenticate"), {"code": wrong})
        assert not is_in(client)

    def test_an_administrator_connects_an_app_and_gets_on(self, sam):
        sam.authenticator_set.all().delete()
        client = Client()
        log_in(sam, client=client)
        confirm = client.get(reverse("people"), follow=True).request["PATH_INFO"]
        assert confirm == reverse("account_reauthenticate")
        page = client.post(
            f"{confirm}?next={reverse('mfa_activate_totp')}", {"password": PASSWORD}, follow=True
        )
        secret = page.context["form"].secret
        counter = int(time.time()) // 30
        client.post(reverse("mfa_activate_totp"), {"code": f"{hotp_value(secret, counter) % 10**6:06}"})
        assert client.get(reverse("people")).status_code == 200


FIRST = {
    "municipality": "Nieuwstad",
    "name": "Ada Bakker",
    "email": "Ada@Nieuwstad.example",
    "password": "vier-paarse-fietsen",
}


class TestFirstStart:
    def test_a_stranger_on_an_empty_installation_is_led_to_the_first_start(self, db):
        page = Client().get("/", follow=True)
        assert page.request["PATH_INFO"] == reverse("first_run")
        assert page.status_code == 200

    def test_it_makes_the_municipality_and_its_administrator_and_logs_in(self, db):
        client = Client()
        client.post(reverse("first_run"), FIRST)
        ada = Person.objects.get()
        assert (ada.email, ada.municipality.name) == ("ada@nieuwstad.example", "Nieuwstad")
        assert ada.memberships.get().role == Role.TENANT_ADMINISTRATOR
        assert is_in(client)
        assert client.get(reverse("people")).url == reverse("mfa_activate_totp")
        assert client.get(reverse("mfa_activate_totp")).status_code == 200

    def test_afterwards_it_is_gone_for_everybody(self, sam, logged_in):
        for client in (Client(), logged_in(sam)):
            assert client.get(reverse("first_run")).status_code == 404
            assert client.post(reverse("first_run"), FIRST).status_code == 404
        assert Client().get(LOGIN).status_code == 200

    def test_of_two_who_are_there_at_once_the_second_makes_nothing(self, db):
        set_up(Municipality(name="Een"), name="Ada", email="ada@x.example", password=PASSWORD)
        with pytest.raises(AlreadySetUp):
            set_up(Municipality(name="Twee"), name="Ben", email="ben@x.example", password=PASSWORD)
        assert Person.objects.count() == Municipality.objects.count() == 1
        assert AccessEvent.objects.filter(action="role_given").count() == 1

    def test_a_weak_password_keeps_what_was_filled_in(self, db):
        answer = Client().post(reverse("first_run"), FIRST | {"password": "kort"})
        assert answer.status_code == 422
        assert "Nieuwstad" in answer.content.decode()
        assert not Municipality.objects.exists()


class TestIdleSession:
    @pytest.fixture
    def clock(self, monkeypatch):
        """A clock that stands still until it is moved: `clock(minutes)`."""
        start = time.time()
        now = [start]
        monkeypatch.setattr("leerlus.site.person.time.time", lambda: now[0])

        def move(minutes: float) -> None:
            now[0] += minutes * 60

        return move

    def test_an_idle_session_ends_and_a_used_one_does_not(self, logged_in, fatima, clock):
        client = logged_in(fatima)
        for _ in range(8):
            clock(10)
            assert is_in(client)
        clock(31)
        assert client.get("/").url.startswith(LOGIN)

    def test_it_is_written_at_most_every_five_minutes(
        self, logged_in, fatima, clock, django_assert_num_queries
    ):
        client = logged_in(fatima)
        client.get("/healthz")
        before = client.session["seen_at"]
        clock(4)
        client.get("/healthz")
        assert client.session["seen_at"] == before
        clock(2)
        client.get("/healthz")
        assert client.session["seen_at"] > before

    def test_a_form_sent_after_the_session_went_idle_is_held(self, logged_in, fatima, clock):
        client = logged_in(fatima)
        token = client.get("/mijn-vak/plan/nieuw/").context["form"]["form_token"].value()
        clock(31)
        answer = client.post(
            "/mijn-vak/plan/nieuw/",
            {"form_token": token, "title": "Fiets mee met Bram", "due_on": "2030-01-01"},
        )
        assert reverse("resume_form").replace("/", "%2F") in answer.url
        log_in(fatima, client=client)
        assert "Fiets mee met Bram" in client.get(reverse("resume_form")).content.decode()


def test_a_failed_login_is_not_blamed_on_the_person_themselves(fatima):
    log_in(fatima, "fout-wachtwoord")
    client = Client()
    log_in(fatima, client=client)
    page = client.get(reverse("who_saw_my_content")).content.decode()
    assert "Iemand probeerde met jouw e-mailadres in te loggen." in page
    assert "kon niet inloggen" not in page


def test_the_page_to_change_a_password_says_je(fatima):
    client = Client()
    log_in(fatima, client=client)
    page = client.get(reverse("account_change_password")).content.decode()
    assert "Minstens 12 tekens" in page
    assert "Uw wachtwoord" not in page
