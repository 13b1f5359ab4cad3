"""Spells made up by Hypothesis, and estimators written as the formulas read: slow, and known to be right."""

from hypothesis import strategies as st

from leerlus.statistics.count_tables import CountTable, count_table

Row = tuple[int, int]
"""A length in periods, and a way out: 0 (last seen), 1 or 2."""

spells = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 2)), min_size=1, max_size=60)


def table_of(rows: list[Row]) -> CountTable:
    return count_table([length for length, _ in rows], [way for _, way in rows], ways=2)


def one_way_out(rows: list[Row]) -> CountTable:
    return count_table([length for length, _ in rows], [min(way, 1) for _, way in rows], ways=1)


def naive_survival(rows: list[Row], time: int) -> float:
    """Kaplan-Meier for way 1, row by row."""
    share = 1.0
    for moment in range(1, time + 1):
        at_risk = sum(length >= moment for length, _ in rows)
        events = sum(length == moment and way == 1 for length, way in rows)
        share *= 1 - events / at_risk if at_risk else 1
    return share


def naive_incidence(rows: list[Row], way: int, time: int) -> tuple[float, float]:
    """Aalen-Johansen for one way out, and its delta-method variance as the double sum it is."""
    still, share = 1.0, 0.0
    steps = []
    for moment in range(1, time + 1):
        at_risk = sum(length >= moment for length, _ in rows)
        if not at_risk:
            break
        leaving = sum(length == moment and out > 0 for length, out in rows)
        exits = sum(length == moment and out == way for length, out in rows)
        share += still * exits / at_risk
        steps.append((share, still, at_risk, leaving, exits))
        still *= 1 - leaving / at_risk
    variance = 0.0
    for earlier, before, at_risk, leaving, exits in steps:
        gap = share - earlier
        if leaving < at_risk:
            variance += gap**2 * leaving / (at_risk * (at_risk - leaving))
        variance += before**2 * exits * (at_risk - exits) / at_risk**3
        variance -= 2 * gap * before * exits / at_risk**2
    return share, variance
