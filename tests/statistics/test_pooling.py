"""Pooling: equal studies, other units, order, and what cannot be pooled."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from leerlus.statistics.pooling import between_variance, pool

STUDIES = st.lists(st.tuples(st.floats(-3, 3), st.floats(0.05, 2)), min_size=2, max_size=12)


def both(studies):
    effects, errors = zip(*studies, strict=True)
    return np.array(effects), np.array(errors)


def restricted_likelihood(between, effects, variance):
    weight = 1 / (variance + between)
    mean = weight @ effects / weight.sum()
    log_density = stats.norm.logpdf(effects, mean, np.sqrt(variance + between)).sum()
    return log_density - np.log(weight.sum()) / 2


@settings(max_examples=60, deadline=None)
@given(STUDIES)
def test_no_other_variance_between_studies_is_more_likely(studies):
    effects, errors = both(studies)
    best = restricted_likelihood(between_variance(effects, errors**2), effects, errors**2)
    for other in np.concatenate(([0], np.geomspace(1e-6, 50, 80))):
        assert restricted_likelihood(other, effects, errors**2) <= best + 1e-7


@settings(max_examples=40, deadline=None)
@given(STUDIES, st.floats(0.1, 50), st.randoms())
def test_order_does_not_matter_and_units_carry_through(studies, unit, shuffled):
    effects, errors = both(studies)
    plain = pool(effects, errors)
    order = list(range(len(effects)))
    shuffled.shuffle(order)
    other = pool(effects[order] * unit, errors[order] * unit)
    assert [other.effect / unit, other.low / unit, other.high / unit] == pytest.approx(
        [plain.effect, plain.low, plain.high], rel=1e-3, abs=1e-3
    )
    assert other.inconsistency == pytest.approx(plain.inconsistency, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(STUDIES)
def test_the_mean_lies_among_the_studies_and_within_its_interval(studies):
    effects, errors = both(studies)
    found = pool(effects, errors)
    assert effects.min() - 1e-9 <= found.effect <= effects.max() + 1e-9
    assert found.low < found.effect < found.high
    assert found.weights.sum() == pytest.approx(1)
    if len(effects) > 2:
        assert found.predicted_high - found.predicted_low > 0


def test_studies_that_found_exactly_the_same_do_not_differ():
    found = pool([0.4, 0.4, 0.4], [0.1, 0.2, 0.3])
    assert (found.effect, found.tau, found.heterogeneity, found.inconsistency) == pytest.approx(
        (0.4, 0, 0, 0)
    )
    assert found.standard_error == pytest.approx(1 / np.sqrt(1 / 0.01 + 1 / 0.04 + 1 / 0.09))


def test_equally_precise_studies_give_the_plain_mean_and_the_variance_of_the_differences():
    effects = np.array([0.1, 0.5, 0.9, 1.3])
    found = pool(effects, np.full(4, 0.1))
    assert found.effect == pytest.approx(0.7)
    assert found.tau**2 == pytest.approx(effects.var(ddof=1) - 0.01, rel=1e-4)
    assert found.standard_error == pytest.approx(effects.std(ddof=1) / 2, rel=1e-4)


def test_two_studies_say_nothing_about_a_new_place():
    assert np.isnan(pool([0.1, 0.5], [0.2, 0.2]).predicted_low)


@pytest.mark.parametrize(
    ("effects", "errors", "message"),
    [
        ([0.1], [0.2], "at least two studies"),
        ([0.1, 0.2], [0.2], "each with an effect"),
        ([0.1, 0.2], [0.2, 0], "above 0"),
        ([0.1, float("nan")], [0.2, 0.1], "are numbers"),
    ],
)
def test_what_cannot_be_pooled_says_why(effects, errors, message):
    with pytest.raises(ValueError, match=message):
        pool(effects, errors)


def test_a_confidence_of_more_than_everything_is_refused():
    with pytest.raises(ValueError, match="confidence"):
        pool([0.1, 0.2], [0.2, 0.2], confidence=95)
