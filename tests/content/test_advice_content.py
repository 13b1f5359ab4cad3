"""Rules, techniques and catalogue as content."""

import pytest
from pydantic import ValidationError

from leerlus.advice.pipeline.advise import CONDITIONS
from leerlus.advice.pipeline.intervention import INTERVENTION_RULES
from leerlus.advice.pipeline.team import TEAM_RULES
from leerlus.content.advice import (
    CURRENT_VERSION,
    FOLDER,
    AdviceContent,
    Rule,
    Technique,
    checksum,
    load_advice_content,
)
from leerlus.content.catalogue import load_catalogue
from leerlus.content.files import pinned_checksums
from leerlus.content.instrument import current_instrument
from leerlus.framework.loading import load_framework

CONTENT = load_advice_content()
STAGES = ("precontemplation", "contemplation", "preparation", "action", "maintenance", "relapse", "unknown")
PERMISSIONS = {"y": "yes", "t": "tiny", "l": "later", "n": "no", "a": "lever"}
"""`a`: only while attitude is the lever."""
BENEFIT_WORDS = ("voordeel", "voordelen", "oplever", "benefit", "advantage")


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


@pytest.mark.parametrize(
    ("techniques", "permissions"),
    [
        (("INOC_ATT", "SUCCESS_STORY", "BALANCE"), "yyynnya"),
        (("INFO",), "yynnnyn"),
        (("ASK", "BARRIER_SOLVE", "OWN_SUCCESS"), "yyyyyyy"),
        (("COMMIT", "GOAL_PLAN"), "nnyyyyn"),
        (("SMALL_STEPS", "POS_FEEDBACK", "MODELLING"), "ttyyyyy"),
        (("TRAIN",), "nnlyyln"),
        (("INOC_SETBACK", "SUPPORT"), "nnyyyyn"),
        (("MENTOR", "FM", "EXPERIMENT"), "nnyyynn"),
    ],
)
def test_a_technique_is_permitted_in_the_stages_of_the_matrix(techniques, permissions):
    expected = dict(zip(STAGES, (PERMISSIONS[letter] for letter in permissions), strict=True))
    for technique in techniques:
        assert CONTENT.technique[technique].permission == expected


def test_exactly_three_techniques_talk_about_benefits():
    talking = {technique.id for technique in CONTENT.techniques if technique.benefit_talk}
    assert talking == {"INOC_ATT", "SUCCESS_STORY", "BALANCE"}


def test_check_01_no_other_technique_talks_about_benefits_in_what_it_says():
    for technique in CONTENT.for_persons:
        if technique.benefit_talk:
            continue
        variants = [technique, *([technique.tiny] if technique.tiny else [])]
        texts = [text for one in variants for text in (one.name, one.description, one.script)]
        said = " ".join(f"{text.nl} {text.en}" for text in texts).lower()
        assert not [word for word in BENEFIT_WORDS if word in said], technique.id


def test_check_02_the_steps_that_weigh_advantages_ask_for_the_one_that_weighs_most():
    asking = {one.id for one in CONTENT.techniques if "strongest_advantage" in one.asks_for}
    assert asking == {"INOC_ATT", "BALANCE"}


def test_every_behaviour_of_the_quickscan_is_served_by_a_technique():
    options = current_instrument("quickscan").by_id["NEED1"].options
    served = {behaviour for technique in CONTENT.for_persons for behaviour in technique.behaviours}
    assert {str(option.value) for option in options} - {"other"} == served


def test_the_preconditions_of_techniques_and_the_forms_of_learning_exist():
    factors = {factor.id for factor in load_framework().factors}
    forms = {option.value for option in current_instrument("quickscan").by_id["LP1"].options}
    for technique in CONTENT.techniques:
        assert set(technique.preconditions) <= factors
        assert set(technique.forms) <= forms


def test_every_rule_about_a_team_has_a_text_for_its_manager():
    assert all(CONTENT.rule[rule].to_manager for rule in TEAM_RULES)


def test_a_step_of_this_week_takes_half_an_hour_at_most_in_its_small_form():
    shortest = [
        min(one.minutes, one.tiny.minutes if one.tiny else one.minutes) for one in CONTENT.for_persons
    ]
    assert max(shortest) <= CONTENT.weights.small_step_minutes


def test_a_rule_that_leads_to_an_unknown_technique_is_refused():
    stray = CONTENT.rules[0].model_copy(update={"techniques": ("FLYING",)})
    with pytest.raises(ValidationError, match="FLYING"):
        AdviceContent.model_validate(CONTENT.model_dump() | {"rules": (*CONTENT.rules[1:], stray)})


@pytest.mark.parametrize("part", ["rules", "techniques"])
def test_an_id_that_occurs_twice_is_refused(part):
    doubled = CONTENT.model_dump()
    doubled[part] = (*doubled[part], doubled[part][0])
    with pytest.raises(ValidationError, match="occurs twice"):
        AdviceContent.model_validate(doubled)


@pytest.mark.parametrize(
    ("rule", "left_out", "message"),
    [("R-20", "explanation", "told why"), ("R-62", "to_manager", "says something to its manager")],
)
def test_a_rule_that_explains_nothing_to_whom_it_concerns_is_refused(rule, left_out, message):
    with pytest.raises(ValidationError, match=message):
        Rule.model_validate(CONTENT.rule[rule].model_dump() | {left_out: None})


def test_a_technique_without_one_of_the_languages_is_refused():
    with pytest.raises(ValidationError, match="en"):
        Technique.model_validate(CONTENT.technique["ASK"].model_dump() | {"script": {"nl": "Wat nu?"}})


def test_a_version_that_does_not_exist_is_not_found():
    with pytest.raises(FileNotFoundError):
        load_advice_content(99)


def test_a_version_that_has_been_used_never_changes_what_it_says():
    assert {version: checksum(version) for version in pinned_checksums(FOLDER)} == pinned_checksums(FOLDER)
    assert CURRENT_VERSION in pinned_checksums(FOLDER)
