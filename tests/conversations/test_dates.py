"""The days to remember about conversations and promises, of a manager who leaves too: no date leads to nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from leerlus.access.actor import actor_of
from leerlus.conversations.agreements import confirm
from leerlus.conversations.promises import make_promise
from leerlus.organisations.models import Membership, Team
from leerlus.organisations.roles import Role
from leerlus.reminders.choices import choose_kinds, chosen_kinds
from leerlus.reminders.models import OutboxMail, Reminder
from leerlus.reminders.outbox import send_outbox, write_due_mail
from leerlus.reminders.scheduling import dates_of
from tests.conversations.conftest import LATER, TODAY

LIST = "/herinneringen/"


@pytest.fixture
def two_dates(erik, fatima, conversation, proposal, team):
    """Erik has a day to look back with Fatima, and a day of a promise to her team."""
    confirm(actor_of(erik), conversation, 1)
    make_promise(actor_of(erik), team, precondition="", text="Twee uur intervisie", due_on=LATER)
    choose_kinds(actor_of(erik), ["agreement", "promise"])


def leave_for(erik, municipality) -> None:
    """Erik leads another team from today on."""
    Membership.objects.filter(person=erik).update(ends_on=TODAY - timedelta(days=1))
    elsewhere = Team.objects.create(municipality=municipality, name="Team Zuid")
    Membership.objects.create(
        person=erik, municipality=municipality, team=elsewhere, role=Role.TEAM_MANAGER, starts_on=TODAY
    )


def test_every_date_in_the_list_leads_to_a_page(logged_in, two_dates, erik):
    client = logged_in(erik)
    rows = client.get(LIST).context["rows"]
    assert len(rows) == 2
    assert {client.get(row["url"]).status_code for row in rows} == {200}


def test_who_leads_the_team_no_longer_has_no_dates_about_it(logged_in, two_dates, erik, fatima, municipality):
    leave_for(erik, municipality)
    assert logged_in(erik).get(LIST).context["rows"] == []
    assert not list(Calendar.from_ical(logged_in(erik).get(f"{LIST}agenda.ics").content).walk("VEVENT"))
    assert [date.kind for date in dates_of(actor_of(fatima))] == ["agreement"]


def test_who_leads_the_team_again_has_its_dates_again(two_dates, erik, municipality):
    leave_for(erik, municipality)
    Membership.objects.filter(person=erik, ends_on__isnull=False).update(ends_on=None)
    assert dates_of(actor_of(erik)).count() == 2


def test_no_mail_is_written_or_sent_about_what_is_out_of_sight(two_dates, erik, municipality, mailoutbox):
    leave_for(erik, municipality)
    assert write_due_mail(LATER) == 0
    Membership.objects.filter(person=erik, ends_on__isnull=False).update(ends_on=None)
    assert write_due_mail(LATER) == 1
    Membership.objects.filter(person=erik).exclude(team__name="Team Zuid").update(
        ends_on=TODAY - timedelta(days=1)
    )
    send_outbox(timezone.now())
    assert mailoutbox == []
    assert not OutboxMail.objects.exists()
    assert Reminder.objects.filter(person=erik).count() == 2


def test_a_caseworker_is_not_offered_the_kind_of_date_that_only_managers_have(page, send, fatima, erik):
    assert "wat ik het team toezegde" not in page(fatima, LIST)
    assert "wat ik het team toezegde" in page(erik, LIST)
    send(fatima, LIST, kind=["promise", "agreement"])
    assert chosen_kinds(actor_of(fatima)) == {"agreement"}
