"""Which knowledge fits where somebody is now: a profile, an advice, a client; each with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from leerlus.access.actor import Actor
from leerlus.content.advice import load_advice_content
from leerlus.framework.loading import load_framework
from leerlus.knowledge.finding import offered
from leerlus.knowledge.models import ItemTag, KnowledgeItem
from leerlus.knowledge.words import GROUPS, LIFE_DOMAINS, STAGES, STEPS, reading_words

Axis = ItemTag.Axis
MOST: Final = 3

Wanted = Mapping[Axis, tuple[str, ...]]
"""Per axis the values that are true now."""


@dataclass(frozen=True, slots=True)
class Fit:
    """An item that fits, why in words, and how long reading takes."""

    item: KnowledgeItem
    title: str
    reason: str
    time: str


def fitting(actor: Actor, wanted: Wanted, *, for_clients: bool, language: str, most: int = MOST) -> list[Fit]:
    """The items that have most in common with what is wanted; then the better evidence, then the title.

    Nothing wanted, nothing fits. Two queries, however many items there are.
    """
    of_item, of_tag = Q(), Q()
    for axis, values in wanted.items():
        if values:
            of_item |= Q(tags__axis=axis, tags__value__in=values)
            of_tag |= Q(axis=axis, value__in=values)
    if not of_tag:
        return []
    items = offered(actor).filter(for_clients=for_clients).alias(shared=Count("tags", filter=of_item))
    rows = list(
        items.filter(shared__gt=0).order_by(F("shared").desc(), "evidence", "title_nl", "code")[:most]
    )
    shared: dict[UUID, list[tuple[str, str]]] = {}
    for item_id, axis_of_tag, value in ItemTag.objects.filter(of_tag, item__in=rows).values_list(
        "item_id", "axis", "value"
    ):
        shared.setdefault(item_id, []).append((axis_of_tag, value))
    return [
        Fit(
            row,
            row.title(language),
            _("Fits because of: %(what)s.") % {"what": ", ".join(_named(shared[row.pk], language))},
            reading_words(row.minutes),
        )
        for row in rows
    ]


def _named(tags: list[tuple[str, str]], language: str) -> list[str]:
    """What was in common, in words, each once."""
    return list(dict.fromkeys(_name(axis, value, language) for axis, value in sorted(set(tags))))


def _name(axis: str, value: str, language: str) -> str:
    if axis == Axis.TECHNIQUE:
        return load_advice_content().technique[value].name.in_language(language)
    if axis == Axis.DETERMINANT:
        return load_framework().name_of(value, language)
    words = _WORDS.get(axis, {}).get(value)
    return str(words).lower() if words else value


_WORDS: Final = {
    Axis.STAGE.value: STAGES,
    Axis.LIFE_DOMAIN.value: LIFE_DOMAINS,
    Axis.STEP.value: STEPS,
    Axis.GROUP.value: GROUPS,
}
