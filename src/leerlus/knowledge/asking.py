"""The board of questions: ask, say that you have the same one, answer with a source."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.door import visible, visible_own
from leerlus.knowledge.models import KnowledgeItem, LocalQuestion, SameQuestion


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks: the words, whether their name may stand there, and the question of the note it belongs to."""

    text: str
    shows_name: bool
    about: str = ""


class AnsweredElsewhere(Exception):
    """Somebody answered the question meanwhile."""


def board(actor: Actor) -> "QuerySet[LocalQuestion]":
    """The questions of the municipality: `others` is how many more people have it, `is_mine_too` whether one joined."""
    joined = SameQuestion.objects.filter(question=OuterRef("pk"), person_id=actor.person_id)
    return (
        visible(actor, LocalQuestion)
        .filter(withdrawn_at=None)
        .select_related("asked_by", "answered_by", "answer_item")
        .annotate(others=Count("joined"), is_mine_too=Exists(joined))
    )


def open_questions(actor: Actor) -> "QuerySet[LocalQuestion]":
    """Those without an answer, the ones most people have first."""
    return board(actor).filter(answered_at=None).order_by(F("others").desc(), "asked_at")


def ask(actor: Actor, asked: Asked) -> LocalQuestion:
    """Put a question on the board of one's municipality."""
    return LocalQuestion.objects.create(
        municipality_id=actor.home,
        asked_by_id=actor.person_id,
        text=asked.text,
        shows_name=asked.shows_name,
        about=asked.about,
    )


def join(actor: Actor, question: LocalQuestion) -> None:
    """Have the same question; the one who asked it has it already."""
    if question.asked_by_id != actor.person_id and question.answered_at is None:
        SameQuestion.objects.get_or_create(question=question, person_id=actor.person_id)


def leave(actor: Actor, question: LocalQuestion) -> None:
    """Have the question no longer."""
    visible_own(actor, SameQuestion).filter(question=question).delete()


def withdraw(actor: Actor, question_id: UUID) -> bool:
    """Take one's own question off the board, as long as nobody answered it; whether it went."""
    rows = visible_own(actor, LocalQuestion).filter(pk=question_id, answered_at=None)
    return bool(rows.update(withdrawn_at=timezone.now()))


def answer(actor: Actor, question: LocalQuestion, text: str, item: KnowledgeItem | None) -> None:
    """Answer a question, with the item it rests on where there is one. Raises AnsweredElsewhere."""
    with transaction.atomic():
        waiting = LocalQuestion.objects.filter(pk=question.pk, answered_at=None, withdrawn_at=None)
        if not waiting.update(
            answer=text, answer_item=item, answered_by_id=actor.person_id, answered_at=timezone.now()
        ):
            raise AnsweredElsewhere
