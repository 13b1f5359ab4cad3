"""What of the knowledge base is somebody's: their name with what they judged and wrote, their questions, their list."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leerlus.access.personal_content import register_section
from leerlus.knowledge.models import Appraisal, LocalQuestion, SameQuestion, SavedItem, Translation


def read_appraisals(person_id: UUID) -> list[dict[str, Any]]:
    return [
        {
            "id": str(one.pk),
            "subject": one.subject,
            "values": one.values,
            "assessor_name": one.assessor_name,
            "origin": one.origin,
            "made_at": one.made_at.isoformat(),
        }
        for one in Appraisal.objects.filter(assessor_id=person_id)
    ]


def erase_name_at_appraisals(person_id: UUID) -> None:
    """A judgement is knowledge of the municipality; it stays, without the name."""
    Appraisal.objects.filter(assessor_id=person_id).update(assessor=None, assessor_name="")


def read_translations(person_id: UUID) -> list[dict[str, Any]]:
    """What this person wrote on with one colleague; the other is not named here."""
    rows = Translation.objects.filter(Q(written_by_id=person_id) | Q(co_author_id=person_id))
    return [
        {
            "id": str(one.pk),
            "item": one.item.code,
            "my_part": "written_by" if one.written_by_id == person_id else "co_author",
            "when_to_use": one.when_to_use,
            "for_whom": one.for_whom,
            "first_sentence": one.first_sentence,
            "what_not": one.what_not,
            "with": {"writer": one.written_by_id is not None, "co_author": one.co_author_id is not None},
            "names": {"writer": one.names_writer, "co_author": one.names_co_author},
            "made_at": one.made_at.isoformat(),
            "writer_agreed_at": _moment(one.writer_agreed_at),
            "co_author_agreed_at": _moment(one.co_author_agreed_at),
            "replaced_at": _moment(one.replaced_at),
            "edition": one.edition,
        }
        for one in rows.select_related("item")
    ]


def erase_name_at_translations(person_id: UUID) -> None:
    """What is in force stays with the municipality without the name; what waits for a yes goes."""
    rows = Translation.objects.filter(Q(written_by_id=person_id) | Q(co_author_id=person_id))
    rows.filter(Q(writer_agreed_at=None) | Q(co_author_agreed_at=None)).delete()
    Translation.objects.filter(written_by_id=person_id).update(written_by=None, names_writer=False)
    Translation.objects.filter(co_author_id=person_id).update(co_author=None, names_co_author=False)


def read_questions(person_id: UUID) -> dict[str, Any]:
    rows = LocalQuestion.objects.filter(Q(asked_by_id=person_id) | Q(answered_by_id=person_id))
    joined = SameQuestion.objects.filter(person_id=person_id).select_related("question")
    return {
        "asked_and_answered": [
            {
                "id": str(one.pk),
                "my_part": "asked_by" if one.asked_by_id == person_id else "answered_by",
                "text": one.text,
                "about": one.about,
                "shows_name": one.shows_name,
                "asked_at": one.asked_at.isoformat(),
                "answer": one.answer,
                "answer_item": str(one.answer_item_id) if one.answer_item_id else None,
                "is_answered_by_a_person": one.answered_by_id is not None,
                "answered_at": _moment(one.answered_at),
                "withdrawn_at": _moment(one.withdrawn_at),
            }
            for one in rows
        ],
        "same_question": [
            {"id": str(one.pk), "question": one.question.text, "since": one.since.isoformat()}
            for one in joined
        ],
    }


def erase_questions(person_id: UUID) -> None:
    """A question without an answer goes; one that was answered stays for the others, without the name."""
    LocalQuestion.objects.filter(asked_by_id=person_id, answered_at=None).delete()
    LocalQuestion.objects.filter(asked_by_id=person_id).update(asked_by=None, shows_name=False)
    LocalQuestion.objects.filter(answered_by_id=person_id).update(answered_by=None)
    SameQuestion.objects.filter(person_id=person_id).delete()


def read_saved(person_id: UUID) -> list[dict[str, Any]]:
    return [
        {"id": str(one.pk), "saved_at": one.saved_at.isoformat(), **one.content}
        for one in SavedItem.objects.filter(person_id=person_id)
    ]


def erase_saved(person_id: UUID) -> None:
    SavedItem.objects.filter(person_id=person_id).delete()


def _moment(at: Any) -> str | None:
    return at.isoformat() if at else None


def register() -> None:
    """The parts of what somebody takes along and may erase."""
    register_section(
        "knowledge_appraisals",
        read_appraisals,
        erase_name_at_appraisals,
        label=_("Your name with how you judged knowledge (the judgement stays with the municipality)"),
    )
    register_section(
        "knowledge_translations",
        read_translations,
        erase_name_at_translations,
        label=_("Your name with what you translated to practice (the text stays with the municipality)"),
    )
    register_section(
        "knowledge_questions",
        read_questions,
        erase_questions,
        label=_("Questions you asked or answered, and those you have too"),
    )
    register_section("saved_items", read_saved, erase_saved, label=_("Your own list of knowledge"))
