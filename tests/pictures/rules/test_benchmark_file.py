"""A file of released counts: read back as it was written, and refused when anything in it is not rounded."""

import json

import pytest

from leerlus.pictures.rules.benchmark_file import NotABenchmark, entry_of, read_benchmark
from leerlus.pictures.rules.period_tables import Measure
from tests.pictures.rules.test_comparing import OLD, OWN, YOUNG


def written(**changes) -> dict:
    entries = [entry_of(place.name, place.told, Measure.OUTFLOW) for place in (YOUNG, OLD, OWN)]
    return {
        "format": "leerlus-benchmark",
        "version": 1,
        "made_by": "Landelijke host",
        "made_on": "2026-09-01",
        "first_day": "2026-01-01",
        "measures": {"outflow": entries},
    } | changes


def read(content: dict):
    return read_benchmark(json.dumps(content).encode())


def test_what_is_written_is_read_back_with_the_same_counts():
    places = read(written()).places(Measure.OUTFLOW)
    assert [place.name for place in places] == ["Jong", "", "Wij"]
    assert entry_of("Jong", places[0].told, Measure.OUTFLOW) == entry_of("Jong", YOUNG.told, Measure.OUTFLOW)


@pytest.mark.parametrize("count", [7, 12, 5, -10, 2_000_000])
def test_a_count_that_is_not_rounded_or_of_few_is_refused(count):
    content = written()
    content["measures"]["outflow"][0]["events_by_length"]["over_two"] = count
    with pytest.raises(NotABenchmark) as refused:
        read(content)
    assert "over_two" in refused.value.where[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "other"},
        {"version": 2},
        {"first_day": "2026-04-01"},
        {"measures": {"placements": []}},
        {"extra": 1},
        {"made_by": "x" * 101},
    ],
)
def test_another_form_is_refused(changes):
    with pytest.raises(NotABenchmark):
        read(written(**changes))


def test_what_is_no_json_is_refused():
    with pytest.raises(NotABenchmark):
        read_benchmark(b"\xff")
