"""Terms a municipality chooses, dry runs, the command, and a clock that jumps (reliability D11)."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from leerlus.access.audit import first_broken_link, record_event
from leerlus.access.models import (
    AccessEvent,
    RetentionRun,
    RetentionTerm,
    SubmittedForm,
)
from leerlus.access.retention import (
    ClockProblem,
    Kind,
    choose_terms,
    delete_what_is_over,
    due_now,
    kinds,
    last_runs,
    refuse_a_wrong_clock,
    register_retention,
    terms_of,
)
from tests import objects
from tests.access.retaining import MADE, canary, run, still_there

OF_ACCESS = {
    "after_leaving": (183, 31, 730),
    "invitations": (90, 7, 365),
    "log": (548, 183, 1825),
    "sessions": (0, 0, 0),
    "shares": (365, 31, 1095),
    "submitted_forms": (7, 7, 7),
}


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
    for jump in (timedelta(hours=-1), timedelta(), timedelta(days=30)):
        refuse_a_wrong_clock(MADE + jump)
    run(municipality, MADE + timedelta(days=29))
    refuse_a_wrong_clock(MADE + timedelta(days=59))
    with pytest.raises(ClockProblem):
        refuse_a_wrong_clock(MADE + timedelta(days=59, minutes=1))


def test_the_newest_runs_of_a_municipality_come_first(municipality, other_municipality):
    for where, day in ((municipality, 1), (municipality, 2), (municipality, 3), (other_municipality, 4)):
        run(where, MADE + timedelta(days=day))
    assert [one.at for one in last_runs(municipality.pk, 2)] == [MADE + timedelta(days=day) for day in (3, 2)]


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
