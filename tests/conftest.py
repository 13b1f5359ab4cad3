"""People one remembers, the same everywhere: Fatima (caseworker), Erik (team manager), Noor (knowledge manager),
Sam (administrator), Lotte (researcher) — domain specification 10 — and people of a second municipality."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in the thread of the test

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.db import connection
from django.test import Client

from leerlus.access.actor import Actor, actor_of
from leerlus.access.forms_once import new_token
from leerlus.organisations.models import Membership, Municipality, Person, Team
from leerlus.organisations.roles import TEAM_ROLES, Role

PASSWORD = "een-lang-wachtwoord"
TOTP_SECRET = "JBSWY3DPEHPK3PXP"


def connect_app(person: Person) -> None:
    """Connect an authenticator app: without one an administrator sees no page of administration."""
    Authenticator.objects.create(
        user=person, type=Authenticator.Type.TOTP, data={"secret": encrypt(TOTP_SECRET)}
    )


@pytest.fixture(autouse=True)
def own_state(settings, tmp_path):
    """Keys and uploads of one test, in a folder of its own; cheap password hashing."""
    settings.LEERLUS_KEYRING = str(tmp_path / "keyring")
    settings.LEERLUS_UPLOADS = tmp_path / "uploads"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def municipality(db) -> Municipality:
    return Municipality.objects.create(name="Voorbeeldstad")


@pytest.fixture
def other_municipality(db) -> Municipality:
    return Municipality.objects.create(name="Kleindorp")


@pytest.fixture
def team(municipality) -> Team:
    return Team.objects.create(municipality=municipality, name="Team Noord")


@pytest.fixture
def make_person(db):
    """Make a person who has held a role since a year ago: `make_person("Fatima", Role.CASEWORKER, team)`."""

    def make(name: str, role: Role, where: Team | Municipality | None, **fields) -> Person:
        team = where if isinstance(where, Team) else None
        municipality = team.municipality if team else where
        person = Person.objects.create_person(
            email=f"{name.lower()}@{(municipality.name if municipality else 'landelijk').lower()}.example",
            password=PASSWORD,
            name=name,
            municipality=municipality,
            **fields,
        )
        Membership.objects.create(
            person=person,
            municipality=municipality,
            team=team if role in TEAM_ROLES else None,
            role=role,
            starts_on=date.today() - timedelta(days=365),
        )
        if role == Role.TENANT_ADMINISTRATOR:
            connect_app(person)
        return person

    return make


@pytest.fixture
def fatima(make_person, team) -> Person:
    """Caseworker in Team Noord."""
    return make_person("Fatima", Role.CASEWORKER, team)


@pytest.fixture
def bram(make_person, team) -> Person:
    """Fatima's colleague in Team Noord."""
    return make_person("Bram", Role.CASEWORKER, team)


@pytest.fixture
def erik(make_person, team) -> Person:
    """Manager of Team Noord."""
    return make_person("Erik", Role.TEAM_MANAGER, team)


@pytest.fixture
def noor(make_person, municipality) -> Person:
    """Knowledge manager."""
    return make_person("Noor", Role.KNOWLEDGE_BROKER, municipality)


@pytest.fixture
def dirk(make_person, municipality) -> Person:
    """Director."""
    return make_person("Dirk", Role.EXECUTIVE, municipality)


@pytest.fixture
def sam(make_person, municipality) -> Person:
    """Administrator."""
    return make_person("Sam", Role.TENANT_ADMINISTRATOR, municipality)


@pytest.fixture
def lotte(make_person) -> Person:
    """National researcher, of no municipality."""
    return make_person("Lotte", Role.RESEARCHER, None)


@pytest.fixture
def actor():
    """The actor behind a person: `actor(fatima)`."""

    def of(person: Person) -> Actor:
        return actor_of(person)

    return of


@pytest.fixture
def logged_in():
    """A client of somebody who is logged in: `logged_in(fatima).get(...)`."""

    def client_of(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="leerlus.organisations.authentication.PersonBackend")
        return client

    return client_of


@pytest.fixture
def rows_locked(monkeypatch):
    """The tables of which rows are locked, in order: `with rows_locked() as locked: …`.

    SQLite locks the whole file and leaves `FOR UPDATE` out. Here Django is told to write it, as it does for PostgreSQL;
    it is noted and taken out again. Outside a transaction Django refuses it, here too.
    """

    @contextmanager
    def watched() -> Iterator[list[str]]:
        locked: list[str] = []

        def note(execute, sql, params, many, context):
            plain = re.sub(r" FOR (NO KEY )?UPDATE( OF [^ ]+)?$", "", sql)
            if plain != sql:
                locked.append(re.search(r' FROM "(\w+)"', sql).group(1))
            return execute(plain, params, many, context)

        with monkeypatch.context() as patched, connection.execute_wrapper(note):
            for feature in (
                "has_select_for_update",
                "has_select_for_update_of",
                "has_select_for_no_key_update",
            ):
                patched.setattr(connection.features, feature, True)
            yield locked

    return watched


@pytest.fixture
def page(logged_in):
    """The text of a page for somebody."""

    def text(person, address: str) -> str:
        answer = logged_in(person).get(address)
        assert answer.status_code == 200, answer
        return str(answer.content.decode())

    return text


@pytest.fixture
def send(logged_in):
    """Send a form as somebody, with a token of theirs."""

    def post(person, address: str, **fields):
        return logged_in(person).post(address, {"form_token": new_token(person.pk)} | fields)

    return post
