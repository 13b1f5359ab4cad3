"""Counts of spells: equal to the spells whatever happened to them, and gone with whom they are about."""

import pytest
from django.db.models import Count
from hypothesis import given
from hypothesis import strategies as st

from leerlus.outcomes import undoing
from leerlus.outcomes.counting import recount
from leerlus.outcomes.importing import NewImport, remove_import, store_spells
from leerlus.outcomes.models import Spell, SpellCount, SpellImport
from leerlus.outcomes.rules.columns import Mapping
from leerlus.outcomes.rules.grouped import GroupedCount
from leerlus.outcomes.rules.spells import Exit, Unit
from leerlus.outcomes.rules.validating import Spells

pytestmark = pytest.mark.django_db


def spells(durations, exits, caseworkers=None) -> Spells:
    empty = [None] * len(durations)
    return Spells(
        references=[""] * len(durations),
        started_on=empty,
        ended_on=empty,
        durations=list(durations),
        exits=list(exits),
        caseworkers=caseworkers,
    )


@pytest.fixture
def store(fatima, sam):
    def stored(read: Spells, own=True) -> SpellImport:
        new = NewImport(fatima if own else sam, fatima.municipality, "Set", for_own_clients=own)
        return store_spells(new, read, Mapping(unit=Unit.MONTH))

    return stored


KEYS = ("source_id", "caseworker_id", "duration", "exit")


def rows_of_spells():
    found = Spell.objects.values_list(*KEYS).annotate(number=Count("pk"))
    return sorted(found, key=str)


def rows_of_counts():
    return sorted(SpellCount.objects.values_list(*KEYS, "number"), key=str)


def test_after_an_import_the_counts_equal_the_spells(store, fatima):
    made = store(spells([3, 3, 3, 7], [Exit.OTHER, Exit.OTHER, Exit.MOVED, Exit.STILL_IN_BENEFIT]))
    assert SpellCount.objects.of(fatima.pk, made.pk) == [(3, Exit.OTHER, 2), (3, Exit.MOVED, 1), (7, 0, 1)]
    assert rows_of_counts() == rows_of_spells()


def test_counts_of_two_caseworkers_in_one_set_stay_apart(store, fatima, bram):
    made = store(spells([4, 4, 5], [Exit.OTHER] * 3, [fatima.pk, bram.pk, bram.pk]), own=False)
    assert SpellCount.objects.of(fatima.pk, made.pk) == [(4, Exit.OTHER, 1)]
    assert SpellCount.objects.of(bram.pk, made.pk) == [(4, Exit.OTHER, 1), (5, Exit.OTHER, 1)]


def test_a_client_who_goes_to_another_caseworker_is_counted_there(store, fatima, bram):
    made = store(spells([4, 6], [Exit.OTHER] * 2, [fatima.pk, fatima.pk]), own=False)
    Spell.objects.filter(duration=6).update(caseworker=bram)
    recount(made.pk)
    assert rows_of_counts() == rows_of_spells()
    assert SpellCount.objects.of(bram.pk, made.pk) == [(6, Exit.OTHER, 1)]


def test_recounting_one_set_leaves_another_alone(store):
    first, second = store(spells([3], [Exit.OTHER])), store(spells([9, 9], [Exit.OTHER] * 2))
    recount(first.pk)
    assert rows_of_counts() == rows_of_spells()
    assert SpellCount.objects.get(source=second).number == 2


def test_counts_go_with_their_set(store):
    remove_import(store(spells([3, 4], [Exit.OTHER] * 2)))
    assert not SpellCount.objects.exists()


def test_counts_of_somebody_who_is_erased_go_and_no_total_keeps_them(store, fatima, bram):
    store(spells([4, 4, 5], [Exit.OTHER] * 3, [fatima.pk, bram.pk, bram.pk]), own=False)
    bram.delete()
    assert rows_of_counts() == rows_of_spells()
    assert [one.caseworker_id for one in SpellCount.objects.all()] == [fatima.pk]


def test_an_import_that_is_undone_leaves_the_counts_as_they_were(store, fatima):
    from django.utils import timezone

    first = store(spells([3, 3], [Exit.OTHER] * 2))
    before = rows_of_counts()
    more = SpellImport.objects.create(
        person=fatima,
        municipality=fatima.municipality,
        into=first,
        name="Set",
        state=SpellImport.State.DONE,
        finished_at=timezone.now(),
    )
    Spell.objects.create(source=first, added_by=more, caseworker=fatima, duration=8, exit=Exit.OTHER)
    recount(first.pk)
    assert rows_of_counts() != before
    undoing.undo(more)
    assert rows_of_counts() == before


@given(st.text())
def test_only_a_plain_name_stands_in_a_query(text):
    if text.isascii() and text.isidentifier():
        assert f"FROM {text}" in GroupedCount(text, ("key",)).statement
    else:
        with pytest.raises(ValueError, match="not the name"):
            GroupedCount(text, ("key",))
