"""The note's model as data (domain specification §2): what is in it, and what it may not say."""

import re
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

import leerlus.content
from leerlus.framework.loading import SOURCE, FrameworkError, load_framework, read_framework
from leerlus.framework.model import (
    BlockId,
    Claim,
    Kind,
    Measured,
    MeasuredByItem,
    MeasuredByRecord,
    Planned,
    Sign,
    Text,
    matches,
)

FRAMEWORK = load_framework()
INSTRUMENTS = Path(leerlus.content.__file__).parent / "instruments"
IDENTIFIERS = [factor.id for factor in FRAMEWORK.factors]
WRITTEN = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))


@lru_cache
def _items_of(instrument: str) -> set[str]:
    versions = sorted(INSTRUMENTS.glob(f"{instrument}-*.yaml"))
    assert versions, f"no instrument {instrument}"
    return {item["id"] for item in yaml.safe_load(versions[-1].read_text(encoding="utf-8"))["items"]}


def _changed(factor_id: str, **fields: Any) -> dict[str, Any]:
    source = deepcopy(WRITTEN)
    source["factors"][factor_id] |= fields
    return source


def _with_edge(**fields: Any) -> dict[str, Any]:
    edge = {"source": "KM.ATT", "target": "KM.INT", "claim": "seed_theory", "seed_ref": ["3.2.1"]}
    return WRITTEN | {"edges": [edge | fields]}


@pytest.mark.parametrize("factor_id", IDENTIFIERS)
def test_check_60_a_factor_without_measurement_fails(factor_id):
    with pytest.raises(FrameworkError, match=f"{re.escape(factor_id)} .*at least one measurement"):
        read_framework(_changed(factor_id, measured_by=[]))


@pytest.mark.parametrize("factor", FRAMEWORK.factors, ids=IDENTIFIERS)
def test_check_60_what_measures_a_factor_exists_or_is_planned_in_a_named_area(factor):
    assert factor.measured_by
    for measurement in factor.measured_by:
        match measurement:
            case MeasuredByItem():
                assert measurement.item_id in _items_of(measurement.instrument)
            case MeasuredByRecord():
                assert apps.get_model(measurement.record)
            case Planned():
                assert measurement.planned in FRAMEWORK.areas


@pytest.mark.parametrize(
    ("instrument", "measures_nothing"),
    [
        ("quickscan", set()),
        ("organisation_scan", set()),
        ("craftsmanship_self", set()),
        ("post_evaluation", {"PE0", "PE9"}),  # what it is about, and what somebody wants to do with it
        ("client_card", set()),
    ],
)
def test_check_60_every_item_of_an_instrument_measures_a_factor(instrument, measures_nothing):
    named = {
        m.item_id
        for factor in FRAMEWORK.factors
        for m in factor.measured_by
        if isinstance(m, MeasuredByItem) and m.instrument == instrument
    }
    assert named == _items_of(instrument) - measures_nothing


def test_check_61_the_model_has_feedback_and_every_edge_its_claim_and_section():
    feedback = {(edge.source, edge.target) for edge in FRAMEWORK.edges if edge.feedback}
    assert feedback >= {("KH", "KM.SE"), ("WZ", "KH"), ("DP", "KH"), ("PR", "OR.BOT"), ("KM.SDL3", "IV.ACT")}
    assert all(edge.claim in Claim and edge.seed_ref for edge in FRAMEWORK.edges)


def test_check_61_every_factor_of_chapters_4_and_5_says_assumed():
    members = [factor for factor in FRAMEWORK.factors if factor.id.startswith(("IV.", "OR."))]
    assert len(members) == 13 + 9
    assert all(factor.assumed for factor in members)
    assert FRAMEWORK.word("assumed", "nl") == "verondersteld"


@pytest.mark.parametrize("factor_id", ["IV.ACT", "OR.DIS"])
def test_check_61_a_factor_of_chapters_4_and_5_cannot_be_loaded_as_certain(factor_id):
    with pytest.raises(FrameworkError, match=f"factor {factor_id}: .*assumed"):
        read_framework(_changed(factor_id, assumed=False))


def test_nothing_in_the_model_is_said_to_be_a_cause():
    assert not re.search(r"veroorza|oorzaak|\bcaus(e|es|ed|ing)\b", "\n".join(_texts(WRITTEN)), re.IGNORECASE)


def _texts(part: Any) -> list[str]:
    if isinstance(part, dict):
        return [text for value in part.values() for text in _texts(value)]
    if isinstance(part, list):
        return [text for value in part for text in _texts(value)]
    return [str(part)]


