"""Two rising curves: what was asked for and all other ways out."""

import numpy as np
import pytest

from leerlus.charts.incidence_chart import Rising, incidence_chart


def curve(name: str, last: float) -> Rising:
    shares = np.array([last / 2, last])
    return Rising(name, shares, shares * 0.8, np.minimum(shares * 1.2, 1.0))


def drawn(goal: float, other: float, **fields):
    given = {
        "identifier": "ways",
        "title": "Wegen",
        "description": "Wie hoe ging",
        "time_axis": "weken",
        "ticks": [(1.0, "1"), (2.0, "2")],
    }
    return incidence_chart(
        np.array([1, 2]), (curve("Werk", goal), curve("Anders <b>", other)), **(given | fields)
    )


def heights(svg: str) -> list[float]:
    return [
        float(part.split('y="')[1].split('"')[0])
        for part in svg.split("<text")
        if 'class="chart-name"' in part or 'class="chart-other-name"' in part
    ]


def test_both_curves_have_a_band_a_line_and_their_own_name():
    svg = drawn(0.5, 0.1)
    assert svg.count('class="chart-band"') == 2
    assert 'class="chart-line"' in svg
    assert 'class="chart-other"' in svg
    assert "Anders &lt;b&gt;" in svg


@pytest.mark.parametrize(("goal", "other"), [(0.5, 0.5), (0.02, 0.02), (0.3, 0.31), (1.0, 0.0)])
@pytest.mark.parametrize("narrow", [False, True])
def test_names_never_lie_on_each_other(goal, other, narrow):
    first, second = heights(drawn(goal, other, narrow=narrow))
    assert abs(first - second) >= 14


def test_curves_of_nobody_are_refused():
    with pytest.raises(ValueError, match="nobody"):
        incidence_chart(
            np.array([]),
            (curve("a", 0.1), curve("b", 0.1)),
            identifier="x",
            title="",
            description="",
            time_axis="",
            ticks=[],
        )
