"""Cox regression on three published tables, against numbers of R's survival (Therneau & Grambsch 2000)."""

import numpy as np
import pytest

from leerlus.statistics.cox import cox
from leerlus.statistics.proportional import proportional_hazards
from leerlus.statistics.risk_sets import RiskSets, risk_sets
from tests.published.tables import numbers, rows


def _rossi() -> RiskSets:
    table = rows("rossi.csv")
    columns = [
        [row["fin"] == "yes" for row in table],
        numbers(table, "age"),
        [row["race"] == "black" for row in table],
        [row["wexp"] == "yes" for row in table],
        [row["mar"] == "married" for row in table],
        [row["paro"] == "yes" for row in table],
        numbers(table, "prio"),
    ]
    return risk_sets(numbers(table, "week"), numbers(table, "arrest"), np.column_stack(columns))


def test_unemployment_spells_of_mccall_1996_with_efron_ties():
    """McCall 1996; R survival and lifelines agree."""
    table = rows("unempdur_mccall1996.csv")
    insured = [row["ui"] == "yes" for row in table]
    others = numbers(table, "reprate", "disrate", "logwage", "tenure", "age")
    fit = cox(
        risk_sets(numbers(table, "spell"), numbers(table, "censor1"), np.column_stack([insured, others]))
    )
    expected = [-1.0348326, 1.3509582, -1.7998962, 0.6093573, 0.0060591, -0.0118289]
    assert fit.coefficients == pytest.approx(expected, abs=1e-6)
    assert fit.log_likelihood == pytest.approx(-7785.9819, abs=1e-4)


def test_rearrests_of_rossi_1980():
    """Rossi, Berk & Lenihan 1980, as in Fox & Weisberg and the documentation of lifelines."""
    fit = cox(_rossi())
    expected = [-0.379422, -0.057438, 0.313900, -0.149796, -0.433704, -0.084871, 0.091497]
    assert fit.coefficients == pytest.approx(expected, abs=1e-6)
    found = [test.statistic for test in (fit.likelihood_ratio, fit.wald, fit.score)]
    assert found == pytest.approx([33.27, 32.11, 33.53], abs=0.005)
    assert fit.score.degrees_of_freedom == 7


def test_proportional_hazards_of_the_rearrests():
    """R survival's cox.zph with the transform km: age, wexp and everything together."""
    sets = _rossi()
    found = proportional_hazards(sets, cox(sets))
    tests = [found.covariates[1], found.covariates[3], found.overall]
    assert [test.statistic for test in tests] == pytest.approx([5.974, 4.225, 17.694], abs=5e-4)
    assert [test.p_value for test in tests] == pytest.approx([0.0145, 0.0398, 0.0134], abs=5e-5)


def test_lung_cancer_by_sex_of_loprinzi_1994():
    """Loprinzi 1994, R survival `lung`: widely published."""
    table = rows("lung.csv")
    fit = cox(risk_sets(numbers(table, "time"), numbers(table, "status") - 1, numbers(table, "sex")[:, None]))
    assert fit.coefficients[0] == pytest.approx(-0.53102, abs=1e-5)
    assert fit.standard_errors[0] == pytest.approx(0.16718, abs=1e-5)
    assert np.exp(fit.coefficients[0]) == pytest.approx(0.588, abs=5e-4)
