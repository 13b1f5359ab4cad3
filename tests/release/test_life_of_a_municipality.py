"""Whatever people and administrators do, rounds keep the rule (reliability D4): a machine does it all.

It works on the real tables and the real rounds; only the scores come from a dictionary instead of from scans.
"""

import os
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from leerlus.organisations.models import Department, Membership, Municipality, Person, Team
from leerlus.organisations.roles import Role
from leerlus.release import measures, personal_content
from leerlus.release.models import Pause, PublishedFigure
from leerlus.release.participation import count_in, count_out, end_pause, pause
from leerlus.release.rounds import close_round, open_round
from leerlus.release.rules import series
from leerlus.release.rules.figures import step_for
from leerlus.release.rules.levels import Level
from leerlus.release.rules.lots import tells_few_apart
from leerlus.release.rules.people import weight_of

MEASURE = "test.score"
SCORES: dict = {}
anybody = st.integers(0, 200)
OF_PEOPLE = {Level.TEAM.value, Level.OTHER_TEAMS.value}


def erase(person_id):
    """What erasing one's content does here: forget who counted, and say on the account that it was erased."""
    personal_content.erase(person_id)
    Person.objects.filter(pk=person_id).update(content_erased_on=date(2020, 1, 1))


class Life(RuleBasedStateMachine):
    """One municipality with three teams over the years."""

    @initialize(least=st.sampled_from([5, 8]))
    def begin(self, least):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        SCORES.clear()
        self.today = date(2020, 1, 6)
        self.town = Municipality.objects.create(
            name="Machinestad",
            works_council_reference="OR",
            works_council_date=self.today,
            least_contributors=least,
            fewer_than_eight_reference="OR 2" if least < 8 else "",
        )
        self.least = least
        names = ("Werk", "Inkomen")
        self.departments = [Department.objects.create(municipality=self.town, name=name) for name in names]
        self.teams = [
            Team.objects.create(municipality=self.town, name=f"Team {number}", department=department)
            for number, department in enumerate([*self.departments, None])
        ]
        self.people, self.sets, self.kept, self.gone = [], [], {}, set()
        for number in range(26):
            self._arrive(number % 3 if number < 21 else 0, account_days=400)

    def teardown(self):
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def _arrive(self, team, account_days):
        number = len(self.people)
        person = Person.objects.create(
            email=f"{number}@machinestad.example", name=f"Iemand {number}", municipality=self.town
        )
        made = self.today - timedelta(days=account_days)
        Person.objects.filter(pk=person.pk).update(created_at=f"{made}T12:00:00Z")
        Membership.objects.create(
            person=person,
            municipality=self.town,
            team=self.teams[team % 3],
            role=Role.CASEWORKER,
            starts_on=date(2019, 1, 1),
        )
        SCORES[person.pk] = float(number * 37 % 101)
        count_in(person.pk)
        self.people.append(person.pk)

    def _one(self, number):
        return self.people[number % len(self.people)]

    @rule(team=st.integers(0, 2), account_days=st.sampled_from([0, 29, 400]))
    def somebody_arrives(self, team, account_days):
        self._arrive(team, account_days)

    @rule(number=anybody)
    def somebody_leaves(self, number):
        Membership.objects.filter(person=self._one(number)).delete()

    @rule(number=anybody, team=st.integers(0, 2))
    def somebody_moves(self, number, team):
        Membership.objects.filter(person=self._one(number)).update(team=self.teams[team])

    @rule(number=anybody, score=st.floats(0, 100))
    def somebody_answers_again(self, number, score):
        SCORES[self._one(number)] = score

    @rule(number=anybody)
    def somebody_says_yes(self, number):
        count_in(self._one(number))
        self.gone.discard(self._one(number))

    @rule(number=anybody, stop=st.sampled_from([count_out, erase]))
    def somebody_takes_the_yes_back_or_erases(self, number, stop):
        stop(self._one(number))
        self.gone.add(self._one(number))

    @rule(number=anybody)
    def somebody_pauses(self, number):
        pause(self._one(number))

    @rule(number=anybody)
    def somebody_ends_a_pause(self, number):
        end_pause(self._one(number))

    @rule(team=st.integers(0, 2), department=st.integers(0, 2))
    def the_administrator_reorganises(self, team, department):
        chosen = [*self.departments, None][department]
        Team.objects.filter(pk=self.teams[team].pk).update(department=chosen)

    @rule(
        number=anybody,
        team=st.integers(0, 2),
        stop=st.sampled_from([count_out, erase, pause]),
        days=st.integers(60, 120),
    )
    def a_round_opens_people_move_and_it_closes(self, number, team, stop, days):
        self.today += timedelta(days=days)
        opened = open_round(self.town, self.today - timedelta(days=30))
        frozen = dict(opened.members.values_list("person_id", "team_id"))
        self.somebody_moves(number + 1, team)
        stop(self._one(number))
        if stop is not pause:
            self.gone.add(self._one(number))
        paused = set(Pause.objects.values_list("person_id", flat=True))
        close_round(opened, self.today)
        self._judge(opened, frozen, paused)

    def _judge(self, closed, frozen, paused):
        figures = list(closed.figures.filter(hidden="", measure=MEASURE))
        young = Person.objects.filter(created_at__date__gt=self.today - timedelta(days=30))
        may_not = self.gone | paused | set(young.values_list("pk", flat=True))
        for figure in figures:
            rows = list(figure.contributions.all())
            people = frozenset(row.person_id for row in rows)
            assert len(rows) >= (8 if figure.level == Level.OTHER_TEAMS else self.least)
            assert figure.value % step_for(len(rows)) == 0
            assert 20 <= figure.value <= 80
            assert not people & may_not
            if figure.level in OF_PEOPLE:
                assert not any(tells_few_apart(people, earlier) for earlier in self.sets)
                self.sets.append(people)
            for row in rows if figure.level == Level.TEAM else []:
                here = frozen.get(row.person_id) == figure.team_id
                assert row.last_present == self.today or not here
                assert (self.today - row.last_present).days <= 365
                assert not here or row.value == SCORES[row.person_id]
        self._judge_larger_groups(figures)
        self.kept |= {figure.pk: _as_told(figure) for figure in closed.figures.all()}

    def _judge_larger_groups(self, figures):
        parts = [figure for figure in figures if figure.level in OF_PEOPLE]
        for figure in figures:
            if figure.level == Level.MUNICIPALITY:
                weights = [weight_of(part.contributors) for part in parts]
                mean = sum(w * part.value for w, part in zip(weights, parts, strict=True)) / sum(weights)
                assert abs(figure.value - mean) <= 5

    @invariant()
    def what_was_published_stays_as_it_was(self):
        if hasattr(self, "kept"):
            now = {figure.pk: _as_told(figure) for figure in PublishedFigure.objects.all()}
            assert {pk: now[pk] for pk in self.kept} == self.kept


