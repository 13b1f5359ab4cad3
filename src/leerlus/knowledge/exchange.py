"""Handing knowledge from one municipality to another, as one JSON file: items, activities and judgements.

What is read in and written out again is the same: ids, words, who judged (as far as they wanted their name there), when
and where. Questions, own lists and translations of two people stay at home.
"""

import datetime
from dataclasses import asdict, dataclass
from typing import Annotated, Final, Literal

from django.db import transaction
from django.db.models import F
from pydantic import StringConstraints, ValidationError, model_validator

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.door import visible
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.content.catalogue import Target, Value, load_catalogue
from leerlus.content.knowledge.item import EvidenceLevel, Stage
from leerlus.content.knowledge.item import KnowledgeItem as Content
from leerlus.content.texts import Content as Part
from leerlus.framework.loading import load_framework
from leerlus.knowledge.models import Appraisal, Intervention, ItemVersion, KnowledgeItem
from leerlus.knowledge.rules.appraising import Goal, highest_allowed
from leerlus.knowledge.storing import OnRows, store
from leerlus.organisations.models import Municipality

MOST_PROBLEMS: Final = 50
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,60}$")]
Line = Annotated[str, StringConstraints(max_length=300)]


class SmartGoal(Part):
    """The parts of a goal, as far as they are written."""

    specific: Line = ""
    measurable: Line = ""
    achievable: Line = ""
    relevant: Line = ""
    timed: Line = ""


class Activity(Part):
    """An activity that a municipality added to the catalogue."""

    code: Code
    name: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    about: Annotated[str, StringConstraints(min_length=1, max_length=600)]
    party: Annotated[str, StringConstraints(max_length=120)] = ""
    target: Target
    goal: SmartGoal = SmartGoal()
    without_goal: bool = False
    stages: tuple[Stage, ...] = ()
    determinants: tuple[str, ...] = ()
    evidence: EvidenceLevel | Literal[""] = ""
    only_worked_here: bool = False
    link: Annotated[str, StringConstraints(pattern=r"^(https?://\S+)?$", max_length=300)] = ""
    follow_up_on: datetime.date | None = None

    @model_validator(mode="after")
    def _claims_no_more_than_it_may(self) -> "Activity":
        unknown = set(self.determinants) - {factor.id for factor in load_framework().factors}
        if unknown:
            raise ValueError(f"{self.code}: no factor {', '.join(sorted(unknown))}")
        level = self.evidence
        if level and highest_allowed(level, only_worked_here=self.only_worked_here) != level:
            raise ValueError(f"{self.code}: what worked in one's own organisation is level D at most")
        return self


class Judgement(Part):
    """A value, and why."""

    value: Value
    basis: Line = ""


class Judged(Part):
    """How somebody judged something, in the municipality that is named."""

    subject: Code
    assessor: Annotated[str, StringConstraints(max_length=100)] = ""
    municipality: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    made_at: datetime.datetime
    values: dict[str, Judgement]

    @model_validator(mode="after")
    def _judges_every_characteristic(self) -> "Judged":
        if set(self.values) != set(load_catalogue().characteristics):
            raise ValueError(f"{self.subject}: a judgement says something of every characteristic")
        if self.made_at.tzinfo is None:
            raise ValueError(f"{self.subject}: the moment of a judgement has a time zone")
        return self


class Exchange(Part):
    """Everything in a file."""

    format: Literal["leerlus-knowledge-1"]
    items: tuple[Content, ...] = ()
    activities: tuple[Activity, ...] = ()
    appraisals: tuple[Judged, ...] = ()

    @model_validator(mode="after")
    def _names_everything_once(self) -> "Exchange":
        for what, ids in (
            ("an item", [item.id for item in self.items]),
            ("an activity", [activity.code for activity in self.activities]),
        ):
            if len(set(ids)) != len(ids):
                raise ValueError(f"an id of {what} occurs twice")
        return self


class Unreadable(Exception):
    """The file is not what it should be; `problems` say what and where."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What reading in did: how many are new, changed, and the same as before."""

    added: int
    changed: int
    same: int


