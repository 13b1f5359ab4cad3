"""Cox's partial likelihood written out departure by departure: slow, and plainly what the formulas say."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def rows(chance: np.random.Generator, people: int, covariates: int = 2) -> dict[str, NDArray]:
    """Random rows with many ties: duration, event, covariates, entry, strata."""
    entry = chance.integers(0, 3, people)
    return {
        "duration": entry + chance.integers(1, 6, people),
        "event": np.append(chance.integers(0, 2, people - 1), 1),
        "covariates": chance.standard_normal((people, covariates)),
        "entry": entry,
        "strata": chance.integers(0, 2, people),
    }


def log_likelihood(beta: Numbers, data: dict[str, NDArray], ties: str) -> float:
    risk, total = np.exp(data["covariates"] @ beta), 0.0
    for stratum in set(data["strata"].tolist()):
        for time in set(data["duration"].tolist()):
            inside = data["strata"] == stratum
            present = inside & (data["entry"] < time) & (data["duration"] >= time)
            events = inside & (data["duration"] == time) & (data["event"] == 1)
            for gone in range(int(events.sum())):
                fraction = gone / events.sum() if ties == "Efron" else 0.0
                total -= np.log(risk[present].sum() - fraction * risk[events].sum())
            total += np.log(risk[events]).sum()
    return float(total)


def slope(beta: Numbers, data: dict[str, NDArray], ties: str, step: float = 1e-5) -> Numbers:
    """By central differences."""
    return np.array(
        [
            (log_likelihood(beta + move, data, ties) - log_likelihood(beta - move, data, ties)) / (2 * step)
            for move in step * np.eye(len(beta))
        ]
    )


def curvature(beta: Numbers, data: dict[str, NDArray], ties: str, step: float = 1e-3) -> Numbers:
    return -np.array(
        [
            (slope(beta + move, data, ties) - slope(beta - move, data, ties)) / (2 * step)
            for move in step * np.eye(len(beta))
        ]
    )


def score_residuals(beta: Numbers, data: dict[str, NDArray], ties: str) -> Numbers:
    """Each row's part of the slope (Lin & Wei 1989), spread over tied departures as R's survival does."""
    x, risk = data["covariates"], np.exp(data["covariates"] @ beta)
    residuals = np.zeros_like(x)
    for stratum in set(data["strata"].tolist()):
        for time in set(data["duration"].tolist()):
            inside = data["strata"] == stratum
            present = inside & (data["entry"] < time) & (data["duration"] >= time)
            events = inside & (data["duration"] == time) & (data["event"] == 1)
            for gone in range(int(events.sum())):
                fraction = gone / events.sum() if ties == "Efron" else 0.0
                left = risk * (present - fraction * events)
                away = x - (left @ x) / left.sum()
                residuals += events[:, None] * away / events.sum() - left[:, None] * away / left.sum()
    return residuals
