"""What an item can be found by besides its words."""

from collections.abc import Iterable

from leerlus.content.knowledge.item import KnowledgeItem as Content
from leerlus.knowledge.models import ItemTag


def tags_of(item: Content) -> Iterable[tuple[str, str]]:
    """Axis and value of everything that an item is about."""
    axes: dict[ItemTag.Axis, tuple[str, ...]] = {
        ItemTag.Axis.STAGE: item.stages,
        ItemTag.Axis.DETERMINANT: item.determinants,
        ItemTag.Axis.LIFE_DOMAIN: item.life_domains,
        ItemTag.Axis.STEP: item.steps,
        ItemTag.Axis.GROUP: item.groups,
        ItemTag.Axis.DIAGNOSTIC: item.diagnostics,
        ItemTag.Axis.BEHAVIOUR: item.behaviours,
        ItemTag.Axis.TECHNIQUE: item.techniques,
        ItemTag.Axis.CONTACT_TECHNIQUE: item.contact_techniques,
    }
    return ((axis, value) for axis, values in axes.items() for value in dict.fromkeys(values))
