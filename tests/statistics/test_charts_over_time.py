"""Run and control charts: runs by hand, limits that stay where they are, and signals with their rule."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.statistics.control_charts import Rebase, c_chart, p_chart, u_chart, xmr_chart
from leerlus.statistics.run_charts import run_chart

SERIES = st.lists(st.integers(0, 30), min_size=10, max_size=60)


def runs_by_hand(values, centre):
    sides = [value > centre for value in values if value != centre]
    lengths, crossings = [], 0
    for place, side in enumerate(sides):
        if place and side == sides[place - 1]:
            lengths[-1] += 1
        else:
            crossings += place > 0
            lengths.append(1)
    return max(lengths, default=0), crossings, len(sides)


@settings(max_examples=150, deadline=None)
@given(SERIES)
def test_runs_are_counted_as_by_hand(values):
    found = run_chart(values)
    assert (found.longest_run, found.crossings, found.useful) == runs_by_hand(values, np.median(values))


@settings(max_examples=60, deadline=None)
@given(SERIES, st.floats(0.1, 100), st.floats(-50, 50))
def test_another_unit_or_upside_down_gives_the_same_runs(values, unit, shift):
    plain = run_chart(values)
    for other in (run_chart(np.array(values) * unit + shift), run_chart(-np.array(values))):
        assert (other.longest_run, other.crossings, other.signal) == (
            plain.longest_run,
            plain.crossings,
            plain.signal,
        )


def test_shifts_and_trends_begin_where_they_begin():
    assert run_chart([1, 9, 1, 9, 1, 9, 8, 9, 8, 9, 8, 1, 1, 2], centre=5).shift == (5,)
    assert run_chart([3, 5, 4, 5, 3, 4, 5, 5, 6, 7, 3, 4]).trend == (4,)
    assert run_chart([1, 2] * 6).trend == ()


def test_a_series_that_never_leaves_the_line_is_no_signal():
    assert not run_chart([4] * 12).signal


@settings(max_examples=60, deadline=None)
@given(SERIES)
def test_the_centre_lies_between_the_limits(values):
    for chart in (xmr_chart(values), c_chart(values), u_chart(values, np.arange(1, len(values) + 1))):
        assert (chart.low <= chart.centre + 1e-9).all()
        assert (chart.centre <= chart.high + 1e-9).all()


def test_frozen_limits_stay_where_they_are_whatever_comes_later():
    calm = [10, 12, 11, 9, 10, 11, 12, 10, 9, 11]
    one, other = (xmr_chart(calm + later, freeze=10) for later in ([11, 10], [90, 95]))
    assert one.high.tolist() == other.high.tolist()
    assert other.outside == (10, 11)


def test_limits_begin_anew_only_with_a_reason():
    values = [10, 12, 11, 9, 10, 30, 31, 29, 30, 32]
    rebase = Rebase(5, "nieuwe werkwijze sinds maart")
    found = xmr_chart(values, rebases=[rebase])
    assert found.centre[0] < 15 < found.centre[9]
    assert found.rebases == (rebase,)
    assert found.outside == ()
    with pytest.raises(ValueError, match="reason in words"):
        xmr_chart(values, rebases=[Rebase(5, "  ")])
    with pytest.raises(ValueError, match="does not"):
        xmr_chart(values, rebases=[Rebase(10, "te laat")])


@pytest.mark.parametrize(
    ("values", "rule", "place"),
    [
        ([10, 11] * 6 + [60], "beyond a limit", 12),
        ([10, 12, 8, 11, 9, 10] + [10.5] * 8, "eight in a row on one side", 13),
        ([10, 9, 11, 8, 10, 10.2, 10.4, 10.6, 10.8, 9, 10], "six in a row rising or falling", 8),
        ([10, 12] * 6 + [15, 11, 15.1], "two of three in the outer third", 14),
    ],
)
def test_every_signal_names_its_rule_and_source(values, rule, place):
    baseline = {8: 6, 13: 6, 12: 12, 14: 12}[place]
    found = [signal for signal in xmr_chart(values, freeze=baseline).signals if signal.rule == rule]
    assert place in [signal.place for signal in found]
    assert all(signal.source for signal in found)


def test_laney_is_the_ordinary_chart_when_there_is_no_more_than_chance():
    chance = np.random.default_rng(1)
    people = np.full(400, 200)
    events = chance.binomial(people, 0.3)
    plain, laney = p_chart(events, people), p_chart(events, people, laney=True)
    assert laney.high[0] - laney.centre[0] == pytest.approx(plain.high[0] - plain.centre[0], rel=0.1)


def test_a_small_exposure_has_wide_limits():
    found = u_chart([2, 20, 200, 19], [1, 10, 100, 10])
    assert (np.diff((found.high - found.low)[:3]) < 0).all()


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: run_chart([1, 2, 3]), "at least ten"),
        (lambda: xmr_chart([1]), "at least two values"),
        (lambda: xmr_chart([1, 2, 3], freeze=1), "at least two values to come from"),
        (lambda: xmr_chart([1, np.nan]), "without gaps"),
        (lambda: p_chart([3, 4], [2, 9]), "more events than people"),
        (lambda: u_chart([3, 4], [0, 9]), "above 0"),
        (lambda: u_chart([3, -4], [1, 9]), "at least 0"),
    ],
)
def test_what_is_no_chart_says_why(ask, message):
    with pytest.raises(ValueError, match=message):
        ask()
