"""Covariates of a file as columns of numbers: labels become a column of 0 and 1 for each label but the first."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from leerlus.command.research.tables import InputProblem, Table


def columns_of(table: Table, names: Sequence[str]) -> tuple[list[str], NDArray[np.float64]]:
    """Names and values (n, k). Raises InputProblem for a column with one value only."""
    found: list[str] = []
    columns: list[NDArray[np.float64]] = []
    for name in names:
        labels = table.labels(name)
        if len(labels) < 2:
            raise InputProblem(f"Column '{name}' has one value only ('{labels[0]}'); leave it out.")
        try:
            columns.append(table.numbers(name))
            found.append(name)
        except InputProblem:
            texts = np.array(table.texts(name))
            columns += [(texts == label).astype(np.float64) for label in labels[1:]]
            found += [f"{name}: {label}" for label in labels[1:]]
    return found, np.column_stack(columns)
