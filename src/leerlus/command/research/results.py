"""What an analysis found: sentences and tables for people, the same numbers as JSON for programs."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table as PrintedTable

Value = str | float | int | None


@dataclass(frozen=True, slots=True)
class Section:
    """A table with a title."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Result:
    """What one analysis found.

    sentence: what to see, in words. sections: tables. notes: what the numbers cannot show. data: the same numbers for
    programs, with the keys of docs/research-command-line.md. chart: makes an SVG text, where the analysis has one.
    """

    sentence: str
    sections: Sequence[Section]
    data: Mapping[str, Any]
    notes: Sequence[str] = ()
    chart: Callable[[], str] | None = field(default=None, compare=False)


def print_for_people(result: Result, console: Console) -> None:
    console.print(result.sentence, highlight=False)
    for section in result.sections:
        printed = PrintedTable(title=section.title, title_justify="left", title_style="bold")
        for place, name in enumerate(section.columns):
            printed.add_column(name, justify="left" if place == 0 else "right")
        for row in section.rows:
            printed.add_row(*(as_words(value) for value in row))
        console.print(printed)
    for note in result.notes:
        console.print(f"- {note}", highlight=False)


def as_words(value: Value) -> str:
    """A number with four digits that matter; a dash for what is unknown."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "–"
    if isinstance(value, str):
        return value
    if isinstance(value, int | np.integer):
        return f"{value:,}"
    if value == 0 or 0.001 <= abs(value) < 10_000:
        return f"{value:.4f}"
    return f"{value:.3g}"


def as_json(name: str, result: Result) -> str:
    """One JSON object: `analysis`, `summary`, `results`, `notes`; unknown numbers are null."""
    content = {
        "analysis": name,
        "summary": result.sentence,
        "results": _plain(result.data),
        "notes": list(result.notes),
    }
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, np.ndarray | list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, np.generic):
        return _plain(value.item())
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
