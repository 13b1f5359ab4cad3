"""A paper with one of every block, for the tests of all ways to write it down."""

from leerlus.charts.stage_spiral import stage_spiral
from leerlus.documents.blocks import Block, BulletList, Document, Figure, Heading, Paragraph, Table, Terms

WORDS = (
    "Dit neem je mee",
    "Vooraf",
    "Van jou",
    "Rustig gezegd",
    "Niet te missen",
    "Nut",
    "hoog",
    "een",
    "twee",
    "Cijfers",
    "Schaal",
    "Score",
    "Norm",
    "–",
    "Waar je staat",
    "Onder elke bladzijde",
)
"""Everything a reader must find in the paper, in the order of reading."""


def paper(*more: Block, title: str = "Dit neem je mee") -> Document:
    spiral = stage_spiral("action", identifier="spiraal", title="Titel", description="Beschrijving")
    return Document(
        title=title,
        language="nl",
        blocks=(
            Heading("Vooraf"),
            Paragraph("Van jou"),
            Paragraph("Rustig gezegd", quiet=True),
            Paragraph("Niet te missen", boxed=True),
            Terms((("Nut", "hoog"),)),
            BulletList(("een", "twee")),
            Table("Cijfers", ("Schaal", "Score"), (("Norm", "–"),)),
            Figure(spiral, "Een spiraal met een stip bij doen", "Waar je staat"),
            *more,
        ),
        author="Fatima",
        footer="Onder elke bladzijde",
    )
