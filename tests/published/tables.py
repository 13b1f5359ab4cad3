"""The tables that the published numbers are about."""

import csv
import hashlib
import os
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

HERE = Path(__file__).parent / "data"
DEMO = Path(__file__).parents[2] / "src" / "leerlus" / "outcomes" / "demo"
NOT_WITH_THE_PROJECT = {
    "nsw_dehejia_wahba445.csv": "f40dd3d3922d",
    "tpb_uk_hagger2023.csv": "d55e8bfb5cc3",
}
"""Tables whose licence is not verified, with the first digits of their SHA-256: see data/SOURCES.md."""


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table. A test is skipped when the table may not travel with the project and is not here."""
    with _path(name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def numbers(table: list[dict[str, str]], *names: str) -> NDArray[np.float64]:
    """Columns as numbers, nan for gaps: (n,) for one name, (n, k) for several."""
    found = np.array([[_number(row[name]) for name in names] for row in table])
    return found[:, 0] if len(names) == 1 else found


def _number(text: str) -> float:
    return float("nan") if text in {"", "NA"} else float(text)


def _path(name: str) -> Path:
    for folder in (HERE, DEMO, Path(os.environ.get("PUBLISHED_DATA", HERE))):
        if (folder / name).exists():
            _check(folder / name)
            return folder / name
    pytest.skip(f"{name} may not travel with the project; data/SOURCES.md says where to get it")


def _check(path: Path) -> None:
    wanted = NOT_WITH_THE_PROJECT.get(path.name, "")
    if not hashlib.sha256(path.read_bytes()).hexdigest().startswith(wanted):
        raise ValueError(f"{path} is another table than the published numbers are about")
