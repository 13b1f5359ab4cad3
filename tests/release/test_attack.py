"""The attack of reliability document 4.1 (D1) on a few municipalities; the full figures are in tests/simulations."""

import numpy as np
import pytest

from tests.release.attack import (
    Attack,
    Known,
    OneDecimal,
    RealRelease,
    best_widths,
    live,
    make_town,
    random_widths,
)


def attacks(publishing, towns: int, seed: int = 1) -> list[tuple[Attack, np.random.Generator]]:
    found = []
    for number in range(towns):
        chance = np.random.default_rng([seed, number])
        attack = live(make_town(chance), publishing(), 6 + number % 7)
        if attack is not None:
            found.append((attack, chance))
    return found


@pytest.mark.parametrize("known_per_team", [0, 1, 2])
def test_nobody_is_narrowed_below_25_points_with_random_informants(known_per_team):
    widths = [
        width
        for attack, chance in attacks(RealRelease, 40)
        for width in random_widths(attack, chance, known_per_team, 12)
    ]
    assert len(widths) >= 400
    assert min(widths) >= 25


@pytest.mark.parametrize("least", [5, 8])
def test_nobody_is_narrowed_below_25_points_with_the_two_best_informants(least):
    widths = [width for attack, _ in attacks(lambda: RealRelease(least), 6) for width in best_widths(attack)]
    assert len(widths) >= 200
    assert min(widths) >= 25


def test_the_attack_finds_people_when_figures_have_a_decimal():
    """The control: an attack that finds nobody here would prove nothing above."""
    widths = np.array([width for attack, _ in attacks(OneDecimal, 8) for width in best_widths(attack)])
    assert (widths < 2).mean() > 0.05


def test_most_teams_still_get_a_figure():
    release = RealRelease()
    live(make_town(np.random.default_rng(3)), release, 12)
    assert release.told / release.rounds > 0.3


def test_the_attack_works_out_what_can_be_worked_out_by_hand():
    """Two figures that differ by one person give that person away, up to the rounding of both."""
    everybody = [50.0] * 8 + [90.0]
    known = [
        Known(dict.fromkeys(range(9), 1 / 9), 54.4, 54.5),
        Known(dict.fromkeys(range(8), 1 / 8), 49.9, 50.1),
    ]
    attack = Attack(everybody, known)
    assert attack.width(8) == pytest.approx(9 * 54.5 - 8 * 49.9 - (9 * 54.4 - 8 * 50.1), abs=0.01)
    assert attack.width(0, [8]) > 40
    assert attack.width(0, range(1, 9)) < 1
