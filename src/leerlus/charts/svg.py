"""The few pieces of SVG that charts share. Text is escaped here; looks come from `chart-…` classes in charts.css."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from typing import Final

Point = tuple[float, float]
_PHONE: Final = 360


class Svg(str):
    """A finished drawing whose words were escaped here, so a template shows it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def frame(
    identifier: str, width: float, height: float, title: str, description: str, body: Iterable[str]
) -> Svg:
    """An SVG that is read aloud as its title and description. `identifier` is unique on the page.

    A drawing of at most a phone's width is marked as small, so that its letters do not grow on a large screen.
    """
    name = escape(identifier)
    kind = "chart chart--small" if width <= _PHONE else "chart"
    labels = f"{name}-t {name}-d"
    return Svg(
        f'<svg class="{kind}" viewBox="0 0 {width:g} {height:g}" role="img" aria-labelledby="{labels}">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(description)}</desc>'
        f"{''.join(body)}</svg>"
    )


def text(at: Point, words: str, kind: str, anchor: str = "middle") -> str:
    """Words at a point, or nothing when there are none."""
    if not words:
        return ""
    return f'<text class="chart-{kind}" x="{at[0]:.1f}" y="{at[1]:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def line(start: Point, end: Point, kind: str) -> str:
    x1, y1, x2, y2 = *start, *end
    return f'<line class="chart-{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def dot(at: Point, radius: float, kind: str) -> str:
    return f'<circle class="chart-{kind}" cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{radius:g}"/>'


def path(points: Sequence[Point], kind: str, *, closed: bool = False) -> str:
    steps = " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f'<path class="chart-{kind}" d="M{steps}{" Z" if closed else ""}"/>'


def stairs(points: Sequence[Point]) -> list[Point]:
    """The corners of a step curve: level until the next point, then straight to it."""
    corners = [points[0]]
    for (_, level), (x, y) in pairwise(points):
        corners += [(x, level), (x, y)]
    return corners
