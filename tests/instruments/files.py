"""Files of instruments: a sound one in YAML, a sound XLSForm, and what makes a workbook of rows."""

import io
from collections.abc import Sequence

import openpyxl

SOUND = """\
code: intake
version: 1
validation_status: concept
name: {nl: "Intake", en: "Intake talk"}
address: intake
filled_in_by: [caseworker]
introduction: {nl: "Over je intake.", en: "About your intake."}
afterwards: {nl: "Je leest het terug.", en: "You read it back."}
sources:
  own: {nl: "Eigen vragen", en: "Own questions"}
rating_scales:
  three:
    points: [1, 2, 3]
    lowest: {nl: "nee", en: "no"}
    highest: {nl: "ja", en: "yes"}
items:
  - id: A1
    kind: rating
    scale: three
    source: own
    text: {nl: "Ik was voorbereid.", en: "I was prepared."}
  - id: A2
    kind: choice
    source: own
    text: {nl: "Waar sprak je af?", en: "Where did you meet?"}
    options:
      - {value: desk, text: {nl: "aan de balie", en: "at the desk"}}
      - {value: home, text: {nl: "thuis", en: "at home"}}
  - id: A3
    kind: open
    maximum: 500
    source: own
    text: {nl: "Hoe ging het thuis?", en: "How did it go at home?"}
    condition: {item: A2, is_one_of: [home]}
  - id: A4
    kind: number
    unit: {nl: "minuten", en: "minutes"}
    maximum: 120
    source: own
    text: {nl: "Hoe lang duurde het?", en: "How long did it take?"}
pages:
  - title: {nl: "Vooraf", en: "Before"}
    items: [A1, A2]
    seconds: 20
  - title: {nl: "Daarna", en: "After"}
    items: [A3, A4]
    seconds: 30
"""

Rows = Sequence[Sequence[object]]

SURVEY: Rows = (
    ("type", "name", "label::Nederlands (nl)", "label::English (en)", "relevant", "required", "constraint"),
    ("note", "intro", "Over je spreekuur.", "About your office hour."),
    ("begin_group", "before", "Vooraf", "Before"),
    ("note", "stem", "Denk aan de laatste keer.", "Think of the last time."),
    ("select_one agree", "S1", "Het was rustig.", "It was quiet.", None, "yes"),
    ("select_one place", "S2", "Waar was het?", "Where was it?"),
    ("end_group",),
    ("begin group", "after", "Daarna", "After"),
    ("select_multiple help", "S3", "Wat hielp?", "What helped?"),
    ("integer", "S4", "Hoeveel mensen kwamen er?", "How many people came?", None, None, ". >= 0 and . <= 40"),
    (
        "text",
        "S5",
        "Wat viel op buiten?",
        "What was striking outside?",
        "${S2} = 'outside' or selected(${S2}, 'market')",
    ),
    ("end group",),
)
CHOICES: Rows = (
    ("list_name", "name", "label::nl", "label::en"),
    ("agree", 1, "nee", "no"),
    ("agree", 2, "een beetje", "a little"),
    ("agree", 3, "ja", "yes"),
    ("place", "inside", "binnen", "inside"),
    ("place", "outside", "buiten", "outside"),
    ("place", "market", "op de markt", "at the market"),
    ("help", "coffee", "koffie", "coffee"),
    ("help", "colleague", "een collega", "a colleague"),
)
SETTINGS: Rows = (("form_title", "form_id"), ("Spreekuur", "office_hour"))


def workbook(
    survey: Rows = SURVEY, choices: Rows = CHOICES, settings: Rows = SETTINGS, **more: Rows
) -> bytes:
    """An XLSForm of these rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in {"survey": survey, "choices": choices, "settings": settings, **more}.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def with_cell(rows: Rows, number: int, column: int, value: object) -> Rows:
    """The same rows with another value in one cell; both count from 1."""
    changed = [list(row) for row in rows]
    row = changed[number - 1]
    row += [None] * (column - len(row))
    row[column - 1] = value
    return changed
