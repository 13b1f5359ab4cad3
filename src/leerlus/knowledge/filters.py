"""Finding items by what they are about: each filter is one parameter of the address, so a link can set it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerlus.framework.loading import load_framework
from leerlus.knowledge.models import ItemTag, KnowledgeItem
from leerlus.knowledge.words import EVIDENCE, GROUPS, LIFE_DOMAINS, STAGES, STEPS, Words

Chosen = Mapping[str, str]
"""Parameter -> value, of the filters that were chosen and exist."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A filter as the page writes it: name, label, and its options with whether each is chosen."""

    name: str
    label: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow the list: the parameter, its words, its values, and the axis of tags it looks at."""

    name: str
    label: Promise
    values: Callable[[str], Mapping[str, Words]]
    axis: str = ""

    def shown(self, chosen: Chosen, language: str, counts: Mapping[str, int]) -> Shown:
        """In the language of the screen, with how many items each value gives, and without those that give none."""
        now = chosen.get(self.name, "")
        options = tuple(
            (value, f"{words} ({counts[value]})", value == now)
            for value, words in self.values(language).items()
            if counts[value] or value == now
        )
        return Shown(self.name, str(self.label), options)

    def apply(self, items: "QuerySet[KnowledgeItem]", value: str) -> "QuerySet[KnowledgeItem]":
        """Only the items that have the value."""
        if self.axis:
            tags = ItemTag.objects.filter(axis=self.axis, value=value)
            return items.filter(pk__in=tags.values("item_id"))
        if self.name == "voor":
            return items.filter(for_clients=value == "clients")
        return items.filter(**{_COLUMNS[self.name]: value})


def _factors(language: str) -> dict[str, Words]:
    return {factor.id: factor.name.in_language(language) for factor in load_framework().factors}


_AUDIENCES: Final[Mapping[str, Words]] = {
    "clients": _("coaching clients"),
    "caseworkers": _("getting better at the craft"),
}
_COLUMNS: Final = {"soort": "kind", "bewijs": "evidence"}

FILTERS: Final = (
    Filter("voor", _("About"), lambda language: _AUDIENCES),
    Filter("soort", _("Kind"), lambda language: {kind.value: kind.label for kind in KnowledgeItem.Kind}),
    Filter("leefgebied", _("Life domain"), lambda language: LIFE_DOMAINS, ItemTag.Axis.LIFE_DOMAIN),
    Filter("stap", _("Step of a file"), lambda language: STEPS, ItemTag.Axis.STEP),
    Filter("groep", _("Group of clients"), lambda language: GROUPS, ItemTag.Axis.GROUP),
    Filter("fase", _("Stage"), lambda language: STAGES, ItemTag.Axis.STAGE),
    Filter("factor", _("Factor of the model"), _factors, ItemTag.Axis.DETERMINANT),
    Filter("bewijs", _("Evidence"), lambda language: EVIDENCE),
)


def chosen_filters(asked: QueryDict) -> Chosen:
    """What an address asks for; a value that does not exist is ignored."""
    found = {one.name: asked.get(one.name, "") for one in FILTERS}
    return {one.name: found[one.name] for one in FILTERS if found[one.name] in one.values("nl")}


def filtered(items: "QuerySet[KnowledgeItem]", chosen: Chosen) -> "QuerySet[KnowledgeItem]":
    """The items that have every chosen value."""
    for one in FILTERS:
        if one.name in chosen:
            items = one.apply(items, chosen[one.name])
    return items