def test_check_77_every_factor_and_edge_has_two_languages_and_a_section_of_the_note():
    for factor in FRAMEWORK.factors:
        assert all(text.nl and text.en for text in (factor.name, factor.short_name, factor.definition))
        assert factor.sections
    assert all(edge.seed_ref for edge in FRAMEWORK.statements)
    assert all(isinstance(edge.remark, Text) for edge in FRAMEWORK.statements if edge.remark)


def test_all_factors_of_the_specification_are_there():
    learning = [f"KM.SDL{number}" for number in (1, 2, 3, 4)]
    person = [
        f"KM.{code}" for code in ["ATT", "SN", "SE", "INT", "STG", "LP", "EDU", "EXP", "PRD", "BAR", "NEED"]
    ]
    offer = [
        f"IV.{code}"
        for code in [
            "CONT",
            "ACT",
            "REF",
            "EVB",
            "TRN",
            "UNQ",
            "COL",
            "TIM",
            "PER",
            "ACC",
            "POL",
            "PRS",
            "MGT",
        ]
    ]
    around = [f"OR.{code}" for code in ["DIS", "REF", "COL", "EXT", "BOT", "MGT", "PIV", "VIS", "COH"]]
    assert set(IDENTIFIERS) == {*learning, *person, *offer, *around, "PR", "VV", "KH", "WZ", "DP"}


def test_what_stands_in_no_figure_of_the_note_is_marked():
    only_in_text = {factor.id for factor in FRAMEWORK.factors if not factor.in_figure}
    assert only_in_text == {"KM.PRD", "KM.BAR", "KM.NEED", "KM.SDL4", "OR.VIS", "OR.COH"}


def test_the_factors_of_figure_4_1_are_marked_as_reconstructed():
    reconstructed = {factor.id for factor in FRAMEWORK.factors if factor.reconstructed}
    assert reconstructed == {factor.id for factor in FRAMEWORK.factors_of(BlockId.INTERVENTION)}


def test_the_dashed_blocks_of_figure_2_1_are_outside_the_note():
    assert {factor.id for factor in FRAMEWORK.factors if factor.outside_note} == {"WZ", "DP"}


@pytest.mark.parametrize("edge", FRAMEWORK.edges, ids=lambda edge: f"{edge.source}-{edge.target}")
def test_every_edge_connects_two_different_factors(edge):
    assert FRAMEWORK.factor(edge.source) is not FRAMEWORK.factor(edge.target)


def test_no_edge_is_there_twice():
    keys = [(edge.source, edge.target, edge.kind) for edge in FRAMEWORK.edges]
    assert len(keys) == len(set(keys))


def test_each_intervention_factor_and_each_condition_leads_to_professionalisation():
    into = {edge.source for edge in FRAMEWORK.edges_into("PR") if edge.kind is Kind.LEADS_TO}
    assert into >= {identifier for identifier in IDENTIFIERS if identifier.startswith(("IV.", "OR."))}


def test_each_condition_gives_room_to_each_intervention_factor():
    pairs = {(edge.source, edge.target) for edge in FRAMEWORK.edges}
    assert sum(source.startswith("OR.") and target.startswith("IV.") for source, target in pairs) == 9 * 13


def test_barriers_education_and_experience_work_against():
    minus = {(edge.source, edge.target) for edge in FRAMEWORK.edges if edge.sign is Sign.MINUS}
    assert minus == {("KM.BAR", "KM.SE"), ("KM.BAR", "PR"), ("KM.EDU", "PR"), ("KM.EXP", "PR")}


def test_domain_skills_moderate_the_link_from_professionalisation_to_casework():
    (edge,) = FRAMEWORK.edges_from("VV")
    assert (edge.kind, edge.moderates, edge.target) == (Kind.MODERATES, "PR", "KH")


def test_six_characteristics_of_the_caseworker_moderate_what_an_intervention_does():
    moderating = {edge.source for edge in FRAMEWORK.edges if edge.moderates == "IV.*"}
    assert moderating == {"KM.LP", "KM.EDU", "KM.EXP", "KM.SDL4", "KM.STG", "KM.INT"}


def test_a_reciprocal_edge_starts_and_ends_at_both_factors():
    (edge,) = [edge for edge in FRAMEWORK.edges_from("KM.INT") if edge.kind is Kind.RECIPROCAL]
    assert edge in FRAMEWORK.edges_from("KM.STG")
    assert edge in FRAMEWORK.edges_into("KM.STG")
    assert edge in FRAMEWORK.edges_into("KM.INT")


@given(st.sampled_from(IDENTIFIERS))
def test_the_statements_about_a_factor_say_the_same_as_its_edges(factor_id):
    from_edges = {(e.kind, e.claim, e.seed_ref) for e in FRAMEWORK.edges if factor_id in (e.source, e.target)}
    assert from_edges == {(s.kind, s.claim, s.seed_ref) for s in FRAMEWORK.statements_about(factor_id)}


