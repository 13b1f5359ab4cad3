"""Nothing is deleted early, nothing stays a day too long, and what must stay stays (reliability D11)."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.utils import timezone

from leerlus.access.matrix import Record
from leerlus.access.models import (
    Share,
    SubmittedForm,
)
from leerlus.access.retention import (
    kinds,
)
from leerlus.advice.models import Advice, Dismissal, Participation
from leerlus.conversations.models import Conversation
from leerlus.development.models import Goal
from leerlus.knowledge.models import LocalQuestion
from leerlus.organisations.models import Invitation, Membership, Person
from leerlus.outcomes import uploads
from leerlus.reminders.models import OutboxMail
from tests import objects
from tests.access.retaining import MADE, canary, ended_share, run, still_there


def open_scan(fatima, bram):
    return objects.open_sitting(fatima, canary)


def finished_scan(fatima, bram):
    return objects.sitting(fatima, canary)


def part_in_comparison(fatima, bram):
    made = objects.participation(fatima, canary)
    made.ends_on = MADE.date() - timedelta(days=1)
    made.save()
    return made


def step_put_aside(fatima, bram):
    made = objects.dismissal(fatima, canary)
    made.until = MADE.date() - timedelta(days=1)
    made.save()
    return made


def stopped_share(fatima, bram):
    return Share.objects.create(
        owner=fatima,
        receiver=bram,
        record=Record.PLAN.value,
        object_id=uuid4(),
        ends_on=MADE.date() + timedelta(days=300),
        stopped_at=MADE,
    )


def sent_form(fatima, bram):
    return SubmittedForm.objects.create(token="t", person=fatima, result_url="/")


def accepted_invitation(fatima, bram):
    made = objects.invitation(fatima, canary)
    Invitation.objects.filter(pk=made.pk).update(accepted_at=MADE)
    return made


def expired_invitation(fatima, bram):
    made = objects.invitation(fatima, canary)
    Invitation.objects.filter(pk=made.pk).update(expires_at=MADE)
    return made


def import_on_its_way(fatima, bram):
    return objects.set_on_its_way(fatima, canary)


def read_in_set(fatima, bram):
    return objects.own_set(fatima, canary, finished_at=MADE)


def sent_mail(fatima, bram):
    return OutboxMail.objects.create(person=fatima, event="a", sent_at=MADE)


def given_up_mail(fatima, bram):
    return OutboxMail.objects.create(person=fatima, event="b", given_up_at=MADE)


def past_conversation(fatima, bram):
    return Conversation.objects.create(
        caseworker=fatima,
        planned_by_manager=False,
        planned_on=MADE.date() - timedelta(days=1),
        guide_version=1,
    )


def question_on_the_board(fatima, bram):
    return LocalQuestion.objects.create(municipality=fatima.municipality, asked_by=fatima, text="Wat helpt?")


def question_taken_off(fatima, bram):
    made = question_on_the_board(fatima, bram)
    made.asked_at = MADE + timedelta(days=10_000)  # only the day it was taken off counts here
    made.withdrawn_at = MADE
    made.save()
    return made


def item_on_own_list(fatima, bram):
    return objects.saved_item(fatima, canary)


OF_A_MUNICIPALITY = [
    (open_scan, "open_scans", 90),
    (finished_scan, "scans", 1096),
    (step_put_aside, "steps_put_aside", 365),
    (part_in_comparison, "comparison", 730),
    (stopped_share, "shares", 365),
    (ended_share, "shares", 365),
    (past_conversation, "conversations", 1096),
    (sent_form, "submitted_forms", 7),
    (accepted_invitation, "invitations", 90),
    (expired_invitation, "invitations", 90),
    (import_on_its_way, "unfinished_imports", 7),
    (read_in_set, "client_sets", 1096),
    (sent_mail, "outbox", 90),
    (given_up_mail, "outbox", 90),
    (question_on_the_board, "knowledge_questions", 1095),
    (question_taken_off, "knowledge_questions", 1095),
    (item_on_own_list, "saved_items", 1095),
]


@pytest.mark.parametrize(("make", "kind", "days"), OF_A_MUNICIPALITY)
def test_what_is_over_goes_within_a_day_and_not_a_minute_early(
    make, kind, days, fatima, bram, municipality, other_municipality
):
    with time_machine.travel(MADE, tick=False):
        row = make(fatima, bram)
    over = MADE + timedelta(days=days)
    by_day = isinstance(row, Dismissal | Participation | Conversation) or make is ended_share
    early = over - (timedelta(hours=11) if by_day else timedelta(minutes=1))
    assert kind not in run(municipality, early)
    assert still_there(row)
    assert run(other_municipality, over + timedelta(days=1)) == {}
    assert still_there(row)
    assert run(municipality, over + timedelta(hours=24))[kind] == 1
    assert not still_there(row)


def test_an_answer_given_meanwhile_keeps_a_scan_that_was_about_to_go(fatima, municipality):
    with time_machine.travel(MADE, tick=False):
        sitting = objects.open_sitting(fatima, canary)
    with time_machine.travel(MADE + timedelta(days=89), tick=False):
        sitting.store_answers({"NEED2": "nog bezig"})
    assert run(municipality, MADE + timedelta(days=91)) == {}
    assert still_there(sitting)


def test_advice_goes_with_its_scan_and_the_plan_stays(fatima, municipality):
    with time_machine.travel(MADE, tick=False):
        given = objects.advice(fatima, canary)
        goal = Goal(person=fatima, advice=given, due_on=timezone.localdate())
        goal.content = {"title": "blijft"}
        goal.save()
    run(municipality, MADE + timedelta(days=1097))
    assert not Advice.objects.exists()
    goal.refresh_from_db()
    assert (goal.title, goal.advice) == ("blijft", None)


def test_of_who_works_here_nothing_goes_but_what_is_over(fatima, bram, team, municipality):
    with time_machine.travel(MADE, tick=False):
        rows = [objects.goal(fatima, canary), objects.sitting(fatima, canary)]
    run(municipality, MADE + timedelta(days=1090))
    assert all(still_there(row) for row in rows)
    assert Membership.objects.count() == 2
    assert Person.objects.count() == 2


def test_ended_sessions_failed_logins_and_uploads_go(fatima):
    with time_machine.travel(MADE, tick=False):
        Session.objects.create(session_key="over", session_data="x", expire_date=MADE)
        Session.objects.create(session_key="open", session_data="x", expire_date=MADE + timedelta(days=2))
        for model in (AccessAttempt, AccessFailureLog, AccessLog):
            more = {"failures_since_start": 1} if model is AccessAttempt else {}
            model.objects.create(username="fatima@example.nl", ip_address="::1", **more)
        import_id = uuid4()
        uploads.keep(import_id, fatima.pk, b"file")
    import os

    path = uploads._path(import_id, "sealed")
    os.utime(path, (MADE.timestamp(), MADE.timestamp()))
    assert run(None, MADE + timedelta(hours=23)) == {"sessions": 1}
    assert path.exists()
    assert run(None, MADE + timedelta(days=1)) == {"uploads": 1}
    assert not path.exists()
    assert run(None, MADE + timedelta(days=89)) == {"sessions": 1}
    assert run(None, MADE + timedelta(days=90)) == {
        "failed_attempts": 1,
        "failed_logins": 1,
        "login_log": 1,
    }


def test_every_kind_has_a_test_of_its_moment():
    tested = {kind for _, kind, _ in OF_A_MUNICIPALITY} | {
        "after_leaving", "log", "sessions", "failed_attempts", "failed_logins", "login_log", "uploads",
        "card_inflow", "sent_cards", "own_card_lots", "case_files", "earlier_values",
        "measurement_drafts", "measurement_yeses",
    }  # fmt: skip
    assert {kind.name for kind in kinds()} == tested
