"""Which benefit of a client a line about its end belongs to, when the line does not say when it began."""

from collections.abc import Mapping as Lookup
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from leerlus.outcomes.rules.reasons import Reason
from leerlus.outcomes.rules.verdicts import Judged

KnownSpells = Lookup[str, Sequence[date]]
"""The starts of the benefits of each client, the earliest first."""


def known_starts(references: Judged, starts: Judged, ends: Judged, known: KnownSpells) -> Judged:
    """Per row the start that the line names, when there is such a benefit, or the last start up to the end it names."""
    rows = zip(references.codes.tolist(), starts.codes.tolist(), ends.codes.tolist(), strict=True)
    found: list[Any] = [
        _start(references.values[reference], starts.values[start], ends.values[end], known)
        for reference, start, end in rows
    ]
    return Judged(found, np.arange(len(found), dtype=np.int32))


def _start(reference: Any, start: Any, end: Any, known: KnownSpells) -> date | Reason | None:
    if isinstance(reference, Reason) or isinstance(start, Reason) or isinstance(end, Reason):
        return start if isinstance(start, Reason) else None  # the line is refused for that reason
    begun = known.get(reference, ())
    if start is not None:
        return start if start in begun else Reason.NO_SPELL
    before = [one for one in begun if end is None or one <= end]
    return before[-1] if before else Reason.NO_SPELL
