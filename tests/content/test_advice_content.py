"""Rules, techniques and catalogue as content."""

import pytest
from pydantic import ValidationError

from leerlus.advice.pipeline.advise import CONDITIONS
from leerlus.advice.pipeline.team import INTERVENTION_RULES, TEAM_RULES
from leerlus.content.advice import Technique, load_advice_content
from leerlus.content.catalogue import load_catalogue

CONTENT = load_advice_content()


def test_every_rule_has_an_implementation_and_every_implementation_a_rule():
    implemented = {*CONDITIONS, *TEAM_RULES, *INTERVENTION_RULES}
    assert implemented == {rule.id for rule in CONTENT.rules}


def test_a_rule_for_the_team_or_the_manager_is_no_rule_about_a_person():
    assert all(CONTENT.rule[rule].audience == "person" for rule in CONDITIONS)


def test_check_77_every_rule_technique_and_catalogue_entry_has_two_languages_and_a_reference():
    assert all(rule.seed and rule.certainty for rule in CONTENT.rules)
    assert all(rule.explanation or rule.audience == "manager" for rule in CONTENT.rules)
    assert all(technique.seed_ref and technique.evidence.nl for technique in CONTENT.techniques)
    assert all(entry.basis and entry.assessor and entry.note.en for entry in load_catalogue().entries)


def test_the_catalogue_has_thirty_five_entries_with_twelve_characteristics():
    catalogue = load_catalogue()
    assert [entry.id for entry in catalogue.entries] == [f"C{number:02}" for number in range(1, 36)]
    assert len(catalogue.characteristics) == 12


def test_an_unknown_characteristic_stays_unknown():
    catalogue = load_catalogue()
    assert catalogue.characteristic(catalogue.entry["C15"], "smart_goal") == "unknown"
    assert catalogue.characteristic(catalogue.entry["C03"], "follow_up") == "no"


def test_quality_counts_partly_as_half():
    assert load_catalogue().entry["C16"].quality == pytest.approx(9 / 12)


def test_every_technique_that_takes_long_has_a_small_variant():
    long = [technique for technique in CONTENT.for_persons if technique.minutes > 30]
    assert all(technique.tiny and technique.tiny.minutes <= 30 for technique in long)


def test_a_persons_technique_without_a_permission_for_every_stage_is_refused():
    plain = CONTENT.technique["ASK"].model_dump() | {"permission": {"action": "yes"}}
    with pytest.raises(ValidationError, match="every stage"):
        Technique.model_validate(plain)


def test_weights_say_that_they_are_no_more_than_expert_choice():
    assert "geen onderzoek" in CONTENT.weights.basis.nl
