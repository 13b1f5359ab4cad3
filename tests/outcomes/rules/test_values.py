"""One cell to one value, in every way that Dutch and English files write it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.outcomes.rules.values import calendar_date, is_citizen_service_number, whole_number, yes_or_no

DATES = st.dates(min_value=date(1000, 1, 1))


@given(
    DATES,
    st.sampled_from(
        [
            "{0.day}-{0.month}-{0.year:04}",
            "{0:%d-%m-%Y}",
            "{0:%d/%m/%Y}",
            "{0.day}.{0.month}.{0.year}",
            "{0:%Y-%m-%d}",
            "{0:%Y-%m-%d} 00:00:00",
        ]
    ),
)
def test_a_date_that_is_written_is_read_back(day, form):
    assert calendar_date(form.format(day)) == day


@given(st.integers(-999_999_999, 999_999_999), st.sampled_from(["{}", " {} ", "{},0", "{}.00"]))
def test_a_whole_number_that_is_written_is_read_back(number, form):
    assert whole_number(form.format(number)) == number


@pytest.mark.parametrize(
    "text", ["", "12,5", "12.5", "1.234", "twaalf", "1e3", "0x10", "١٢x", "1_000", "9" * 30]
)
def test_what_is_not_a_whole_number_is_not_guessed(text):
    assert whole_number(text) is None


@pytest.mark.parametrize("text", ["", "31-2-2024", "2024-13-01", "3-24", "1-1-24", "45292", "1 maart 2024"])
def test_what_is_not_a_date_is_not_guessed(text):
    assert calendar_date(text) is None


@given(st.text())
def test_no_text_breaks_a_reader(text):
    assert whole_number(text) is None or any(sign.isdigit() for sign in text)
    assert calendar_date(text) is None or sum(sign.isdigit() for sign in text) >= 6
    assert yes_or_no(text) in {True, False, None}
    assert is_citizen_service_number(text) in {True, False}


@pytest.mark.parametrize(
    ("text", "flag"),
    [("1", True), ("Ja", True), ("x", True), ("0", False), ("", False), ("nee", False), ("2", None)],
)
def test_a_flag_is_yes_no_or_unknown(text, flag):
    assert yes_or_no(text) is flag


@pytest.mark.parametrize(
    ("text", "could_be"),
    [
        ("111222333", True),
        ("1112.22.333", True),
        ("123456782", True),
        ("111222334", False),
        ("000000000", False),
        ("C-001", False),
        ("12345", False),
    ],
)
def test_a_number_that_passes_the_eleven_test_could_be_a_bsn(text, could_be):
    assert is_citizen_service_number(text) is could_be
