"""What earlier rounds published about one measure, with who counted: read to keep lots whole, never shown."""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from leerlus.release.models import Contribution, PublishedFigure
from leerlus.release.rules.levels import DECIDED_FROM_VALUES, Before, Group, Level
from leerlus.release.rules.lots import Counted, Nameless


@dataclass(frozen=True, slots=True)
class LastFigure:
    """The last published figure of a group and who counted in it; who erased is there under a stand-in."""

    figure_id: int
    value: int | None
    counted: dict[Hashable, Counted] = field(default_factory=dict)

    @property
    def people(self) -> set[Hashable]:
        return set(self.counted)


@dataclass(frozen=True, slots=True)
class Earlier:
    """Everything published before about one measure in one municipality."""

    last: dict[Group, LastFigure] = field(default_factory=dict)
    sets: list[frozenset[Hashable]] = field(default_factory=list)
    figure_ids: list[int] = field(default_factory=list)

    def as_known(self, agreeing: Collection[Hashable]) -> Before[Hashable]:
        """In the words of the rules: groups that are decided from values, without those of who agrees no longer."""
        return Before(
            {
                group: {
                    person: counted if person in agreeing else replace(counted, value=None)
                    for person, counted in last.counted.items()
                }
                for group, last in self.last.items()
                if group.level in DECIDED_FROM_VALUES
            },
            self.sets,
        )

    def note_present(self, group: Group, present: Iterable[UUID], today: date) -> None:
        """Who of the last figure is in the group today; from then on a year is counted when they go."""
        last = self.last.get(group)
        if last is not None and group.level in DECIDED_FROM_VALUES:
            here = [person for person in present if person in last.counted]
            Contribution.objects.filter(figure=last.figure_id, person__in=here).update(last_present=today)

    def last_present(self, group: Group, person: UUID) -> date:
        """When somebody who is carried along was last in the group."""
        return self.last[group].counted[person].last_present


def earlier_figures(municipality_id: UUID, measure: str) -> Earlier:
    """What was published before about a measure; values only of who counted in the last figure of a group."""
    earlier = Earlier()
    figures = list(
        PublishedFigure.objects.shown()
        .filter(round__municipality=municipality_id, measure=measure)
        .order_by("-round__closed_on")
    )
    newest: dict[Group, int] = {}
    for figure in figures:
        newest.setdefault(group_of(figure), figure.pk)
    with_values = set(newest.values())
    counted: dict[int, dict[Hashable, Counted]] = {figure.pk: {} for figure in figures}
    for row in Contribution.objects.filter(figure__in=figures):
        value = row.value if row.figure_id in with_values else None
        counted[row.figure_id][row.person_id or Nameless(row.pk)] = Counted(value, row.last_present)
    for figure in figures:
        group = group_of(figure)
        earlier.figure_ids.append(figure.pk)
        if figure.pk in with_values:
            earlier.last[group] = LastFigure(figure.pk, figure.value, counted[figure.pk])
        if group.level in DECIDED_FROM_VALUES:
            earlier.sets.append(frozenset(counted[figure.pk]))
    return earlier


def group_of(figure: PublishedFigure) -> Group:
    """What a figure is about, in the words of the rules."""
    level = Level(figure.level)
    return Group(level, {Level.TEAM: figure.team_id, Level.DEPARTMENT: figure.department_id}.get(level))
