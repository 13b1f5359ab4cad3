"""The life of a set: laid before the group, agreed to by everybody, looked at together, reopened, renewed."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.door import visible, visible_own
from leerlus.content.measurement import CURRENT_CHARTER, CURRENT_LIBRARY
from leerlus.measurement.designing import design_of, gaps_of, usual_stop
from leerlus.measurement.group import group_of, leads, works_in
from leerlus.measurement.models import MeasurementSet, SetAgreement
from leerlus.measurement.reminding import forget_look, remember_look
from leerlus.measurement.rules.design import earliest_stop
from leerlus.measurement.rules.standing import (
    Obstacle,
    Standing,
    is_joint,
    next_look,
    obstacles,
    standing,
)


class NotNow(Exception):
    """The set is no longer where this can be done: somebody else of the team was first, or its day has passed."""


def standing_of(found: MeasurementSet) -> Standing:
    """Where the set is today."""
    return standing(
        found.life(_yeses(found)),
        group_of(found.team_id),
        timezone.localdate(),
        works_council_agreed=found.team.municipality.works_council_agreed,
    )


def obstacles_of(found: MeasurementSet) -> tuple[Obstacle, ...]:
    """What keeps the set from beginning today."""
    return obstacles(
        found.life(_yeses(found)),
        group_of(found.team_id),
        timezone.localdate(),
        works_council_agreed=found.team.municipality.works_council_agreed,
    )


def own_yes(actor: Actor, found: MeasurementSet) -> SetAgreement | None:
    """The actor's own yes to this version, or None."""
    return visible_own(actor, SetAgreement).filter(measurement=found).first()


def propose(actor: Actor, found: MeasurementSet, *, caseworkers: int, managers: int) -> None:
    """Lay a whole design before the group, made by so many people at one table. From here on it does not change.

    Raises NotNow for a design that is not whole or was laid before the group already, and ValueError for a table that
    is not joint: two caseworkers and a manager at least, caseworkers in the majority.
    """
    if not is_joint(caseworkers, managers):
        raise ValueError("a measurement is designed together, caseworkers in the majority")
    with transaction.atomic():
        locked = _locked(actor, found)
        if locked.proposed_on is not None or gaps_of(locked):
            raise NotNow
        locked.caseworkers_at_table, locked.managers_at_table = caseworkers, managers
        locked.proposed_on, locked.ends_on = timezone.localdate(), design_of(locked).ends_on
        locked.save()


def agree(actor: Actor, found: MeasurementSet) -> bool:
    """Say yes for oneself; whoever leads the team accepts the charter with it. True when the set is active now.

    Raises NotNow for a set to which nobody can say yes (any more).
    """
    is_manager = leads(actor, found.team_id)
    with transaction.atomic():
        locked = _locked(actor, found)
        if standing_of(locked) not in {Standing.PROPOSED, Standing.ACTIVE, Standing.RESTING}:
            raise NotNow
        SetAgreement.objects.get_or_create(
            measurement=locked,
            person_id=actor.person_id,
            defaults={"charter_version": CURRENT_CHARTER if is_manager else None},
        )
        if locked.running_since is None:
            _begin_if_agreed(locked)
        else:
            remember_look(locked)
        return standing_of(locked) is Standing.ACTIVE


def begin(actor: Actor, found: MeasurementSet) -> bool:
    """Begin when everybody agreed and something else was waited for; False when something still stands in the way."""
    with transaction.atomic():
        locked = _locked(actor, found)
        if standing_of(locked) is Standing.PROPOSED:
            _begin_if_agreed(locked)
        return standing_of(locked) is Standing.ACTIVE


def take_back(actor: Actor, found: MeasurementSet) -> None:
    """Take the own yes back: a set that runs stops for everybody, until everybody of the group agrees again."""
    with transaction.atomic():
        locked = _locked(actor, found)
        mine = own_yes(actor, locked)
        if mine is None:
            return
        runs = standing_of(locked) in {Standing.ACTIVE, Standing.RESTING}
        forget_look(locked, None if runs else actor.person_id)
        mine.delete()
        if runs:
            locked.running_since = locked.next_look_on = None
            locked.save()


