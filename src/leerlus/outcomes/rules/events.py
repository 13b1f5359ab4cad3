"""What can happen to a client beside benefit, and who says so (domain specification 6)."""

from enum import StrEnum


class Kind(StrEnum):
    """A job at an employer, part-time work while benefit goes on, or an unpaid activity."""

    PLACEMENT = "placement"
    PART_TIME_WORK = "part_time_work"
    PARTICIPATION = "participation"


class ToldBy(StrEnum):
    """Where an event is known from."""

    REGISTRATION = "registration"
    CASEWORKER = "caseworker"
    CLIENT = "client"