@given(st.sampled_from([*FRAMEWORK.patterns, *IDENTIFIERS]), st.sampled_from(["nl", "en", "en-gb"]))
def test_every_factor_and_pattern_has_a_name_and_means_something(identifier, language):
    assert FRAMEWORK.name_of(identifier, language)
    assert any(matches(identifier, factor_id) for factor_id in IDENTIFIERS)


def test_every_kind_sign_claim_and_mark_has_a_word():
    keys = [*Kind, *Claim, *(sign.name.lower() for sign in Sign), "feedback", "assumed", "reconstructed"]
    assert all(FRAMEWORK.word(key, language) for key in keys for language in ("nl", "en"))


def test_what_is_planned_is_told_per_area_with_its_factors():
    planned = FRAMEWORK.planned()
    assert list(planned) == list(FRAMEWORK.areas)
    assert {part.factor.id for part in planned["catalogue"]} == {
        f for f in IDENTIFIERS if f.startswith("IV.")
    }


@pytest.mark.parametrize(
    ("factor_id", "measured"),
    [
        ("OR.DIS", Measured.NOW),
        ("WZ", Measured.PLANNED),
        ("KM.ATT", Measured.NOW),
        ("KM.SN", Measured.NOW),
        ("DP", Measured.IN_PART),
    ],
)
def test_a_factor_says_how_far_it_is_measured(factor_id, measured):
    assert FRAMEWORK.factor(factor_id).measured is measured
    assert FRAMEWORK.word(measured, "nl")


def test_spells_tell_only_part_of_lasting_placement():
    (spells,) = [m for m in FRAMEWORK.factor("DP").measured_by if isinstance(m, MeasuredByRecord)]
    assert spells.in_part


def test_an_unknown_factor_is_refused():
    with pytest.raises(KeyError):
        FRAMEWORK.factor("KM.LUCK")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"target": "KM.LUCK"}, "edge KM.ATT -> KM.LUCK: KM.LUCK is no factor"),
        ({"source": "XX.*"}, "XX.* is no factor"),
        ({"source": "KM.*"}, "the pattern KM.* has no name"),
        ({"moderates": "PR"}, "`moderates` belongs to the kind moderates"),
        ({"kind": "moderates"}, "`moderates` belongs to the kind moderates"),
        ({"claim": "literature"}, "names its source in `literature`"),
        ({"seed_ref": []}, "at least 1 item"),
        ({"seed_ref": ["page 3"]}, "should match pattern"),
        ({"claim": "proven"}, "Input should be"),
        ({"strength": 3}, "Extra inputs are not permitted"),
    ],
)
def test_an_edge_that_is_not_sound_is_refused_with_the_reason(fields, sentence):
    with pytest.raises(FrameworkError) as refusal:
        read_framework(_with_edge(**fields))
    assert sentence in str(refusal.value)


def test_a_plan_for_an_area_that_does_not_exist_is_refused():
    elsewhere = {"planned": "someday", "what": {"nl": "iets", "en": "something"}}
    with pytest.raises(FrameworkError, match=r"factor KM\.ATT: 'someday' is not one of the areas"):
        read_framework(_changed("KM.ATT", measured_by=[elsewhere]))


@pytest.mark.parametrize(
    ("measurement", "sentence"),
    [
        ({"opinion": "mine"}, "factors KM.ATT measured_by 0: a measurement is an item, a record or planned"),
        ({"item": "quickscan ATT1"}, "factors KM.ATT measured_by 0 item item: String should match pattern"),
        ({"record": "scans.Sitting"}, "factors KM.ATT measured_by 0 record what: Field required"),
    ],
)
def test_a_measurement_that_is_not_sound_is_refused_with_its_place(measurement, sentence):
    with pytest.raises(FrameworkError) as refusal:
        read_framework(_changed("KM.ATT", measured_by=[measurement]))
    assert str(refusal.value).startswith(sentence)
    assert len(str(refusal.value).splitlines()) == 1


def test_all_problems_are_told_at_once():
    source = _changed("IV.ACT", assumed=False) | {"edges": _with_edge(target="KM.LUCK")["edges"]}
    with pytest.raises(FrameworkError) as refusal:
        read_framework(source)
    assert len(str(refusal.value).splitlines()) == 2


def test_the_framework_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        FRAMEWORK.factor("PR").assumed = True


def test_check_67_skills_of_the_trade_strengthen_the_step_to_quality_of_casework_and_nothing_else():
    """Whoever tests skills times professionalisation takes the quality of casework as the outcome (note 2.2)."""
    found = [edge for edge in FRAMEWORK.edges if edge.source == "VV"]
    assert [(edge.kind, edge.moderates, edge.target) for edge in found] == [(Kind.MODERATES, "PR", "KH")]
