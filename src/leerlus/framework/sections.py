"""References to the note: a section, box, figure or appendix, and how a reader sees them."""

import re
from collections.abc import Sequence
from typing import Annotated

from pydantic import StringConstraints

Section = Annotated[
    str,
    StringConstraints(
        pattern=r"^([1-6](\.[1-9]){0,2}|(box|figure) [1-6]\.[1-9]|appendix [1-3]|footnote [1-9][0-9]?)$"
    ),
]
"""`3.2.1`, `box 4.2`, `figure 2.1`, `appendix 1` or `footnote 9`."""

_DUTCH = {
    "figure": "figuur",
    "appendix": "bijlage",
    "footnote": "noot",
    "and": "en",
    "note": "notitie",
    "chapter": "hoofdstuk",
}


def cited(sections: Sequence[str], language_code: str) -> str:
    """The references in words: "notitie 3.2.1, box 3.1 en bijlage 1"."""
    parts = [_spelled_out(section) for section in sections]
    listed = ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else parts[0]
    english = f"note {listed}"
    return english if language_code.startswith("en") else _in_dutch(english)


def _spelled_out(section: str) -> str:
    return f"chapter {section}" if section.isdigit() else section


def _in_dutch(english: str) -> str:
    return re.sub(r"[a-z]+", lambda word: _DUTCH.get(word.group(), word.group()), english)
