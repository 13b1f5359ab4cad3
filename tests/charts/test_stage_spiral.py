"""The stages as a turning spiral: one mark for where somebody is, none when that is not known."""

from itertools import pairwise
from math import hypot

import pytest

from leerlus.charts.stage_spiral import STATIONS, stage_spiral
from leerlus.scans.scoring import Stage
from tests.charts.drawings import corners, parts


def chart(stage: str | None, underlying: str | None = None) -> str:
    return stage_spiral(
        stage, identifier="s", title="Je begint", description="Spiraal", underlying=underlying
    )


def mark(svg: str) -> tuple[str | None, str | None]:
    (here,) = parts(svg, "here")
    return here.get("cx"), here.get("cy")


def test_the_stations_are_the_stages_of_the_scan_without_relapse():
    assert set(STATIONS) == {stage.value for stage in Stage} - {"relapse"}


@pytest.mark.parametrize("stage", STATIONS)
def test_every_stage_has_its_own_place_on_one_of_five_stations(stage):
    stations = [(dot.get("cx"), dot.get("cy")) for dot in parts(chart(stage), "station")]
    assert len(set(stations)) == 5
    assert mark(chart(stage)) == stations[STATIONS.index(stage)]


@pytest.mark.parametrize(("stage", "underlying"), [(None, None), ("relapse", None), (None, "action")])
def test_what_is_not_known_has_no_mark(stage, underlying):
    svg = chart(stage, underlying)
    assert parts(svg, "here") == parts(svg, "spiral-walked") == []
    assert len(parts(svg, "station")) == 5


def test_after_a_relapse_the_mark_stays_on_the_spiral_and_what_was_walked_is_kept():
    svg = chart("relapse", "contemplation")
    assert mark(svg) == mark(chart("contemplation"))
    assert len(parts(svg, "spiral-walked")) == 1
    assert parts(chart("contemplation"), "spiral-walked") == []


def test_the_spiral_only_turns_outward():
    distances = [hypot(x - 75, y - 75) for x, y in corners(parts(chart(None), "spiral")[0])]
    assert all(nearer < further + 0.1 for nearer, further in pairwise(distances))
