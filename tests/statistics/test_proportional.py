import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.statistics.cox import cox
from leerlus.statistics.proportional import proportional_hazards
from leerlus.statistics.regression import NoUniqueAnswer
from leerlus.statistics.risk_sets import risk_sets
from tests.statistics.cox_brute_force import rows


def _split(data):
    """One row per person and period, in which x·g(t) is an ordinary covariate: duration, event, covariates, entry."""
    gone = _gone_before(data)
    parts = []
    for row in range(len(data["duration"])):
        for time in range(data["entry"][row] + 1, data["duration"][row] + 1):
            x = data["covariates"][row]
            last = time == data["duration"][row]
            parts.append(
                (time, int(last and data["event"][row]), *x, *(x * gone[time]), time - 1, data["strata"][row])
            )
    table = np.array(parts)
    return table[:, 0], table[:, 1], table[:, 2:-2], table[:, -2], table[:, -1]


def _gone_before(data):
    survival, gone = 1.0, {}
    for time in range(1, data["duration"].max() + 1):
        gone[time] = 1 - survival
        at_risk = ((data["entry"] < time) & (data["duration"] >= time)).sum()
        events = ((data["duration"] == time) & (data["event"] == 1)).sum()
        survival *= 1 - events / max(at_risk, 1)
    return gone


@pytest.mark.parametrize("ties", ["Efron", "Breslow"])
@pytest.mark.parametrize("seed", range(3))
def test_it_is_the_score_test_of_a_covariate_times_the_share_gone(seed, ties):
    """The score test is about the likelihood ratio of the longer model; with many people they hardly differ."""
    data = rows(np.random.default_rng(seed), 1500, 1)
    sets = risk_sets(**data)
    short = cox(sets, ties=ties)
    duration, event, covariates, entry, strata = _split(data)
    longer = cox(risk_sets(duration, event, covariates, entry=entry, strata=strata), ties=ties)
    ratio = 2 * (longer.log_likelihood - short.log_likelihood)
    assert proportional_hazards(sets, short).overall.statistic == pytest.approx(
        ratio, abs=0.02 + 0.02 * ratio
    )


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.01, 100), st.floats(-100, 100))
def test_order_and_units_do_not_matter(seed, unit, shift):
    chance = np.random.default_rng(seed)
    data = rows(chance, 80)
    order = chance.permutation(80)
    other = {name: values[order] for name, values in data.items()}
    other["covariates"] = other["covariates"] * unit + shift
    one, two = risk_sets(**data), risk_sets(**other)
    found, again = proportional_hazards(one, cox(one)), proportional_hazards(two, cox(two))
    assert found.overall.statistic == pytest.approx(again.overall.statistic, rel=1e-5, abs=1e-6)
    for first, second in zip(found.covariates, again.covariates, strict=True):
        assert first.statistic == pytest.approx(second.statistic, rel=1e-5, abs=1e-6)


def test_with_one_covariate_its_test_is_the_test_of_all():
    sets = risk_sets(**rows(np.random.default_rng(1), 80, 1))
    found = proportional_hazards(sets, cox(sets))
    assert found.covariates[0].statistic == pytest.approx(found.overall.statistic)
    assert found.overall.degrees_of_freedom == 1


def test_a_hazard_ratio_that_turns_around_is_noticed():
    chance = np.random.default_rng(2)
    group = np.arange(2000) % 2
    times = np.where(group == 1, chance.geometric(0.1, 2000), np.ceil(10 * chance.weibull(4, 2000)))
    sets = risk_sets(times, np.ones(2000, int), group[:, None])
    assert proportional_hazards(sets, cox(sets)).overall.p_value < 1e-6


def test_what_cannot_be_tested_is_refused():
    data = rows(np.random.default_rng(3), 80)
    sets = risk_sets(**data)
    narrow = risk_sets(data["duration"], data["event"], data["covariates"][:, :1])
    with pytest.raises(ValueError, match="2 covariates and the risk sets have 1"):
        proportional_hazards(narrow, cox(sets))
    once = risk_sets([1, 1, 2, 2], [1, 1, 0, 0], [[0], [1], [1], [0]])
    with pytest.raises(NoUniqueAnswer, match="one period"):
        proportional_hazards(once, cox(once))
