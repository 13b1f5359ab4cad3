"""Every address of the project, asked in every way by everybody, about everybody's things (reliability S1, S2, S14).

What they get is compared with the matrix, and what they read is searched for texts they may not read.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from leerlus.access.matrix import MATRIX, Column, Reach
from leerlus.access.models import Share
from leerlus.organisations.models import Membership, Person
from leerlus.organisations.roles import Role
from tests.address_table import TABLE
from tests.address_walk import (
    FORM,
    METHODS,
    READ,
    Address,
    Outcome,
    World,
    ask,
    deviations,
    make_world,
    names_in_resolver,
)
from tests.planted_leaks import PLANTED

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def keyring(tmp_path_factory):
    return str(tmp_path_factory.mktemp("keyring"))


@pytest.fixture(autouse=True)
def own_state(settings, tmp_path, keyring):
    """Of the world of this module, instead of one per test."""
    settings.LEERLUS_KEYRING = keyring
    settings.LEERLUS_UPLOADS = tmp_path / "uploads"
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, keyring):
    """One world for all addresses: every request, and every test, is rolled back."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with (
        django_db_blocker.unblock(),
        override_settings(LEERLUS_KEYRING=keyring, PASSWORD_HASHERS=hashers),
        transaction.atomic(),
    ):
        yield make_world()
        transaction.set_rollback(True)


def test_every_address_has_a_row_and_every_row_an_address():
    named, rows = names_in_resolver(), [address.name for address in TABLE]
    assert sorted(set(named) - set(rows)) == [], "addresses without a row in tests/address_table.py"
    assert sorted(set(rows) - set(named)) == [], "rows without an address"
    assert len(rows) == len(set(rows)), "two rows for one address"


@pytest.mark.parametrize("address", TABLE, ids=lambda address: address.name)
def test_everybody_gets_what_the_matrix_says_and_reads_nothing_else(world, address):
    assert deviations(world, address) == []


def test_the_owner_does_see_the_canary_so_the_search_can_find_it(world):
    goal = next(thing for thing in world.of_kind("goal") if thing.owner == "fatima")
    page = ask(world.visitors["fatima"], "GET", Address("goal", READ).url(goal.row)).raw.decode(
        "utf-8", "replace"
    )
    assert any(canary in page for canary in goal.canaries)


def _everything_open_to(world: World, name: str) -> list[str]:
    """The addresses of other people's things that are open because they were shared, and to few."""
    visitor = world.visitors[name]
    urls = [
        address.url(thing.row)
        for address in TABLE
        for thing in world.of_kind(address.thing)
        if "GET" in address.methods
        and thing.owner != name
        and MATRIX[thing.record][Column.CASEWORKER] not in {Reach.GROUP, Reach.FULL}
    ]
    return [url for url in urls if ask(visitor, "GET", url).outcome is Outcome.SERVED]


def _stop(world: World) -> None:
    Share.objects.update(stopped_at=timezone.now())


def _let_end(world: World) -> None:
    Share.objects.update(ends_on=timezone.localdate() - timedelta(days=1))


def _close_account(world: World) -> None:
    Person.objects.filter(pk=world.people["noa"].pk).update(is_active=False)


def _end_role(world: World) -> None:
    Membership.objects.filter(person=world.people["noa"]).update(
        ends_on=timezone.localdate() - timedelta(days=1)
    )


def _become_executive(world: World) -> None:
    Membership.objects.filter(person=world.people["noa"]).update(role=Role.EXECUTIVE, team=None)


def _move(world: World) -> None:
    there = world.people["pien"].municipality
    Person.objects.filter(pk=world.people["noa"].pk).update(municipality=there)
    Membership.objects.filter(person=world.people["noa"]).update(municipality=there, team=None)


def _close_account_of_owner(world: World) -> None:
    Person.objects.filter(pk=world.people["fatima"].pk).update(is_active=False)


@pytest.mark.parametrize(
    "revoke",
    [_stop, _let_end, _close_account, _end_role, _become_executive, _move, _close_account_of_owner],
    ids=lambda revoke: revoke.__name__.strip("_").replace("_", " "),
)
def test_what_was_open_is_closed_at_the_next_request_after(world, revoke):
    opened = _everything_open_to(world, "noa")
    assert opened
    revoke(world)
    assert [url for url in opened if ask(world.visitors["noa"], "GET", url).outcome is Outcome.SERVED] == []


def test_of_another_municipality_nothing_is_visible_to_any_role(world):
    """The walk covers it; this counts that it did: both ways, every role, every kind of thing."""
    here = {"Voorbeeldstad"}
    for visitor in world.visitors.values():
        abroad = [
            thing
            for thing in world.things
            if (world.visitors[thing.owner].municipality in here) != (visitor.municipality in here)
        ]
        assert abroad
        assert not any(world.sees(visitor, thing) for thing in abroad)
        assert {text for thing in abroad for text in thing.canaries} <= world.forbidden_canaries(
            visitor, TABLE[0]
        )
    for municipality in ("Voorbeeldstad", "Grensdorp"):
        roles = {
            role
            for visitor in world.visitors.values()
            if visitor.municipality == municipality
            for role in visitor.roles
        }
        assert roles == set(Role) - {Role.RESEARCHER}


def test_the_walk_is_at_least_twenty_thousand_cases(world):
    cases = sum(
        len(world.visitors) * len(METHODS) * (len(world.of_kind(address.thing)) if address.thing else 1)
        for address in TABLE
    )
    assert cases >= 20_000


# The positive controls: leaks planted on purpose, which the walk must find.


def test_thirty_leaks_or_more_are_planted():
    assert len(PLANTED) >= 30


@pytest.mark.parametrize(("leak", "what"), PLANTED, ids=lambda value: getattr(value, "__name__", ""))
def test_a_planted_leak_is_found(world, settings, leak, what):
    settings.ROOT_URLCONF = "tests.planted_leaks"
    people = ("bram", "pien", "fatima", "stranger")
    found = deviations(world, Address(leak.__name__, FORM, thing="goal"), visitors=people)
    assert any(what in line for line in found)


def test_a_planted_address_without_a_row_is_found(settings):
    settings.ROOT_URLCONF = "tests.planted_leaks"
    missing = set(names_in_resolver()) - {address.name for address in TABLE}
    assert {leak.__name__ for leak, _ in PLANTED} <= missing
