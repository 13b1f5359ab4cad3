"""The lines of a quarter, a half and so on behind curves of a share."""

from collections.abc import Callable

from leerlus.charts.svg import Point, line, text


def share_grid(at: Callable[[float, float], Point], last: float) -> list[str]:
    """Five lines up to `last`, each with its percentage; `at` gives the place of a moment and a share."""
    drawn = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        start = at(0, share)
        drawn.append(line(start, at(last, share), "grid" if share else "base"))
        drawn.append(text((start[0] - 8, start[1] + 5), f"{share:.0%}", "tick", "end"))
    return drawn
