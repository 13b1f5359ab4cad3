"""The model of the note as a drawing: blocks, factors as links, arrows, what works back, and how to read it.

`draw_model` gives one SVG, `wide` (for a place of 900 pixels or more) or `tall` (for a phone). A page holds both,
each in an element of its own class; `site/model.css` shows the one that fits:

    <div class="model-place model-place--wide">…</div><div class="model-place model-place--tall">…</div>

Arrows stand for blocks, except inside the block of the caseworker; a table beside the drawing has every link. Nothing
depends on colour alone. Classes, all styled in `model.css`:
  model-drawing (--wide, --tall)       the svg
  model-block, model-block__name, model-block__note
  model-factor (--outside)             the link around a factor; in it model-factor__box and __name
  model-mark, model-mark__filled       how far a factor is measured: nothing, the lower half or all of it filled
  model-arrow (--feedback, --moderates), model-head (--feedback), model-ring, model-sign, model-label
  model-legend (__title)
"""

from collections.abc import Callable, Generator, Iterator
from html import escape
from itertools import pairwise
from typing import Literal

from leerlus.charts.model_layout import BLOCKS, TALL, WIDE, Box, Layout, broken, lay_out
from leerlus.framework.model import BlockId, Edge, Factor, Framework, Kind, Measured, Sign

Orientation = Literal["wide", "tall"]
Point = tuple[float, float]


def draw_model(
    framework: Framework,
    language: str,
    href_of_factor: Callable[[str], str],
    orientation: Orientation = "wide",
) -> str:
    """The model as SVG text; `href_of_factor` gives the address behind a factor from its id."""
    layout = lay_out(framework, language, WIDE if orientation == "wide" else TALL)
    drawing = _Drawing(framework, language, orientation, layout)
    body = [
        *drawing.blocks(),
        *drawing.arrows_between_blocks(),
        *drawing.arrows_in_the_caseworker(),
        *drawing.arrows_of_the_chain(),
        *(drawing.factor(factor, href_of_factor(factor.id)) for factor in framework.factors),
        *drawing.legend(),
    ]
    return drawing.framed(body)


