"""The same permitted steps without a recommendation: in random order, the same each time the page opens."""

from hashlib import sha256

from leerlus.advice.pipeline import Advice


def in_random_order(advice: Advice) -> tuple[str, ...]:
    """Every technique this advice leaves open, shuffled with its stored seed; what guards block is not among them."""
    techniques = {*(step.technique for step in advice.steps), *advice.alternatives}
    return tuple(
        sorted(techniques, key=lambda technique: sha256(f"{advice.seed}:{technique}".encode()).digest())
    )
