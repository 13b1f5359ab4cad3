"""A knowledge item as the ground of a choice: which can be chosen, which version was, and what of it is done.

The value that is kept is "id:version:level", so a choice stays tied to what the item said, and how strong that was.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from leerlus.access.actor import Actor
from leerlus.casework.rules.completeness import FileFacts, filled_rows
from leerlus.casework.rules.similar import hindering_domains
from leerlus.casework.rules.steps import Step
from leerlus.knowledge.finding import Tampered, content_of
from leerlus.knowledge.fitting import Axis, Fit, fitting
from leerlus.knowledge.models import ItemVersion, KnowledgeItem
from leerlus.knowledge.saving import own_list

FIELD: Final = "knowledge_item"
MOST_FITS: Final = 6
MOST_OF_OWN_LIST: Final = 20


@dataclass(frozen=True, slots=True)
class Chosen:
    """The item that was chosen, in the version that it had, with the level of its evidence then."""

    item: UUID
    version: int
    level: str

    @property
    def value(self) -> str:
        return f"{self.item}:{self.version}:{self.level}"


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen: the items that fit with why, the choices of the field, and the parts of the chosen one."""

    fits: tuple[Fit, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    ingredients: tuple[tuple[str, str], ...] = ()


def chosen_in(content: Mapping[str, Any], name: str = FIELD) -> Chosen | None:
    """What a step says was chosen; None when it says nothing."""
    parts = str(content.get(name, "")).split(":")
    return Chosen(UUID(parts[0]), int(parts[1]), parts[2]) if len(parts) == 3 else None


def offer(actor: Actor, facts: FileFacts, content: Mapping[str, Any], language: str) -> Offer:
    """What fits this client, what somebody kept on their own list, and what was chosen before."""
    domains = hindering_domains(facts.of(Step.INFORMATION_GATHERING))
    wanted = {
        Axis.LIFE_DOMAIN: tuple(sorted(domains)),
        Axis.STEP: (Step.ASSESSMENT.value, Step.DECISION.value),
    }
    fits = fitting(actor, wanted, for_clients=True, language=language, most=MOST_FITS)
    kept = [saved.item for saved in own_list(actor, language)[:MOST_OF_OWN_LIST] if saved.item]
    choices = {
        Chosen(item.pk, item.newest, item.evidence).value: item.title(language)
        for item in (*(fit.item for fit in fits), *(item for item in kept if item.for_clients))
    }
    return Offer(
        tuple(fits), (*choices.items(), *_before(content, choices, language)), done_of(content, language)
    )


def as_chosen(content: Mapping[str, Any], language: str) -> Offer:
    """Only what was chosen, for who reads a file and changes nothing."""
    return Offer(choices=tuple(_before(content, {}, language)), ingredients=done_of(content, language))


def done_of(content: Mapping[str, Any], language: str) -> tuple[tuple[str, str], ...]:
    """The working parts of the chosen item, by their number; none without one, or when it is gone."""
    chosen = chosen_in(content)
    if chosen is None:
        return ()
    item = KnowledgeItem.objects.filter(pk=chosen.item).first()
    if item is None:
        return ()
    try:
        parts = content_of(item, chosen.version).ingredients.in_language(language)
    except (ItemVersion.DoesNotExist, Tampered):
        return ()
    return tuple((str(number), part) for number, part in enumerate(parts, start=1))


def title_of(chosen: Chosen, language: str) -> str:
    """What the chosen item is called; empty when it is gone."""
    item = KnowledgeItem.objects.filter(pk=chosen.item).first()
    return item.title(language) if item else ""


def ground_in_words(content: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The chosen item and the parts that are done, as words that a settled plan keeps."""
    chosen = chosen_in(content)
    if chosen is None:
        return {}
    done = set(content.get("ingredients", ()))
    return {
        "knowledge_item_words": title_of(chosen, language),
        "ingredients_words": [part for number, part in done_of(content, language) if number in done],
    }


def _before(content: Mapping[str, Any], choices: Mapping[str, str], language: str) -> list[tuple[str, str]]:
    """What was chosen earlier, here or for an option, and is not among the choices any more."""
    names = [FIELD, *(f"option_{number}_item" for number in filled_rows(content, "option"))]
    found = {}
    for name in names:
        chosen = chosen_in(content, name)
        if chosen is not None and chosen.value not in choices:
            found[chosen.value] = title_of(chosen, language) or str(chosen.item)
    return list(found.items())
