"""Words of an XLSForm. Labels come in two languages: label::Nederlands (nl), label::nl or label::Dutch."""

import re
from typing import Final

from leerlus.content.reading.problems import Problem
from leerlus.content.reading.workbook import Row
from leerlus.content.texts import Text

_NAMES: Final = {"nl": ("nl", "nederlands", "dutch"), "en": ("en", "engels", "english")}
_COLUMN: Final = re.compile(r"^(?P<kind>\w+)\s*::?\s*(?P<name>[^()]+?)\s*(?:\((?P<code>\w+)\))?$")
UNIT: Final = {"nl": "aantal", "en": "number"}
INTRODUCTION: Final = {
    "nl": "Een vragenlijst van je gemeente. Elke vraag mag je overslaan. Wat je invult, ziet alleen jij.",
    "en": "An instrument of your municipality. You may skip any question. Only you see what you fill in.",
}
AFTERWARDS: Final = {"nl": "Je leest je antwoorden terug.", "en": "You read back your answers."}
SOURCE: Final = {"nl": "Eigen vragenlijst van de gemeente", "en": "The municipality's own instrument"}
"""What an XLSForm has no place for."""


class Labels:
    """Reads labels and notes which language is missing where."""

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems

    def of(self, row: Row, kind: str, *, may_miss: bool = False, both: str = "") -> dict[str, str] | None:
        """The label, hint or title of a row in both languages; None, with a problem, when one is missing.

        `may_miss`: none at all is fine. `both`: what stands for a language that has no column of its own.
        """
        found = {language: both for language in _NAMES if both}
        for column, text in row.cells.items():
            if language := _language_of(column, kind):
                found[language] = text
        if row.cells.get(kind):
            found.setdefault("nl", row.cells[kind])
        if not found and may_miss:
            return None
        missing = [language for language in _NAMES if language not in found]
        for language in missing:
            column = f"{kind}::{'Nederlands (nl)' if language == 'nl' else 'English (en)'}"
            words = Text(
                nl=f"De tekst in het {'Nederlands' if language == 'nl' else 'Engels'} ontbreekt.",
                en=f"The text in {'Dutch' if language == 'nl' else 'English'} is missing.",
            )
            self._problems.append(Problem(row.place(column), words))
        return None if missing else found


def _language_of(column: str, kind: str) -> str:
    match = _COLUMN.match(column)
    if match is None or match["kind"] != kind:
        return ""
    said = {(match["code"] or "").lower(), match["name"].strip().lower()}
    return next((language for language, names in _NAMES.items() if said & set(names)), "")
