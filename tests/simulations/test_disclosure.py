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
    """How much of somebody's deviation a straight-line guess from the figures explains: movers, and who stayed.

    The guess is the change of the figure when somebody came or left, over everybody who did, as in a regression.
    """
    moves = {"movers": ([], []), "stayers": ([], [])}
    for number in range(towns):
        chance = np.random.default_rng([2027, number])
        town, release = make_town(chance), publishing()
        teams, before = sorted(set(town.team_of.values())), {}
        for quarter in range(8):
            figures = release.figures(town, teams, FIRST_ROUND + timedelta(days=ROUND_DAYS * quarter))
            for team, (value, people) in figures.items():
                if team not in before:
                    continue
                earlier_value, earlier = before[team]
                mean = np.mean([town.scores[one] for one in people])
                for person in people - earlier:
                    moves["movers"][0].append(value - earlier_value)
                    moves["movers"][1].append(town.scores[person] - mean)
                for person in people & earlier:
                    moves["stayers"][0].append(value - earlier_value)
                    moves["stayers"][1].append(town.scores[person] - mean)
            before |= figures
            town.a_quarter_passes()
    return {kind: float(np.corrcoef(seen, deviation)[0, 1] ** 2) for kind, (seen, deviation) in moves.items()}


def test_a_change_of_the_figure_explains_little_of_whoever_came():
    real, control = explained(RealRelease, 400), explained(OneDecimal, 400)
    print(f"explained variance: real {real}, control {control}")
    assert real["movers"] - real["stayers"] <= 0.05
    assert control["movers"] - control["stayers"] > 0.05
