"""3,343 real spells (McCall 1996): our curves against numbers computed with R (survival 3.5-3, cmprsk 2.2-11)."""

import csv
from pathlib import Path

import numpy as np
import pytest

import leerlus.outcomes
from leerlus.statistics.competing import cumulative_incidence, shares_at
from leerlus.statistics.count_tables import CountTable, count_table
from leerlus.statistics.logrank import log_rank
from leerlus.statistics.survival import kaplan_meier

FILE = Path(leerlus.outcomes.__file__).parent / "demo" / "unempdur_mccall1996.csv"
TIMES = [1, 2, 5, 10, 13, 20, 26]


def _table(insured: str | None = None) -> CountTable:
    with FILE.open() as file:
        rows = [row for row in csv.DictReader(file) if insured is None or row["ui"] == insured]
    ways_out = [next((way for way in (1, 2, 3) if row[f"censor{way}"] == "1"), 0) for row in rows]
    return count_table([int(row["spell"]) for row in rows], ways_out, ways=3)


def test_the_share_without_a_full_time_job_equals_the_computed_numbers():
    expected = [0.9121, 0.8541, 0.7376, 0.6298, 0.5680, 0.4158, 0.3651]
    assert kaplan_meier(_table()).at(TIMES) == pytest.approx(expected, abs=5e-5)


def test_the_first_five_periods_have_the_printed_risk_sets_and_exits():
    curve = kaplan_meier(_table())
    assert curve.at_risk[:5].tolist() == [3343, 2803, 2321, 1897, 1676]
    assert curve.events[:5].tolist() == [294, 178, 119, 56, 104]
    assert (curve.events / curve.at_risk)[:5] == pytest.approx(
        [0.08795, 0.06350, 0.05127, 0.02952, 0.06205], abs=1e-5
    )


@pytest.mark.parametrize(
    ("insured", "expected"), [(None, (15, 15, 17)), ("no", (9, 7, 13)), ("yes", (20, 17, 22))]
)
def test_the_median_and_its_interval_equal_those_of_r(insured, expected):
    median = kaplan_meier(_table(insured)).median
    assert (median.estimate, median.low, median.high) == expected


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (1, [0.087945, 0.141950, 0.238398, 0.315457, 0.354443, 0.438805, 0.461875]),
        (2, [0.029016, 0.046006, 0.078239, 0.102778, 0.113732, 0.131838, 0.144917]),
        (3, [0.032605, 0.068407, 0.131872, 0.176415, 0.194183, 0.228324, 0.242564]),
    ],
)
def test_the_share_per_way_out_equals_cmprsk_with_ties(way, expected):
    assert shares_at(cumulative_incidence(_table()), way, TIMES) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(("weight", "expected"), [("equal", 247.659), ("survival", 298.1)])
def test_the_insured_leave_at_another_pace_by_the_log_rank_tests_of_r(weight, expected):
    found = log_rank([_table("no"), _table("yes")], weight=weight)
    assert found.statistic == pytest.approx(expected, abs=0.05)
    assert found.degrees_of_freedom == 1


def test_reading_the_curve_as_a_chance_would_overstate_it():
    table = _table()
    complement = 1 - kaplan_meier(table).at([26])[0]
    assert complement == pytest.approx(0.635, abs=5e-4)
    assert shares_at(cumulative_incidence(table), 1, [26])[0] == pytest.approx(0.462, abs=5e-4)


def test_rows_without_any_flag_are_counted_as_last_seen():
    table = _table()
    assert table.total == 3343
    assert int(table.exits.sum() + table.censored.sum()) == 3343
    assert np.array_equal(table.at_risk, np.cumsum((table.exits.sum(axis=0) + table.censored)[::-1])[::-1])
