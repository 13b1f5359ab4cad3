"""Rounds of teams that were closed before rounds were of a municipality are converted, and nothing of them is lost."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

OLD = [("release", "0001_initial")]
MARCH, JUNE = date(2025, 3, 31), date(2025, 6, 30)


def migrate(targets: list[tuple[str, str]]) -> Any:
    """The database as it was, or is, at these migrations; the models of that moment, with organisations as they are."""
    MigrationExecutor(connection).migrate(targets)
    loader = MigrationExecutor(connection).loader
    return loader.project_state([*targets, *loader.graph.leaf_nodes("organisations")]).apps


def _rows(models: Any, app: str, name: str) -> Any:
    """The rows of a model as it is at a moment of the history."""
    return models.get_model(app, name)._default_manager


@pytest.fixture
def old(transactional_db):
    """The database before the conversion; afterwards it is as new as it was."""
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield migrate(OLD)
    migrate(newest)


@pytest.fixture
def planted(old) -> dict[str, Any]:
    """Two teams of Voorbeeldstad with a round on one day, a later one of the first, and a team of Kleindorp."""
    municipalities, teams = (_rows(old, "organisations", name) for name in ("Municipality", "Team"))
    rounds, figures, contributions = (
        _rows(old, "release", name) for name in ("Round", "PublishedFigure", "Contribution")
    )
    towns = [municipalities.create(name=name) for name in ("Voorbeeldstad", "Kleindorp")]
    noord, zuid = (teams.create(municipality=towns[0], name=f"Team {name}") for name in ("N", "Z"))
    dorp = teams.create(municipality=towns[1], name="Team D")
    counted = {}
    for team, day, told in (
        (noord, MARCH, True),
        (zuid, MARCH, False),
        (noord, JUNE, None),
        (dorp, MARCH, True),
    ):
        held = rounds.create(team=team, closed_on=day, rule_version=1)
        figure = figures.create(
            round=held,
            fact="barrier:time",
            at_least_half=told,
            hidden="" if told is not None else "too_few",
            contributors="8-10" if told is not None else "",
        )
        contributions.create(figure=figure)
        counted[team.pk, day] = figure.pk
    return {"towns": [town.pk for town in towns], "figures": counted}


@pytest.fixture
def converted(planted) -> Any:
    """The models after the conversion."""
    return migrate([("release", "0004_one_open_round")])


def test_rounds_of_one_municipality_on_one_day_become_one_round(converted, planted):
    rounds = _rows(converted, "release", "Round")
    stad, dorp = planted["towns"]
    assert sorted(rounds.values_list("municipality_id", "closed_on", "opened_on")) == sorted(
        [(stad, MARCH, MARCH), (stad, JUNE, JUNE), (dorp, MARCH, MARCH)]
    )


def test_every_figure_keeps_its_team_day_and_words_and_who_counted(converted, planted):
    figures = _rows(converted, "release", "PublishedFigure")
    found = {(one.team_id, one.round.closed_on): one for one in figures.select_related("round")}
    assert {key: one.pk for key, one in found.items()} == planted["figures"]
    assert {(one.measure, one.level) for one in found.values()} == {("barrier:time", "team")}
    told = sorted(str((one.at_least_half, one.hidden, one.contributors)) for one in found.values())
    assert told == sorted(
        str(one)
        for one in ((True, "", "8-10"), (False, "", "8-10"), (None, "too_few", ""), (True, "", "8-10"))
    )
    assert {one.contributions.count() for one in found.values()} == {1}


def test_a_municipality_that_had_rounds_goes_on_with_the_next(converted, planted):
    rounds = _rows(converted, "release", "Round")
    rounds.create(municipality_id=planted["towns"][0], opened_on=date(2025, 9, 1))
    assert rounds.filter(closed_on=None).count() == 1
