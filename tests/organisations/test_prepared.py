"""Prepared queries give what the ORM gives, at every request anew."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.organisations.models import Membership, Person
from leerlus.organisations.prepared import PreparedQuery, PreparedUpdate, PreparedValues


def test_a_row_is_the_same_as_the_orm_gives(fatima, bram):
    by_id = PreparedQuery(lambda pk: Person.objects.filter(pk=pk), UUID)
    for person in (fatima, bram):
        prepared = by_id.first(person.pk)
        assert prepared == person
        assert all(
            getattr(prepared, field.attname) == getattr(Person.objects.get(pk=person.pk), field.attname)
            for field in Person._meta.concrete_fields
        )
    assert by_id.first(uuid4()) is None


def test_arguments_of_every_kind_come_in_their_own_place(fatima, team):
    query = PreparedQuery(
        lambda person, day, role: Membership.objects.filter(person=person, starts_on__lte=day, role=role),
        UUID,
        date,
        str,
    )
    today = timezone.localdate()
    assert query.rows(fatima.pk, today, "caseworker") == list(Membership.objects.filter(person=fatima))
    assert query.rows(fatima.pk, today, "team_manager") == []
    assert query.rows(fatima.pk, today - timedelta(days=4000), "caseworker") == []


def test_a_role_that_ended_is_gone_the_next_time(fatima):
    assert actor_of(fatima).roles == {"caseworker"}
    Membership.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert actor_of(fatima).roles == frozenset()


def test_a_session_that_ended_is_no_session(fatima, logged_in):
    client = logged_in(fatima)
    assert client.get("/mijn-vak/").status_code == 200
    client.session.model.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/mijn-vak/").status_code == 302


def test_values_come_without_instances_and_as_python_values(fatima, team):
    held = PreparedValues(
        lambda person: Membership.objects.filter(person=person).values_list("role", "team_id", "starts_on"),
        UUID,
    )
    membership = Membership.objects.get(person=fatima)
    assert held.rows(fatima.pk) == [("caseworker", team.pk, membership.starts_on)]


RENAMED = PreparedUpdate(
    lambda pk, name, at: (Person.objects.filter(pk=pk), {"name": name, "created_at": at}), UUID, str, datetime
)


def test_an_update_changes_the_rows_it_says_and_tells_how_many(fatima, bram):
    now = timezone.now()
    assert RENAMED.rows_changed(fatima.pk, "Fatima de Wit", now) == 1
    assert RENAMED.rows_changed(uuid4(), "Niemand", now) == 0
    fatima.refresh_from_db()
    bram.refresh_from_db()
    assert (fatima.name, fatima.created_at) == ("Fatima de Wit", now)
    assert bram.name != "Fatima de Wit"


def test_an_update_is_undone_with_the_transaction_it_is_in(fatima):
    with transaction.atomic():
        RENAMED.rows_changed(fatima.pk, "Fatima de Wit", timezone.now())
        transaction.set_rollback(True)
    fatima.refresh_from_db()
    assert fatima.name != "Fatima de Wit"


def test_whoever_counts_queries_sees_these_too(fatima):
    by_id = PreparedQuery(lambda pk: Person.objects.filter(pk=pk), UUID)
    with CaptureQueriesContext(connection) as seen:
        assert by_id.first(fatima.pk) == fatima
        assert RENAMED.rows_changed(fatima.pk, "Fatima de Wit", timezone.now()) == 1
    assert [query["sql"].split()[0] for query in seen] == ["SELECT", "UPDATE"]


def test_what_the_database_refuses_is_an_error_of_django_and_ends_the_transaction(fatima, bram):
    mailed = PreparedUpdate(lambda pk, email: (Person.objects.filter(pk=pk), {"email": email}), UUID, str)
    with pytest.raises(IntegrityError), transaction.atomic():
        mailed.rows_changed(fatima.pk, bram.email)
    fatima.refresh_from_db()
    assert fatima.email != bram.email
