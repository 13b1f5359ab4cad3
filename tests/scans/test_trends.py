"""Own scores over time: words that hold, gaps that stay gaps, and a line that breaks with the questions."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from leerlus.access.actor import actor_of
from leerlus.scans.models import Sitting
from leerlus.scans.scoring import MARGIN, Scores, Stage
from leerlus.scans.sittings import finish_sitting, start_sitting
from leerlus.scans.trend_words import trend_sentence
from leerlus.scans.trends import (
    Change,
    EarlierScores,
    MeasurementError,
    change_between,
    stages_over_time,
    trend_of,
)
from tests.scans.answers import CONVINCED_BUT_IN_DOUBT, finished_scan

SCORES = st.none() | st.floats(0, 100)
ERRORS = st.none() | st.builds(MeasurementError, st.floats(1, 40), st.floats(0, 0.99))
OPPOSITE = {
    Change.LOWER: Change.HIGHER,
    Change.HIGHER: Change.LOWER,
    Change.SAME: Change.SAME,
    Change.NOT_YET: Change.NOT_YET,
}


def measured(day: int, value: float | None, version: int = 1, stage: Stage | None = None) -> EarlierScores:
    return EarlierScores(
        date(2026, 1, 1) + timedelta(days=day), version, Scores({"se": value}, {}, stage, None)
    )


@given(SCORES, SCORES, ERRORS)
def test_the_other_way_round_it_is_the_other_way_round(earlier, later, error):
    assert change_between(later, earlier, error) is OPPOSITE[change_between(earlier, later, error)]


@given(SCORES, ERRORS)
def test_of_something_unknown_nothing_can_be_said(score, error):
    assert change_between(None, score, error) is Change.NOT_YET
    assert change_between(score, None, error) is Change.NOT_YET


@given(st.floats(0, 100), st.floats(0, 100), ERRORS)
def test_check_07_higher_is_never_said_of_a_score_that_is_not_higher(earlier, later, error):
    word = change_between(earlier, later, error)
    assert not (word is Change.HIGHER and later <= earlier)
    assert not (word is Change.LOWER and later >= earlier)


@given(st.floats(0, 100), st.floats(0, 100))
def test_while_the_error_is_unknown_only_margins_that_do_not_touch_are_a_change(earlier, later):
    touch = abs(later - earlier) <= 2 * MARGIN
    assert (change_between(earlier, later, None) in {Change.LOWER, Change.HIGHER}) == (not touch)


@given(st.floats(0, 40), st.floats(0, 40), st.floats(0, 60), ERRORS)
def test_a_larger_difference_is_never_called_less_of_a_change(small, more, start, error):
    order = [Change.SAME, Change.NOT_YET, Change.HIGHER]
    near = change_between(start, start + min(small, more), error)
    far = change_between(start, start + max(small, more), error)
    assert order.index(near) <= order.index(far)


def test_with_a_known_error_a_change_is_what_jacobson_and_truax_call_reliable():
    error = MeasurementError(
        deviation=20, reliability=0.75
    )  # error of a difference 14.1, reliable from 27.7 on
    assert change_between(30, 57, error) is Change.SAME
    assert change_between(30, 58, error) is Change.HIGHER
    assert change_between(58, 30, error) is Change.LOWER


def test_a_trend_compares_the_newest_with_the_first_of_the_same_questions():
    trend = trend_of("se", [measured(0, 90), measured(100, 20, 2), measured(200, 50, 2)])
    assert (trend.first, trend.last, trend.change, trend.is_broken) == (20, 50, Change.HIGHER, True)


def test_check_63_what_came_before_other_questions_is_not_compared():
    trend = trend_of("se", [measured(0, 20), measured(100, 90, 2)])
    assert (trend.first, trend.change) == (None, Change.NOT_YET)
    assert "Links van de stippellijn waren de vragen anders" in trend_sentence(trend)


def test_a_scan_in_which_it_was_unknown_stays_in_the_trend_as_unknown():
    trend = trend_of("se", [measured(0, 20), measured(100, None), measured(200, 50)])
    assert [point.value for point in trend.points] == [20, None, 50]
    assert trend.change is Change.HIGHER


@pytest.mark.parametrize("values", [[30], [None, None], []])
def test_without_two_scans_or_any_score_there_is_no_trend(values):
    assert trend_of("se", [measured(100 * number, value) for number, value in enumerate(values)]) is None


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([20, 50], "Hoger: eerst 20, nu 50 van 100."),
        ([50, 20], "Lager: eerst 50, nu 20 van 100."),
        ([50, 55], "Ongeveer gelijk: eerst 50, nu 55 van 100."),
        ([50, 65], "Of dit veranderde, is nog niet te zeggen: eerst 50, nu 65 van 100."),
        ([50, None], "De laatste keer was dit onbekend"),
        ([None, 50], "Nu 50 van 100; er is nog niets om mee te vergelijken."),
    ],
)
def test_check_07_a_trend_is_told_in_words_first(values, sentence):
    trend = trend_of("se", [measured(100 * number, value) for number, value in enumerate(values)])
    assert trend_sentence(trend).startswith(sentence)


def test_stages_are_told_in_their_order_and_not_at_all_when_no_scan_asked_for_them():
    told = stages_over_time([measured(0, 1, stage=Stage.ACTION), measured(9, 1, stage=Stage.RELAPSE)])
    assert [stage for _, stage in told] == [Stage.ACTION, Stage.RELAPSE]
    assert stages_over_time([measured(0, 1)]) == ()


# The page.


def earlier_scan(person, days: int, **answers) -> Sitting:
    made = finished_scan(person, CONVINCED_BUT_IN_DOUBT | answers)
    Sitting.objects.filter(pk=made.pk).update(finished_at=made.finished_at - timedelta(days=days))
    return made


def scales_drawn(page: str) -> int:
    return page.count('<figure class="leerlus-chart">')


@pytest.mark.django_db
def test_every_banded_scale_is_drawn_with_its_table_and_the_words_come_first(fatima, logged_in):
    earlier_scan(fatima, 180, SE1=1, SE2=1, SE3=1, SE4=1)
    finished_scan(fatima, CONVINCED_BUT_IN_DOUBT | {"SE1": 8, "SE2": 8, "SE3": 8, "SE4": 8})
    page = logged_in(fatima).get("/mijn-vak/verloop/quickscan/").content.decode()
    assert scales_drawn(page) == page.count("Bekijk als tabel") == 8
    assert "<strong>Hoger</strong>: Vertrouwen dat het lukt." in page
    assert page.index("<strong>Hoger</strong>") < page.index("<figure")
    assert "We weten nog niet hoe groot de meetfout" in page


@pytest.mark.django_db
def test_relapse_stands_between_other_stages_without_blame(fatima, logged_in):
    earlier_scan(fatima, 300, STG1="d")
    finished_scan(fatima, CONVINCED_BUT_IN_DOUBT | {"STG1": "b", "STG2": "yes"})
    page = logged_in(fatima).get("/mijn-vak/verloop/quickscan/").content.decode()
    assert "je hebt iets om op voort te bouwen" in page
    assert "Dat gaat op en neer, bij iedereen." in page


@pytest.mark.django_db
def test_facets_of_the_organisation_are_drawn_too(fatima, logged_in):
    for days in (200, 0):
        _take(fatima, "organisation_scan", {f"OS{number}": 4 for number in range(1, 18)}, days)
    page = logged_in(fatima).get("/mijn-vak/verloop/organisatiescan/").content.decode()
    assert scales_drawn(page) == 7
    assert "Visie op vakmanschap" not in re.sub(r"<[^>]+>", " ", page), (
        "never answered, so unknown and not drawn"
    )


@pytest.mark.django_db
def test_behaviours_stand_beside_each_other_in_words_without_one_total(fatima, logged_in):
    _take(fatima, "craftsmanship_self", {"CB1": 0, "CB2": 4}, 90)
    _take(fatima, "craftsmanship_self", {"CB1": 2}, 0)
    page = logged_in(fatima).get("/mijn-vak/verloop/gedrag/").content.decode()
    row = re.search(
        r"De zeven stappen van methodisch werken doorlopen</span></th>(.*?)</tr>", page, re.DOTALL
    )
    assert [word for word in ("nooit", "maandelijks") if word in row[1]] == ["nooit", "maandelijks"]
    assert "–" in page, "CB2 was not answered the second time"
    assert scales_drawn(page) == 0
    assert "het aandeel dossiers met de stappen op volgorde" in page


@pytest.mark.django_db
def test_with_one_scan_the_page_says_what_will_be_there(fatima, logged_in):
    finished_scan(fatima)
    assert (
        "Nog niets om te vergelijken"
        in logged_in(fatima).get("/mijn-vak/verloop/quickscan/").content.decode()
    )


@pytest.mark.django_db
def test_what_is_not_for_somebody_or_about_one_thing_has_no_trend(fatima, erik, logged_in):
    assert logged_in(erik).get("/mijn-vak/verloop/quickscan/").status_code == 404
    assert logged_in(fatima).get("/mijn-vak/verloop/evaluatie/").status_code == 404


@pytest.mark.django_db
def test_the_trend_holds_ones_own_answers_only(fatima, bram, logged_in):
    for days in (100, 0):
        earlier_scan(bram, days)
    assert (
        "Nog niets om te vergelijken"
        in logged_in(fatima).get("/mijn-vak/verloop/quickscan/").content.decode()
    )


@pytest.mark.django_db
def test_many_scans_cost_no_more_questions_to_the_database_than_a_few(
    fatima, logged_in, django_assert_num_queries
):
    client = logged_in(fatima)
    for days in (500, 470, 440):
        earlier_scan(fatima, days)
    client.get("/mijn-vak/verloop/quickscan/")
    with CaptureQueriesContext(connection) as few:
        client.get("/mijn-vak/verloop/quickscan/")
    for days in range(12, 0, -1):
        earlier_scan(fatima, days * 30)
    with django_assert_num_queries(len(few)):
        page = client.get("/mijn-vak/verloop/quickscan/")
    assert page.context["taken"] == 12


def _take(person, code: str, answers: dict, days_ago: int) -> None:
    actor = actor_of(person)
    made = start_sitting(actor, code)
    made.store_answers(answers)
    finish_sitting(actor, made)
    made.refresh_from_db()
    Sitting.objects.filter(pk=made.pk).update(finished_at=made.finished_at - timedelta(days=days_ago))
