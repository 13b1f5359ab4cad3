"""What was open is closed at the next request, whatever ended it (reliability document S5).

Two hundred times, drawn from a seed: Fatima shares some things with Noa or with the team Noa works in, Noa opens all of
them, one thing happens, and Noa asks for every address again, as a page and as a fragment.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.access.models import Share
from leerlus.access.personal_content import erase_personal_content
from leerlus.access.shared_pages import page_of
from leerlus.access.shares import share
from leerlus.organisations.models import Membership, Person, Team
from leerlus.organisations.roles import Role
from tests.address_walk import World, make_world

pytestmark = pytest.mark.django_db

REVOCATIONS, SEED = 200, 20261125
SHAREABLE = ("sitting", "goal", "plan", "results")
FRAGMENT = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(scope="module")
def keyring(tmp_path_factory):
    return str(tmp_path_factory.mktemp("keyring"))


@pytest.fixture(autouse=True)
def own_state(own_state, settings, keyring):
    """The keys of the world of this module, instead of one per test."""
    settings.LEERLUS_KEYRING = keyring


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, keyring):
    """One world; its shares are removed, every test makes its own, and all of it is rolled back."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with (
        django_db_blocker.unblock(),
        override_settings(LEERLUS_KEYRING=keyring, PASSWORD_HASHERS=hashers),
        transaction.atomic(),
    ):
        made = make_world()
        Share.objects.all().delete()
        yield made
        transaction.set_rollback(True)


def stop_on_the_page(world: World) -> None:
    client = visitor(world, "fatima")
    for given in Share.objects.all():
        assert client.post(reverse("stop_share", args=[given.pk])).status_code == 302


def let_the_date_pass(world: World) -> None:
    Share.objects.update(ends_on=timezone.localdate() - timedelta(days=1))


def close_the_account(world: World) -> None:
    Person.objects.filter(pk=world.people["noa"].pk).update(is_active=False)


def close_the_account_of_the_owner(world: World) -> None:
    Person.objects.filter(pk=world.people["fatima"].pk).update(is_active=False)


def end_the_role(world: World) -> None:
    _memberships(world).update(ends_on=timezone.localdate() - timedelta(days=1))


def become_an_administrator(world: World) -> None:
    _memberships(world).update(role=Role.TENANT_ADMINISTRATOR, team=None)


def move_to_another_municipality(world: World) -> None:
    there = world.people["pien"].municipality
    Person.objects.filter(pk=world.people["noa"].pk).update(municipality=there)
    _memberships(world).update(municipality=there, team=None)


def erase_it_all(world: World) -> None:
    Share.objects.all().delete()


def change_teams(world: World) -> None:
    _memberships(world).update(team=Team.objects.get(name="Zuid"))


def lead_the_team(world: World) -> None:
    _memberships(world).update(role=Role.TEAM_MANAGER)


ALWAYS: list[Callable[[World], None]] = [
    stop_on_the_page,
    let_the_date_pass,
    close_the_account,
    close_the_account_of_the_owner,
    end_the_role,
    become_an_administrator,
    move_to_another_municipality,
    erase_it_all,
]
FOR_A_TEAM: list[Callable[[World], None]] = [change_teams, lead_the_team]


@dataclass(frozen=True, slots=True)
class Replay:
    """What one draw found: how much was open before, and what still was afterwards."""

    how: str
    opened: list[str]
    still_open: list[str]


def replay(world: World, draw: random.Random, revoke: Callable[[World], None] | None = None) -> Replay:
    """Share some things one way, open them, end it, and ask again; everything is rolled back."""
    with transaction.atomic():
        by_team = draw.random() < 0.5
        receiver = Team.objects.get(name="Noord") if by_team else world.people["noa"]
        kinds = draw.sample(SHAREABLE, draw.randint(1, len(SHAREABLE)))
        rows = [next(thing.row for thing in world.of_kind(kind) if thing.owner == "fatima") for kind in kinds]
        for row in rows:
            parts = [part.name for part in page_of(type(row)).parts]
            share(
                actor_of(world.people["fatima"]),
                row,
                receiver,
                timezone.localdate() + timedelta(days=draw.randint(0, 300)),
                draw.sample(parts, draw.randint(1, len(parts))) if parts else (),
            )
        urls = [
            *(reverse(page_of(type(row)).url_name, args=[row.pk]) for row in rows),
            *(
                reverse("goal", args=[thing.row.pk])
                for thing in world.of_kind("goal")
                if thing.owner == "fatima"
            ),
        ]
        client = visitor(world, "noa")
        opened = [url for url in dict.fromkeys(urls) if client.get(url).status_code == 200]
        end = revoke or draw.choice([*ALWAYS, *(FOR_A_TEAM if by_team else [])])
        end(world)
        still_open = [
            url
            for url in opened
            for headers in ({}, FRAGMENT)
            if visitor(world, "noa").get(url, **headers).status_code == 200
        ]
        transaction.set_rollback(True)
    return Replay(end.__name__, opened, still_open)


def chances() -> random.Random:
    return random.Random(SEED)  # noqa: S311  # the same draws at every run


def visitor(world: World, name: str) -> Client:
    """A browser that was logged in before anything happened."""
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = world.visitors[name].session
    return client


def _memberships(world: World):
    return Membership.objects.filter(person=world.people["noa"])


def test_two_hundred_random_revocations_leave_nothing_open(world):
    draw = chances()
    found = [replay(world, draw) for _ in range(REVOCATIONS)]
    assert [one for one in found if one.still_open] == []
    assert all(one.opened for one in found)
    assert {one.how for one in found} == {end.__name__ for end in (*ALWAYS, *FOR_A_TEAM)}
    assert sum(len(one.opened) for one in found) > 2 * REVOCATIONS


def test_without_a_revocation_everything_is_still_open_so_the_replay_can_find_it(world):
    found = replay(world, chances(), lambda world: None)
    assert found.still_open == [url for url in found.opened for _ in range(2)]


def test_erasing_takes_back_everything_that_was_shared(world):
    """The button itself destroys a key outside the database, so it is pressed once, at the end."""
    found = replay(world, chances(), lambda world: erase_personal_content(actor_of(world.people["fatima"])))
    assert found.opened
    assert found.still_open == []
