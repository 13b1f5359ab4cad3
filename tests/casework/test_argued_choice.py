"""When a choice is argued, and when a step and a file are done."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.casework.rules.argued_choice import (
    ARGUED,
    SHORTEST_REASON,
    Choice,
    Grounds,
    Part,
    is_argued,
    level_of,
    missing_parts,
)
from leerlus.casework.rules.completeness import (
    DOMAINS,
    REVIEW_MARGIN,
    FileFacts,
    addressed_domains,
    begun_steps,
    done_steps,
    is_complete,
    missing_in,
)
from leerlus.casework.rules.steps import Mark, Step, current_step, is_ahead, marks_of

WHOLE = Choice(
    choice="Sollicitatietraining in een groep",
    based_on=("fact_1",),
    fits_because="De cliënt zoekt gericht, maar durft zich niet te laten zien.",
    alternative="Geen inzet",
    rejected_because="Drie maanden alleen zoeken hielp niet.",
    grounds=Grounds.KNOWLEDGE,
    knowledge="Liu e.a. 2014",
    evidence="A",
    client_view="Wil het proberen.",
)
EMPTIED = {
    Part.CHOICE: {"choice": " "},
    Part.BASED_ON: {"based_on": ()},
    Part.FITS_BECAUSE: {"fits_because": "past goed"},
    Part.ALTERNATIVE: {"alternative": ""},
    Part.GROUNDS: {"grounds": None},
    Part.CLIENT_VIEW: {"client_view": ""},
}
parts = st.frozensets(st.sampled_from(list(Part)))


def without(missing) -> Choice:
    changes = {name: value for part in missing for name, value in EMPTIED[part].items()}
    return replace(WHOLE, **changes)


@given(parts)
def test_what_is_missing_is_said_and_nothing_else(missing):
    assert set(missing_parts(without(missing))) == missing


@given(parts)
def test_the_level_follows_from_the_parts_that_are_there(missing):
    expected = 3
    if missing:
        expected = 2
    if missing & {Part.BASED_ON, Part.FITS_BECAUSE}:
        expected = 1
    if Part.CHOICE in missing:
        expected = 0
    assert level_of(without(missing)) == expected
    assert is_argued(without(missing)) == (not missing)


@given(parts, st.sampled_from(list(Part)))
def test_adding_a_part_never_lowers_the_level(missing, added):
    assert level_of(without(missing - {added})) >= level_of(without(missing))


def test_check_30_a_choice_without_alternative_is_at_most_level_2_and_not_argued():
    choice = without({Part.ALTERNATIVE})
    assert level_of(choice) == 2
    assert not is_argued(choice)


@pytest.mark.parametrize("grounds", [Grounds.OWN_EXPERIENCE, Grounds.MUNICIPAL_GUIDELINE])
def test_check_31_intuition_or_a_guideline_is_a_ground_and_keeps_its_label(grounds):
    choice = replace(WHOLE, grounds=grounds, knowledge="", evidence="")
    assert level_of(choice) == ARGUED
    assert choice.grounds is grounds


def test_knowledge_without_saying_which_or_how_strong_is_no_ground():
    assert missing_parts(replace(WHOLE, knowledge="")) == (Part.GROUNDS,)
    assert missing_parts(replace(WHOLE, evidence="")) == (Part.GROUNDS,)
    assert is_argued(replace(WHOLE, evidence="unknown"))


@given(st.integers(0, 80))
def test_a_reason_counts_from_forty_characters(length):
    assert is_argued(replace(WHOLE, fits_because="x" * length)) == (length >= SHORTEST_REASON)


ASSESSED = {
    "hypothesis_1": "Durft niet te bellen",
    "no_support_mechanism": "Blijft thuis",
    "option_1": "Training",
    "option_1_mechanism": "Oefenen geeft vertrouwen",
}


def test_check_32_without_an_instrument_a_reason_suffices():
    def lacks(**changes):
        return missing_in(Step.ASSESSMENT, FileFacts(contents={Step.ASSESSMENT: ASSESSED | changes}))

    assert lacks() == ("diagnosis",)
    assert lacks(no_instrument_because="Kent de vragen al") == ()
    assert missing_in(Step.ASSESSMENT, FileFacts({Step.ASSESSMENT: ASSESSED}, is_diagnosed=True)) == ()


def test_two_options_are_needed_and_no_support_is_one_of_them():
    base = ASSESSED | {"no_instrument_because": "x"}
    without_none = base | {"no_support_mechanism": "", "option_2": "b", "option_2_mechanism": "c"}
    assert missing_in(Step.ASSESSMENT, FileFacts({Step.ASSESSMENT: without_none})) == ("options",)
    assert missing_in(Step.ASSESSMENT, FileFacts({Step.ASSESSMENT: base | {"option_1_mechanism": ""}})) == (
        "options",
    )


@given(
    st.dictionaries(
        st.sampled_from(DOMAINS), st.sampled_from(["", "no", "strongly", "rather_not", "not_discussed"])
    )
)
def test_a_domain_is_addressed_when_answered_refused_or_left_out_with_a_reason(levels):
    content = {f"domain_{name}": level for name, level in levels.items()}
    answered = {name for name, level in levels.items() if level and level != "not_discussed"}
    assert set(addressed_domains(content)) == answered
    left_out = {name for name, level in levels.items() if level == "not_discussed"}
    assert set(addressed_domains(content | {"not_discussed_because": "te vroeg"})) == answered | left_out


DECIDED = {
    "choice": WHOLE.choice,
    "based_on": ["fact_1"],
    "fits_because": WHOLE.fits_because,
    "alternative": WHOLE.alternative,
    "rejected_because": WHOLE.rejected_because,
    "grounds": "own_experience",
    "client_view": "Goed",
    "goal": "Elke week twee keer bellen",
    "noticed_by": "Het lijstje",
    "feasible": "Eén keer per dag kan",
    "matters_because": "Weer onder de mensen",
    "goal_by": "2026-12-01",
}
COMPLETE = FileFacts(
    contents={
        Step.INFORMATION_GATHERING: {"wish": "Werk", **{f"domain_{name}": "no" for name in DOMAINS[:6]}},
        Step.SCREENING: {"support": "light", "reason": "Kan veel zelf"},
        Step.ASSESSMENT: ASSESSED | {"no_instrument_because": "x"},
        Step.DECISION: DECIDED,
        Step.EVALUATION: {"outcome": "work", "lesson_written": True},
    },
    decided_on=date(2026, 1, 10),
    contacts_on=(date(2026, 1, 10),),
    reviews=((date(2026, 2, 20), date(2026, 2, 21)),),
)


def test_a_file_with_everything_is_complete_open_and_closed():
    assert all(done_steps(COMPLETE).values())
    assert is_complete(COMPLETE, closed=False)
    assert is_complete(COMPLETE, closed=True)


def test_an_open_file_needs_four_steps_and_a_closed_one_seven():
    halfway = replace(COMPLETE, contacts_on=(), reviews=())
    assert is_complete(halfway, closed=False)
    assert not is_complete(halfway, closed=True)


def test_a_contact_before_the_plan_was_settled_is_no_guidance():
    early = replace(COMPLETE, contacts_on=(date(2026, 1, 9),))
    assert missing_in(Step.GUIDANCE, early) == ("contact",)
    said = {**COMPLETE.contents, Step.GUIDANCE: {"no_contact_because": "Op vakantie"}}
    assert missing_in(Step.GUIDANCE, replace(early, contents=said)) == ()


@given(st.integers(-60, 60))
def test_a_review_counts_within_two_weeks_of_its_day(days):
    due = date(2026, 3, 1)
    facts = replace(COMPLETE, reviews=((due + timedelta(days=days), due),))
    assert done_steps(facts)[Step.MONITORING] == (abs(days) <= REVIEW_MARGIN.days)


flags = st.fixed_dictionaries({step: st.booleans() for step in Step})


@given(flags, flags)
def test_a_step_is_skipped_only_when_something_after_it_was_begun(done, begun):
    marks = marks_of(done, begun)
    for step in Step:
        later = any((done[one] or begun[one]) and one.number > step.number for one in Step)
        assert (marks[step] is Mark.FILLED) == done[step]
        assert (marks[step] is Mark.SKIPPED) == (not done[step] and later)


@given(flags, flags)
def test_ahead_is_said_of_what_was_begun_while_something_before_it_is_not_done(done, begun):
    for step in Step:
        earlier = [one for one in Step if one.number < step.number]
        assert is_ahead(step, done, begun) == (
            (done[step] or begun[step]) and not all(done[one] for one in earlier)
        )


@given(flags)
def test_the_current_step_is_the_first_that_is_not_done(done):
    first = current_step(done)
    assert all(done[step] for step in Step if step.number < first.number)
    assert not done[first] or all(done.values())


def test_an_empty_file_has_begun_nothing():
    assert not any(begun_steps(FileFacts()).values())
