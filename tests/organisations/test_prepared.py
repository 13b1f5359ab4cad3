"""Prepared queries give what the ORM gives, at every request anew."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.organisations.models import Membership, Person
from leerlus.organisations.prepared import PreparedQuery


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
