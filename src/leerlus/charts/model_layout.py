"""Where everything in the drawing of the model stands: boxes for blocks and factors, wide or tall."""

from collections.abc import Sequence
from dataclasses import dataclass

from leerlus.framework.model import BlockId, Factor, Framework

BLOCKS = (BlockId.CASEWORKER, BlockId.INTERVENTION, BlockId.ORGANISATION)


@dataclass(frozen=True)
class Box:
    """A rectangle in the units of the drawing; `lines` is the text in it, already broken."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...] = ()

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def centre(self) -> float:
        return self.x + self.width / 2

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True)
class Measures:
    """The sizes of one orientation. A unit is one CSS pixel when the drawing is as wide as `width`."""

    width: float
    letter: float
    columns: int
    block_x: float
    block_width: float
    padding: float
    arrow_gap: float
    chip_gap: float
    between_blocks: float
    chain_x: float
    chain_width: float
    lanes: tuple[float, float, float, float]
    caseworker_order: tuple[str, ...]

    @property
    def line_height(self) -> float:
        return self.letter * 1.2


WIDE = Measures(
    width=1076,
    letter=16,
    columns=3,
    block_x=20,
    block_width=666,
    padding=14,
    arrow_gap=34,
    chip_gap=12,
    between_blocks=46,
    chain_x=780,
    chain_width=274,
    lanes=(698, 716, 736, 756),
    caseworker_order=(),
)
TALL = Measures(
    width=358,
    letter=13.4,
    columns=2,
    block_x=12,
    block_width=304,
    padding=8,
    arrow_gap=26,
    chip_gap=8,
    between_blocks=44,
    chain_x=12,
    chain_width=304,
    lanes=(323, 332, 342, 352),
    caseworker_order=(
        *("KM.PRD", "KM.NEED", "KM.ATT", "KM.INT", "KM.SN", "KM.STG", "KM.SE", "KM.LP"),
        *("KM.BAR", "KM.EDU", "KM.SDL1", "KM.EXP", "KM.SDL2", "KM.SDL3", "KM.SDL4"),
    ),
)
"""On a phone the levers stand under each other beside intention, with what feeds them above and below."""


@dataclass(frozen=True)
class Layout:
    """The boxes of the drawing, and for factors in a grid their column and row."""

    measures: Measures
    blocks: dict[BlockId, Box]
    headings: dict[BlockId, tuple[str, ...]]
    factors: dict[str, Box]
    cells: dict[str, tuple[int, int]]
    legend_top: float


def lay_out(framework: Framework, language: str, measures: Measures) -> Layout:
    """Place every factor of the framework: the three blocks in grids, the rest in the chain from PR to DP."""
    blocks: dict[BlockId, Box] = {}
    headings: dict[BlockId, tuple[str, ...]] = {}
    factors: dict[str, Box] = {}
    cells: dict[str, tuple[int, int]] = {}
    top = 2.0
    for block in BLOCKS:
        members = _in_order(framework.factors_of(block), measures.caseworker_order)
        headings[block] = _heading(framework, block, language, measures)
        inner_top = (
            top + measures.padding + len(headings[block]) * (measures.letter * 1.35) + measures.padding / 2
        )
        gaps = (measures.arrow_gap, 22.0) if block is BlockId.CASEWORKER else (measures.chip_gap, 10.0)
        placed = _grid(members, language, measures, inner_top, gaps)
        bottom = max(box.bottom for box, _ in placed.values()) + measures.padding
        blocks[block] = Box(measures.block_x, top, measures.block_width, bottom - top)
        factors |= {identifier: box for identifier, (box, _) in placed.items()}
        cells |= {identifier: cell for identifier, (_, cell) in placed.items()}
        top = bottom + measures.between_blocks
    chain = _chain(framework, language, measures, blocks)
    legend_top = max(box.bottom for box in chain.values()) + 56
    return Layout(measures, blocks, headings, factors | chain, cells, legend_top)


def broken(words: str, width: float, letter: float) -> tuple[str, ...]:
    """Text in lines of at most `width`, between words only; widths are those of a wide typeface, to be safe."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _length(longer, letter) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _length(words: str, letter: float) -> float:
    return letter * sum(
        0.36 if sign in "ijltfrI.,:()' " else 0.95 if sign in "mwMW" else 0.63 for sign in words
    )


def _in_order(factors: Sequence[Factor], order: tuple[str, ...]) -> list[Factor]:
    return sorted(factors, key=lambda factor: order.index(factor.id) if factor.id in order else len(order))


def _heading(framework: Framework, block: BlockId, language: str, measures: Measures) -> tuple[str, ...]:
    """The name of the block, and on a line of its own what holds for all of its factors."""
    members = framework.factors_of(block)
    name = next(known.name for known in framework.blocks if known.id is block).in_language(language)
    marks = [
        mark for mark in ("assumed", "reconstructed") if all(getattr(factor, mark) for factor in members)
    ]
    note = ", ".join(framework.word(mark, language) for mark in marks)
    return (name, *broken(note, measures.block_width - 2 * measures.padding, measures.letter))


def _grid(
    members: Sequence[Factor], language: str, measures: Measures, top: float, gaps: tuple[float, float]
) -> dict[str, tuple[Box, tuple[int, int]]]:
    """Boxes of equal size with their (column, row); `gaps` are the distances between columns and between rows."""
    gap, row_gap = gaps
    inner = measures.block_width - 2 * measures.padding
    width = (inner - gap * (measures.columns - 1)) / measures.columns
    texts = [
        broken(factor.short_name.in_language(language), width - 17, measures.letter) for factor in members
    ]
    height = max(44.0, max(map(len, texts)) * measures.line_height + 10)
    placed = {}
    for place, (factor, lines) in enumerate(zip(members, texts, strict=True)):
        row, column = divmod(place, measures.columns)
        x = measures.block_x + measures.padding + column * (width + gap)
        placed[factor.id] = (Box(x, top + row * (height + row_gap), width, height, lines), (column, row))
    return placed


def _chain(
    framework: Framework, language: str, measures: Measures, blocks: dict[BlockId, Box]
) -> dict[str, Box]:
    """From professionalisation to lasting placement, downwards; what moderates stands beside the first arrow."""
    beside = measures.chain_x > measures.block_x
    first = blocks[BlockId.CASEWORKER] if beside else blocks[BlockId.ORGANISATION]
    top = first.middle - 90 if beside else first.bottom + measures.between_blocks
    moderators = framework.factors_of(BlockId.MODERATOR)
    boxes: dict[str, Box] = {}
    for place, factor in enumerate(framework.factors_of(BlockId.OUTCOME)):
        lines = broken(factor.short_name.in_language(language), measures.chain_width - 24, measures.letter)
        boxes[factor.id] = Box(measures.chain_x, top, measures.chain_width, 52, lines)
        top += 52 + (52 if place else 28 + 58 * len(moderators))
        if place == 0:
            boxes |= _beside_the_first_arrow(moderators, language, measures, boxes[factor.id].bottom + 14)
    return boxes


def _beside_the_first_arrow(
    moderators: Sequence[Factor], language: str, measures: Measures, top: float
) -> dict[str, Box]:
    width = measures.chain_width - 92
    return {
        factor.id: Box(
            measures.chain_x + 92,
            top + 58 * place,
            width,
            48,
            broken(factor.short_name.in_language(language), width - 20, measures.letter),
        )
        for place, factor in enumerate(moderators)
    }
