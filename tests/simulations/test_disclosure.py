"""How far the attack of reliability document 4.1 gets on the real rules of releases (D1, D2, D3), at full size.

Harder than the setting of the document: six to twelve rounds, every level, scores with tails up to both ends of the
scale, and people who leave and are replaced, move, say yes later, or take their yes back.
"""

from datetime import timedelta

import numpy as np
import pytest

from tests.release.attack import (
    FIRST_ROUND,
    ROUND_DAYS,
    Attack,
    OneDecimal,
    RealRelease,
    best_widths,
    live,
    make_town,
    random_widths,
)

pytestmark = pytest.mark.slow


def attacked(publishing, towns, widths_of):
    """The widths of everybody attacked in so many municipalities, and the share of team-rounds with a figure."""
    widths, told, rounds = [], 0, 0
    for number in range(towns):
        chance = np.random.default_rng([2026, number])
        release = publishing()
        attack = live(make_town(chance), release, 6 + number % 7)
        told, rounds = told + getattr(release, "told", 0), rounds + getattr(release, "rounds", 0)
        if attack is not None:
            widths += widths_of(attack, chance)
    return np.array(widths), told / max(rounds, 1)


def told(name, widths, share):
    below = ", ".join(f"{(widths < points).sum()} below {points}" for points in (2, 20, 25, 40))
    print(f"{name}: {len(widths)} people, {below}, narrowest {widths.min():.1f}, shown {share:.2f}")


@pytest.mark.parametrize("known_per_team", [0, 1, 2])
def test_random_informants_narrow_nobody_below_25_points(known_per_team):
    widths, share = attacked(
        RealRelease, 1_000, lambda attack, chance: random_widths(attack, chance, known_per_team, 12)
    )
    told(f"{known_per_team} random informants per team", widths, share)
    assert len(widths) >= 12_000
    assert (widths < 25).sum() == 0


@pytest.mark.parametrize(("least", "towns"), [(8, 300), (5, 120)])
def test_the_two_best_informants_narrow_nobody_below_20_points_and_hardly_anybody_below_25(least, towns):
    widths, share = attacked(lambda: RealRelease(least), towns, lambda attack, _: best_widths(attack))
    told(f"2 best informants, at least {least}", widths, share)
    assert (widths < 20).sum() == 0
    assert (widths < 25).mean() <= 0.0005


def test_the_control_with_one_decimal_gives_people_away():
    widths, share = attacked(OneDecimal, 60, lambda attack, _: best_widths(attack))
    told("control, one decimal, 2 best informants", widths, share)
    assert (widths < 2).mean() > 0.05


def test_four_informants_per_team_narrow_one_in_a_thousand_at_most():
    widths, share = attacked(RealRelease, 300, lambda attack, chance: random_widths(attack, chance, 4, 12))
    told("4 random informants per team", widths, share)
    assert (widths < 25).mean() <= 0.001


def test_when_all_others_work_together_no_rounding_helps_everybody():
    def by_all_others(attack, chance):
        chosen = chance.choice(attack.people, 12, replace=False)
        return [attack.width(int(one), [other for other in attack.people if other != one]) for one in chosen]

    widths, share = attacked(RealRelease, 200, by_all_others)
    told("all others", widths, share)
    assert (widths < 25).mean() <= 0.15


def explained(publishing, towns):
    """How much of somebody's score a statistical attacker explains, of who came or left and of who stayed.

    Scores are taken as normal and rounding as noise: then what the figures explain follows from who is in which.
    Of who came or left only those count who were in a figure at least once.
    """
    movers, stayers = [], []
    for number in range(towns):
        town, release = make_town(np.random.default_rng([2027, number])), publishing()
        teams, first, known = sorted(set(town.team_of.values())), _who_say_yes(town), []
        for quarter in range(8):
            known += release(town, teams, FIRST_ROUND + timedelta(days=ROUND_DAYS * quarter))
            town.a_quarter_passes()
        stayed = first & _who_say_yes(town)
        for person, share in _shares_explained(Attack(town.scores, known)).items():
            (stayers if person in stayed else movers).append(share)
    return float(np.mean(movers)), float(np.mean(stayers))


def _who_say_yes(town):
    return {person for person in town.team_of if town.says_yes[person]}


def _shares_explained(attack):
    variance = 20.0**2
    noise = np.minimum((attack.high - attack.low) ** 2 / 12, variance)
    of_figures = variance * attack.matrix @ attack.matrix.T + np.diag(noise)
    weights = np.linalg.solve(of_figures, variance * attack.matrix)
    return dict(zip(attack.people, (attack.matrix * weights).sum(axis=0), strict=True))


def test_who_came_or_left_is_hardly_explained_better_than_who_stayed():
    (movers, stayers), control = explained(RealRelease, 400), explained(OneDecimal, 200)
    print(f"explained variance: movers {movers:.3f}, stayers {stayers:.3f}; control {control}")
    assert movers - stayers <= 0.05
    assert control[0] - control[1] > 0.2
