"""Municipalities beside each other, given who their clients are: limits, no rank, and no comparison of few."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from leerlus.charts.funnel_chart import FunnelWords, funnel_chart
from leerlus.pictures.rules.comparing import NotCompared, Place, compare
from leerlus.pictures.rules.period_tables import Group, Measure
from leerlus.pictures.rules.telling import ToldTable
from tests.charts.drawings import drawn

GROUPS = (Group.UNDER_A_YEAR, Group.ONE_TO_TWO, Group.OVER_TWO)
WORDS = FunnelWords("Titel", "Zin", "Wij", "95%", "99,8%", "verwacht", "zoals verwacht")


def place(name: str, people: tuple[int, int, int], work: tuple[int, int, int], *, own: bool = False) -> Place:
    return Place(
        name,
        ToldTable(
            sum(people),
            {"work": sum(work)},
            dict(zip(GROUPS, people, strict=True)),
            {group: {"work": events} for group, events in zip(GROUPS, work, strict=True)},
        ),
        own=own,
    )


YOUNG = place("Jong", (800, 100, 200), (160, 10, 10))
OLD = place("", (100, 100, 800), (20, 10, 40))
OWN = place("Wij", (400, 100, 500), (80, 10, 25), own=True)


def test_municipalities_that_differ_only_in_who_their_clients_are_are_all_as_expected():
    found = compare([YOUNG, OLD, OWN], Measure.OUTFLOW)
    assert found.found.ratio.round(2).tolist() == [1.0, 1.0, 1.0]
    assert found.own_mix == (400, 100, 500)
    assert found.all_mix == (1300, 300, 1500)


def test_check_45_a_funnel_has_limits_at_95_and_99_8_percent_and_no_rank_order():
    much = place("Veel", (400, 100, 500), (160, 20, 50))
    found = compare([much, YOUNG, *[OLD] * 8, OWN], Measure.OUTFLOW)
    assert [one.name for one in found.places] == ["Wij", "Jong", "Veel", *[""] * 8]
    svg = funnel_chart(found.found, found.own, WORDS, identifier="funnel")
    assert svg.count('class="chart-limit"') == 2
    assert svg.count('class="chart-limit-wide"') == 2
    assert svg.count('class="chart-own"') == 1
    assert svg.count('class="chart-neighbour"') == 10
    assert "Veel" not in svg
    assert found.found.outside_narrow[found.places.index(much)] == 1


def test_fewer_than_three_municipalities_are_not_compared():
    assert compare([YOUNG, OWN], Measure.OUTFLOW) is NotCompared.TOO_FEW_MUNICIPALITIES
    hidden = Place("", ToldTable(None, {}, {}, {}))
    assert compare([YOUNG, OWN, hidden], Measure.OUTFLOW) is NotCompared.TOO_FEW_MUNICIPALITIES


def test_a_municipality_with_most_of_all_people_is_not_compared_with_itself():
    large = place("Groot", (4000, 1000, 5000), (800, 100, 250))
    assert compare([large, YOUNG, OLD], Measure.OUTFLOW) is NotCompared.ONE_IS_MOST


def test_too_few_expected_people_draw_no_limits():
    few = [place(name, (10, 10, 10), (0, 0, 0)) for name in "abc"]
    assert compare(few, Measure.OUTFLOW) is NotCompared.TOO_FEW_PEOPLE


people = some.integers(10, 400).map(lambda number: 5 * number)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    some.lists(some.tuples(people, people, people), min_size=3, max_size=6),
    some.floats(0.02, 0.4),
    some.booleans(),
)
def test_every_funnel_is_drawn_within_its_frame(sizes, share, narrow):
    places = [
        place("", size, tuple(5 * round(number * share / 5) for number in size), own=at == 0)
        for at, size in enumerate(sizes)
    ]
    found = compare(places, Measure.OUTFLOW)
    if isinstance(found, NotCompared):
        return
    svg = drawn(funnel_chart(found.found, found.own, WORDS, identifier="f", narrow=narrow))
    _, _, width, height = (float(part) for part in svg.attrib["viewBox"].split())
    for circle in svg.iter("{http://www.w3.org/2000/svg}circle"):
        assert 0 <= float(circle.attrib["cx"]) <= width
        assert 0 <= float(circle.attrib["cy"]) <= height


def test_a_funnel_of_which_too_little_is_expected_cannot_be_drawn():
    from leerlus.statistics.funnel import funnel

    with pytest.raises(ValueError, match="enough"):
        funnel_chart(funnel([1, 2, 3], [2.0, 2.0, 2.0]), 0, WORDS, identifier="f")
