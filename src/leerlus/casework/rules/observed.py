"""What could be seen of a behaviour that somebody reports of themselves: counts of the last three months.

The observed twins of CB1, 2, 3, 5, 6, 7 and 10 (domain specification 3.3). They say whether something was written down,
never whether it was done well, and stand beside the own answer of one person only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from leerlus.casework.rules.argued_choice import Grounds
from leerlus.casework.rules.completeness import DOMAINS, FileFacts, addressed_domains, begun_steps, done_steps
from leerlus.casework.rules.steps import Step, is_ahead

PERIOD: Final = timedelta(days=92)
"""The three months about which somebody is asked."""

OLD_ENOUGH: Final = timedelta(weeks=8)
"""Only files that were opened so long ago count: steps take time (domain specification 6)."""

FEWEST: Final = 5
"""Of fewer files, choices or contacts no share is worked out: one of them would move it too much."""


@dataclass(frozen=True, slots=True)
class Share:
    """`events` of `of`; for life domains the domains addressed of those asked about, in `files` files."""

    events: int
    of: int
    files: int | None = None

    @property
    def percent(self) -> float | None:
        """0 to 100; None (unknown, not 0) when there is too little to say it."""
        base = self.of if self.files is None else self.files
        return 100 * self.events / self.of if base >= FEWEST and self.of else None


def period_until(last: date) -> tuple[date, date]:
    """The first and last day of three months."""
    return last - PERIOD + timedelta(days=1), last


def counts_as_file(opened_on: date, closed_on: date | None, last: date) -> bool:
    """Whether a file says something of the three months until a day: opened eight weeks before it, open in them."""
    first, last = period_until(last)
    return opened_on <= last - OLD_ENOUGH and (closed_on is None or closed_on >= first)


def is_in_order(facts: FileFacts) -> bool:
    """Whether a file was begun, and no step in it was begun while one before it was not done."""
    done, begun = done_steps(facts), begun_steps(facts)
    return any(begun.values()) and not any(is_ahead(step, done, begun) for step in Step)


def steps_in_order(files: Sequence[FileFacts]) -> Share:
    """CB1: the files with their steps in order."""
    return Share(sum(is_in_order(facts) for facts in files), len(files))


def domains_addressed(contents: Iterable[tuple[Mapping[str, Any], bool]]) -> Share:
    """CB2: life domains addressed, of what step 1 says in each file and whether justice is asked about there."""
    addressed = asked = files = 0
    for content, justice in contents:
        domains = set(DOMAINS) if justice else set(DOMAINS) - {"justice"}
        addressed += len(domains & set(addressed_domains(content)))
        asked += len(domains)
        files += 1
    return Share(addressed, asked, files)


def is_linked_to_knowledge(choice: Mapping[str, Any]) -> bool:
    """Whether a settled choice rests on knowledge and says on which."""
    return choice.get("grounds") == Grounds.KNOWLEDGE and bool(
        choice.get("knowledge_item") or str(choice.get("knowledge", "")).strip()
    )


def linked_choices(choices: Sequence[Mapping[str, Any]]) -> Share:
    """CB3: the settled choices that are linked to knowledge."""
    return Share(sum(is_linked_to_knowledge(choice) for choice in choices), len(choices))


def contacts_with_technique(contacts: Sequence[Mapping[str, Any]]) -> Share:
    """CB6: the contacts in which at least one technique was noted."""
    return Share(sum(bool(contact.get("techniques")) for contact in contacts), len(contacts))
