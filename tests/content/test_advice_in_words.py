"""The plain words about advice cover every rule, every kind of rule and every weight, and no more."""

import re

import pytest

from leerlus.content.advice import Weights, load_advice_content
from leerlus.content.advice_in_words import load_advice_in_words

CONTENT = load_advice_content()
WORDS = load_advice_in_words()


def test_check_77_for_every_rule_it_is_said_when_it_holds():
    assert set(WORDS.conditions) == set(CONTENT.rule)


def test_every_kind_of_rule_belongs_to_one_step_of_the_pipeline():
    kinds = [step.kind for step in WORDS.steps if step.kind]
    assert sorted(kinds) == sorted({rule.kind for rule in CONTENT.rules})


def test_every_weight_is_explained():
    assert set(WORDS.weights) == set(Weights.model_fields) - {"version", "basis"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_cuts_named_in_the_conditions_are_those_of_the_weights(language):
    weights = CONTENT.weights
    cuts = {str(round(cut)) for cut in (weights.low_below, weights.high_from, weights.setback_up_to)}
    of_background = {"1", "10"}
    for condition in WORDS.conditions.values():
        said = re.sub(r"R-\d\d", "", condition.in_language(language))
        assert set(re.findall(r"\d+", said)) <= cuts | of_background
