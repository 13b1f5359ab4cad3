"""What a manager promises a team: said by the manager alone, to the whole team, about nobody."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import override

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.colleagues import teams_led_by
from leerlus.access.door import visible
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.content.preconditions import load_preconditions
from leerlus.conversations.models import Promise
from leerlus.conversations.reminding import forget_promise, remember_promise
from leerlus.conversations.rules import LOOK_BACK_FROM, names_in
from leerlus.framework.loading import load_framework
from leerlus.framework.model import BlockId
from leerlus.organisations.models import Membership, Person, Team
from leerlus.release.measures import registered_measures


def preconditions(language: str) -> dict[str, str]:
    """The preconditions of the organisation (note 5.1, 5.2, 5.3) with their names, by id: `OR.REF`.

    One that rounds publish is called as it is beside its figure; another as in the model.
    """
    with override(language):
        labels = {measure.name: str(measure.label) for measure in registered_measures()}
    published = {one.factor: labels.get(one.measure, "") for one in load_preconditions().preconditions}
    return {
        factor.id: published.get(factor.id) or factor.name.in_language(language)
        for factor in load_framework().factors_of(BlockId.ORGANISATION)
    }


def promises_for(actor: Actor) -> QuerySet[Promise]:
    """What was promised to the teams the actor works in or leads: what is open first, the soonest date on top."""
    return visible(actor, Promise).select_related("team", "manager").order_by("-state", "due_on", "id")


def promises_to_tell_about(actor: Actor) -> QuerySet[Promise]:
    """Open promises to the teams the actor leads, whose date is near or has passed."""
    until = timezone.localdate() + LOOK_BACK_FROM
    return (
        visible(actor, Promise)
        .filter(team__in=teams_led_by(actor), state=Promise.State.OPEN, due_on__lte=until)
        .order_by("due_on")
    )


def people_named(team: Team, text: str) -> list[str]:
    """The names of people who work or worked in a team that stand in a text; a promise to a team names nobody."""
    members = Membership.objects.filter(team=team).values("person_id")
    return names_in(text, Person.objects.filter(pk__in=members).values_list("name", flat=True))


def make_promise(actor: Actor, team: Team, *, precondition: str, text: str, due_on: date) -> Promise:
    """Promise something to a team one leads. Raises ValueError for another team and for a text that names somebody."""
    if not teams_led_by(actor).filter(pk=team.pk).exists():
        raise ValueError("only who leads a team promises it something")
    if people_named(team, text):
        raise ValueError("a promise to a team names nobody")
    with transaction.atomic():
        made = Promise.objects.create(
            team=team, manager_id=actor.person_id, precondition=precondition, text=text, due_on=due_on
        )
        remember_promise(made)
        _record(actor, made, AccessEvent.Action.PROMISED)
    return made


def tell_outcome(actor: Actor, promise: Promise, state: Promise.State, outcome: str) -> bool:
    """Say what became of an open promise to a team one leads; False when that was said before."""
    with transaction.atomic():
        told = (
            visible(actor, Promise)
            .filter(pk=promise.pk, team__in=teams_led_by(actor), state=Promise.State.OPEN)
            .update(state=state, outcome=outcome, outcome_on=timezone.localdate())
        )
        if told:
            forget_promise(promise)
            _record(actor, promise, AccessEvent.Action.PROMISE_TOLD)
    return bool(told)


def promises_by_precondition(team_ids: Iterable[UUID]) -> dict[tuple[UUID, str], list[Promise]]:
    """The promises to teams by (team, precondition), newest first: for beside the figures of a team picture."""
    found: dict[tuple[UUID, str], list[Promise]] = {}
    rows = Promise.objects.filter(team__in=list(team_ids)).exclude(precondition="")
    for promise in rows.select_related("manager"):
        found.setdefault((promise.team_id, promise.precondition), []).append(promise)
    return found


def _record(actor: Actor, promise: Promise, action: AccessEvent.Action) -> None:
    """A promise is the manager's own act: they read the line, with the team in it and not what was promised."""
    record_event(
        action,
        actor=actor,
        subject_id=actor.person_id,
        receiver_id=promise.team_id,
        record=Record.PROMISE,
        object_id=promise.pk,
    )
