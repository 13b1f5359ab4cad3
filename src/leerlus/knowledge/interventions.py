"""Activities that a municipality adds to the catalogue."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from leerlus.access.actor import Actor
from leerlus.access.door import visible
from leerlus.knowledge.models import Intervention
from leerlus.knowledge.rules.appraising import Goal


@dataclass(frozen=True, slots=True)
class Described:
    """What is said about an activity. A goal of which no part is written is unknown, not absent."""

    name: str
    about: str
    party: str
    target: str
    goal: Goal
    without_goal: bool
    stages: tuple[str, ...]
    determinants: tuple[str, ...]
    evidence: str
    only_worked_here: bool
    link: str
    follow_up_on: date | None


class ChangedElsewhere(Exception):
    """Somebody changed the activity after the form was made."""


def add(actor: Actor, described: Described) -> Intervention:
    """Put an activity in the catalogue of one's municipality; its code is its name and some letters by chance."""
    code = f"{slugify(described.name)[:40] or 'activiteit'}-{uuid4().hex[:8]}"
    return Intervention.objects.create(municipality_id=actor.home, code=code, **_columns(described))


def change(actor: Actor, own: Intervention, described: Described, *, edition: int) -> None:
    """Change what is said about an activity. Raises ChangedElsewhere when that is no longer what was on the page."""
    with transaction.atomic():
        rows = visible(actor, Intervention).filter(pk=own.pk, edition=edition)
        changed = rows.update(**_columns(described), edition=F("edition") + 1, changed_at=timezone.now())
        if not changed:
            raise ChangedElsewhere


def _columns(described: Described) -> dict[str, object]:
    return {
        "name": described.name,
        "about": described.about,
        "party": described.party,
        "target": described.target,
        "goal": asdict(described.goal),
        "without_goal": described.without_goal,
        "stages": list(described.stages),
        "determinants": list(described.determinants),
        "evidence": described.evidence,
        "only_worked_here": described.only_worked_here,
        "link": described.link,
        "follow_up_on": described.follow_up_on,
    }
