"""Scores of the instruments beside the quickscan: the same rules, named in their content (domain 3.2 to 3.6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.content.instrument import Instrument, current_instrument, current_instruments
from leerlus.scans.scoring import score

ORGANISATION = current_instrument("organisation_scan")
BEHAVIOURS = current_instrument("craftsmanship_self")
CLIENT = current_instrument("client_diagnostics")
FACETS = {"DIS": 3, "REF": 2, "COL": 2, "EXT": 2, "BOT": 2, "MGT": 4, "PIV": 2, "VIS": 2, "COH": 1}
HALF = {1: 1, 2: 1, 3: 2, 4: 3}


def scored(instrument: Instrument, **answers: object) -> dict[str, float | None]:
    return dict(score(instrument.as_asked(), answers).scales)


def test_the_facets_of_the_organisation_scan_have_the_items_of_the_specification():
    assert {name: len(scale.items) for name, scale in ORGANISATION.scales.items()} == FACETS
    assert [item for scale in ORGANISATION.scales.values() for item in scale.items] == [
        f"OS{number}" for number in range(1, 21)
    ]


@pytest.mark.parametrize("facet", FACETS)
@pytest.mark.parametrize("answered", range(5))
def test_a_facet_needs_one_of_two_two_of_three_or_three_of_four(facet, answered):
    items = ORGANISATION.scales[facet].items[:answered]
    value = scored(ORGANISATION, **dict.fromkeys(items, 4))[facet]
    assert value == (75 if answered >= HALF[FACETS[facet]] else None)


def test_dont_know_about_a_facet_is_unknown_and_never_nought():
    assert scored(ORGANISATION, OS4=None, OS5=None)["REF"] is None
    assert scored(ORGANISATION, OS4=1, OS5=None)["REF"] == 0


def test_bands_apply_to_the_scales_the_specification_names_and_to_no_other():
    banded = {
        one.code: {name for name, scale in one.scales.items() if scale.banded}
        for one in current_instruments()
    }
    levers = {"att", "sn", "se", "int", "sdl1", "sdl2", "sdl3", "sdl4"}
    assert banded == {code: set() for code in banded} | {
        "quickscan": levers,
        "organisation_scan": set(FACETS),
        "organisation_scan_manager": set(FACETS),
    }


@pytest.mark.parametrize(("answered", "value"), [(7, None), (8, 50), (12, 50)])
def test_the_index_of_behaviours_needs_eight_of_twelve(answered, value):
    answers = {f"CB{number}": 2 for number in range(1, answered + 1)}
    assert scored(BEHAVIOURS, **answers)["index"] == value


def test_a_behaviour_that_never_happened_counts_as_nought_in_the_index_and_an_open_one_does_not():
    answers = {f"CB{number}": 0 for number in range(1, 9)}
    assert scored(BEHAVIOURS, **answers)["index"] == 0
    assert scored(BEHAVIOURS, **(answers | {"CB9": 4}))["index"] == pytest.approx(100 / 9)


def test_hours_of_search_are_hours_and_no_percentage():
    assert scored(CLIENT, DX10=12)["intensity"] == 12
    assert scored(CLIENT, DX10=0)["intensity"] == 0
    assert scored(CLIENT)["intensity"] is None


def test_confidence_in_searching_needs_two_of_its_three_items():
    assert scored(CLIENT, DX4=5, DX5=3)["confidence"] == 75
    assert scored(CLIENT, DX4=5)["confidence"] is None


def test_life_domains_give_no_score():
    assert all(
        item.startswith("DX") and not item.startswith("DXL")
        for scale in CLIENT.scales.values()
        for item in scale.items
    )
    assert set(scored(CLIENT, DXL1="strongly").values()) == {None}


def test_an_instrument_that_asks_no_stage_has_none():
    found = score(ORGANISATION, {"OS1": 3, "STG1": "d"})
    assert (found.stage, found.underlying_stage) == (None, None)


@given(st.sampled_from([one.code for one in current_instruments()]), st.data())
def test_every_score_is_unknown_or_within_its_bounds_whatever_is_answered(code, data):
    instrument = current_instrument(code)
    asked = instrument.as_asked(instrument.moments[0].code if instrument.moments else "")
    answers = {}
    for item in asked.items:
        if item.kind == "rating":
            answers[item.id] = data.draw(st.sampled_from([None, *asked.points(item)]))
        elif item.kind == "number":
            answers[item.id] = data.draw(st.none() | st.integers(item.minimum, item.maximum))
    for name, value in score(asked, answers).scales.items():
        assert value is None or 0 <= value <= 100
        if all(answers[item] is None for item in asked.scales[name].items):
            assert value is None
