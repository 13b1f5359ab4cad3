"""How many people a comparison needs, and what it can find: means, shares, correlations, clusters, time to event.

Every function gives the chance to find a difference that is there (power). `people_needed` and `smallest_difference`
turn any of them around. Effects are in standard units: d (Cohen 1988) for means, h for shares, r for correlations.
"""

from collections.abc import Callable
from math import asin, atanh, ceil, exp, log, sqrt
from typing import Final

import numpy as np
from scipy import optimize, stats

_MOST_PEOPLE: Final = 1e9
_LARGEST: Final = 10.0
_CERTAIN: Final = 30.0


def power_of_means(per_group: float, effect: float, significance: float = 0.05) -> float:
    """Two groups of equal size, difference of `effect` standard deviations, two-sided t-test (noncentral t)."""
    _check(per_group, significance, least=2)
    freedom = 2 * (per_group - 1)
    shift = abs(effect) * sqrt(per_group / 2)
    return _t_power(shift, freedom, significance)


def power_of_shares(per_group: float, effect: float, significance: float = 0.05) -> float:
    """Two groups of equal size, difference `effect` = h of two shares (see `share_effect`), two-sided normal test."""
    _check(per_group, significance, least=2)
    return _normal_power(abs(effect) * sqrt(per_group / 2), significance)


def power_of_correlation(people: float, correlation: float, significance: float = 0.05) -> float:
    """A correlation among `people`, two-sided, by Fisher's z with its bias correction (as R's pwr)."""
    _check(people, significance, least=4)
    size = abs(correlation)
    if size >= 1:
        raise ValueError("a correlation lies between -1 and 1")
    critical = stats.t.ppf(1 - significance / 2, people - 2)
    least = sqrt(critical**2 / (critical**2 + people - 2))
    expected = atanh(size) + size / (2 * (people - 1))
    spread = sqrt(people - 3)
    return float(
        stats.norm.cdf((expected - atanh(least)) * spread)
        + stats.norm.cdf((-expected - atanh(least)) * spread)
    )


def power_of_cluster_means(
    clusters: float,
    people: float,
    effect: float,
    intraclass: float,
    *,
    spread_of_size: float = 0.0,
    significance: float = 0.05,
) -> float:
    """Two arms of `clusters` clusters each with `people` on average; t-test on 2(clusters - 1) degrees of freedom.

    intraclass: how alike people in a cluster are (ICC). spread_of_size: standard deviation of the cluster size divided
    by its mean. See `design_effect`.
    """
    _check(clusters, significance, least=2)
    effective = clusters * people / design_effect(people, intraclass, spread_of_size)
    freedom = 2 * (clusters - 1)
    shift = abs(effect) * sqrt(effective / 2)
    return _t_power(shift, freedom, significance)


def design_effect(people: float, intraclass: float, spread_of_size: float = 0.0) -> float:
    """How many times more people clusters need: 1 + ((1 + cv²) m - 1) ICC (Eldridge, Ashby & Kerry 2006)."""
    if people < 1 or not 0 <= intraclass <= 1 or spread_of_size < 0:
        raise ValueError(
            "clusters have at least 1 person, and the intraclass correlation lies between 0 and 1"
        )
    return 1 + ((1 + spread_of_size**2) * people - 1) * intraclass


def power_of_events(
    events: float, hazard_ratio: float, share_in_one_group: float = 0.5, significance: float = 0.05
) -> float:
    """Log-rank or Cox with this many events in all, normal approximation (Schoenfeld 1981)."""
    _check(events, significance, least=2)
    if hazard_ratio <= 0 or not 0 < share_in_one_group < 1:
        raise ValueError("a hazard ratio is above 0, and a group is a share between 0 and 1")
    spread = sqrt(events * share_in_one_group * (1 - share_in_one_group))
    return _normal_power(abs(log(hazard_ratio)) * spread, significance)


def share_effect(one: float, other: float) -> float:
    """h: the difference of two shares on the arcsine scale (Cohen 1988), from -π to π."""
    if not (0 <= one <= 1 and 0 <= other <= 1):
        raise ValueError("a share lies between 0 and 1")
    return 2 * asin(sqrt(one)) - 2 * asin(sqrt(other))


def people_needed(power_of: Callable[[float], float], power: float = 0.8, least: float = 2.0) -> float:
    """The (fractional) number at which a power function of the number reaches `power`; round it up with `whole`.

    Raises ValueError when no number up to a billion is enough.
    """
    _check_power(power)
    if power_of(least) >= power:
        return least
    most = least * 2
    while power_of(most) < power:
        most *= 2
        if most > _MOST_PEOPLE:
            raise ValueError("no number of people is enough to find this; the difference is (nearly) nought")
    return float(optimize.brentq(lambda number: power_of(number) - power, least, most, xtol=1e-6))


def smallest_difference(power_of: Callable[[float], float], power: float = 0.8) -> float:
    """The smallest effect above 0 that a power function of the effect finds with this power.

    Raises ValueError when even an effect of ten standard units is not found.
    """
    _check_power(power)
    largest = _LARGEST
    if power_of(largest) < power:
        raise ValueError("too few people: even an enormous difference would be missed")
    return float(optimize.brentq(lambda effect: power_of(effect) - power, 0.0, largest, xtol=1e-8))


def smallest_hazard_ratio(events: float, share_in_one_group: float = 0.5, power: float = 0.8) -> float:
    """The hazard ratio above 1 that this many events find; its inverse is found as well."""
    return exp(
        smallest_difference(lambda effect: power_of_events(events, exp(effect), share_in_one_group), power)
    )


def whole(number: float) -> int:
    """A number of people rounded up."""
    return ceil(number - 1e-9)


def _t_power(shift: float, freedom: float, significance: float) -> float:
    """Two-sided, by the noncentral t distribution, which SciPy does not give far out: there power is 1."""
    if shift > _CERTAIN:
        return 1.0
    critical = stats.t.ppf(1 - significance / 2, freedom)
    below = stats.nct.cdf(-critical, freedom, shift)
    return float(stats.nct.sf(critical, freedom, shift) + np.nan_to_num(below))


def _normal_power(shift: float, significance: float) -> float:
    critical = stats.norm.ppf(1 - significance / 2)
    return float(stats.norm.sf(critical - shift) + stats.norm.cdf(-critical - shift))


def _check(number: float, significance: float, *, least: float) -> None:
    if number < least:
        raise ValueError(f"give at least {least:g}; this is {number:g}")
    if not 0 < significance < 1:
        raise ValueError("significance lies between 0 and 1, for instance 0.05")


def _check_power(power: float) -> None:
    if not 0 < power < 1:
        raise ValueError("power lies between 0 and 1, for instance 0.8")
