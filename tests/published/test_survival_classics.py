"""Survival classics against numbers of R's survival package."""

import csv
from pathlib import Path

import pytest

from leerlus.statistics.count_tables import CountTable, count_table
from leerlus.statistics.logrank import log_rank
from leerlus.statistics.survival import kaplan_meier

DATA = Path(__file__).parent / "data"


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open() as file:
        return list(csv.DictReader(file))


def _rearrests(financial_aid: str | None = None) -> CountTable:
    rows = [row for row in _rows("rossi.csv") if financial_aid is None or row["fin"] == financial_aid]
    return count_table([int(row["week"]) for row in rows], [int(row["arrest"]) for row in rows], ways=1)


@pytest.mark.parametrize(
    ("financial_aid", "expected"),
    [(None, [0.8750, 0.7361]), ("no", [0.8519, 0.6944]), ("yes", [0.8981, 0.7778])],
)
def test_rossi_not_rearrested_after_26_and_52_weeks(financial_aid, expected):
    assert kaplan_meier(_rearrests(financial_aid)).at([26, 52]) == pytest.approx(expected, abs=5e-5)


def _lung(sex: str | None = None) -> CountTable:
    rows = [row for row in _rows("lung.csv") if sex is None or row["sex"] == sex]
    return count_table([int(row["time"]) for row in rows], [int(row["status"]) - 1 for row in rows], ways=1)


@pytest.mark.parametrize(
    ("sex", "expected"), [(None, (310, 285, 363)), ("1", (270, 212, 310)), ("2", (426, 348, 550))]
)
def test_lung_median_survival_in_days_with_the_limits_r_gives_on_the_log_scale(sex, expected):
    median = kaplan_meier(_lung(sex), scale="log").median
    assert (median.estimate, median.low, median.high) == expected


def test_lung_median_of_men_with_the_limits_lifelines_gives_on_the_log_log_scale():
    median = kaplan_meier(_lung("1")).median
    assert (median.estimate, median.low, median.high) == (270, 210, 306)


def test_rossi_log_rank_of_financial_aid_as_in_r():
    assert log_rank([_rearrests("no"), _rearrests("yes")]).statistic == pytest.approx(3.838, abs=1e-3)


def test_lung_log_rank_of_sex_as_in_r():
    found = log_rank([_lung("1"), _lung("2")])
    assert found.statistic == pytest.approx(10.33, abs=5e-3)
    assert found.p == pytest.approx(0.0013, abs=5e-5)
