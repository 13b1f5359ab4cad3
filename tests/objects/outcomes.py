"""Things about what became of clients: sets, files read into them, results, codes of client cards."""

from datetime import date
from typing import Any

from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.casework.files import open_file
from leerlus.client_cards.models import PersonalCode, TeamCode
from leerlus.organisations.models import Person
from leerlus.outcomes.counting import recount
from leerlus.outcomes.models import OutcomeEvent, OwnResults, RowBefore, Spell, SpellImport, TypedEvent
from leerlus.outcomes.own_results import results_of
from tests.objects.kinds import Canary, team_of


def own_set(owner: Person, canary: Canary, **fields: Any) -> SpellImport:
    """A set of spells that was read in."""
    made = SpellImport.objects.create(
        person=owner,
        municipality=owner.municipality,
        name=canary("name"),
        file_name=canary("file"),
        notice=canary("notice"),
        unit=SpellImport.Unit.MONTH,
        **{"state": SpellImport.State.DONE, **fields},
    )
    Spell.objects.create(
        source=made, caseworker=owner, client_reference=canary("client"), duration=3, exit=Spell.Exit.OTHER
    )
    OutcomeEvent.objects.create(
        source=made,
        caseworker=owner,
        client_reference=canary("event"),
        kind=OutcomeEvent.Kind.PLACEMENT,
        started_on=date(2024, 3, 1),
        last_day=date(2024, 9, 2),
        told_by=OutcomeEvent.ToldBy.CASEWORKER,
    )
    recount(made.pk)
    return made


def more_for_a_set(owner: Person, canary: Canary, **fields: Any) -> SpellImport:
    """A file that was read into a set, with what it changed."""
    first = own_set(owner, canary, **fields)
    more = SpellImport.objects.create(
        person=owner,
        municipality=owner.municipality,
        into=first,
        name=first.name,
        file_name=canary("more"),
        finished_at=timezone.now(),
        state=SpellImport.State.DONE,
        **fields,
    )
    Spell.objects.create(
        source=first,
        added_by=more,
        caseworker=owner,
        client_reference=canary("added"),
        duration=3,
        exit=Spell.Exit.OTHER,
    )
    changed = first.spells.get(added_by=None)
    RowBefore.objects.create(changed_by=more, row_id=changed.pk, values=[str(owner.pk), 2, 0, None])
    recount(first.pk)
    return more


def more_for_a_set_of_the_municipality(owner: Person, canary: Canary) -> SpellImport:
    """A file that an administrator read into a set for everybody."""
    return more_for_a_set(owner, canary, for_own_clients=False)


def set_on_its_way(owner: Person, canary: Canary) -> SpellImport:
    """A set whose columns were chosen."""
    return own_set(owner, canary, state=SpellImport.State.READY)


def set_of_the_municipality(owner: Person, canary: Canary) -> SpellImport:
    """A set an administrator is reading in for everybody."""
    return own_set(owner, canary, state=SpellImport.State.READY, for_own_clients=False)


def results(owner: Person, canary: Canary) -> OwnResults:
    """The results of a set with enough clients for a curve."""
    source = own_set(owner, canary)
    Spell.objects.bulk_create(
        Spell(source=source, caseworker=owner, client_reference=f"c{number}", duration=number, exit=1)
        for number in range(1, 12)
    )
    recount(source.pk)
    return results_of(actor_of(owner), source)


def own_card_code(owner: Person, canary: Canary) -> PersonalCode:
    """The code of the own client card."""
    return PersonalCode.objects.create(person=owner, team=team_of(owner), code=canary("code"))


def team_card_code(owner: Person, canary: Canary) -> TeamCode:
    """A code the team of somebody once had; open it can have only one."""
    return TeamCode.objects.create(
        team=team_of(owner), code=canary("code"), withdrawn_on=timezone.localdate()
    )


def typed_event(owner: Person, canary: Canary) -> TypedEvent:
    """A job of a client of a file: it has days and choices, and no words of its own."""
    made = TypedEvent(case_file=open_file(actor_of(owner), team_of(owner)))
    today = timezone.localdate().isoformat()
    made.content = {"kind": "placement", "on": today, "certain_until": today, "told_by": "caseworker"}
    made.save()
    return made
