"""The score of an option and the order of options (domain specification 4.1)."""

from dataclasses import replace

import pytest

from leerlus.advice.pipeline import TeamContext
from leerlus.advice.pipeline.conditions import need
from leerlus.advice.pipeline.lever import choose
from leerlus.advice.pipeline.ranking import in_order, option, tie_broken
from tests.advice.pipeline.people import CONTENT, somebody

WEIGHTS = CONTENT.weights


def scored(technique, situation, *, allowed="yes", **changes):
    changed = CONTENT.technique[technique].model_copy(update=changes)
    return option(changed, allowed, choose(situation, WEIGHTS), CONTENT)


@pytest.mark.parametrize(
    ("score", "expected"), [(0, 1), (30, 0.6), (74.25, 0.01), (75, 0), (100, 0), (None, 0)]
)
def test_need_falls_evenly_to_nothing_at_seventy_five(score, expected):
    assert need(score, WEIGHTS) == pytest.approx(expected)


def test_the_lever_counts_forty_times_need_for_a_technique_that_works_directly():
    assert scored("SMALL_STEPS", somebody(se=30)).parts.lever == pytest.approx(40 * 0.6)
    assert scored("SMALL_STEPS", somebody(se=30), strength=0.5).parts.lever == pytest.approx(12)
    assert scored("SMALL_STEPS", somebody(se=80)).parts.lever == 0


def test_a_norm_that_weighs_little_adds_nothing():
    assert scored("PEER_TALK", somebody(sn=20, sn_weight=30)).parts.lever == 0


def test_a_tiny_variant_fits_the_stage_half():
    assert scored("SMALL_STEPS", somebody()).parts.stage == 25
    assert scored("SMALL_STEPS", somebody(), allowed="tiny").parts.stage == 12.5


def test_a_goal_of_ones_own_counts_twenty_for_a_technique_that_serves_it():
    assert scored("TRAIN", somebody(needs=("CB4",))).parts.goal == 20
    assert scored("TRAIN", somebody(needs=("CB8",))).parts.goal == 0
    assert scored("COMMIT", somebody(needs=("CB8",))).parts.goal == 20
    assert scored("COMMIT", somebody()).parts.goal == 0


def test_quality_is_the_share_of_characteristics_of_the_catalogue_and_nothing_without_an_entry():
    assert scored("FM", somebody()).parts.quality == pytest.approx(10 * 9 / 12)
    assert scored("ASK", somebody()).parts.quality == 0


def test_a_preferred_form_counts_five_and_is_told_apart():
    liked = scored("MODELLING", somebody(preferences=("watch", "discuss")))
    assert liked.parts.form == 5
    assert sum(liked.parts) - liked.without_form == 5


@pytest.mark.parametrize(
    ("preconditions", "points"),
    [
        (("OR.REF",), -15),
        (("OR.REF", "OR.DIS"), -30),
        (("OR.REF", "OR.DIS", "OR.COL"), -30),
        (("OR.VIS",), 0),
        ((), 0),
    ],
)
def test_each_unmet_precondition_costs_fifteen_and_together_thirty_at_most(preconditions, points):
    team = TeamContext(low_preconditions=frozenset({"OR.REF", "OR.DIS", "OR.COL"}))
    found = scored("TRAIN", somebody(team=team), preconditions=preconditions)
    assert found.parts.preconditions == points


def test_among_nearly_equal_options_the_order_of_the_rules_stays_and_otherwise_the_best_goes_first():
    best, near, far = (
        replace(scored("ASK", somebody()), technique=CONTENT.technique[name], without_form=score)
        for name, score in (("ASK", 30), ("INFO", 25), ("COMMIT", 24.9))
    )
    assert in_order([far, near, best], 5) == [near, best, far]


def test_a_preferred_form_goes_first_among_nearly_equal_options_only():
    plain = scored("ASK", somebody())
    liked = scored("MODELLING", somebody(preferences=("watch",)))
    near, far = replace(liked, without_form=20), replace(liked, without_form=19.9)
    plain = replace(plain, without_form=25)
    assert in_order([plain, near], 5, preferred_first=True) == [near, plain]
    assert in_order([plain, far], 5, preferred_first=True) == [plain, far]


def test_a_tie_is_broken_by_quality_then_by_time_and_then_by_chance_with_the_stored_seed():
    def tied(name, quality, minutes):
        technique = CONTENT.technique[name].model_copy(update={"minutes": minutes})
        one = scored(name, somebody())
        return replace(one, technique=technique, without_form=25, parts=one.parts._replace(quality=quality))

    better, shorter, longer = tied("ASK", 5, 60), tied("INFO", 0, 10), tied("COMMIT", 0, 20)
    assert tie_broken([longer, shorter, better], seed=1) == [better, shorter, longer]
    equal = [tied(name, 0, 10) for name in ("ASK", "INFO", "COMMIT")]
    orders = {tuple(one.technique.id for one in tie_broken(equal, seed=seed)) for seed in range(40)}
    assert len(orders) > 1
