"""The card on paper: what stands on it, and its PDF (PDF/UA-1) by typst. Always Dutch: it is for clients."""

import io
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import segno
import typst
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from leerlus.client_cards.codes import AnyCode, address_of
from leerlus.client_cards.faces import Face, faces_of, no_answer_of
from leerlus.client_cards.lots import CARD
from leerlus.content.instrument import Instrument, current_instrument

_TEMPLATE: Final = Path(__file__).parent / "print" / "card.typ"
_LANGUAGE: Final = "nl"


@dataclass(frozen=True, slots=True)
class PaperCard:
    """Everything that stands on a card of paper, in words; `qr` is the address as a picture (data URI)."""

    title: str
    scan: str
    or_on_paper: str
    sentence_word: str
    faces: tuple[Face, ...]
    questions: tuple[str, ...]
    words_of_faces: tuple[str, ...]
    promise: str
    hand_in: str
    address: str
    qr: str
    qr_words: str


def paper_card(code: AnyCode) -> PaperCard:
    """The card of a code."""
    card = current_instrument(CARD)
    address = address_of(code)
    with translation.override(_LANGUAGE):
        return PaperCard(
            title=card.name.in_language(_LANGUAGE),
            scan=_("Scan the code with the camera of your phone. It takes one minute."),
            or_on_paper=_("Or tick one face in each row here."),
            sentence_word=_("What do you think?"),
            faces=faces_of(card, _LANGUAGE),
            questions=tuple(item.text.in_language(_LANGUAGE) for item in card.items),
            words_of_faces=_words_of_faces(card),
            hand_in=_("Put a card on paper in the closed box. Write no name on it."),
            promise=card.introduction.in_language(_LANGUAGE),
            address=address,
            qr=segno.make(address, error="m", micro=False).svg_data_uri(border=2, scale=4),
            qr_words=_("QR code of the card on the internet: %(address)s") % {"address": address},
        )


def _words_of_faces(card: Instrument) -> tuple[str, ...]:
    """What each number below a face means, and the question mark."""
    points = (f"{face.point} {face.words}" for face in faces_of(card, _LANGUAGE))
    return (*points, f"? {no_answer_of(card, _LANGUAGE)}")


def pdf(card: PaperCard, *, four_on_a4: bool) -> bytes:
    """One A6, or an A4 to cut into four."""
    drawing = io.BytesIO()
    segno.make(card.address, error="m", micro=False).save(drawing, kind="svg", xmldecl=False, border=2)
    faces = [render_to_string("client_cards/face.svg", {"face": face}) for face in card.faces]
    data = asdict(card) | {
        "qr": drawing.getvalue().decode(),
        "faces": faces,
        "copies": 4 if four_on_a4 else 1,
    }
    made = typst.compile(_TEMPLATE, sys_inputs={"data": json.dumps(data)}, pdf_standards=["ua-1"])
    if not isinstance(made, bytes):
        raise TypeError("one document is one PDF")
    return made
