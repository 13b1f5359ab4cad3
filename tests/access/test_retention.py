"""Nothing is deleted early, nothing stays a day too long, and what must stay stays (reliability D11)."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from uuid import uuid4

import pytest
import time_machine
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from leerlus.access.audit import first_broken_link, record_event
from leerlus.access.keyring import KeyProblem, key_of
from leerlus.access.matrix import Record
from leerlus.access.models import (
    AccessEvent,
    ExpiredLines,
    RetentionRun,
    RetentionTerm,
    Share,
    SubmittedForm,
)
from leerlus.access.retention import (
    ClockProblem,
    Kind,
    choose_terms,
    delete_what_is_over,
    due_now,
    kinds,
    refuse_a_wrong_clock,
    register_retention,
    terms_of,
)
from leerlus.advice.models import Advice, Dismissal, Participation
from leerlus.development.models import Goal
from leerlus.organisations.models import Invitation, Membership, Person
from leerlus.outcomes import uploads
from leerlus.reminders.models import OutboxMail
from tests import objects

OF_ACCESS = {
    "after_leaving": (183, 31, 730),
    "invitations": (90, 7, 365),
    "log": (548, 183, 1825),
    "sessions": (0, 0, 0),
    "shares": (365, 31, 1095),
    "submitted_forms": (7, 7, 7),
}
MADE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
"""A winter morning: summer time begins before every term is over."""


def run(municipality, at: datetime) -> dict[str, int]:
    with time_machine.travel(at, tick=False):
        return delete_what_is_over(municipality.pk if municipality else None, lambda *_: None).deleted


def canary(field: str) -> str:
    return f"CANARY{field}"


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


def ended_share(fatima, bram):
    return Share.objects.create(
        owner=fatima,
        receiver=bram,
        record=Record.PLAN.value,
        object_id=uuid4(),
        ends_on=MADE.date() - timedelta(days=1),
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


OF_A_MUNICIPALITY = [
    (open_scan, "open_scans", 90),
    (finished_scan, "scans", 1096),
    (step_put_aside, "steps_put_aside", 365),
    (part_in_comparison, "comparison", 730),
    (stopped_share, "shares", 365),
    (ended_share, "shares", 365),
    (sent_form, "submitted_forms", 7),
    (accepted_invitation, "invitations", 90),
    (expired_invitation, "invitations", 90),
    (import_on_its_way, "unfinished_imports", 7),
    (read_in_set, "client_sets", 1096),
    (sent_mail, "outbox", 90),
    (given_up_mail, "outbox", 90),
]


def still_there(row) -> bool:
    return type(row)._default_manager.filter(pk=row.pk).exists()


@pytest.mark.parametrize(("make", "kind", "days"), OF_A_MUNICIPALITY)
def test_what_is_over_goes_within_a_day_and_not_a_minute_early(
    make, kind, days, fatima, bram, municipality, other_municipality
):
    with time_machine.travel(MADE, tick=False):
        row = make(fatima, bram)
    over = MADE + timedelta(days=days)
    by_day = isinstance(row, Dismissal | Participation) or make is ended_share
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


@pytest.fixture
def gone(fatima, municipality):
    """Fatima has a scan, a step and a share; her last role ended on the second of March."""
    with time_machine.travel(MADE, tick=False):
        rows = [objects.sitting(fatima, canary), objects.goal(fatima, canary), ended_share(fatima, fatima)]
        Membership.objects.filter(person=fatima).update(ends_on=MADE.date())
    return rows


def test_half_a_year_after_leaving_everything_goes_with_the_key(gone, fatima, bram, municipality):
    with time_machine.travel(MADE, tick=False):
        of_a_colleague = objects.goal(bram, canary)
    assert run(municipality, MADE + timedelta(days=183)) == {}
    assert all(still_there(row) for row in gone)
    assert run(municipality, MADE + timedelta(days=184)) == {"after_leaving": 1}
    assert not any(still_there(row) for row in gone)
    with pytest.raises(KeyProblem):
        key_of(fatima.pk)
    assert still_there(of_a_colleague)
    assert still_there(fatima)
    line = AccessEvent.objects.get(subject_id=fatima.pk, action="expired")
    assert line.actor_id is None
    assert run(municipality, MADE + timedelta(days=185)) == {}


def test_who_came_back_keeps_everything(gone, fatima, municipality, team):
    Membership.objects.create(
        person=fatima,
        municipality=municipality,
        team=team,
        role="caseworker",
        starts_on=MADE.date() + timedelta(days=30),
    )
    assert run(municipality, MADE + timedelta(days=184)) == {}
    assert all(still_there(row) for row in gone)


def test_an_account_that_was_closed_counts_as_leaving_from_that_day(fatima, municipality):
    with time_machine.travel(MADE, tick=False):
        kept = objects.goal(fatima, canary)
        record_event(
            AccessEvent.Action.DEACTIVATED, subject_id=fatima.pk, municipality_id=fatima.municipality_id
        )
    Person.objects.filter(pk=fatima.pk).update(is_active=False)
    assert run(municipality, MADE + timedelta(days=182, hours=23)) == {}
    assert still_there(kept)
    assert run(municipality, MADE + timedelta(days=183)) == {"after_leaving": 1}
    assert not still_there(kept)


def test_of_a_researcher_who_left_everything_goes_too(lotte):
    with time_machine.travel(MADE, tick=False):
        kept = objects.goal(lotte, canary)
    Membership.objects.filter(person=lotte).update(ends_on=MADE.date())
    assert run(None, MADE + timedelta(days=184)) == {"after_leaving": 1}
    assert not still_there(kept)


# What belongs to no municipality


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


# The log


def line_at(moment: datetime, municipality) -> AccessEvent:
    with time_machine.travel(moment, tick=False):
        return record_event(
            AccessEvent.Action.VIEWED, municipality_id=municipality.pk, subject_id=uuid4(), actor_id=uuid4()
        )


@pytest.fixture
def two_logs(municipality, other_municipality):
    """Ten days of lines of two municipalities, one after the other; the second keeps its log longer."""
    RetentionTerm.objects.create(municipality=other_municipality, kind="log", days=1000)
    return [
        line_at(MADE + timedelta(days=day), where)
        for day in range(10)
        for where in (municipality, other_municipality)
    ]


def test_lines_go_after_eighteen_months_and_the_chain_still_holds(two_logs, municipality, other_municipality):
    assert run(municipality, MADE + timedelta(days=547, hours=23)) == {}
    assert run(municipality, MADE + timedelta(days=548 + 4)) == {"log": 5}
    assert AccessEvent.objects.filter(municipality=municipality, action="viewed").count() == 5
    assert AccessEvent.objects.filter(municipality=other_municipality).count() == 10
    assert first_broken_link() is None
    assert run(municipality, MADE + timedelta(days=548 + 9)) == {"log": 5}
    assert run(other_municipality, MADE + timedelta(days=1010)) == {"log": 10}
    assert first_broken_link() is None
    assert ExpiredLines.objects.count() == 1


def test_what_stays_of_an_expired_line_says_nothing_of_anybody(two_logs, municipality):
    run(municipality, MADE + timedelta(days=548 + 20))
    kept = " ".join(f"{row.sequence} {row.chain} {row.seal}" for row in ExpiredLines.objects.all())
    gone = [line for line in two_logs if line.municipality_id == municipality.pk]
    assert len(gone) == 10
    assert not any(str(line.subject_id) in kept or line.subject_id.hex in kept for line in gone)


@pytest.mark.parametrize("place", ["before", "between", "after"])
def test_a_line_taken_out_by_hand_beside_expired_ones_is_found(two_logs, municipality, place):
    run(municipality, MADE + timedelta(days=548 + 4))
    left = list(AccessEvent.objects.order_by("sequence"))
    {"before": left[0], "between": left[2], "after": left[-1]}[place].delete()
    assert first_broken_link() is not None


def test_the_link_of_expired_lines_cannot_be_moved_or_made_up(two_logs, municipality):
    run(municipality, MADE + timedelta(days=548 + 4))
    real = ExpiredLines.objects.order_by("sequence").first()
    ExpiredLines.objects.filter(pk=real.pk).update(seal="0" * 64)
    assert first_broken_link() == real.sequence
    ExpiredLines.objects.filter(pk=real.pk).update(seal=real.seal)
    assert first_broken_link() is None
    victim = AccessEvent.objects.order_by("sequence").last()
    number = victim.sequence
    ExpiredLines.objects.create(sequence=number, chain=victim.chain, seal=real.seal)
    victim.delete()
    assert first_broken_link() == number


def test_a_log_that_was_changed_is_kept_whole_to_be_looked_into_and_the_rest_goes(
    two_logs, municipality, fatima
):
    with time_machine.travel(MADE, tick=False):
        kept = objects.open_sitting(fatima, canary)
    AccessEvent.objects.filter(pk=two_logs[3].pk).update(actor_id=uuid4())
    before = AccessEvent.objects.filter(action="viewed").count()
    with time_machine.travel(MADE + timedelta(days=600), tick=False):
        done = delete_what_is_over(municipality.pk, lambda *_: None)
    assert done.problem.startswith(f"The log was changed at line {two_logs[3].sequence}")
    assert AccessEvent.objects.filter(action="viewed").count() == before
    assert not still_there(kept)


# Terms


def test_a_term_of_a_municipality_holds_there_and_nowhere_else(
    fatima, make_person, municipality, other_municipality
):
    abroad = make_person("Els", "caseworker", other_municipality)
    choose_terms(municipality, {"open_scans": 30, "scans": 1096})
    assert terms_of(municipality.pk)["open_scans"] == 30
    assert RetentionTerm.objects.count() == 1
    with time_machine.travel(MADE, tick=False):
        here, there = objects.open_sitting(fatima, canary), objects.open_sitting(abroad, canary)
    at = MADE + timedelta(days=31)
    assert run(municipality, at) == {"open_scans": 1}
    assert run(other_municipality, at) == {}
    assert (still_there(here), still_there(there)) == (False, True)


def test_a_term_that_was_chosen_can_be_chosen_anew_and_given_back(municipality):
    for days in (30, 60, 60):
        choose_terms(municipality, {"open_scans": days})
        assert terms_of(municipality.pk)["open_scans"] == days
    choose_terms(municipality, {"shares": 60})
    assert terms_of(municipality.pk)["open_scans"] == 60
    default = next(kind.days for kind in kinds() if kind.name == "open_scans")
    choose_terms(municipality, {"open_scans": default})
    assert list(RetentionTerm.objects.values_list("kind", flat=True)) == ["shares"]


def test_everything_of_access_is_kept_as_long_as_is_promised():
    """Days by default, the least and the most a municipality may choose."""
    terms = {kind.name: (kind.days, kind.least, kind.most) for kind in kinds()}
    assert {name: terms[name] for name in sorted(terms) if name in OF_ACCESS} == OF_ACCESS
    fixed = {kind.name for kind in kinds() if kind.name in OF_ACCESS and not kind.can_be_chosen}
    assert fixed == {"sessions", "submitted_forms"}


@pytest.mark.parametrize(("stored", "counts"), [(1, 30), (100_000, 365)])
def test_a_stored_term_outside_what_may_be_chosen_counts_as_the_nearest(municipality, stored, counts):
    RetentionTerm.objects.create(municipality=municipality, kind="open_scans", days=stored)
    assert terms_of(municipality.pk)["open_scans"] == counts


def test_a_kind_with_a_default_outside_its_terms_is_refused():
    with pytest.raises(ValueError, match="wrong: 5 days"):
        register_retention(Kind("wrong", "", 5, 6, 7, lambda scope: [], lambda scope, keys: 0))
    assert "wrong" not in {kind.name for kind in kinds()}


# The command and the clock


def test_a_dry_run_counts_and_deletes_nothing(fatima, municipality):
    with time_machine.travel(MADE, tick=False):
        kept = objects.open_sitting(fatima, canary)
    out = StringIO()
    with time_machine.travel(MADE + timedelta(days=100), tick=False):
        assert due_now(municipality.pk)["open_scans"] == 1
        call_command("retention", "--dry-run", "--after-a-pause", stdout=out)
    assert "Voorbeeldstad: would delete 1 open_scans." in out.getvalue()
    assert still_there(kept)
    assert not RetentionRun.objects.exists()


def test_the_command_deletes_counts_and_writes_it_down(fatima, municipality):
    with time_machine.travel(MADE, tick=False):
        kept = objects.open_sitting(fatima, canary)
    out = StringIO()
    with time_machine.travel(MADE + timedelta(days=100), tick=False):
        call_command("retention", "--after-a-pause", stdout=out)
    assert "Voorbeeldstad: deleted 1 open_scans." in out.getvalue()
    assert "This installation: deleted nothing." in out.getvalue()
    assert not still_there(kept)
    assert RetentionRun.objects.get(municipality=municipality).deleted == {"open_scans": 1}
    assert AccessEvent.objects.filter(action="expired").count() == 2
    assert first_broken_link() is None


def test_a_changed_log_ends_the_command_with_a_reason(two_logs, municipality):
    AccessEvent.objects.filter(pk=two_logs[0].pk).update(actor_id=uuid4())
    with (
        time_machine.travel(MADE + timedelta(days=600), tick=False),
        pytest.raises(CommandError, match="changed at line"),
    ):
        call_command("retention", "--after-a-pause", stdout=StringIO())


@pytest.mark.parametrize("jump", [timedelta(days=366), timedelta(hours=-2)])
def test_a_clock_that_jumped_deletes_nothing(fatima, municipality, jump):
    with time_machine.travel(MADE, tick=False):
        record_event(AccessEvent.Action.LOGGED_IN, subject_id=fatima.pk, municipality_id=municipality.pk)
        kept = objects.open_sitting(fatima, canary)
    with time_machine.travel(MADE + jump, tick=False):
        with pytest.raises(ClockProblem):
            refuse_a_wrong_clock()
        with pytest.raises(CommandError, match="--after-a-pause"):
            call_command("retention", stdout=StringIO())
    assert still_there(kept)


def test_a_clock_that_goes_on_as_usual_is_no_problem(fatima, municipality):
    refuse_a_wrong_clock()
    with time_machine.travel(MADE, tick=False):
        record_event(AccessEvent.Action.LOGGED_IN, subject_id=fatima.pk, municipality_id=municipality.pk)
    refuse_a_wrong_clock(MADE + timedelta(days=29))


def test_many_rows_go_some_hundreds_at_a_time(fatima, municipality, monkeypatch):
    with time_machine.travel(MADE, tick=False):
        for number in range(7):
            SubmittedForm.objects.create(token=f"{number}", person=fatima, result_url="/")
    monkeypatch.setattr("leerlus.access.retention.ROWS_AT_ONCE", 3)
    told = []
    with time_machine.travel(MADE + timedelta(days=8), tick=False):
        delete_what_is_over(municipality.pk, lambda *progress: told.append(progress))
    assert [(done, every) for _, done, every in told] == [(3, 7), (6, 7), (7, 7)]
    assert not SubmittedForm.objects.exists()


def test_every_kind_has_a_test_of_its_moment():
    tested = {kind for _, kind, _ in OF_A_MUNICIPALITY} | {
        "after_leaving", "log", "sessions", "failed_attempts", "failed_logins", "login_log", "uploads",
        "card_inflow", "sent_cards",
    }  # fmt: skip
    assert {kind.name for kind in kinds()} == tested
