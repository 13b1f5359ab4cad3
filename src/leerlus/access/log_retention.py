"""Taking lines out of the log when they were kept long enough, without breaking its chain.

A run of lines that goes leaves its last link behind, sealed together with the link before it under the key of the
log. So the lines that stay can still be checked, a line that was taken out by hand still shows, and nobody without the
key can make it look as if a line had expired.
"""

from collections.abc import Iterable, Iterator, Sequence

from leerlus.access.audit import START, Link, expired_seal, link, links_in_order, log_key
from leerlus.access.models import AccessEvent, ChainTip, ExpiredLines
from leerlus.access.retention import NotDeleted, Scope


def expired_lines(scope: Scope) -> list[int]:
    """The sequence numbers of the lines of a municipality that were kept long enough."""
    lines = AccessEvent.objects.filter(municipality=scope.municipality_id, at__lte=scope.moment)
    return list(lines.order_by("sequence").values_list("sequence", flat=True))


def take_out(scope: Scope, sequences: Sequence[int]) -> int:
    """Take lines out and leave their links. The caller holds the transaction. Raises NotDeleted
    when the log was changed, so that it can be looked into."""
    ChainTip.objects.select_for_update().filter(pk=1).first()
    due, last = set(sequences), max(sequences)
    left_behind = list(_runs(_checked_until(last), due))
    AccessEvent.objects.filter(sequence__in=due).delete()
    ExpiredLines.objects.filter(sequence__lte=last).delete()
    ExpiredLines.objects.bulk_create(left_behind)
    return len(due)


def _checked_until(last: int) -> Iterator[tuple[str, Link]]:
    """Every line and link in order, with the chain before it; refuses to go past a break."""
    key, chain = log_key(), START
    for one in links_in_order(last):
        if link(key, chain, one) != (one.seal if isinstance(one, ExpiredLines) else one.chain):
            raise NotDeleted(f"The log was changed at line {one.sequence}; no line was taken out.")
        yield chain, one
        chain = one.chain


def _runs(links: Iterable[tuple[str, Link]], due: set[int]) -> Iterator[ExpiredLines]:
    """One link for each run of neighbouring lines that go or went."""
    run: tuple[str, Link] | None = None
    for previous, one in links:
        if isinstance(one, ExpiredLines) or one.sequence in due:
            run = (run[0] if run else previous), one
        elif run:
            yield _left_of(*run)
            run = None
    if run:
        yield _left_of(*run)


def _left_of(before: str, end: Link) -> ExpiredLines:
    return ExpiredLines(
        sequence=end.sequence,
        chain=end.chain,
        seal=expired_seal(log_key(), before, end.sequence, end.chain),
    )
