"""Everything that a request tells somebody: the body unpacked and decoded, headers, cookies, mails and lines of a log.

A canary may hide in a spreadsheet, a PDF, a compressed body or a mail; whoever searches only the body as it was sent
does not find it.
"""

import gzip
import io
import logging
import re
import zipfile
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any
from urllib.parse import unquote_to_bytes

from django.core import mail
from pypdf import PdfReader
from pypdf.errors import PyPdfError

_BASE64 = re.compile(rb"[A-Za-z0-9+/]{24,}={0,2}")


class _Kept(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def overheard() -> Iterator[list[bytes]]:
    """What is mailed and logged meanwhile, beside the response; the list is filled at the end."""
    told: list[bytes] = []
    kept, before = _Kept(), len(getattr(mail, "outbox", []))
    logger = logging.getLogger("leerlus")
    logger.addHandler(kept)
    try:
        yield told
    finally:
        logger.removeHandler(kept)
        told += [line.encode() for line in kept.lines]
        told += [message.message().as_bytes() for message in getattr(mail, "outbox", [])[before:]]
        told += [
            f"{one.subject} {one.body} {one.to}".encode() for one in getattr(mail, "outbox", [])[before:]
        ]


def everything_told(response: Any) -> bytes:
    """Body, headers and cookies of a response, each also as somebody would read it."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    around = f"{dict(response.headers)} {response.cookies.output()}".encode()
    return b"\n".join([*_readings(body), *_readings(around)])


def _readings(raw: bytes) -> Iterator[bytes]:
    yield raw
    yield unquote_to_bytes(raw)
    yield unescape(raw.decode("utf-8", "replace")).encode()
    yield re.sub(
        rb"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)).encode("utf-8", "replace"), raw
    )
    yield from _unpacked(raw)
    for coded in _BASE64.findall(raw):
        try:
            yield b64decode(coded + b"=" * (-len(coded) % 4))
        except NotBase64:
            continue


def _unpacked(raw: bytes) -> Iterator[bytes]:
    if raw.startswith(b"\x1f\x8b"):
        yield from _readings(gzip.decompress(raw))
    elif raw.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield from _readings(packed.read(name))
    elif raw.startswith(b"%PDF"):
        yield from _of_pdf(raw)


def _of_pdf(raw: bytes) -> Iterator[bytes]:
    try:
        paper = PdfReader(io.BytesIO(raw))
        yield " ".join(str(value) for value in (paper.metadata or {}).values()).encode()
        # A line break of the layout is no break of what was written.
        yield re.sub(r"\s+", "", " ".join(page.extract_text() for page in paper.pages)).encode()
        yield str(paper.trailer["/Root"]).encode()
    except PyPdfError as problem:
        raise AssertionError("a PDF that cannot be read cannot be searched") from problem
