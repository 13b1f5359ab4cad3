"""What the start page shows: things worth doing now."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ThingToDo:
    """Something worth doing now: what, why, how long, and where."""

    title: str
    why: str
    minutes: int
    url: str
    label: str