def _as_told(figure):
    return (figure.level, figure.value, figure.hidden, figure.contributors, figure.change, figure.input_hash)


@pytest.fixture
def only_one_measure(monkeypatch):
    """One score, read from a dictionary."""
    monkeypatch.setattr(measures, "_MEASURES", {})
    monkeypatch.setattr(measures, "_PROVIDERS", [])
    measures.register_measure(MEASURE, "score", SCORES.get)


@pytest.mark.django_db
@pytest.mark.usefixtures("only_one_measure")
@pytest.mark.parametrize("part", range(4))
def test_whatever_happens_no_round_breaks_the_rule(part):
    """Two hundred lives of thirty steps, in four parts that can run beside each other."""
    fifty = settings(
        max_examples=50,
        stateful_step_count=30,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(part)(type("Life", (Life,), {})), settings=fifty)


@pytest.mark.django_db
@pytest.mark.usefixtures("only_one_measure")
def test_the_machine_finds_it_when_lots_are_not_kept_whole(monkeypatch):
    """The control: people may come and go one by one, and the machine must notice."""
    monkeypatch.setattr(series, "tells_few_apart", lambda *people: False)
    few = settings(
        max_examples=12,
        stateful_step_count=25,
        deadline=None,
        derandomize=True,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
        report_multiple_bugs=False,
    )
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Life, settings=few)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("only_one_measure")
def test_whatever_happens_for_a_long_time_no_round_breaks_the_rule():
    """LIVES and STEPS in the environment make it longer; docs/simulations.md says what was run."""
    many = settings(
        max_examples=int(os.environ.get("LIVES", "200")),
        stateful_step_count=int(os.environ.get("STEPS", "60")),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Life, settings=many)
