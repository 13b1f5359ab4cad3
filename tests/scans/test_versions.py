"""A new version of the questions leaves everything that was answered before as it was (check 63)."""

import re
from datetime import date, timedelta

import pytest
import yaml

from leerlus.access.actor import actor_of
from leerlus.content import instrument as instruments
from leerlus.content.profile_words import load_profile_words
from leerlus.scans import question_pages
from leerlus.scans.follow_ups import follow_ups_of, start_follow_up
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import instrument_of, start_sitting
from tests.scans.answers import CONVINCED_BUT_IN_DOUBT, finished_scan
from tests.scans.taking import finished

NEW_TEXT = "Wat levert werken aan je vak je op?"


@pytest.fixture
def second_version(tmp_path, monkeypatch):
    """Call it, and a second version of the quickscan is in use: its first question has other words and other points."""
    first = (instruments.FOLDER / "quickscan-1.yaml").read_text(encoding="utf-8")

    def release() -> None:
        changed = yaml.safe_load(first)
        changed["version"] = 2
        question = next(item for item in changed["items"] if item["id"] == "ATT1")
        question |= {"text": {"nl": NEW_TEXT, "en": "What does it bring you?"}, "scale": "applies5"}
        (tmp_path / "quickscan-1.yaml").write_text(first, encoding="utf-8")
        (tmp_path / "quickscan-2.yaml").write_text(yaml.safe_dump(changed), encoding="utf-8")
        monkeypatch.setattr(instruments, "FOLDER", tmp_path)
        monkeypatch.setitem(instruments.CURRENT_VERSIONS, "quickscan", 2)

    monkeypatch.setattr(question_pages, "_SKELETONS", {})
    yield release
    instruments.load_instrument.cache_clear()


def test_check_63_answers_stay_tied_to_the_version_that_was_shown(fatima, second_version, logged_in):
    before = finished_scan(fatima)
    scores = before.stored_scores
    second_version()
    after = Sitting.objects.get(pk=before.pk)
    assert (after.version, instrument_of(after).version) == (1, 1)
    assert (after.answers["ATT1"], after.stored_scores) == (7, scores)
    page = logged_in(fatima).get(f"/mijn-vak/profiel/{before.pk}/").content.decode()
    assert "Je ziet het nut van werken aan je vak." in page


def test_check_63_who_was_halfway_finishes_the_version_they_began(fatima, second_version, logged_in):
    begun = start_sitting(actor_of(fatima))
    second_version()
    client = logged_in(fatima)
    assert NEW_TEXT not in client.get(f"/mijn-vak/scan/{begun.pk}/2/").content.decode()
    assert start_sitting(actor_of(fatima)).pk == begun.pk
    finished_scan(fatima)
    again = start_sitting(actor_of(fatima))
    assert again.version == 2
    assert NEW_TEXT in client.get(f"/mijn-vak/scan/{again.pk}/2/").content.decode()


def test_check_63_the_trend_breaks_visibly_where_the_questions_changed(fatima, second_version, logged_in):
    first = finished_scan(fatima)
    Sitting.objects.filter(pk=first.pk).update(finished_at=first.finished_at - timedelta(days=90))
    second_version()
    newest = finished_scan(fatima, CONVINCED_BUT_IN_DOUBT | {"ATT1": 5, "SE1": 9})
    page = logged_in(fatima).get(f"/mijn-vak/profiel/{newest.pk}/").content.decode()
    drawings = re.findall(r'<figure class="leerlus-chart">.*?</svg>', page, re.DOTALL)
    assert load_profile_words().new_version.nl in page
    assert len(drawings) == 3
    for drawing in drawings:
        assert 'class="chart-break"' in drawing
        assert 'class="chart-line"' not in drawing
        assert "Links van de stippellijn waren de vragen anders" in drawing
        assert "eerst " not in drawing


def test_scans_of_one_version_are_joined_and_compared(fatima, logged_in):
    first = finished_scan(fatima)
    Sitting.objects.filter(pk=first.pk).update(finished_at=first.finished_at - timedelta(days=90))
    newest = finished_scan(fatima, SE1=9)
    page = logged_in(fatima).get(f"/mijn-vak/profiel/{newest.pk}/").content.decode()
    assert page.count('class="chart-line"') == 3
    assert "Ongeveer gelijk: eerst 30, nu 40 van 100." in page
    assert load_profile_words().change_unknown_error.nl in page


def test_check_63_a_later_moment_asks_the_version_of_the_first_also_when_there_is_a_new_one(
    fatima, tmp_path, monkeypatch
):
    first = finished(fatima, "post_evaluation", 50, PE4=4)
    now, following = first.version, first.version + 1
    whole = (instruments.FOLDER / f"post_evaluation-{now}.yaml").read_text(encoding="utf-8")
    (tmp_path / f"post_evaluation-{now}.yaml").write_text(whole, encoding="utf-8")
    changed = yaml.safe_load(whole) | {"version": following}
    (tmp_path / f"post_evaluation-{following}.yaml").write_text(yaml.safe_dump(changed), encoding="utf-8")
    monkeypatch.setattr(instruments, "FOLDER", tmp_path)
    monkeypatch.setitem(instruments.CURRENT_VERSIONS, "post_evaluation", following)
    (six_weeks, _) = follow_ups_of(first, [], date.today())
    assert start_follow_up(actor_of(fatima), six_weeks).version == now
    assert start_sitting(actor_of(fatima), "post_evaluation").version == following
