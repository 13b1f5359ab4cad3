"""Half years of a municipality are told once, when records reach, and only when the works council agreed."""

from datetime import date

import pytest

from leerlus.access.models import AccessEvent
from leerlus.outcomes.models import Spell
from leerlus.pictures.models import ReleasedPeriod
from leerlus.pictures.reading import periods_of
from leerlus.pictures.releasing import release_due, set_of
from leerlus.pictures.rules.period_tables import Measure
from leerlus.release.models import Unchangeable

pytestmark = pytest.mark.django_db


def test_check_75_without_the_consent_of_the_works_council_nothing_is_released(records, municipality):
    records(municipality)
    assert release_due([municipality]) == 0
    assert not ReleasedPeriod.objects.exists()


def test_a_half_year_is_released_when_the_records_reach_and_only_once(records, agreed):
    records(agreed)
    told = release_due([agreed])
    assert told == ReleasedPeriod.objects.count()
    newest = ReleasedPeriod.objects.filter(measure=Measure.OUTFLOW).latest("first_day")
    assert newest.first_day == date(2026, 1, 1)
    returns = ReleasedPeriod.objects.filter(measure=Measure.RETURNS).latest("first_day")
    assert returns.first_day == date(2025, 1, 1)
    assert release_due([agreed]) == 0
    assert AccessEvent.objects.filter(action=AccessEvent.Action.RELEASED).count() == told


def test_what_comes_in_later_changes_nothing_that_was_released(records, agreed):
    made = records(agreed)
    release_due([agreed])
    before = list(ReleasedPeriod.objects.values("measure", "first_day", "stored_counts"))
    Spell.objects.filter(source=made).update(exit=Spell.Exit.MOVED)
    release_due([agreed])
    assert list(ReleasedPeriod.objects.values("measure", "first_day", "stored_counts")) == before
    row = ReleasedPeriod.objects.first()
    for change in (row.save, row.delete, ReleasedPeriod.objects.all().delete):
        with pytest.raises(Unchangeable):
            change()


def test_a_new_set_does_not_tell_a_half_year_again(records, agreed):
    records(agreed)
    release_due([agreed])
    records(agreed, a_month=10)
    assert release_due([agreed]) == 0


def test_what_was_released_is_hidden_when_the_works_council_takes_its_consent_back(records, agreed):
    records(agreed)
    release_due([agreed])
    assert periods_of(agreed.pk)
    agreed.works_council_reference = ""
    agreed.save()
    assert not periods_of(agreed.pk)


def test_own_sets_of_caseworkers_and_sets_without_dates_tell_nothing_of_a_municipality(
    records, agreed, fatima
):
    made = records(agreed)
    assert set_of(agreed) == made
    Spell.objects.filter(source=made).update(started_on=None)
    assert set_of(agreed) is None
    assert release_due([agreed]) == 0


def test_every_count_that_is_told_is_of_five_or_more_and_rounded(records, agreed):
    records(agreed)
    release_due([agreed])
    for row in ReleasedPeriod.objects.all():
        told = row.counts
        values = [told.total, *told.columns.values(), *told.rows.values()]
        values += [cell for cells in told.cells.values() for cell in cells.values()]
        assert all(value is None or (value >= 10 and value % 5 == 0) for value in values)
