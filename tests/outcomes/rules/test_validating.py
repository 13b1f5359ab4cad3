"""Every line judged: what is right is kept, what is not gets its first reason."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.outcomes.rules.columns import Mapping, suggest
from leerlus.outcomes.rules.completeness import Gap, gaps
from leerlus.outcomes.rules.judging import are_surely_pseudonyms, judge_reference
from leerlus.outcomes.rules.reading import read_table
from leerlus.outcomes.rules.reasons import Reason
from leerlus.outcomes.rules.spells import Exit, Unit
from leerlus.outcomes.rules.validating import check
from leerlus.outcomes.rules.verdicts import MOST_LISTED

BY_DATES = Mapping(
    unit=Unit.MONTH,
    started_on=0,
    ended_on=1,
    exit=2,
    words={"werk": Exit.FULL_TIME_WORK},
    measured_on=date(2025, 1, 1),
)


def reasons(text: str, mapping: Mapping) -> list[Reason]:
    return [line.reason for line in check(read_table(text.encode()), mapping).refused]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (";;", Reason.START_MISSING),
        ("x;;", Reason.DATE_UNKNOWN),
        ("2-1-2025;;", Reason.START_IN_FUTURE),
        ("1-1-2024;2-1-2025;werk", Reason.END_IN_FUTURE),
        ("2-1-2024;1-1-2024;werk", Reason.END_BEFORE_START),
        ("1-1-2024;;werk", Reason.EXIT_WITHOUT_END),
        ("1-1-2024;1-2-2024;baan?", Reason.EXIT_UNKNOWN),
        ("1-1-1950;;", Reason.DURATION_TOO_LONG),
        ("1-1-2024", Reason.FEWER_COLUMNS),
    ],
)
def test_a_line_with_dates_is_refused_for(line, reason):
    naming = "" if reason is Reason.FEWER_COLUMNS else ";iemand"
    assert reasons(f"start;eind;reden;naam\n{line}{naming}\n", BY_DATES) == [reason]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (";1;0", Reason.DURATION_MISSING),
        ("3,5;1;0", Reason.DURATION_NOT_WHOLE),
        ("0;1;0", Reason.DURATION_BELOW_ONE),
        ("999999;1;0", Reason.DURATION_TOO_LONG),
        ("3;1;1", Reason.TWO_EXITS),
        ("3;misschien;0", Reason.FLAG_UNKNOWN),
    ],
)
def test_a_line_with_a_duration_is_refused_for(line, reason):
    mapping = Mapping(unit=Unit.WEEK, duration=0, flags={Exit.FULL_TIME_WORK: 1, Exit.OTHER: 2})
    assert reasons(f"duur;werk;anders\n{line}\n", mapping) == [reason]


def test_a_line_without_any_flag_had_not_ended_and_is_never_dropped():
    mapping = Mapping(unit=Unit.WEEK, duration=0, flags={Exit.FULL_TIME_WORK: 1, Exit.STILL_IN_BENEFIT: 2})
    checked = check(read_table(b"duur;werk;nog\n3;0;0\n4;;\n5;1;0\n"), mapping)
    assert checked.spells.exits == [Exit.STILL_IN_BENEFIT, Exit.STILL_IN_BENEFIT, Exit.FULL_TIME_WORK]


def test_refused_lines_are_listed_up_to_a_limit_and_counted_beyond():
    mapping = Mapping(unit=Unit.WEEK, duration=0, flags={Exit.FULL_TIME_WORK: 1})
    checked = check(read_table(("duur;werk\n" + "x;1\n" * 500 + "3;1\n").encode()), mapping)
    assert (len(checked.refused), checked.refused_count, len(checked.spells)) == (MOST_LISTED, 500, 1)
    assert checked.refused_by_reason == {Reason.DURATION_NOT_WHOLE: 500}


@pytest.mark.parametrize(
    ("reference", "reason"),
    [
        ("", Reason.REFERENCE_MISSING),
        ("111222333", Reason.REFERENCE_IS_BSN),
        ("Jan Jansen", Reason.REFERENCE_NOT_PSEUDONYM),
        ("=1+1", Reason.REFERENCE_NOT_PSEUDONYM),
        ("C" * 65, Reason.REFERENCE_NOT_PSEUDONYM),
    ],
)
def test_a_client_number_that_may_name_somebody_is_refused_and_not_repeated(reference, reason):
    mapping = Mapping(unit=Unit.WEEK, duration=0, flags={Exit.FULL_TIME_WORK: 1}, reference=2)
    refused = check(read_table(f"duur;werk;nummer\n3;1;{reference}\n".encode()), mapping).refused
    assert [line.reason for line in refused] == [reason]
    assert not reference or reference not in refused[0].value


def test_a_mapping_survives_being_kept():
    mapping = replace(BY_DATES, flags={Exit.OTHER: 4}, reference=5)
    assert Mapping.from_json(mapping.to_json()) == mapping


def test_dutch_headers_and_words_are_recognised():
    table = read_table(
        "Cliëntnummer;Ingangsdatum;Einddatum;Reden beëindiging\nC1;1-1-2024;1-2-2024;Pensioen\n".encode()
    )
    found = suggest(table)
    assert (found.reference, found.started_on, found.ended_on, found.exit) == (0, 1, 2, 3)
    assert found.words == {"Pensioen": Exit.PENSION}


def test_what_a_mapping_lacks_is_named():
    table = read_table(b"a;b\n1;2\n")
    assert gaps(table, Mapping(), with_caseworkers=True) == (Gap.UNIT, Gap.DURATION, Gap.EXIT, Gap.CASEWORKER)


CLIENT_NUMBERS = st.text(st.sampled_from("aZ09_./- é\n"), max_size=66) | st.from_regex(
    r"[A-Za-z][A-Za-z0-9_./-]{0,63}", fullmatch=True
)


@given(st.lists(CLIENT_NUMBERS, max_size=5))
def test_client_numbers_that_are_fine_together_are_each_fine(texts):
    if are_surely_pseudonyms(texts):
        assert [judge_reference(text) for text in texts] == texts


@given(st.lists(st.from_regex(r"[A-Za-z][A-Za-z0-9_./-]{0,63}", fullmatch=True), max_size=5))
def test_client_numbers_that_begin_with_a_letter_are_judged_together(texts):
    assert are_surely_pseudonyms(texts)


def test_what_is_right_comes_in_the_order_in_which_it_is_kept():
    bram, fatima = UUID(int=1), UUID(int=2)
    lines = ("f;5;1", "b;7;1", "f;4;1", "b;7;0", "b;x;0", "f;3;0")
    mapping = Mapping(unit=Unit.WEEK, caseworker=0, duration=1, flags={Exit.FULL_TIME_WORK: 2})
    table = read_table("\n".join(["wie;duur;werk", *lines]).encode())
    spells = check(table, mapping, {"b": bram, "f": fatima}).spells
    kept = list(zip(spells.caseworkers or (), spells.durations, spells.exits, strict=True))
    work = Exit.FULL_TIME_WORK
    assert kept == [
        (bram, 7, Exit.STILL_IN_BENEFIT),
        (bram, 7, work),
        (fatima, 3, Exit.STILL_IN_BENEFIT),
        (fatima, 4, work),
        (fatima, 5, work),
    ]
