"""Invented client spells of national size, the same at every run: what the statistics are timed on."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

CLIENTS = 400_000
CASEWORKERS = 8_000
DAYS = 2_888
COVARIATES = 8


@dataclass(frozen=True, slots=True)
class Spells:
    """400,000 spells in whole days.

    way_out: 0 still there, 1 to work, 2 in another way. caseworker: 0 to 7,999. group: 0 to 5. covariates: (n, 8).
    """

    duration: NDArray[np.int64]
    way_out: NDArray[np.int64]
    caseworker: NDArray[np.int64]
    group: NDArray[np.int64]
    covariates: NDArray[np.float64]


@cache
def national_spells() -> Spells:
    chance = np.random.default_rng(20261123)
    covariates = np.column_stack(
        [chance.standard_normal((CLIENTS, 4)), chance.integers(0, 2, (CLIENTS, COVARIATES - 4))]
    ).astype(np.float64)
    pace = np.exp(covariates @ np.array([0.2, -0.15, 0.1, 0.05, 0.3, -0.2, 0.15, -0.1]))
    to_work = chance.exponential(900 / pace)
    otherwise = chance.exponential(2_500, CLIENTS)
    last_seen = chance.uniform(1, DAYS, CLIENTS)
    times = np.column_stack([last_seen, to_work, otherwise])
    return Spells(
        duration=np.clip(np.ceil(times.min(axis=1)), 1, DAYS).astype(np.int64),
        way_out=times.argmin(axis=1).astype(np.int64),
        caseworker=chance.integers(0, CASEWORKERS, CLIENTS),
        group=chance.integers(0, 6, CLIENTS),
        covariates=covariates,
    )
