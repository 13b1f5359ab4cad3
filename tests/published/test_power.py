"""Designing a comparison: against Cohen (1992) and R's pwr, and Hussey & Hughes (2007) and swCRTdesign."""

import pytest

from leerlus.statistics.power import people_needed, power_of_correlation, power_of_means, power_of_shares
from leerlus.statistics.stepped_wedge import design_for_shares, power_of_stepped_wedge, staircase


@pytest.mark.parametrize(("effect", "people"), [(0.2, 393.4057), (0.5, 63.7656), (0.8, 25.5246)])
def test_people_per_group_for_a_difference_of_means_as_in_pwr_and_cohen_1992(effect, people):
    assert people_needed(lambda number: power_of_means(number, effect)) == pytest.approx(people, abs=1e-3)


@pytest.mark.parametrize(("correlation", "people"), [(0.1, 781.7516), (0.3, 84.0736), (0.5, 28.2484)])
def test_people_for_a_correlation_as_in_pwr(correlation, people):
    needed = people_needed(lambda number: power_of_correlation(number, correlation), least=4)
    assert needed == pytest.approx(people, abs=1e-3)


@pytest.mark.parametrize(("effect", "people"), [(0.2, 392.4430), (0.5, 62.7909), (0.8, 24.5277)])
def test_people_per_group_for_a_difference_of_shares_as_in_pwr(effect, people):
    assert people_needed(lambda number: power_of_shares(number, effect)) == pytest.approx(people, abs=1e-3)


def test_four_waves_of_six_clusters_as_in_the_first_example_of_swcrtdesign():
    design = design_for_shares(staircase(4, 6), people=120, before=0.05, after=0.035, between=0.01)
    assert power_of_stepped_wedge(design, 0.05 - 0.035) == pytest.approx(0.78618959, abs=1e-4)
