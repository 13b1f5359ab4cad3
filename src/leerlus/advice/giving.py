"""Giving advice: from a finished sitting to stored steps, and what happens when somebody wants something else."""

import secrets
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.door import visible_own
from leerlus.advice.models import Advice, Dismissal
from leerlus.advice.pipeline import Advice as AdviceResult
from leerlus.advice.pipeline import Situation, advise, as_stored, from_stored
from leerlus.advice.team_facts import team_context
from leerlus.content.advice import load_advice_content
from leerlus.organisations.prepared import PreparedQuery
from leerlus.release.published import published_team_facts
from leerlus.scans.models import Sitting
from leerlus.scans.scoring import Scores

DAYS_PUT_ASIDE: Final = 90

_NEWEST: Final = PreparedQuery(
    lambda sitting, person: Advice.objects.filter(sitting=sitting, person=person).order_by("-made_at")[:1],
    UUID,
    UUID,
)


def advice_for(actor: Actor, sitting: Sitting) -> Advice:
    """The newest advice on a sitting of one's own; made now when there is none."""
    return _NEWEST.first(sitting.pk, actor.person_id) or give_advice(actor, sitting)


def give_advice(actor: Actor, sitting: Sitting) -> Advice:
    """Make and store an advice with its whole trace, so that it can be read back as it was."""
    content = load_advice_content()
    situation = Situation.from_scan(
        Scores.from_stored(sitting.stored_scores),
        sitting.answers,
        team=team_context(published_team_facts(actor.team_ids)),
        put_aside={
            technique: until + timedelta(days=1) for technique, until in put_aside_until(actor).items()
        },
    )
    given = advise(situation, content, seed=secrets.randbelow(2**31), today=timezone.localdate())
    advice = Advice(person_id=actor.person_id, sitting=sitting, content_version=content.version)
    advice.stored = as_stored(given)
    with transaction.atomic():
        advice.save(force_insert=True)
    return advice


def given(advice: Advice) -> AdviceResult:
    """The advice as it was given."""
    return from_stored(advice.stored)


def tiny_by_technique(advice: Advice) -> dict[str, bool]:
    """Every technique an advice holds, with whether it is shown in its tiny form."""
    told = given(advice)
    stage = Scores.from_stored(advice.sitting.stored_scores).stage
    content = load_advice_content(advice.content_version)
    others = {
        technique: content.technique[technique].permission[stage.value if stage else "unknown"] == "tiny"
        for technique in told.alternatives
    }
    return others | {step.technique: step.tiny for step in told.steps}


def shown_tiny(advice: Advice, technique: str) -> bool | None:
    """Whether an advice shows a technique in its tiny form; None when it does not hold the technique at all."""
    return tiny_by_technique(advice).get(technique)


def put_aside(actor: Actor, advice: Advice, technique: str, reason: str) -> Advice:
    """Keep a step away for 90 days, with the reason for oneself only, and give a new advice in its place."""
    dismissal = Dismissal(
        person_id=actor.person_id, until=timezone.localdate() + timedelta(days=DAYS_PUT_ASIDE)
    )
    dismissal.content = {"technique": technique, "reason": reason.strip()[:300]}
    with transaction.atomic():
        if technique not in put_aside_until(actor):
            dismissal.save(force_insert=True)
        return give_advice(actor, advice.sitting)


def put_aside_until(actor: Actor) -> dict[str, date]:
    """The techniques somebody put aside, each with the last day that it stays away."""
    rows = visible_own(actor, Dismissal).filter(until__gte=timezone.localdate())
    return {row.content["technique"]: row.until for row in rows}


def bring_back(actor: Actor, dismissal: Dismissal) -> None:
    """Let a step that was put aside return to the advice."""
    visible_own(actor, Dismissal).filter(pk=dismissal.pk).delete()
