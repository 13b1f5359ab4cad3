"""A paper as HTML: the part for a page of Leerlus, or a file of its own that opens without Leerlus."""

from html import escape
from typing import Final

from leerlus.charts.svg import Svg
from leerlus.documents.blocks import Block, BulletList, Document, Figure, Heading, Paragraph, Table, Terms
from leerlus.documents.looks import DRAWING_LOOKS

_LOOKS: Final = """
@page { size: A4; margin: 22mm 24mm; }
body { font: 1rem/1.6 system-ui, sans-serif; color: #1c2733; background: #fff; margin: 0 auto; padding: 1.5rem;
  max-width: 42rem; }
h1, h2, h3 { line-height: 1.25; break-after: avoid; } h2 { margin-top: 2em; }
table { border-collapse: collapse; width: 100%; } caption { text-align: start; padding-bottom: .4em; }
th, td { text-align: start; vertical-align: top; padding: .35em .5em .35em 0; border-bottom: 1px solid #c8d0d9; }
dt { font-weight: 600; } dd { margin: 0 0 .6em; } figure { margin: 1em 0; }
figcaption, .leerlus-soft { color: #55606b; }
.leerlus-table__label { display: none; }
.leerlus-callout { background: #f1f4f7; padding: .8em 1em; break-inside: avoid; }
svg { display: block; width: 100%; max-width: 14cm; height: auto; }
"""


class Html(str):
    """Markup whose words were escaped here, so a template shows it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def render_blocks(document: Document) -> Html:
    """The blocks without the title: for inside a page that has its own heading of the first level."""
    return Html("\n".join(_markup(block) for block in document.blocks))


def render_page(document: Document) -> str:
    """A whole page in one file, that asks for nothing from outside."""
    footer = (
        f'\n<footer class="leerlus-soft"><p>{escape(document.footer)}</p></footer>' if document.footer else ""
    )
    return (
        f'<!doctype html>\n<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n<style>{_LOOKS}{DRAWING_LOOKS}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(document.title)}</h1>\n{render_blocks(document)}\n</main>{footer}\n</body>\n</html>\n"
    )


def _markup(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level:d}>{escape(text)}</h{level:d}>"
        case Paragraph(text, quiet, boxed):
            said = f'<p class="leerlus-soft">{escape(text)}</p>' if quiet else f"<p>{escape(text)}</p>"
            return f'<div class="leerlus-callout">{said}</div>' if boxed else said
        case Terms(rows):
            said = "".join(f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>" for name, words in rows)
            return f'<dl class="leerlus-reasons">{said}</dl>'
        case BulletList(items):
            return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
        case Table():
            return _table(block)
        case Figure(drawing, alternative, caption):
            under = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
            return f"<figure>{_described(drawing, alternative)}{under}</figure>"


def _table(table: Table) -> str:
    """The same markup as components/table.html: on a phone every cell carries the name of its column."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    body = "".join(_row(table, row) for row in table.rows)
    return (
        f'<table class="leerlus-table"><caption>{escape(table.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(table: Table, row: tuple[str, ...]) -> str:
    cells = "".join(
        f'<td><span class="leerlus-table__label" aria-hidden="true">{escape(name)}</span>'
        f"<span>{escape(cell)}</span></td>"
        for name, cell in zip(table.columns[1:], row[1:], strict=True)
    )
    return f'<tr><th scope="row">{escape(row[0])}</th>{cells}</tr>'


def _described(drawing: Svg, alternative: str) -> str:
    """The drawing, read aloud as the words given here, whatever it says of itself."""
    opened, rest = drawing.split(">", 1)
    attributes = opened.split(' aria-labelledby="', 1)
    if len(attributes) == 2:
        opened = attributes[0] + attributes[1].split('"', 1)[1]
    return f'{opened} aria-label="{escape(alternative)}">{rest}'
