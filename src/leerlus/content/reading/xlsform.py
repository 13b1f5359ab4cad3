"""An XLSForm (xlsform.org) as content: the sheets survey, choices and settings of a workbook.

Read are select_one, select_multiple, integer, text, note and groups, with labels in Dutch and English and simple
conditions. What cannot be read is a problem at its cell; what is read otherwise than other software does is a remark.
"""

import re
from typing import Any, Final

from leerlus.content.reading.problems import Path, Place, Places, Problem, UnreadableFile
from leerlus.content.reading.workbook import Row, open_workbook
from leerlus.content.reading.xlsform_words import AFTERWARDS, INTRODUCTION, SOURCE, UNIT, Labels
from leerlus.content.texts import Text

_SHEETS: Final = ("survey", "choices", "settings")
_SECONDS_PER_QUESTION: Final = 10
_MOST_CHARACTERS: Final = 2000
_HIGHEST: Final = 9999
_POINT: Final = re.compile(r"\d{1,2}")
_AT_MOST: Final = re.compile(r"\.\s*<=\s*(\d{1,6})")
_IS: Final = re.compile(
    r"\$\{(\w+)\}\s*=\s*['\"]([^'\"]*)['\"]|selected\(\s*\$\{(\w+)\}\s*,\s*['\"]([^'\"]*)['\"]\s*\)"
)


def read_xlsform(content: bytes) -> tuple[dict[str, Any], Places, list[Problem], list[Problem]]:
    """The content of an XLSForm, where its parts stand, problems and remarks. Raises UnreadableFile."""
    sheets, problems = open_workbook(content, _SHEETS)
    if "survey" not in sheets:
        raise UnreadableFile("Het blad “survey” ontbreekt.", "The sheet “survey” is missing.")
    reader = _Reader(sheets, problems)
    return reader.content(), reader.places, reader.problems, reader.remarks


