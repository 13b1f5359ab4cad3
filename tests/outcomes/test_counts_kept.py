"""Whatever happens to a set, its counts stay equal to what its spells and events say."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerlus.outcomes import running, undoing
from leerlus.outcomes.counting import counted_until, lasting_counts, recount, unit_tables
from leerlus.outcomes.models import LastingCount, OutcomeEvent, Spell, SpellCount, SpellImport, UnitCount
from leerlus.outcomes.rules.employment import Job, Lasting, lasting_work
from leerlus.outcomes.rules.outflow import Benefit, Outflow, outflow_of
from leerlus.outcomes.rules.spells import Exit
from tests.outcomes.reading_in import read_in

pytestmark = pytest.mark.django_db
FIRST = date(2022, 1, 10)
LAST_DAY = date(2025, 6, 1)


def kept():
    """All counts, as plain rows."""
    return [
        sorted(model.objects.values_list(*names), key=str)
        for model, names in (
            (SpellCount, ("source_id", "caseworker_id", "duration", "exit", "number")),
            (
                UnitCount,
                (
                    "source_id",
                    "caseworker_id",
                    "began",
                    "months",
                    "outflow",
                    "away",
                    "returned",
                    "new_client",
                    "number",
                ),
            ),
            (LastingCount, ("source_id", "caseworker_id", "began", "lasting", "number")),
        )
    ]


def spells_counted():
    keys = ("source_id", "caseworker_id", "duration", "exit")
    return sorted(Spell.objects.values_list(*keys).annotate(number=Count("pk")), key=str)


def outflows_of_clients(source):
    """What became of each spell, client by client, by the rule itself."""
    found: Counter[str] = Counter()
    for reference in set(Spell.objects.filter(source=source).values_list("client_reference", flat=True)):
        own = Spell.objects.filter(source=source, client_reference=reference)
        benefits = [
            Benefit(one.started_on, one.ended_on if one.exit else None, Exit(one.exit)) for one in own
        ]
        jobs = jobs_of(source, reference, OutcomeEvent.Kind.PLACEMENT, OutcomeEvent.Kind.PART_TIME_WORK)
        for one in benefits:
            found[outflow_of(one, benefits, jobs, counted_until(source))] += 1
    return found


def lasting_of_clients(source):
    found: Counter[str] = Counter()
    for reference in set(
        OutcomeEvent.objects.filter(source=source).values_list("client_reference", flat=True)
    ):
        jobs = jobs_of(source, reference, OutcomeEvent.Kind.PLACEMENT)
        found.update(lasting_work(jobs, counted_until(source)))
    return found


def jobs_of(source, reference, *kinds):
    own = OutcomeEvent.objects.filter(source=source, client_reference=reference, kind__in=kinds)
    return [Job(one.started_on, one.last_day, one.regular, one.subsidised) for one in own]


def summed(model, field, source):
    rows = model.objects.filter(source=source).values_list(field).annotate(Sum("number"))
    return Counter(dict(rows))


clients = st.integers(1, 4)
days = st.integers(0, 900)
lengths = st.integers(1, 400)
reasons = st.sampled_from(["voltijd", "verhuizing", "pensioen", ""])
spells = st.lists(st.tuples(clients, days, st.one_of(st.none(), lengths), reasons), min_size=1, max_size=6)
jobs = st.lists(
    st.tuples(clients, days, lengths, st.sampled_from(["ja", "nee", ""]), st.sampled_from(["ja", "nee", ""])),
    min_size=1,
    max_size=4,
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("spells"), spells),
        st.tuples(st.just("events"), jobs),
        st.tuples(st.just("undo"), st.none()),
        st.tuples(st.just("call off"), spells),
    ),
    max_size=4,
)


def written(day: int) -> str:
    return f"{FIRST + timedelta(days=day):%d-%m-%Y}"


def spell_lines(rows, caseworkers):
    lines = {}
    for client, day, length, reason in rows:
        end = written(day + length) if length else ""
        who = caseworkers[(client + day) % len(caseworkers)].email
        lines[client, day] = f"C-{client};{written(day)};{end};{reason if length else ''};{who}"
    return list(lines.values())


def event_lines(rows, source):
    known = set(Spell.objects.filter(source=source).values_list("client_reference", flat=True))
    lines = {}
    for client, day, length, regular, subsidised in rows:
        if f"C-{client}" in known:
            lines[client, day] = (
                f"C-{client};{written(day)};{written(day + length)};plaatsing;{regular};{subsidised}"
            )
    return list(lines.values())


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=spells, after=steps, own=st.booleans())
def test_whatever_is_read_in_changed_undone_or_called_off_the_counts_equal_the_spells(
    fatima, bram, sam, monkeypatch, first, after, own
):
    by = fatima if own else sam
    people = [fatima] if own else [fatima, bram]
    with transaction.atomic():
        source = read_in(by, spell_lines(first, people), LAST_DAY, own=own)
        for number, (what, rows) in enumerate(after):
            day = LAST_DAY + timedelta(days=30 * (number + 1))
            before = kept()
            if what == "undo":
                if (last := undoing.last_addition(source)) is not None:
                    undoing.undo(last)
            elif what == "events":
                if lines := event_lines(rows, source):
                    read_in(by, lines, day, source, own=own, events=True)
            elif what == "call off":
                with monkeypatch.context() as patched:
                    patched.setattr(running.uploads, "is_called_off", lambda _: True)
                    with pytest.raises(running.CalledOff), transaction.atomic():
                        read_in(by, spell_lines(rows, people), day, source, own=own)
                assert kept() == before
            else:
                read_in(by, spell_lines(rows, people), day, source, own=own)
            assert kept()[0] == spells_counted()
            assert summed(UnitCount, "outflow", source) == (Counter() if own else outflows_of_clients(source))
            assert summed(LastingCount, "lasting", source) == (
                Counter() if own else lasting_of_clients(source)
            )
        found = kept()
        recount(source.pk)
        assert kept() == found
        transaction.set_rollback(True)


@pytest.fixture
def year(fatima, bram, sam):
    """A set for everybody: C-1 went to work and came back after four months, C-2 moved, C-3 is still there."""
    lines = [
        f"C-1;10-1-2022;10-6-2022;voltijd;{fatima.email}",
        f"C-1;1-10-2022;;;{bram.email}",
        f"C-2;5-2-2022;5-5-2022;verhuizing;{fatima.email}",
        f"C-3;1-4-2023;;;{bram.email}",
    ]
    return read_in(sam, lines, LAST_DAY)


def test_a_file_of_the_municipality_is_added_up_for_the_units_that_are_asked(year, fatima, bram):
    found = unit_tables(year.pk, {fatima.pk: "Noord", bram.pk: "Zuid"})
    first_of_2022, second_of_2023 = 2022 * 4, 2023 * 4 + 1
    assert (found.units, found.quarters) == (
        ("Noord", "Zuid"),
        (first_of_2022, 2022 * 4 + 3, second_of_2023, None),
    )
    noord = found.spells[0, 0]
    assert [(int(row), int(month) + 1) for row, month in zip(*noord.nonzero(), strict=True)] == [
        (1, 5),
        (2, 3),
    ]
    assert found.away[0].nonzero()[0].tolist() == [1]
    assert found.away[0].nonzero()[1].tolist() == [3]
    assert found.clients.tolist() == [2, 1]
    assert found.spells[1].sum() == 2


def test_everybody_together_is_one_unit(year, fatima, bram):
    found = unit_tables(year.pk, dict.fromkeys((fatima.pk, bram.pk), "all"))
    assert (found.clients.tolist(), found.caseworkers.tolist()) == ([3], [2])
    assert (found.largest.tolist(), found.two_largest.tolist()) == ([2 / 3], [1.0])


def test_clients_of_somebody_in_no_unit_are_left_out(year, fatima):
    found = unit_tables(year.pk, {fatima.pk: "Noord"})
    assert found.spells.sum() == 2


def test_a_set_of_own_clients_is_in_no_count_of_units(fatima):
    read_in(fatima, ["C-1;10-1-2022;10-6-2022;voltijd;"], LAST_DAY, own=True)
    assert not UnitCount.objects.exists()


def test_lasting_work_is_counted_by_the_quarter_in_which_it_began(year, sam, fatima, bram):
    read_in(sam, ["C-1;15-6-2022;20-12-2022;plaatsing;ja;nee"], LAST_DAY, year, events=True)
    quarter = 2022 * 4 + 1
    caseworker = OutcomeEvent.objects.get().caseworker_id
    assert lasting_counts(year.pk, {caseworker: "Noord"}) == {("Noord", quarter, Lasting.YES): 1}


def test_a_file_of_events_that_reaches_further_makes_certain_what_was_too_early(fatima, sam):
    source = read_in(sam, [f"C-1;10-1-2022;10-5-2025;voltijd;{fatima.email}"], date(2025, 5, 20))
    assert summed(UnitCount, "outflow", source) == {Outflow.TOO_EARLY: 1}
    read_in(sam, ["C-1;11-5-2025;30-5-2025;plaatsing;ja;nee"], date(2025, 7, 1), source, events=True)
    assert summed(UnitCount, "outflow", source) == {Outflow.WORK: 1}
    undoing.undo(undoing.last_addition(source))
    assert summed(UnitCount, "outflow", source) == {Outflow.TOO_EARLY: 1}


def test_the_command_counts_every_set_anew(year, settings, capsys):
    settings.LEERLUS_MONTHS_TO_CONFIRM = 6
    call_command("recount")
    # Back in benefit within six months: with that setting the work did not stand.
    assert summed(UnitCount, "outflow", year)[Outflow.BACK_AT_ONCE] == 1
    assert "1 sets" in capsys.readouterr().out


def test_unit_counts_go_with_their_set(year):
    SpellImport.objects.filter(pk=year.pk).delete()
    assert not UnitCount.objects.exists()
