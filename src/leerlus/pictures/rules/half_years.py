"""Half years of the calendar: the periods about which a municipality is told what became of its clients. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from leerlus.outcomes.rules.periods import months_later

MONTHS = 6


@dataclass(frozen=True, slots=True, order=True)
class HalfYear:
    """A half year by its first day: 1 January or 1 July. Raises ValueError for another day."""

    first: date

    def __post_init__(self) -> None:
        if self.first.day != 1 or self.first.month not in (1, 7):
            raise ValueError("a half year begins on 1 January or 1 July")

    @classmethod
    def of(cls, day: date) -> Self:
        """The half year in which a day falls."""
        return cls(date(day.year, 1 if day.month < 7 else 7, 1))

    @property
    def last(self) -> date:
        return months_later(self.first, MONTHS) - timedelta(days=1)

    @property
    def number(self) -> int:
        """1 or 2, within its year."""
        return 1 if self.first.month == 1 else 2

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def whole_half_years(first_day: date, last_day: date, most: int) -> tuple[HalfYear, ...]:
    """The last half years, at most so many, that lie wholly between two days; the oldest first."""
    found = []
    one = HalfYear.of(first_day)
    while one.last <= last_day:
        if one.first >= first_day:
            found.append(one)
        one = HalfYear(months_later(one.first, MONTHS))
    return tuple(found[-most:])
