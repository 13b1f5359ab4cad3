"""Things of the knowledge base: what somebody judged, wrote, asked and kept, and what a municipality has of its own."""

from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.content.catalogue import load_catalogue
from leerlus.content.knowledge.items import load_knowledge_items
from leerlus.content.texts import Text
from leerlus.knowledge.models import (
    Appraisal,
    Intervention,
    KnowledgeItem,
    LocalQuestion,
    SameQuestion,
    SavedItem,
    Translation,
)
from leerlus.knowledge.saving import keep
from leerlus.knowledge.storing import store
from leerlus.organisations.models import Municipality, Person
from tests.objects.kinds import Canary


def _place(owner: Person) -> Municipality:
    if owner.municipality is None:
        raise ValueError(f"{owner} is in no municipality")
    return owner.municipality


def knowledge_item(owner: Person, canary: Canary) -> KnowledgeItem:
    """An item of the municipality itself."""
    place = _place(owner)
    plain = load_knowledge_items().item["after-rejections"]
    code = f"eigen-{place.pk.hex[:6]}-{KnowledgeItem.objects.filter(municipality=place).count()}"
    title = Text(nl=canary("title"), en=canary("title in English"))
    store([plain.model_copy(update={"id": code, "title": title})], place.pk)
    return KnowledgeItem.objects.get(municipality=place, code=code)


def intervention(owner: Person, canary: Canary) -> Intervention:
    """An activity of the municipality in the catalogue."""
    place = _place(owner)
    code = f"activiteit-{place.pk.hex[:6]}-{Intervention.objects.filter(municipality=place).count()}"
    return Intervention.objects.create(
        municipality=place,
        code=code,
        name=canary("name"),
        about=canary("about"),
        party=canary("party"),
        target="caseworker",
        goal={"specific": canary("specific")},
    )


def appraisal(owner: Person, canary: Canary) -> Appraisal:
    """How somebody judged an activity."""
    values = {
        name: {"value": "partly", "basis": canary(f"basis {name}")}
        for name in load_catalogue().characteristics
    }
    return Appraisal.objects.create(
        municipality=_place(owner), assessor=owner, subject="C15", values=values, origin=canary("origin")
    )


def translation(owner: Person, canary: Canary) -> Translation:
    """How an item is used in the municipality, agreed to by both."""
    now = timezone.now()
    return Translation.objects.create(
        municipality=_place(owner),
        item=knowledge_item(owner, lambda field: f"een {field}"),
        written_by=owner,
        when_to_use=canary("when"),
        for_whom=canary("for whom"),
        first_sentence=canary("first sentence"),
        what_not=canary("what not"),
        writer_agreed_at=now,
        co_author_agreed_at=now,
    )


def board_question(owner: Person, canary: Canary) -> LocalQuestion:
    """A question on the board, without a name."""
    return LocalQuestion.objects.create(municipality=_place(owner), asked_by=owner, text=canary("question"))


def same_question(owner: Person, canary: Canary) -> SameQuestion:
    """That somebody has the question of somebody else too."""
    asked = LocalQuestion.objects.create(municipality=_place(owner), text="Wat werkt?")
    return SameQuestion.objects.create(question=asked, person=owner)


def saved_item(owner: Person, canary: Canary) -> SavedItem:
    """An item on somebody's own list, with a note."""
    item = KnowledgeItem.objects.filter(municipality=None).exclude(
        pk__in=[row.content["item"] for row in SavedItem.objects.filter(person=owner)]
    )[0]
    return keep(actor_of(owner), item, canary("note"), "nl")