class _Reader:
    """One pass over the sheets: what was found so far."""

    def __init__(self, sheets: dict[str, list[Row]], problems: list[Problem]) -> None:
        self.survey = sheets["survey"]
        self.settings = next(iter(sheets.get("settings", [])), Row("settings", 2, {}))
        self.labels = Labels(problems)
        self.problems, self.remarks, self.places = problems, list[Problem](), Places()
        self.choices: dict[str, list[Row]] = {}
        for row in sheets.get("choices", []):
            self.choices.setdefault(row.cells.get("list_name", row.cells.get("list name", "")), []).append(
                row
            )
        self.items: list[dict[str, Any]] = []
        self.pages: list[dict[str, Any]] = []
        self.rating_scales: dict[str, Any] = {}
        self.introduction: dict[str, str] | None = None
        self.group: Row | None = None
        self.page_is_open = False

    def content(self) -> dict[str, Any]:
        """Everything together, as a YAML file would say it."""
        name = self._name()
        for row in self.survey:
            self._row(row, name)
        if self.group is not None:
            self._problem(
                self.group.place("type"),
                "Deze groep wordt niet gesloten met end_group.",
                "This group is not closed with end_group.",
            )
        code = self.settings.cells.get("form_id", "")
        if not code:
            self._problem(
                self.settings.place("form_id"),
                "Op het blad settings ontbreekt form_id.",
                "The sheet settings has no form_id.",
            )
        for part in ("code", "address", "name"):
            self.places.note((part,), self.settings.place("form_title" if part == "name" else "form_id"))
        self.places.note((), Place("survey"))
        return {
            "code": code or "onbekend",
            "version": 1,
            "validation_status": "concept",
            "name": name,
            "address": (code or "onbekend").replace("_", "-"),
            "filled_in_by": ["caseworker"],
            "introduction": self.introduction or INTRODUCTION,
            "afterwards": AFTERWARDS,
            "sources": {"own": SOURCE},
            "rating_scales": self.rating_scales,
            "items": self.items,
            "pages": [page for page in self.pages if page["items"]],
        }

    def _name(self) -> dict[str, str]:
        title = self.settings.cells.get("form_title", "")
        if not title:
            self._problem(
                self.settings.place("form_title"),
                "Op het blad settings ontbreekt form_title.",
                "The sheet settings has no form_title.",
            )
            return {"nl": "zonder naam", "en": "without a name"}
        return self.labels.of(self.settings, "form_title", both=title) or {"nl": title, "en": title}

    def _row(self, row: Row, name: dict[str, str]) -> None:
        kind, _, list_name = re.sub(r"\s+", " ", row.cells.get("type", "")).partition(" ")
        kind = {"begin": f"begin_{list_name}", "end": f"end_{list_name}"}.get(kind, kind)
        match kind:
            case "begin_group":
                self._begin(row)
            case "end_group":
                if self.group is None:
                    self._problem(
                        row.place("type"), "Er is geen groep om te sluiten.", "There is no group to close."
                    )
                self.group, self.page_is_open = None, False
            case "note":
                self._note(row)
            case "select_one" | "select_multiple" | "integer" | "text":
                self._question(row, kind, list_name, name)
            case "start" | "end" | "today" | "deviceid" | "username" | "phonenumber" | "simserial":
                self._remark(
                    row.place("type"),
                    f"“{kind}” slaan we over: Leerlus bewaart dat niet.",
                    f"“{kind}” is left out: Leerlus does not keep that.",
                )
            case "":
                self._problem(row.place("type"), "Hier ontbreekt de soort.", "The type is missing here.")
            case _:
                self._problem(
                    row.place("type"),
                    f"De soort “{kind}” kan niet. Wel: select_one, select_multiple, integer, text, note, groep.",
                    f"The type “{kind}” is not possible. Use select_one, select_multiple, integer, text, note, group.",
                )

    def _begin(self, row: Row) -> None:
        if self.group is not None:
            self._problem(
                row.place("type"),
                "Een groep in een groep kan niet: een groep is een pagina.",
                "A group in a group is not possible: a group is a page.",
            )
        if "relevant" in row.cells:
            self._problem(
                row.place("relevant"),
                "Een voorwaarde bij een groep kan niet. Zet hem bij de vragen.",
                "A condition on a group is not possible. Put it at the questions.",
            )
        self.group = row
        self.places.note(("pages", len(self._filled())), row.place())
        title = self.labels.of(row, "label") or {"nl": "?", "en": "?"}
        self.pages.append({"title": title, "items": []})
        self.page_is_open = True

    def _note(self, row: Row) -> None:
        words = self.labels.of(row, "label")
        if words is None:
            return
        if self.group is None and not self.items and self.introduction is None:
            self.introduction = words
        elif self.group is not None and not self.pages[-1]["items"] and "stem" not in self.pages[-1]:
            self.pages[-1]["stem"] = words
        else:
            self._problem(
                row.place("type"),
                "Een note kan vooraan staan, of als eerste in een groep.",
                "A note can stand at the very start, or first in a group.",
            )

    def _question(self, row: Row, kind: str, list_name: str, name: dict[str, str]) -> None:
        code = row.cells.get("name", "")
        if not re.fullmatch(r"[A-Za-z_]\w*", code):
            self._problem(
                row.place("name"),
                "De naam begint met een letter en heeft alleen letters, cijfers en _.",
                "The name begins with a letter and has letters, digits and _ only.",
            )
        path: Path = ("items", len(self.items))
        self.places.note(path, row.place())
        self.places.note((*path, "id"), row.place("name"))
        self.places.note((*path, "options"), row.place("type"))
        item: dict[str, Any] = {
            "id": code,
            "text": self.labels.of(row, "label") or {"nl": "?", "en": "?"},
            "source": "own",
        }
        if hint := self.labels.of(row, "hint", may_miss=True):
            item["help"] = hint
        if row.cells.get("required", "").lower() in {"yes", "true", "true()"}:
            self._remark(
                row.place("required"),
                "Bij Leerlus mag elke vraag worden overgeslagen; “required” telt niet.",
                "In Leerlus any question may be skipped; “required” does not count.",
            )
        if kind == "integer":
            item |= self._number(row, item)
        elif kind == "text":
            item |= {"kind": "open", "maximum": _MOST_CHARACTERS}
        else:
            item |= self._choice(row, kind, list_name, path)
        if (condition := self._condition(row)) is not None:
            self.places.note((*path, "condition"), row.place("relevant"))
            item["condition"] = condition
        self.items.append(item)
        self._put_on_page(code, name)

    def _put_on_page(self, code: str, name: dict[str, str]) -> None:
        if not self.page_is_open:
            self.pages.append({"title": name, "items": []})
            self.page_is_open = True
        page = self.pages[-1]
        page["items"].append(code)
        page["seconds"] = _SECONDS_PER_QUESTION * len(page["items"])

    def _number(self, row: Row, item: dict[str, Any]) -> dict[str, Any]:
        constraint = row.cells.get("constraint", "")
        found = _AT_MOST.search(constraint)
        if constraint and not found:
            self._remark(
                row.place("constraint"),
                "Van deze grens lezen we alleen een hoogste getal (. <= 40).",
                "Of this constraint only a highest number is read (. <= 40).",
            )
        return {
            "kind": "number",
            "maximum": int(found[1]) if found else _HIGHEST,
            "unit": item.get("help", UNIT),
        }

    def _choice(self, row: Row, kind: str, list_name: str, path: Path) -> dict[str, Any]:
        words = list_name.split(" ")
        if "or_other" in words:
            self._problem(
                row.place("type"),
                "“or_other” kan niet. Zet “anders” bij de antwoorden, met een vraag erna.",
                "“or_other” is not possible. Put “other” among the answers, with a question after it.",
            )
        rows = self.choices.get(words[0], [])
        if not rows:
            self._problem(
                row.place("type"),
                f"De lijst “{words[0]}” staat niet op het blad choices.",
                f"The list “{words[0]}” is not on the sheet choices.",
            )
        options = []
        for number, choice in enumerate(rows):
            self.places.note((*path, "options", number), choice.place("name"))
            options.append(
                {
                    "value": choice.cells.get("name", ""),
                    "text": self.labels.of(choice, "label") or {"nl": "?", "en": "?"},
                }
            )
            if not choice.cells.get("name"):
                self._problem(
                    choice.place("name"), "Het antwoord heeft geen naam.", "The answer has no name."
                )
        if (
            kind == "select_one"
            and len(options) > 2
            and all(_POINT.fullmatch(str(one["value"])) for one in options)
        ):
            return self._rating(words[0], options, rows)
        return {"kind": "choice" if kind == "select_one" else "multiple", "options": options}

    def _rating(self, name: str, options: list[dict[str, Any]], rows: list[Row]) -> dict[str, Any]:
        """A list of which every name is a number is a scale, with its words at the points."""
        if name not in self.rating_scales:
            self.places.note(("rating_scales", name), rows[0].place("name"))
            self.rating_scales[name] = {
                "points": [int(one["value"]) for one in options],
                "lowest": options[0]["text"],
                "highest": options[-1]["text"],
                "words": [one["text"] for one in options],
            }
        return {"kind": "rating", "scale": name}

    def _condition(self, row: Row) -> dict[str, Any] | None:
        text = row.cells.get("relevant", "")
        if not text:
            return None
        found = [_IS.fullmatch(part.strip()) for part in re.split(r"\s+or\s+", text)]
        names = {part[1] or part[3] for part in found if part}
        if not all(found) or len(names) != 1:
            self._problem(
                row.place("relevant"),
                "Deze voorwaarde kunnen we niet lezen. Wel: ${vraag} = 'antwoord', met “or” ertussen.",
                "This condition cannot be read. This can: ${question} = 'answer', with “or” between.",
            )
            return None
        return {"item": names.pop(), "is_one_of": [part[2] or part[4] for part in found if part]}

    def _filled(self) -> list[dict[str, Any]]:
        return [page for page in self.pages if page["items"]]

    def _problem(self, place: Place, nl: str, en: str) -> None:
        self.problems.append(Problem(place, Text(nl=nl, en=en)))

    def _remark(self, place: Place, nl: str, en: str) -> None:
        self.remarks.append(Problem(place, Text(nl=nl, en=en)))
