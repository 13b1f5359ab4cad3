"""Everybody can read who saw what of theirs."""

import re
from uuid import uuid4

import pytest
from django.utils import timezone

from leerlus.access import words
from leerlus.access.audit import record_event
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.access.shares import share
from leerlus.access.views import EVENTS_PER_PAGE
from leerlus.organisations.models import Person

Action = AccessEvent.Action
PAGE = "/wie-zag-mijn-gegevens/"


def without_token(page: bytes) -> bytes:
    """A page without what differs at every request."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)


@pytest.fixture
def page_of(logged_in):
    def text(person: Person) -> str:
        return logged_in(person).get(PAGE).content.decode()

    return text


def test_a_line_says_who_saw_what_and_when(page_of, actor, fatima, bram):
    line = record_event(Action.VIEWED, actor=actor(bram), subject_id=fatima.pk, record=Record.PLAN)
    page = page_of(fatima)
    assert "Bram bekeek een stap op je plan." in page
    assert line.at.isoformat()[:10] in page


def test_a_line_about_nothing_in_particular_says_something_of_yours(page_of, actor, fatima, bram):
    record_event(Action.VIEWED, actor=actor(bram), subject_id=fatima.pk)
    assert "Bram bekeek iets van jou." in page_of(fatima)


def test_a_line_says_which_of_several_things_it_is_about(monkeypatch, page_of, actor, fatima, bram):
    titles = {uuid4(): "Vraag om hulp", uuid4(): "Kijk met Bram mee"}
    monkeypatch.setitem(
        words._TITLES_OF, Record.PLAN, lambda actor, ids: {one: titles[one] for one in ids if one in titles}
    )
    for one in titles:
        record_event(
            Action.VIEWED, actor=actor(bram), subject_id=fatima.pk, record=Record.PLAN, object_id=one
        )
    page = page_of(fatima)
    for title in titles.values():
        assert f"Bram bekeek een stap op je plan ({title})." in page


def test_without_lines_the_page_says_what_will_appear(logged_in, fatima):
    client = logged_in(fatima)
    AccessEvent.objects.all().delete()
    assert "Nog niemand zag jouw gegevens" in client.get(PAGE).content.decode()


def test_nobody_reads_the_lines_about_somebody_else(page_of, actor, fatima, bram, sam, erik):
    record_event(Action.VIEWED, actor=actor(bram), subject_id=fatima.pk, record=Record.PLAN)
    for other in (bram, sam, erik):
        assert "bekeek" not in page_of(other)


def test_long_logs_come_in_pages(logged_in, actor, fatima, bram):
    client = logged_in(fatima)
    for _ in range(EVENTS_PER_PAGE + 1):
        record_event(Action.VIEWED, actor=actor(bram), subject_id=fatima.pk, record=Record.PLAN)
    assert client.get(PAGE).content.decode().count("Bram bekeek") == EVENTS_PER_PAGE
    assert client.get(f"{PAGE}?page=2").content.decode().count("Bram bekeek") == 1


def test_somebody_whose_account_is_gone_is_not_named(page_of, fatima):
    record_event(Action.VIEWED, actor_id=uuid4(), subject_id=fatima.pk, record=Record.SCAN)
    assert "Iemand van wie het account is gewist bekeek je scan." in page_of(fatima)


def test_somebody_of_another_municipality_is_not_named(
    page_of, actor, make_person, other_municipality, fatima
):
    pien = make_person("Pien", "caseworker", other_municipality)
    record_event(Action.REFUSED, actor=actor(pien), subject_id=fatima.pk, record=Record.SCAN)
    page = page_of(fatima)
    assert (
        "Iemand van buiten je gemeente wilde je scan bekijken. Dat mocht niet; er is niets getoond." in page
    )
    assert "Pien" not in page


def test_somebody_who_was_not_logged_in_is_told_as_such(page_of, fatima):
    record_event(Action.REFUSED, subject_id=fatima.pk, record=Record.SCAN)
    assert "Iemand die niet was ingelogd wilde je scan bekijken." in page_of(fatima)


def test_an_action_without_a_sentence_of_its_own_is_told_all_the_same(page_of, actor, fatima, bram):
    record_event(Action.CORRECTED, actor=actor(bram), subject_id=fatima.pk)
    record_event(Action.LOCKED_OUT, actor=actor(fatima), subject_id=fatima.pk)
    page = page_of(fatima)
    assert f"Bram: {Action.CORRECTED.label}." in page
    assert f"Jij: {Action.LOCKED_OUT.label}." in page


def test_a_failed_login_is_told_without_a_name(page_of, fatima):
    record_event(Action.LOGIN_FAILED, subject_id=fatima.pk)
    assert "Iemand probeerde met jouw e-mailadres in te loggen." in page_of(fatima)


def test_changing_ones_own_account_is_told_as_such(page_of, actor, fatima):
    record_event(Action.SETTINGS_CHANGED, actor=actor(fatima), subject_id=fatima.pk, record=Record.ACCOUNT)
    assert "Je paste je account aan." in page_of(fatima)


def test_what_one_did_oneself_is_there_too(page_of, actor, as_record, row_of, fatima, bram):
    as_record(Record.PLAN)
    share(actor(fatima), row_of(fatima), bram, timezone.localdate())
    record_event(Action.EXPORTED, actor=actor(fatima), subject_id=fatima.pk)
    page = page_of(fatima)
    assert "Je deelde een stap op je plan met Bram." in page
    assert "Je downloadde wat Leerlus van jou bewaart." in page


@pytest.mark.parametrize("mine", [True, False])
@pytest.mark.parametrize("action", list(Action))
def test_every_kind_of_line_has_a_sentence(page_of, actor, fatima, erik, mine, action):
    record_event(
        action, actor=actor(fatima if mine else erik), subject_id=fatima.pk, record=Record.SIGNED_POST
    )
    page = page_of(fatima)
    assert page.count("<time") == AccessEvent.objects.filter(subject_id=fatima.pk).count()
    assert "%(" not in page


def test_a_refusal_is_logged_for_the_owner_and_not_told_to_the_asker(
    page_of, logged_in, as_record, row_of, settings, fatima, bram
):
    settings.ROOT_URLCONF = "tests.access.urls"
    as_record(Record.PLAN)
    refused = logged_in(bram).get(f"/deel/{row_of(fatima).pk}/")
    absent = logged_in(bram).get(f"/deel/{uuid4()}/")
    assert refused.status_code == absent.status_code == 404
    assert without_token(refused.content) == without_token(absent.content)
    line = AccessEvent.objects.get(action="refused")
    assert (line.action, line.actor_id, line.subject_id) == ("refused", bram.pk, fatima.pk)
    assert (line.record, line.object_id) == ("plan", row_of(fatima).pk)
    assert "Bram wilde een stap op je plan bekijken." in page_of(fatima)


def test_the_rights_on_ones_own_data_stay_when_every_role_has_ended(logged_in, fatima):
    fatima.memberships.all().delete()
    for page in (PAGE, "/wat-deel-ik/", "/mijn-gegevens/", "/mijn-gegevens/wissen/"):
        assert logged_in(fatima).get(page).status_code == 200
