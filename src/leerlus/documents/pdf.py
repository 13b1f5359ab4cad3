"""A paper as PDF/UA-1: tagged, with title, language, reading order and words for every drawing.

The words go to the typesetter as data. Nothing is built from them that it could read as markup, a file or an address.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from leerlus.charts.svg import Svg
from leerlus.documents.blocks import Block, BulletList, Document, Figure, Heading, Paragraph, Table, Terms
from leerlus.documents.looks import DRAWING_LOOKS

_TEMPLATE: Final = Path(__file__).with_name("document.typ")
_PAGE_WIDTH: Final = 459.0
"""Points between the margins of an A4."""

_SURE_TO_HAVE_A_SHAPE: Final = re.compile(
    r"[^\n\u0020-\u007e\u00a0-\u024f\u2010-\u2026\u2030\u20ac\u2212\u2248\u2264\u2265]"
)
"""Everything but the letters and signs of European languages, which the font certainly has."""

_NO_SHAPE: Final = "\u25a1"


def render_pdf(document: Document) -> bytes:
    """The paper as PDF. Takes some hundredths of a second; the first one in a process a little more.

    PDF/UA wants a shape for every letter. A paper with letters that the fonts do not have (typed in a goal, for
    instance) is written with a small square in the place of each. Raises `typst.TypstError` when a paper has no title.
    """
    try:
        return _typeset(document, _printable)
    except typst.TypstError:
        return _typeset(document, lambda text: _SURE_TO_HAVE_A_SHAPE.sub(_NO_SHAPE, _printable(text)))


def _typeset(document: Document, clean: Callable[[str], str]) -> bytes:
    content = {
        "title": document.title,
        "author": document.author,
        "language": document.language,
        "footer": document.footer,
        "blocks": [_as_data(block) for block in document.blocks],
    }
    written: bytes = typst.compile(
        _template(),
        format="pdf",
        sys_inputs={"document": json.dumps(_cleaned(content, clean))},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )
    return written


def _cleaned(value: Any, clean: Callable[[str], str]) -> Any:
    """Every text in it cleaned, but for the drawings, whose words are ours."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {name: part if name == "drawing" else _cleaned(part, clean) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(part, clean) for part in value]
    return value


def _printable(text: str) -> str:
    """Without control characters, halves of characters, and marks that turn the direction of reading."""
    return "".join(
        one for one in text if one == "\n" or unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Cn", "Co")
    )


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()


def _as_data(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": text, "level": level}
        case Paragraph(text, quiet, boxed):
            return {"kind": "paragraph", "text": text, "quiet": quiet, "boxed": boxed}
        case Terms(rows):
            return {"kind": "terms", "rows": rows}
        case BulletList(items):
            return {"kind": "list", "items": items}
        case Table(caption, columns, rows):
            return {"kind": "table", "caption": caption, "columns": columns, "rows": rows}
        case Figure(drawing, alternative, caption):
            return {
                "kind": "figure",
                "drawing": _standing_alone(drawing),
                "width": _width(drawing),
                "alternative": alternative,
                "caption": caption,
            }


def _standing_alone(drawing: Svg) -> str:
    """The drawing as a file of its own: with a namespace, and with its looks inside."""
    opened = drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    head, rest = opened.split(">", 1)
    return f"{head}><style>{DRAWING_LOOKS}</style>{rest}"


def _width(drawing: Svg) -> float:
    """How wide it is set, in points: its own size, and no wider than the page."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ', drawing)
    return min(_PAGE_WIDTH, float(found[1]) if found else _PAGE_WIDTH)
