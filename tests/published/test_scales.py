"""Scales, change and agreement: against R (psych, lavaan, irr) and the papers."""

import numpy as np
import pytest

from leerlus.statistics.agreement import cohen_kappa, conger_kappa, fleiss_kappa
from leerlus.statistics.change import (
    Norms,
    cutoff_away_from,
    cutoff_between,
    cutoff_within,
    reliable_change,
    standard_error_of_difference,
    standard_error_of_measurement,
)
from leerlus.statistics.intraclass import rater_correlation
from leerlus.statistics.regression import least_squares, with_intercept
from leerlus.statistics.reliability import reliability
from tests.published.tables import numbers, rows


def personality(letter: str) -> np.ndarray:
    items = numbers(rows("bfi.csv"), *(f"{letter}{number}" for number in range(1, 6)))
    if letter == "A":
        items[:, 0] = 7 - items[:, 0]
    return items


@pytest.mark.parametrize(
    ("letter", "pairwise", "listwise", "omega"),
    [("A", 0.703018, 0.703756, 0.712129), ("N", 0.813963, 0.813303, 0.812844)],
)
def test_personality_alpha_and_omega_as_in_psych_and_lavaan(letter, pairwise, listwise, omega):
    items = personality(letter)
    assert reliability(items, "pairwise").alpha == pytest.approx(pairwise, abs=1e-5)
    assert reliability(items).alpha == pytest.approx(listwise, abs=1e-5)
    assert reliability(items).omega == pytest.approx(omega, abs=1e-5)


def test_personality_interval_of_feldt_and_item_rest_correlations_as_in_psych():
    found = reliability(personality("N"))
    assert (found.low, found.high) == pytest.approx((0.80192, 0.82422), abs=1e-4)
    assert found.item_rest == pytest.approx([0.666286, 0.650902, 0.672947, 0.542149, 0.486729], abs=1e-4)


@pytest.mark.parametrize(
    ("items", "alpha"),
    [(("x1", "x2", "x3"), 0.626117), (("x4", "x5", "x6"), 0.882707), (("x7", "x8", "x9"), 0.688455)],
)
def test_abilities_of_children_alpha_as_in_lavaan(items, alpha):
    assert reliability(numbers(rows("holzinger_swineford.csv"), *items)).alpha == pytest.approx(
        alpha, abs=1e-5
    )


BEHAVIOUR = {"att": 0.940958, "sn": 0.916995, "pbc": 0.930517, "int": 0.983999, "beh": 0.941846}


def planned(scale: str) -> np.ndarray:
    return numbers(rows("tpb_uk_hagger2023.csv"), *(f"{scale}{number}" for number in range(1, 5)))


@pytest.mark.parametrize(("scale", "alpha"), BEHAVIOUR.items())
def test_planned_behaviour_alpha_as_in_psych(scale, alpha):
    items = planned(scale)
    assert len(items) == 1169
    assert reliability(items, "pairwise").alpha == pytest.approx(alpha, abs=1e-5)


def test_planned_behaviour_intention_from_attitude_norm_and_control():
    intention, *others = (planned(scale).mean(axis=1) for scale in ("int", "att", "sn", "pbc"))
    fit = least_squares(intention, with_intercept(*others))
    assert fit.coefficients == pytest.approx([-0.37300, 0.19472, 0.07262, 0.79139], abs=1e-4)
    assert fit.explained == pytest.approx(0.7953, abs=1e-4)


def test_reliable_change_of_the_example_of_jacobson_and_truax_1991():
    assert standard_error_of_measurement(7.5, 0.8) == pytest.approx(3.354102, abs=1e-5)
    assert standard_error_of_difference(7.5, 0.8) == pytest.approx(4.743416, abs=1e-5)
    assert reliable_change([32.5], [47.5], deviation=7.5, reliability=0.8).index[0] == pytest.approx(
        3.162278, abs=1e-5
    )
    clinical, functional = Norms(40, 7.5), Norms(60, 7.5)
    assert (cutoff_away_from(clinical), cutoff_within(functional)) == (55, 45)
    assert cutoff_between(clinical, functional) == 50


def test_reliable_change_of_couples_jacobson_1989():
    table = rows("rci_jacobson_1989.csv")
    left_out = {row["subject"] for row in table if "" in row.values()}
    before, after = (
        np.array(
            [float(row["das"]) for row in table if row["time"] == time and row["subject"] not in left_out]
        )
        for time in ("pre", "post")
    )
    deviation = float(before.std(ddof=1))
    cutoff = cutoff_between(Norms(float(before.mean()), deviation), Norms(114.8, 17.8))
    found = reliable_change(before, after, deviation=deviation, reliability=0.88, cutoff=cutoff)
    assert len(before) == 26
    assert standard_error_of_difference(deviation, 0.88) == pytest.approx(5.5954377, abs=1e-5)
    assert cutoff == pytest.approx(95.47628, abs=1e-5)
    assert found.counts == {"recovered": 13, "improved": 5, "unchanged": 8, "deteriorated": 0}


def diagnoses() -> np.ndarray:
    return np.array(
        [[row[f"rater{number}"] for number in range(1, 7)] for row in rows("kappa_irr_diagnoses.csv")]
    )


def test_psychiatric_diagnoses_kappa_as_fleiss_1971_prints():
    found = fleiss_kappa(diagnoses())
    assert found.kappa == pytest.approx(0.430, abs=1e-3)
    assert found.z == pytest.approx(17.7, abs=0.05)
    assert conger_kappa(diagnoses()) == pytest.approx(0.442, abs=1e-3)
    ratings = diagnoses()
    assert cohen_kappa(ratings[:, 1], ratings[:, 2]).kappa == pytest.approx(0.631, abs=1e-3)


@pytest.mark.parametrize(("weights", "kappa"), [("none", 0.119), ("linear", 0.189), ("quadratic", 0.297)])
def test_anxiety_kappa_of_two_raters_as_in_irr(weights, kappa):
    ratings = numbers(rows("kappa_irr_anxiety.csv"), "rater1", "rater2")
    assert cohen_kappa(ratings[:, 0], ratings[:, 1], weights).kappa == pytest.approx(kappa, abs=1e-3)


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("1", 0.16574229),
        ("2", 0.28976419),
        ("3", 0.71484151),
        ("1k", 0.44279806),
        ("2k", 0.62005102),
        ("3k", 0.90931586),
    ],
)
def test_the_six_intraclass_correlations_of_shrout_and_fleiss_1979(form, value):
    ratings = numbers(rows("icc_shrout_fleiss1979.csv"), "J1", "J2", "J3", "J4")
    found = rater_correlation(ratings, form)
    assert found.value == pytest.approx(value, abs=1e-6)
    assert found.low < found.value < found.high


def test_the_limits_of_agreement_that_shrout_and_fleiss_1979_print():
    ratings = numbers(rows("icc_shrout_fleiss1979.csv"), "J1", "J2", "J3", "J4")
    found = rater_correlation(ratings, "2")
    assert (found.low, found.high) == pytest.approx((0.019, 0.761), abs=1e-3)
