"""Looking back on a view of one's own work: begin, answer, finish, and take one thing along."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.door import visible_own
from leerlus.content.reflection_prompts import CURRENT, ReflectionPrompts, load_reflection_prompts
from leerlus.development.models import Idea, Reflection

LONGEST_ANSWER: Final = 2000


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A kind of view somebody can look back on.

    `title` names one view for its owner, and is None when they may not see it; `url` leads to it by its id.
    """

    title: Callable[[Actor, UUID], str | None]
    url: Callable[[UUID], str]


_VIEWS: Final[dict[str, LookedAt]] = {}


def register_looked_at(kind: str, view: LookedAt) -> None:
    """Add a kind of view that can be looked back on. Raises ValueError when the kind is there already."""
    if _VIEWS.setdefault(kind, view) is not view:
        raise ValueError(f"the view {kind} is registered already")


def looked_at(kind: str) -> LookedAt | None:
    """The kind of view by its name."""
    return _VIEWS.get(kind)


def reflections_of(actor: Actor) -> QuerySet[Reflection]:
    """One's own, the newest first."""
    return visible_own(actor, Reflection)


def ideas_of(actor: Actor) -> QuerySet[Idea]:
    """One's own, the newest first."""
    return visible_own(actor, Idea)


def begin_reflection(actor: Actor, kind: str, object_id: UUID) -> Reflection | None:
    """Go on with the open reflection on a view, or begin one; None for a view this person may not see."""
    view = looked_at(kind)
    title = view.title(actor, object_id) if view else None
    if title is None:
        return None
    open_ones = reflections_of(actor).filter(kind=kind, object_id=object_id, finished_at=None)
    found = open_ones.first()
    if found is not None:
        return found
    begun = Reflection(person_id=actor.person_id, kind=kind, object_id=object_id, prompts=CURRENT)
    begun.content = {"about": title, "answers": {}}
    try:
        with transaction.atomic():
            begun.save(force_insert=True)
    except IntegrityError:  # begun in another tab at the same moment
        return open_ones.get()
    return begun


def prompts_of(reflection: Reflection) -> ReflectionPrompts:
    """The questions a reflection was begun with."""
    return load_reflection_prompts(reflection.prompts)


def prompts_in(language: str) -> list[str]:
    """The questions of today, to talk about together where somebody keeps no reflections of their own."""
    return [prompt.text.in_language(language) for prompt in load_reflection_prompts(CURRENT).prompts]


def answered(reflection: Reflection, posted: Mapping[str, str]) -> dict[str, str]:
    """Of what a form says, the answers to the questions of this reflection, without what is around them."""
    known = {prompt.id for prompt in prompts_of(reflection).prompts}
    return {name: text.strip() for name, text in posted.items() if name in known}


def too_long(answers: Mapping[str, str]) -> list[str]:
    """The questions with an answer that does not fit."""
    return [name for name, text in answers.items() if len(text) > LONGEST_ANSWER]


def store_reflection(actor: Actor, reflection: Reflection, answers: Mapping[str, str], *, done: bool) -> None:
    """Merge answers into what is stored, so that two tabs do not wipe each other's; `done` closes it."""
    with transaction.atomic():
        row = reflections_of(actor).select_for_update().get(pk=reflection.pk)
        kept: dict[str, Any] = row.content
        merged = kept["answers"] | dict(answers)
        row.content = kept | {"answers": {name: text for name, text in merged.items() if text}}
        if done and row.finished_at is None:
            row.finished_at = timezone.now()
        row.save(update_fields=["sealed_content", "finished_at"])


def keep_idea(actor: Actor, reflection: Reflection, kind: Idea.Kind, language: str) -> Idea:
    """Keep what a reflection says as something to bring to colleagues; twice is once.

    The text holds every answer after its question, so that it can be read without the reflection.
    """
    content = reflection.content
    told = [
        f"{prompt.text.in_language(language)} {content['answers'][prompt.id]}"
        for prompt in prompts_of(reflection).prompts
        if prompt.id in content["answers"]
    ]
    idea = Idea(person_id=actor.person_id, reflection=reflection, kind=kind)
    idea.content = {"title": content["about"], "text": "\n".join(told)}
    with transaction.atomic():
        found = ideas_of(actor).filter(reflection=reflection, kind=kind).select_for_update().first()
        if found is not None:
            return found
        idea.save(force_insert=True)
    return idea


def keep_case(actor: Actor, title: str, text: str) -> Idea:
    """Keep what was told elsewhere as a case for peer consultation, linked to nothing. The caller sees to once."""
    idea = Idea(person_id=actor.person_id, kind=Idea.Kind.PEER_CASE)
    idea.content = {"title": title, "text": text}
    idea.save(force_insert=True)
    return idea


def forget_reflection(actor: Actor, reflection: Reflection) -> None:
    """Delete a reflection; steps and ideas that came from it stay, without the link."""
    with transaction.atomic():
        reflections_of(actor).filter(pk=reflection.pk).delete()


def forget_idea(actor: Actor, idea: Idea) -> None:
    """Delete an idea."""
    with transaction.atomic():
        ideas_of(actor).filter(pk=idea.pk).delete()
