"""Figures as files of their own: the drawings of `leerlus.charts` with the style they need."""

from typing import Final

_STROKES: Final = ("#154273", "#b5451b", "#39870c", "#7a3f9d", "#8a6a00", "#555555")
_DASHES: Final = ("none", "8 4", "2 4", "12 3 2 3", "5 2", "1 2")
_STYLE: Final = (
    "svg{font-family:sans-serif;font-size:14px;background:#fff}text{fill:#222}"
    ".chart-grid{stroke:#ddd}.chart-base{stroke:#555}.chart-axis,.chart-tick{fill:#555}"
    ".chart-band{fill-opacity:.15;stroke:none}.chart-series{fill:none;stroke-width:2}"
    ".chart-margin{stroke:#154273;stroke-width:2}.chart-point{fill:#154273}"
    ".chart-ring{fill:none;stroke:#b5451b;stroke-width:2}"
    + "".join(
        f".chart-stroke-{place}{{stroke:{colour};stroke-dasharray:{dash}}}.chart-fill-{place}{{fill:{colour}}}"
        for place, (colour, dash) in enumerate(zip(_STROKES, _DASHES, strict=True), 1)
    )
)


def standalone(drawing: str) -> str:
    """A drawing as a file that any program shows: with its namespace and its style."""
    return drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(
        "<title", f"<style>{_STYLE}</style><title", 1
    )
