"""Whatever happens to a set, its counts stay equal to its spells."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import Count
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerlus.outcomes import running, undoing
from leerlus.outcomes.counting import recount
from leerlus.outcomes.models import Spell, SpellCount
from tests.outcomes.reading_in import read_in

pytestmark = pytest.mark.django_db
FIRST = date(2022, 1, 10)
LAST_DAY = date(2025, 6, 1)
KEYS = ("source_id", "caseworker_id", "duration", "exit")


def kept():
    """All counts, as plain rows."""
    return sorted(SpellCount.objects.values_list(*KEYS, "number"), key=str)


def spells_counted():
    return sorted(Spell.objects.values_list(*KEYS).annotate(number=Count("pk")), key=str)


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
            assert kept() == spells_counted()
        found = kept()
        recount(source.pk)
        assert kept() == found
        transaction.set_rollback(True)