class _Drawing:
    """The pieces of one drawing."""

    def __init__(self, framework: Framework, language: str, orientation: Orientation, layout: Layout) -> None:
        self.framework = framework
        self.language = language
        self.orientation = orientation
        self.layout = layout
        self.height = layout.legend_top

    def word(self, key: str) -> str:
        return self.framework.word(key, self.language)

    def framed(self, body: list[str]) -> str:
        name = f"model-{self.orientation}"
        heads = "".join(
            f'<marker id="{name}-{kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8"'
            f' markerUnits="userSpaceOnUse" orient="auto-start-reverse">'
            f'<path class="model-head model-head--{kind}" d="M0 0.5 L8 4 L0 7.5 Z"/></marker>'
            for kind in ("leads_to", "feedback")
        )
        return (
            f'<svg class="model-drawing model-drawing--{self.orientation}" role="group"'
            f' viewBox="0 0 {self.layout.measures.width:g} {self.height:.0f}"'
            f' aria-labelledby="{name}-title" aria-describedby="{name}-description">'
            f'<title id="{name}-title">{escape(self.word("title"))}</title>'
            f'<desc id="{name}-description">{escape(self.word("description"))}</desc>'
            f"<defs>{heads}</defs>{''.join(body)}</svg>"
        )

    def blocks(self) -> Iterator[str]:
        measures = self.layout.measures
        for block in BLOCKS:
            box = self.layout.blocks[block]
            yield _rectangle(box, "model-block", 8)
            for place, words in enumerate(self.layout.headings[block]):
                y = box.y + measures.padding + measures.letter * (0.9 + 1.35 * place)
                kind = "model-block__note" if place else "model-block__name"
                yield _text((box.x + measures.padding, y), words, kind)

    def factor(self, factor: Factor, href: str) -> str:
        """A link with the name; the mark at its side is filled as far as this release measures it."""
        box = self.layout.factors[factor.id]
        measured = self.word(factor.measured)
        kind = "model-factor model-factor--outside" if factor.outside_note else "model-factor"
        marks = [
            self.word(mark) for mark in ("assumed", "reconstructed", "outside_note") if getattr(factor, mark)
        ]
        short = factor.short_name.in_language(self.language)
        title = ", ".join([factor.name.in_language(self.language), measured, *marks])
        mark = _mark(Box(box.x + 4, box.y + 6, 5, box.height - 12), factor.measured)
        return (
            f'<a class="{kind}" href="{escape(href)}" aria-label="{escape(f"{short}: {measured}")}">'
            f"<title>{escape(title)}</title>{_rectangle(box, 'model-factor__box', 5)}"
            f"{mark}{self._name(box)}</a>"
        )

    def _name(self, box: Box) -> str:
        step = self.layout.measures.line_height
        first = box.middle - step * (len(box.lines) - 1) / 2 + self.layout.measures.letter * 0.34
        spans = "".join(
            f'<tspan x="{box.x + 15:.1f}" y="{first + step * place:.1f}">{escape(words)} </tspan>'
            for place, words in enumerate(box.lines)
        )
        return f'<text class="model-factor__name">{spans}</text>'

    def arrows_in_the_caseworker(self) -> Iterator[str]:
        """Links between factors that stand side by side, or one above the other."""
        for edge in self.framework.edges:
            if edge.kind is Kind.MODERATES or edge.source not in self.layout.cells:
                continue
            if edge.target in self.layout.cells and self._are_neighbours(edge):
                yield from self._inner_arrow(edge)

    def _are_neighbours(self, edge: Edge) -> bool:
        ends = [self.framework.factor(end).block for end in (edge.source, edge.target)]
        (column, row), (to_column, to_row) = (self.layout.cells[end] for end in (edge.source, edge.target))
        steps = (abs(column - to_column), abs(row - to_row))
        return ends == [BlockId.CASEWORKER] * 2 and (steps == (0, 1) or (steps[0] == 1 and steps[1] <= 2))

    def _inner_arrow(self, edge: Edge) -> Iterator[str]:
        start, end = self.layout.factors[edge.source], self.layout.factors[edge.target]
        if start.x == end.x:
            upper, lower = sorted((start, end), key=lambda box: box.y)
            points = [(upper.centre, upper.bottom), (upper.centre, lower.y)]
            points = points if start is upper else points[::-1]
        else:
            x, to_x = (start.right, end.x) if start.x < end.x else (start.x, end.right)
            turn = (x + to_x) / 2
            points = [(x, start.middle), (turn, start.middle), (turn, end.middle), (to_x, end.middle)]
        yield self.arrow(points, both=edge.kind is Kind.RECIPROCAL)
        if edge.sign is Sign.MINUS:
            x = (points[0][0] + points[-1][0]) / 2
            beside = (
                (x + 10, (points[0][1] + points[-1][1]) / 2 + 5)
                if start.x == end.x
                else (x, start.middle - 5)
            )
            yield _text(beside, "−", "model-sign", "middle")

    def arrows_between_blocks(self) -> Iterator[str]:
        """Every block to professionalisation, the blocks to each other, and what works back."""
        caseworker, intervention, organisation = (self.layout.blocks[block] for block in BLOCKS)
        goal, quality = self.layout.factors["PR"], self.layout.factors["KH"]
        moderates, bus, from_goal, from_quality = self.layout.measures.lanes
        beside = goal.x > caseworker.right
        entry = goal.x if beside else goal.right
        for block in (caseworker, intervention, organisation):
            yield self.arrow(
                [(block.right, block.middle), (bus, block.middle), (bus, goal.middle), (entry, goal.middle)]
            )
        low = caseworker.bottom - 18
        yield _polyline(
            [(caseworker.right, low), (moderates, low), (moderates, intervention.middle - 4)],
            "model-arrow model-arrow--moderates",
        )
        yield _ring((moderates, intervention.middle))
        for upper, lower, label in (
            (caseworker, intervention, "mutual"),
            (intervention, organisation, "room"),
        ):
            x = upper.x + upper.width / 3
            yield self.arrow([(x, lower.y), (x, upper.bottom)], both=label == "mutual")
            yield _text((x + 12, (upper.bottom + lower.y) / 2 + 5), self.word(label), "model-label")
        left = self.layout.measures.block_x - 8
        yield self.arrow(
            [
                (organisation.x, organisation.middle),
                (left, organisation.middle),
                (left, caseworker.middle),
                (caseworker.x, caseworker.middle),
            ]
        )
        back = goal.middle + 14
        into = organisation.bottom - 24
        yield self.arrow(
            [(entry, back), (from_goal, back), (from_goal, into), (organisation.right, into)], back=True
        )
        out = quality.x if beside else quality.right
        high = caseworker.bottom - 44
        yield self.arrow(
            [
                (out, quality.middle),
                (from_quality, quality.middle),
                (from_quality, high),
                (caseworker.right, high),
            ],
            back=True,
        )

    def arrows_of_the_chain(self) -> Iterator[str]:
        boxes = [self.layout.factors[factor.id] for factor in self.framework.factors_of(BlockId.OUTCOME)]
        x = boxes[0].x + 44
        for upper, lower in pairwise(boxes):
            yield self.arrow([(x, upper.bottom), (x, lower.y)])
        for factor in self.framework.factors_of(BlockId.MODERATOR):
            box = self.layout.factors[factor.id]
            yield _polyline([(box.x, box.middle), (x + 4, box.middle)], "model-arrow model-arrow--moderates")
            yield _ring((x, box.middle))
        beside = boxes[0].x > self.layout.measures.block_x
        lane, edge = (boxes[0].right + 14, boxes[0].right) if beside else (boxes[0].x - 8, boxes[0].x)
        quality, *between, last = boxes[1:]
        into = quality.middle + 8
        yield self.arrow([(edge, last.middle), (lane, last.middle), (lane, into), (edge, into)], back=True)
        for box in between:
            yield _polyline([(edge, box.middle), (lane, box.middle)], "model-arrow model-arrow--feedback")

    def arrow(self, points: list[Point], *, both: bool = False, back: bool = False) -> str:
        head = f"url(#model-{self.orientation}-{'feedback' if back else 'leads_to'})"
        kind = "model-arrow model-arrow--feedback" if back else "model-arrow"
        heads = f' marker-end="{head}"' + (f' marker-start="{head}"' if both else "")
        return _polyline(points, kind, heads)

    def legend(self) -> Iterator[str]:
        """How to read the drawing, sample by sample, and that no arrow means a cause."""
        x, y = self.layout.measures.chain_x, self.layout.legend_top
        step = self.layout.measures.letter * 1.75
        yield _text((x, y), self.word("how_to_read"), "model-legend model-legend__title")
        outside = _rectangle(Box(x + 2, -9, 28, 18), "model-factor__box", 4)
        samples: list[tuple[str, str]] = [
            (self.arrow([(x, 0), (x + 32, 0)]), "leads_to"),
            (self.arrow([(x, 0), (x + 32, 0)], back=True), "feedback"),
            (
                _polyline([(x, 0), (x + 24, 0)], "model-arrow model-arrow--moderates") + _ring((x + 28, 0)),
                "moderates",
            ),
            (_text((x + 16, 6), "−", "model-sign", "middle"), "works_against"),
            *((_mark(Box(x + 13, -9, 5, 18), measured), measured) for measured in Measured),
            (f'<g class="model-factor--outside">{outside}</g>', "outside_note"),
        ]
        y += step
        for drawn, key in samples:
            y = yield from self._legend_line(drawn, self.word(key), y)
        y = yield from self._legend_line("", self.word("no_cause"), y)
        self.height = max(y, self.layout.blocks[BlockId.ORGANISATION].bottom + 4)

    def _legend_line(self, drawn: str, words: str, top: float) -> Generator[str, None, float]:
        """One sample and its words; hands back where the next one starts."""
        measures = self.layout.measures
        indent = 44 if drawn else 0
        lines = broken(words, measures.chain_width - indent, measures.letter)
        if drawn:
            yield f'<g transform="translate(0 {top - 5:.1f})">{drawn}</g>'
        for place, line in enumerate(lines):
            at = (measures.chain_x + indent, top + place * measures.line_height)
            yield _text(at, line, "model-legend")
        return top + len(lines) * measures.line_height + 9


def _rectangle(box: Box, kind: str, radius: float) -> str:
    return (
        f'<rect class="{kind}" x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}"'
        f' rx="{radius:g}"/>'
    )


def _mark(box: Box, measured: Measured) -> str:
    """An outline, filled for the part that is measured."""
    share = {Measured.NOW: 1.0, Measured.IN_PART: 0.5, Measured.PLANNED: 0.0}[measured]
    filled = Box(box.x, box.bottom - box.height * share, box.width, box.height * share)
    return _rectangle(box, "model-mark", 2) + (_rectangle(filled, "model-mark__filled", 2) if share else "")


def _text(at: Point, words: str, kind: str, anchor: str = "start") -> str:
    return (
        f'<text class="{kind}" x="{at[0]:.1f}" y="{at[1]:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
    )


def _polyline(points: list[Point], kind: str, extra: str = "") -> str:
    steps = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline class="{kind}" points="{steps}"{extra}/>'


def _ring(at: Point) -> str:
    return f'<circle class="model-ring" cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="4"/>'
