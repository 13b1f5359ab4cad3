"""What a paper consists of. Pure values; `leerlus.documents.pdf` and `leerlus.documents.page` write them down."""

from dataclasses import dataclass

from leerlus.charts.svg import Svg


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the paper: level 2 for a section, 3 below it. The title of the paper is the only level 1."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `quiet` is for remarks that matter less, `boxed` for what somebody should not miss."""

    text: str
    quiet: bool = False
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """Names with what is said about each, in order."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list without order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and one row of column names; the first column names the row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing of `leerlus.charts`; `alternative` says in words what it shows, `caption` stands under it."""

    drawing: Svg
    alternative: str
    caption: str = ""


Block = Heading | Paragraph | Terms | BulletList | Table | Figure


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper. `language` is a code ("nl"), `footer` stands under every page."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    author: str = ""
    footer: str = ""
