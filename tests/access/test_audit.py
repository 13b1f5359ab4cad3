"""The chained log: every change shows."""

from uuid import uuid4

import pytest

from leerlus.access.audit import first_broken_link, record_event
from leerlus.access.door import visible
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent, ChainTip

Action = AccessEvent.Action


@pytest.fixture
def three_lines(actor, fatima, erik) -> list[AccessEvent]:
    """Three lines that together fill every column."""
    return [
        record_event(Action.LOGGED_IN, actor_id=fatima.pk, municipality_id=fatima.municipality_id),
        record_event(
            Action.SHARED,
            actor=actor(fatima),
            subject_id=fatima.pk,
            receiver_id=erik.pk,
            record=Record.PLAN,
            object_id=uuid4(),
        ),
        record_event(Action.EXPORTED, actor=actor(fatima), subject_id=fatima.pk),
    ]


def test_a_line_says_who_did_what_to_whose_record(three_lines, fatima, erik):
    line = AccessEvent.objects.get(action=Action.SHARED)
    assert (line.actor_id, line.subject_id, line.receiver_id) == (fatima.pk, fatima.pk, erik.pk)
    assert (line.record, line.municipality_id) == ("plan", fatima.municipality_id)
    assert str(line) == f"{line.sequence} shared"


def test_a_line_without_an_actor_keeps_who_it_was_told(three_lines, fatima):
    line = AccessEvent.objects.get(action=Action.LOGGED_IN)
    assert (line.actor_id, line.municipality_id, line.record) == (fatima.pk, fatima.municipality_id, "")


def test_an_untouched_log_is_whole(three_lines):
    assert first_broken_link() is None


@pytest.mark.django_db
def test_an_empty_log_is_whole():
    assert first_broken_link() is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", "viewed"),
        ("record", "scan"),
        ("object_id", uuid4()),
        ("actor_id", uuid4()),
        ("subject_id", uuid4()),
        ("receiver_id", uuid4()),
        ("municipality", None),
        ("at", "2026-01-01T00:00:00Z"),
        ("chain", "f" * 64),
    ],
)
def test_a_change_in_any_column_is_found(three_lines, column, value):
    AccessEvent.objects.filter(pk=three_lines[1].pk).update(**{column: value})
    assert first_broken_link() == three_lines[1].pk


def test_a_removed_line_is_found_at_the_next_one(three_lines):
    three_lines[1].delete()
    assert first_broken_link() == three_lines[2].pk


def test_removing_the_last_lines_is_found(three_lines):
    three_lines[2].delete()
    assert first_broken_link() == three_lines[1].pk


def test_removing_every_line_is_found(three_lines):
    AccessEvent.objects.all().delete()
    assert first_broken_link() == 0


def test_removing_the_last_lines_together_with_the_tip_is_found(three_lines):
    three_lines[2].delete()
    ChainTip.objects.all().delete()
    assert first_broken_link() == three_lines[1].pk


def test_somebody_without_the_keys_cannot_make_the_chain_fit_again(three_lines, settings, tmp_path):
    """They can compute the same sum over the changed lines, but with a key of their own."""
    real_keyring = settings.LEERLUS_KEYRING
    settings.LEERLUS_KEYRING = str(tmp_path / "other")
    AccessEvent.objects.all().delete()
    ChainTip.objects.all().delete()
    forged = record_event(Action.LOGGED_IN)
    assert first_broken_link() is None
    settings.LEERLUS_KEYRING = real_keyring
    assert first_broken_link() == forged.pk


def test_the_tip_tells_the_newest_link(three_lines):
    assert str(ChainTip.objects.get()) == three_lines[2].chain


def test_the_log_outlives_a_municipality_and_stays_whole(three_lines, municipality):
    municipality.delete()
    assert AccessEvent.objects.count() == 3
    assert first_broken_link() is None


def test_through_the_door_everybody_sees_only_the_lines_about_themselves(
    three_lines, actor, fatima, erik, sam
):
    assert set(visible(actor(fatima), AccessEvent)) == set(three_lines[1:])
    assert not visible(actor(erik), AccessEvent).exists()
    assert not visible(actor(sam), AccessEvent).exists()