def read_exchange(content: bytes) -> Exchange:
    """What a file says. Raises Unreadable with every problem, at most fifty."""
    try:
        return Exchange.model_validate_json(content)
    except ValidationError as problem:
        found = [
            f"{'.'.join(str(part) for part in error['loc']) or 'file'}: {error['msg']}"
            for error in problem.errors(include_url=False, include_context=False, include_input=False)
        ]
        raise Unreadable(found[:MOST_PROBLEMS]) from None


def written_out(actor: Actor, municipality: Municipality) -> Exchange:
    """Everything the municipality has of its own. What it took over names where it came from."""
    items = visible(actor, KnowledgeItem).filter(municipality=municipality, withdrawn_on=None)
    versions = ItemVersion.objects.filter(item__in=items, number=F("item__newest")).order_by("item__code")
    activities = visible(actor, Intervention).order_by("code")
    appraisals = visible(actor, Appraisal).order_by("subject", "made_at", "id")
    record_event(AccessEvent.Action.EXPORTED, actor=actor, record=Record.KNOWLEDGE)
    return Exchange(
        format="leerlus-knowledge-1",
        items=tuple(Content.model_validate_json(version.content) for version in versions),
        activities=tuple(_activity(one) for one in activities),
        appraisals=tuple(_judged(one, municipality) for one in appraisals),
    )


def take_over(
    exchange: Exchange, municipality: Municipality, actor: Actor | None = None, on_rows: OnRows | None = None
) -> TakenOver:
    """Store everything of a file: all or nothing. Reading the same file in again changes nothing."""
    with transaction.atomic():
        items = store(exchange.items, municipality.pk, on_rows)
        counts = [items.added, items.changed, items.same]
        for activity in exchange.activities:
            counts[_store_activity(activity, municipality)] += 1
        _store_judgements(exchange, municipality, counts)
        record_event(
            AccessEvent.Action.IMPORTED, actor=actor, municipality_id=municipality.pk, record=Record.KNOWLEDGE
        )
    return TakenOver(*counts)


def _activity(one: Intervention) -> Activity:
    names = ("code", "name", "about", "party", "target", "without_goal", "stages", "determinants", "evidence")
    more = ("only_worked_here", "link", "follow_up_on")
    return Activity.model_validate(
        {name: getattr(one, name) for name in (*names, *more)} | {"goal": one.goal}
    )


def _judged(one: Appraisal, municipality: Municipality) -> Judged:
    return Judged.model_validate(
        {
            "subject": one.subject,
            "assessor": one.assessor_name,
            "municipality": one.origin or municipality.name,
            "made_at": one.made_at,
            "values": one.values,
        }
    )


_ADDED, _CHANGED, _SAME = range(3)


def _store_activity(activity: Activity, municipality: Municipality) -> int:
    """Add it, or change what is said about it; which of the three it was."""
    said = activity.model_dump(exclude={"code", "goal"}) | {
        "goal": asdict(Goal(**activity.goal.model_dump())),
        "stages": list(activity.stages),
        "determinants": list(activity.determinants),
    }
    row = Intervention.objects.filter(municipality=municipality, code=activity.code).first()
    if row is None:
        Intervention.objects.create(municipality=municipality, code=activity.code, **said)
        return _ADDED
    if _activity(row) == activity:
        return _SAME
    Intervention.objects.filter(pk=row.pk).update(**said, edition=F("edition") + 1)
    return _CHANGED


def _store_judgements(exchange: Exchange, municipality: Municipality, counts: list[int]) -> None:
    """Judgements of elsewhere belong to nobody here; one that is there already, or was made here, is left alone.

    Also when its name is gone: a file of before must not bring back a name that somebody erased.
    """
    there = {
        _judged(one, municipality).model_dump_json(exclude={"assessor"})
        for one in Appraisal.objects.filter(municipality=municipality)
    }
    new = [one for one in exchange.appraisals if one.model_dump_json(exclude={"assessor"}) not in there]
    Appraisal.objects.bulk_create(
        Appraisal(
            municipality=municipality,
            assessor_name=one.assessor,
            origin=one.municipality,
            subject=one.subject,
            values={name: judgement.model_dump() for name, judgement in one.values.items()},
            made_at=one.made_at,
        )
        for one in new
    )
    counts[_ADDED] += len(new)
    counts[_SAME] += len(exchange.appraisals) - len(new)