def reopen(actor: Actor, found: MeasurementSet) -> MeasurementSet:
    """A caseworker opens the set again: it stops, and a next version with the same words waits to be changed.

    Nobody's yes goes along: everybody agrees again to what it becomes. Raises NotNow.
    """
    if not works_in(actor, found.team_id):
        raise NotNow
    with transaction.atomic():
        locked = _locked(actor, found)
        if standing_of(locked) not in {Standing.PROPOSED, Standing.ACTIVE, Standing.RESTING}:
            raise NotNow
        return _next_version(locked, _stop_still_fits(locked))


def looked_together(actor: Actor, found: MeasurementSet) -> date:
    """The team looked at what came out; the next day to look. Twice on a day is once. Raises NotNow."""
    with transaction.atomic():
        locked = _locked(actor, found)
        weeks = design_of(locked).rhythm_weeks
        if standing_of(locked) is not Standing.ACTIVE or weeks is None or locked.ends_on is None:
            raise NotNow
        locked.next_look_on = next_look(timezone.localdate(), weeks, locked.ends_on)
        locked.save(update_fields=["next_look_on"])
        remember_look(locked)
        return locked.next_look_on


def renew(actor: Actor, found: MeasurementSet, *, worked_towards: str, why: str) -> MeasurementSet:
    """A next version of a set that ended, after the question whether it is worked towards (acceptance check 41).

    Raises NotNow for a set that did not end, and ValueError without an answer.
    """
    if worked_towards not in MeasurementSet.Worked.values or not why.strip():
        raise ValueError("first say whether the measurement is worked towards, and how you notice")
    with transaction.atomic():
        locked = _locked(actor, found)
        if standing_of(locked) is not Standing.ENDED:
            raise NotNow
        made = _next_version(locked, usual_stop(timezone.localdate()))
        made.worked_towards, made.worked_towards_why = worked_towards, why.strip()
        made.save(update_fields=["worked_towards", "worked_towards_why"])
        return made


def _locked(actor: Actor, found: MeasurementSet) -> MeasurementSet:
    """The set as it is now, held until the end of the transaction. Raises NotNow when it is gone."""
    rows = visible(actor, MeasurementSet).select_for_update(of=("self",))
    locked = rows.select_related("team__municipality").filter(pk=found.pk).first()
    if locked is None:
        raise NotNow
    return locked


def _begin_if_agreed(locked: MeasurementSet) -> None:
    weeks = design_of(locked).rhythm_weeks
    if obstacles_of(locked) or weeks is None or locked.ends_on is None:
        return
    locked.running_since = timezone.localdate()
    locked.next_look_on = next_look(locked.running_since, weeks, locked.ends_on)
    locked.save()
    remember_look(locked)


def _next_version(locked: MeasurementSet, ends_on: str) -> MeasurementSet:
    forget_look(locked)
    locked.closed_on = timezone.localdate()
    locked.save()
    return MeasurementSet.objects.create(
        team=locked.team,
        number=locked.number + 1,
        follows=locked,
        library_version=CURRENT_LIBRARY,
        design=locked.design | {"ends_on": ends_on},
    )


def _stop_still_fits(locked: MeasurementSet) -> str:
    """The stop date it had, when there is still time to look together once before it; else the usual one."""
    today = timezone.localdate()
    fits = locked.ends_on is not None and locked.ends_on >= earliest_stop(
        today, design_of(locked).rhythm_weeks
    )
    return locked.ends_on.isoformat() if fits and locked.ends_on else usual_stop(today)


def _yeses(found: MeasurementSet) -> dict[UUID, date]:
    """Who said yes to this version, and on which day."""
    said = SetAgreement.objects.filter(measurement=found).values_list("person_id", "said_at")
    return {person_id: timezone.localdate(at) for person_id, at in said}
