"""What a team may see together: counts of the whole team, never of few, never of one or two caseworkers."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some

from leerlus.pictures.rules.session import Field, FieldOf, Seen, Told, Waits, tell, whole_weeks

MONDAY = date(2026, 10, 5)
WEEKS = tuple(MONDAY + timedelta(weeks=number) for number in range(6))
KEPT = Field("agreement_kept", FieldOf.ONE, ("yes", "no"))
MEAN = Field("client_confidence", FieldOf.MEAN)


def contacts(*clients_of: int, kept: str = "yes", confidence: int | None = 7) -> list[Seen]:
    """For each caseworker so many clients, each spoken once in every week."""
    return [
        Seen(
            uuid4(),
            UUID(int=1000 * caseworker + client),
            UUID(int=caseworker + 1),
            week + timedelta(days=client % 5),
            30 if client % 2 else 400,
            {"agreement_kept": (kept,), "client_confidence": () if confidence is None else (confidence,)},
        )
        for caseworker, clients in enumerate(clients_of)
        for client in range(clients)
        for week in WEEKS
    ]


def test_a_team_of_five_sees_weeks_answers_and_who_the_clients_are():
    told = tell([*contacts(4, 4, 4, 4, 4)], [KEPT, MEAN], WEEKS)
    assert isinstance(told, Told)
    assert told.clients == "16-25"
    assert told.contacts == 120
    assert set(told.weeks.values()) == {20}
    assert told.open_for == {"quarter": 10, "year": None, "longer": 10}
    kept, mean = told.fields
    assert kept.counts == {"yes": 120, "no": None}
    assert (mean.mean, mean.band) == (70, "26+")


@pytest.mark.parametrize(
    ("clients_of", "why"),
    [
        ((2, 2, 2, 2, 1), Waits.TOO_FEW_CLIENTS),
        ((9, 9, 9, 9), Waits.TOO_FEW_CASEWORKERS),
        ((40, 5, 5, 5, 5), Waits.FEW_CASEWORKERS_DOMINATE),
        ((20, 20, 2, 2, 2), Waits.FEW_CASEWORKERS_DOMINATE),
        ((8, 2, 2, 2, 2), Waits.FEW_CASEWORKERS_DOMINATE),
        ((), Waits.TOO_FEW_CLIENTS),
    ],
)
def test_without_enough_clients_of_enough_caseworkers_there_is_no_picture(clients_of, why):
    assert tell(contacts(*clients_of), [KEPT], WEEKS) is why


def test_an_answer_of_two_caseworkers_only_is_kept_back():
    most = contacts(4, 4, 4, 4, 4)
    two = [
        Seen(one.contact, one.client, one.caseworker, one.held_on, 1, {"agreement_kept": ("no",)})
        if one.caseworker.int <= 2
        else one
        for one in most
    ]
    told = tell(two, [KEPT], WEEKS)
    assert told.fields[0].counts == {"yes": 70, "no": None}


def test_an_answer_that_all_but_a_few_gave_is_kept_back_because_the_few_are_what_is_left():
    most = contacts(4, 4, 4, 4, 4)
    one = most[0]
    most[0] = Seen(one.contact, one.client, one.caseworker, one.held_on, 1, {"agreement_kept": ("no",)})
    assert tell(most, [KEPT], WEEKS).fields[0].counts == {"yes": None, "no": None}


def test_a_week_in_which_one_caseworker_worked_is_kept_back():
    seen = [one for one in contacts(4, 4, 4, 4, 4) if one.held_on >= WEEKS[1] or one.caseworker.int == 1]
    told = tell(seen, [], WEEKS)
    assert told.weeks[MONDAY.isoformat()] is None
    assert told.weeks[WEEKS[2].isoformat()] == 20


def test_a_mean_of_few_answers_is_kept_back():
    seen = [*contacts(4, 4, 4, 4, 4, confidence=None), *contacts(1, confidence=9)]
    assert tell(seen, [MEAN], WEEKS).fields[0].mean is None


def test_what_is_stored_is_read_back_as_it_was():
    told = tell(contacts(4, 4, 4, 4, 4), [KEPT, MEAN], WEEKS)
    assert Told.from_stored(told.as_stored()) == told


days = some.dates(date(2025, 1, 1), date(2027, 1, 1))


@given(days, days)
def test_weeks_are_whole_and_lie_between_the_first_day_and_today(first, today):
    weeks = whole_weeks(first, today)
    assert all(week.weekday() == 0 and week >= first for week in weeks)
    assert all(week + timedelta(days=6) < today - timedelta(days=today.weekday()) for week in weeks)


@given(some.lists(some.integers(0, 8), min_size=1, max_size=8))
def test_nothing_that_is_told_is_of_fewer_than_ten_clients_or_three_caseworkers(clients_of):
    seen = contacts(*clients_of)
    told = tell(seen, [KEPT], WEEKS)
    if isinstance(told, Waits):
        return
    assert sum(clients_of) >= 10
    assert sum(number > 0 for number in clients_of) >= 5
    assert all(count is None or count >= 10 for count in told.weeks.values())
    assert max(clients_of) <= 0.5 * sum(clients_of)
