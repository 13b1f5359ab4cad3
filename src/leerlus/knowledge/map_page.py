"""The map of what there is: stage by factor, step by life domain, and what is much alike. Every crossing is a link."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerlus.knowledge.activities import Activity
from leerlus.knowledge.models import ItemTag, KnowledgeItem
from leerlus.knowledge.rules.coverage import Grid, grid, much_alike
from leerlus.knowledge.words import (
    LIFE_DOMAINS,
    STEPS,
    determinant_names,
    goal_names,
    party_names,
    stage_names,
)

Address = Callable[[str, str], str]
"""Where the things at a crossing are, by its row and column."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A crossing: how many there are, in words, and where to look at them; no address when there are none."""

    words: str
    url: str
    column: str


@dataclass(frozen=True, slots=True)
class MapRow:
    """One row of a map: what it is about, and its crossings."""

    label: str
    cells: tuple[Cell, ...]

    @property
    def is_empty(self) -> bool:
        return not any(cell.url for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Map:
    """A map as a table, with its gaps in words."""

    columns: tuple[str, ...]
    rows: tuple[MapRow, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two activities that are much alike."""

    one: Activity
    other: Activity
    words: str


def craft_map(found: Sequence[Activity], items: "QuerySet[KnowledgeItem]", language: str) -> tuple[Map, Map]:
    """For getting better at the craft: activities, and knowledge items, for every stage and factor."""
    stages, factors = stage_names(language), determinant_names(language)
    of_activities = grid(
        tuple(stages), tuple(factors), [(one.code, one.stages, one.determinants) for one in found]
    )
    of_items = _crossings(
        items.filter(for_clients=False),
        ItemTag.Axis.STAGE,
        tuple(stages),
        ItemTag.Axis.DETERMINANT,
        tuple(factors),
    )

    def to_catalogue(stage: str, factor: str) -> str:
        return f"{reverse('catalogue')}?{urlencode({'fase': stage, 'factor': factor})}"

    def to_items(stage: str, factor: str) -> str:
        asked = {"voor": "caseworkers", "fase": stage, "factor": factor}
        return f"{reverse('knowledge_items')}?{urlencode(asked)}"

    return (
        _as_table(of_activities, stages, factors, to_catalogue),
        _as_table(of_items, stages, factors, to_items),
    )


def party_map(found: Sequence[Activity], language: str) -> Map:
    """Which party does what: table 4.1 of the note, turned into who for what."""
    parties, goals = party_names(language), goal_names(language)
    placed = grid(tuple(goals), tuple(parties), [(one.code, one.goals, one.parties) for one in found])

    def to_catalogue(goal: str, party: str) -> str:
        return f"{reverse('catalogue')}?{urlencode({'doel': goal, 'partij': party})}"

    return _as_table(placed, goals, parties, to_catalogue)


def client_map(items: "QuerySet[KnowledgeItem]", language: str) -> Map:
    """For coaching clients: knowledge items for every step of a file and every life domain."""
    steps = {name: str(words) for name, words in STEPS.items()}
    domains = {name: str(words) for name, words in LIFE_DOMAINS.items()}
    found = _crossings(
        items.filter(for_clients=True),
        ItemTag.Axis.STEP,
        tuple(steps),
        ItemTag.Axis.LIFE_DOMAIN,
        tuple(domains),
    )

    def to_items(step: str, domain: str) -> str:
        asked = {"voor": "clients", "stap": step, "leefgebied": domain}
        return f"{reverse('knowledge_items')}?{urlencode(asked)}"

    return _as_table(found, steps, domains, to_items)


def duplicates(found: Sequence[Activity], most: int) -> list[Pair]:
    """The activities that serve the same stage or factor and are judged much the same, the most alike first."""
    by_code = {one.code: one for one in found}
    alike = much_alike(
        {one.code: one.values for one in found},
        {one.code: frozenset({*one.stages, *one.determinants}) for one in found},
    )
    return [
        Pair(
            by_code[pair.one],
            by_code[pair.other],
            _("the same on %(same)d of the %(known)d characteristics known of both")
            % {"same": pair.same, "known": pair.known},
        )
        for pair in alike[:most]
    ]


def _crossings(
    items: "QuerySet[KnowledgeItem]",
    row_axis: str,
    rows: tuple[str, ...],
    column_axis: str,
    columns: tuple[str, ...],
) -> Grid[str, str]:
    """Which items lie where, from their tags, in one query."""
    tags: dict[str, dict[str, list[str]]] = {}
    asked = ItemTag.objects.filter(item__in=items, axis__in=[row_axis, column_axis])
    for item_id, axis, value in asked.values_list("item_id", "axis", "value"):
        tags.setdefault(str(item_id), {}).setdefault(axis, []).append(value)
    placed = [(name, found.get(row_axis, []), found.get(column_axis, [])) for name, found in tags.items()]
    return grid(rows, columns, placed)


def _as_table(
    of: Grid[str, str],
    rows: Mapping[str, str],
    columns: Mapping[str, str],
    address: Address,
) -> Map:
    shown = tuple(
        MapRow(rows[row], tuple(_cell(of, row, column, columns[column], address) for column in of.columns))
        for row in of.rows
    )
    gaps = tuple(
        _("%(row)s, %(column)s") % {"row": rows[row], "column": columns[column]} for row, column in of.gaps
    )
    return Map(tuple(columns.values()), shown, gaps)


def _cell(of: Grid[str, str], row: str, column: str, label: str, address: Address) -> Cell:
    number = len(of.at(row, column))
    if not number:
        return Cell(_("nothing"), "", label)
    words = ngettext("%(number)d thing", "%(number)d things", number) % {"number": number}
    return Cell(words, address(row, column), label)
