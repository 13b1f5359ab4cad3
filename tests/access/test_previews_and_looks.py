"""What the receiver sees, seen beforehand and afterwards by the owner; and who looked when."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone

from leerlus.access import shared_pages
from leerlus.access.audit import record_event
from leerlus.access.door import get_visible
from leerlus.access.forms_once import new_token
from leerlus.access.looks import newest_look
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent, Share
from leerlus.access.shares import share, stop_sharing
from leerlus.access.views_sharing import LOOKS_PER_PAGE, NEWEST_SHARES, SHARES_PER_PAGE
from leerlus.organisations.models import Membership
from leerlus.organisations.roles import Role


@pytest.fixture(autouse=True)
def addresses(settings, as_record, with_page):
    settings.ROOT_URLCONF = "tests.access.urls"
    as_record(Record.PLAN)
    with_page("role", "since")


@pytest.fixture
def until():
    return timezone.localdate() + timedelta(days=10)


@pytest.fixture
def filled_in(fatima, until):
    """The form to share, filled in for a receiver."""

    def fields(receiver, *parts: str, **more: str) -> dict[str, object]:
        return {
            "receiver": str(receiver.pk),
            "parts": list(parts),
            "ends_on": until.isoformat(),
            "form_token": new_token(fatima.pk),
            **more,
        }

    return fields


@pytest.fixture
def shared(actor, row_of, fatima, bram, until) -> Share:
    return share(actor(fatima), row_of(fatima), bram, until, ["since"])


@pytest.mark.parametrize(
    ("receiver", "sentence"),
    [
        ("bram", "Zo ziet je collega Bram dit."),
        ("erik", "Zo ziet je leidinggevende Erik dit."),
        ("team", "Zo zien je collega's van Team Noord dit."),
    ],
)
def test_before_sharing_the_owner_sees_the_very_page_of_the_receiver(
    logged_in, row_of, filled_in, fatima, bram, request, receiver, sentence
):
    who = request.getfixturevalue(receiver)
    page = logged_in(fatima).post(f"/deel/{row_of(fatima).pk}/", filled_in(who, "role", look="yes"))
    assert page.content.decode() == f"{sentence}; toont ['role']"
    assert not Share.objects.exists()


def test_a_preview_keeps_the_form_and_can_be_sent_on(logged_in, row_of, filled_in, fatima, bram):
    fields = filled_in(bram, "role", "since")
    client, address = logged_in(fatima), f"/deel/{row_of(fatima).pk}/"
    client.post(address, fields | {"look": "yes"})
    back = client.post(address, fields | {"change": "yes"}).content.decode()
    assert f'value="{bram.pk}" selected' in back
    assert back.count(" checked") == 2
    assert client.post(address, fields).status_code == 302
    assert Share.objects.get().parts == ["role", "since"]


def test_nothing_is_shown_of_a_form_with_a_mistake(logged_in, row_of, filled_in, fatima, bram):
    page = logged_in(fatima).post(f"/deel/{row_of(fatima).pk}/", filled_in(bram, look="yes"))
    assert page.status_code == 422
    assert "Kies minstens één onderdeel om te laten zien." in page.content.decode()


def test_the_form_asks_with_whom_what_and_until_when_in_that_order(logged_in, row_of, fatima, bram):
    page = logged_in(fatima).get(f"/deel/{row_of(fatima).pk}/").content.decode()
    places = [page.index(f'name="{name}"') for name in ("receiver", "parts", "ends_on")]
    assert places == sorted(places)


def test_no_part_is_chosen_beforehand(logged_in, row_of, fatima, bram):
    assert " checked" not in logged_in(fatima).get(f"/deel/{row_of(fatima).pk}/").content.decode()


def test_after_sharing_the_owner_sees_it_too_and_this_is_no_look(logged_in, shared, fatima):
    page = logged_in(fatima).get(f"/wat-deel-ik/{shared.pk}/voorbeeld/")
    assert page.content.decode() == "Zo ziet je collega Bram dit.; toont ['since']"
    assert not AccessEvent.objects.filter(action="viewed").exists()


def test_the_receiver_reads_the_parts_of_every_share_and_the_owner_everything(
    logged_in, actor, row_of, team, shared, fatima, bram, until
):
    address = f"/gedeeld/{row_of(fatima).pk}/"
    assert logged_in(fatima).get(address).content.decode() == "caseworker: alles"
    assert logged_in(bram).get(address).content.decode() == "caseworker: ['since']"
    share(actor(fatima), row_of(fatima), team, until, ["role"])
    assert logged_in(bram).get(address).content.decode() == "caseworker: ['role', 'since']"


def test_a_preview_offers_to_send_the_same_form_on(logged_in, row_of, filled_in, fatima, bram, monkeypatch):
    def show(request, row, showing):
        template = engines["django"].from_string("{% load privacy %}{% received_line showing owner %}")
        return HttpResponse(template.render({"showing": showing, "owner": fatima}, request))

    monkeypatch.setitem(shared_pages._PAGES, Membership, replace(shared_pages._PAGES[Membership], show=show))
    fields = filled_in(bram, "role", "since")
    client, address = logged_in(fatima), f"/deel/{row_of(fatima).pk}/"
    page = client.post(address, fields | {"look": "yes"}).content.decode()
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    sent = [(name, value) for name, value in hidden if name != "csrfmiddlewaretoken"]
    assert len(hidden) == len(sent) + 1
    assert sorted(sent) == sorted(
        [(name, value) for name, value in fields.items() if name != "parts"]
        + [("parts", "role"), ("parts", "since")]
    )
    assert 'href="/wat-deel-ik/"' in page


def test_there_is_nothing_to_see_of_a_share_that_ended(logged_in, actor, shared, fatima):
    stop_sharing(actor(fatima), shared)
    assert logged_in(fatima).get(f"/wat-deel-ik/{shared.pk}/voorbeeld/").status_code == 404


def test_the_page_of_a_share_says_what_with_whom_and_who_looked_when(
    logged_in, actor, row_of, make_person, team, shared, fatima, bram, until
):
    anna = make_person("Anna", Role.CASEWORKER, team)
    share(actor(fatima), row_of(fatima), team, until, ["role"])
    for person in (bram, anna, bram):
        get_visible(actor(person), Membership, row_of(fatima).pk)
    page = logged_in(fatima).get(f"/wat-deel-ik/{shared.pk}/").content.decode()
    looked = page[page.index("Wie keek wanneer") :]
    assert [looked.count(f"<span>{name}</span>") for name in ("Bram", "Anna", "Fatima")] == [2, 1, 0]
    assert "Deel since" in page
    assert "Deel role" not in page


def test_looks_at_other_things_and_of_other_kinds_are_not_mixed_in(
    logged_in, actor, shared, row_of, fatima, bram
):
    record_event(AccessEvent.Action.VIEWED, actor=actor(bram), subject_id=fatima.pk, record=Record.PLAN)
    record_event(
        AccessEvent.Action.VIEWED,
        actor=actor(bram),
        subject_id=fatima.pk,
        record=Record.SCAN,
        object_id=row_of(fatima).pk,
    )
    assert (
        "Er heeft nog niemand gekeken."
        in logged_in(fatima).get(f"/wat-deel-ik/{shared.pk}/").content.decode()
    )


def test_many_looks_come_in_pages(logged_in, actor, shared, row_of, fatima, bram):
    for _ in range(LOOKS_PER_PAGE + 1):
        get_visible(actor(bram), Membership, row_of(fatima).pk)
    client, address = logged_in(fatima), f"/wat-deel-ik/{shared.pk}/"
    assert client.get(address).content.decode().count("<span>Bram</span>") == LOOKS_PER_PAGE
    assert client.get(f"{address}?page=2").content.decode().count("<span>Bram</span>") == 1


@pytest.fixture
def line_on_the_thing(actor, row_of, fatima):
    """What stands above the thing itself on the page of its owner."""

    def line() -> str:
        request = RequestFactory().get("/")
        request.user, request.actor = fatima, actor(fatima)
        template = engines["django"].from_string("{% load privacy %}{% privacy_line row %}")
        return template.render({"row": row_of(fatima)}, request)

    return line


def test_the_shared_thing_itself_tells_the_five_newest_looks(
    actor, shared, row_of, fatima, bram, line_on_the_thing
):
    for _ in range(6):
        get_visible(actor(bram), Membership, row_of(fatima).pk)
    assert line_on_the_thing().count("<span>Bram</span>") == 5


def test_the_shared_thing_itself_says_who_looked(actor, shared, row_of, fatima, bram, line_on_the_thing):
    get_visible(actor(bram), Membership, row_of(fatima).pk)
    line = line_on_the_thing()
    assert "Wie keek wanneer" in line
    assert "<span>Bram</span>" in line
    assert f'href="/wat-deel-ik/{shared.pk}/voorbeeld/"' in line


def test_there_is_no_page_of_a_share_whose_thing_is_gone(logged_in, row_of, shared, fatima):
    row_of(fatima).delete()
    for address in (f"/wat-deel-ik/{shared.pk}/", f"/wat-deel-ik/{shared.pk}/voorbeeld/"):
        assert logged_in(fatima).get(address).status_code == 404


def test_the_newest_look_at_something_shared_is_told_for_a_week(actor, shared, row_of, fatima, bram):
    assert newest_look(actor(fatima)) is None
    get_visible(actor(bram), Membership, row_of(fatima).pk)
    look = AccessEvent.objects.get(action="viewed")
    record_event(AccessEvent.Action.VIEWED, actor=actor(bram), subject_id=fatima.pk, record=Record.ACCOUNT)
    record_event(AccessEvent.Action.VIEWED, actor=actor(fatima), subject_id=fatima.pk, record=Record.PLAN)
    with time_machine.travel(look.at + timedelta(days=7), tick=False):
        assert newest_look(actor(fatima)) == look
    with time_machine.travel(look.at + timedelta(days=7, seconds=1), tick=False):
        assert newest_look(actor(fatima)) is None


def test_nobody_else_reads_the_page_of_a_share(logged_in, shared, bram, erik):
    for person in (bram, erik):
        for address in (f"/wat-deel-ik/{shared.pk}/", f"/wat-deel-ik/{shared.pk}/voorbeeld/"):
            assert logged_in(person).get(address).status_code == 404


def test_what_was_shared_before_stays_readable_for_the_owner(logged_in, actor, shared, fatima):
    stop_sharing(actor(fatima), shared)
    client = logged_in(fatima)
    assert "met Bram, nu niet meer" in client.get("/wat-deel-ik/alle/voorbij/").content.decode()
    assert "Daar is nu niets meer van te zien." in client.get(f"/wat-deel-ik/{shared.pk}/").content.decode()


def test_many_shares_come_in_pages(logged_in, row_of, fatima, bram, until):
    Share.objects.bulk_create(
        Share(owner=fatima, receiver=bram, record="plan", object_id=row_of(fatima).pk, ends_on=until)
        for _ in range(SHARES_PER_PAGE + 1)
    )
    client = logged_in(fatima)
    pages = (
        ("/wat-deel-ik/", NEWEST_SHARES),
        ("/wat-deel-ik/alle/gegeven/", SHARES_PER_PAGE),
        ("/wat-deel-ik/alle/gegeven/?page=2", 1),
    )
    assert [client.get(page).content.decode().count("met Bram, tot en met") for page, _ in pages] == [
        number for _, number in pages
    ]
    received = logged_in(bram).get("/wat-deel-ik/alle/ontvangen/?page=2").content.decode()
    assert received.count("van Fatima, tot en met") == 1


def test_a_list_that_does_not_exist_is_not_there(logged_in, fatima):
    assert logged_in(fatima).get("/wat-deel-ik/alle/alles/").status_code == 404
