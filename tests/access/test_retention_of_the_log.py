"""Lines of the log that were kept long enough go, and what stays can still be checked (reliability D11)."""

from datetime import datetime, timedelta
from io import StringIO
from uuid import uuid4

import pytest
import time_machine
from django.core.management import CommandError, call_command

from leerlus.access.audit import first_broken_link, record_event
from leerlus.access.models import (
    AccessEvent,
    ExpiredLines,
    RetentionTerm,
)
from leerlus.access.retention import (
    delete_what_is_over,
)
from tests import objects
from tests.access.retaining import MADE, canary, run, still_there


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


def test_a_changed_log_ends_the_command_with_a_reason(two_logs, municipality):
    AccessEvent.objects.filter(pk=two_logs[0].pk).update(actor_id=uuid4())
    with (
        time_machine.travel(MADE + timedelta(days=600), tick=False),
        pytest.raises(CommandError, match="changed at line"),
    ):
        call_command("retention", "--after-a-pause", stdout=StringIO())
