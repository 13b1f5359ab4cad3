"""Scores of a real team: read, kept sealed, carried along, published in coarse figures, and read again from those."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from leerlus.access.actor import actor_of
from leerlus.access.keyring import destroy_key
from leerlus.access.personal_content import export_personal_content
from leerlus.organisations.models import Department, Team
from leerlus.release import published
from leerlus.release.earlier import earlier_figures
from leerlus.release.models import PublishedFigure, Unchangeable
from leerlus.release.participation import (
    count_in,
    count_out,
    end_pause,
    is_paused,
    not_paused,
    pause,
    who_count,
)
from leerlus.release.personal_content import erase, read
from leerlus.release.published import published_team_facts
from leerlus.release.rounds import close_round, open_round
from leerlus.release.rules.levels import Level
from leerlus.release.rules.series import Hidden
from tests.release.conftest import NORM, figure_of, hold_round
from tests.scans.answers import finished_scan

LOW = {"SN1": 3, "SN2": 3, "SN3": 3}  # 33 of 100
HIGH = {"SN1": 7, "SN2": 7, "SN3": 7}

pytestmark = pytest.mark.usefixtures("works_council")


def test_the_mean_of_eight_people_is_told_rounded(contributor, team):
    for number in range(8):
        contributor(number, **LOW)
    figure = figure_of(team, NORM)
    assert (figure.value, figure.at_least_half, figure.hidden, figure.contributors) == (35, None, "", "8-10")
    assert published_team_facts({team.pk}).scores == {NORM: 35}


def test_nobody_reads_a_value_in_the_database_and_it_opens_with_the_key_of_its_person_only(contributor, team):
    people = [contributor(number, **LOW) for number in range(8)]
    rows = {row.person_id: row for row in figure_of(team, NORM).contributions.all()}
    assert {round(row.value, 1) for row in rows.values()} == {33.3}
    assert not any(b"33.3" in bytes(row.sealed_value) for row in rows.values())
    destroy_key(people[0].pk)
    assert rows[people[0].pk].value is None


def test_who_left_counts_a_year_longer_with_the_value_of_then(contributor, team):
    people = [contributor(number, **LOW) for number in range(9)]
    hold_round(team, 400)
    people[0].memberships.update(ends_on=date.today() - timedelta(days=395))
    finished_scan(people[0], **HIGH)
    kept = {row.person_id: row for row in figure_of(team, NORM, 200).contributions.all()}
    assert round(kept[people[0].pk].value, 1) == 33.3
    assert kept[people[0].pk].last_present == date.today() - timedelta(days=400)
    assert kept[people[1].pk].last_present == date.today() - timedelta(days=200)
    after_a_year = figure_of(team, NORM)
    assert (after_a_year.hidden, after_a_year.value) == (Hidden.SMALL_CHANGE, None)


def test_a_hidden_round_remembers_who_was_still_there(contributor, team):
    people = [contributor(number, **LOW) for number in range(10)]
    first = figure_of(team, NORM, 400)
    count_out(people[0].pk)
    assert figure_of(team, NORM, 300).hidden == Hidden.SMALL_CHANGE
    days = dict(first.contributions.values_list("person_id", "last_present"))
    assert days[people[0].pk] == date.today() - timedelta(days=400)
    assert days[people[1].pk] == date.today() - timedelta(days=300)


def test_taking_the_yes_back_pausing_and_erasing_remove_the_kept_values_at_once(contributor, team):
    people = [contributor(number, **LOW) for number in range(8)]
    figure = figure_of(team, NORM)
    for number, stop in enumerate((count_out, pause, erase)):
        assert figure.contributions.exclude(sealed_value=None).count() == 8 - number
        stop(people[number].pk)
    assert figure.contributions.exclude(sealed_value=None).count() == 5
    assert figure.contributions.count() == 8


def test_a_value_that_was_taken_back_is_not_carried_after_a_new_yes(contributor, team):
    people = [contributor(number, **LOW) for number in range(9)]
    hold_round(team, 100)
    people[0].memberships.update(ends_on=date.today() - timedelta(days=90))
    count_out(people[0].pk)
    count_in(people[0].pk)
    assert figure_of(team, NORM).hidden == Hidden.SMALL_CHANGE


def test_a_pause_leaves_the_yes_as_it_was_and_ends_as_easily(contributor):
    person = contributor(1)
    assert person in who_count()
    for _ in range(2):
        pause(person.pk)
    assert is_paused(person.pk)
    assert person not in who_count()
    assert person not in not_paused()
    end_pause(person.pk)
    assert not is_paused(person.pk)
    assert person in who_count()


def test_who_paused_does_not_count(contributor, team):
    people = [contributor(number, **LOW) for number in range(8)]
    pause(people[0].pk)
    assert figure_of(team, NORM).hidden == Hidden.TOO_FEW


def test_a_published_figure_cannot_be_changed_or_removed(contributor, team):
    for number in range(8):
        contributor(number, **LOW)
    figure = figure_of(team, NORM)
    for change in (
        figure.save,
        figure.delete,
        lambda: PublishedFigure.objects.update(value=20),
        lambda: PublishedFigure.objects.filter(pk=figure.pk).delete(),
        lambda: PublishedFigure.objects.bulk_update([figure], ["value"]),
    ):
        with pytest.raises(Unchangeable), transaction.atomic():
            change()
    assert PublishedFigure.objects.get(pk=figure.pk).value == 35


def test_every_figure_says_by_which_rule_and_carries_a_hash_of_what_went_in(contributor, team):
    people = [contributor(number, **LOW) for number in range(8)]
    first = figure_of(team, NORM, 60)
    assert first.round.rule_version == 3
    finished_scan(people[0], SN1=4, SN2=3, SN3=3)
    second = figure_of(team, NORM)
    assert (first.value, second.value) == (35, 35)
    assert len(first.input_hash) == len(second.input_hash) == 64
    assert first.input_hash != second.input_hash


def test_what_was_published_before_is_known_by_its_figures_and_went_into_the_hash(contributor, team):
    for number in range(8):
        contributor(number, **LOW)
    assert earlier_figures(team.municipality_id, NORM).figure_ids == []
    rounds = [hold_round(team, days) for days in (120, 60)]
    told = {figure.pk for one in rounds for figure in one.figures.filter(measure=NORM, hidden="")}
    assert set(earlier_figures(team.municipality_id, NORM).figure_ids) == told


def test_the_word_for_change_compares_with_the_last_published_figure(contributor, team):
    people = [contributor(number, **LOW) for number in range(8)]
    assert figure_of(team, NORM, 120).change == ""
    assert figure_of(team, NORM, 60).change == "same"
    for person in people:
        finished_scan(person, **HIGH)
    assert figure_of(team, NORM).change == "higher"


def test_a_reorganisation_and_a_move_during_a_round_wait_for_the_next(contributor, team, municipality):
    people = [contributor(number, **LOW) for number in range(8)]
    work = Department.objects.create(municipality=municipality, name="Werk")
    opened = open_round(municipality, date.today() - timedelta(days=30))
    other = Team.objects.create(municipality=municipality, name="Team Zuid", department=work)
    Team.objects.filter(pk=team.pk).update(department=work)
    people[0].memberships.update(team=other)
    closed = close_round(opened)
    figure = closed.figures.get(level=Level.TEAM, measure=NORM)
    assert (figure.team, figure.hidden) == (team, "")
    assert not closed.figures.filter(level=Level.DEPARTMENT).exists()
    assert not closed.members.exists()
    later = hold_round(team, -60)
    assert later.figures.filter(level=Level.DEPARTMENT, department=work, measure=NORM).exists()
    assert later.figures.filter(level=Level.TEAM, team=other, measure=NORM).exists()


def test_somebody_in_two_teams_counts_in_the_one_they_have_been_in_longest(contributor, team, municipality):
    person = contributor(1, **LOW)
    other = Team.objects.create(municipality=municipality, name="Team Zuid")
    person.memberships.create(
        municipality=municipality, team=other, role="caseworker", starts_on=date.today() - timedelta(days=10)
    )
    opened = open_round(municipality)
    assert list(opened.members.values_list("person", "team")) == [(person.pk, team.pk)]


def test_departments_and_the_municipality_are_told_from_the_figures_of_teams(contributor, team, municipality):
    work = Department.objects.create(municipality=municipality, name="Werk")
    other = Team.objects.create(municipality=municipality, name="Team Zuid", department=work)
    Team.objects.filter(pk=team.pk).update(department=work)
    for number in range(8):
        contributor(number, **LOW)
        contributor(100 + number, where=other, **HIGH)
    told = hold_round(team).figures.filter(measure=NORM)
    assert told.get(level=Level.TEAM, team=team).value == 35
    assert told.get(level=Level.TEAM, team=other).value == 80
    department, everybody = told.get(department=work), told.get(level=Level.MUNICIPALITY)
    assert (department.value, department.contributors) == (60, "16-25")
    assert (everybody.value, everybody.contributors) == (60, "16-25")
    assert not department.contributions.exclude(sealed_value=None).exists()
    assert told.get(level=Level.OTHER_TEAMS).hidden == Hidden.TOO_FEW_GROUPS


def test_five_are_enough_only_where_the_works_council_agreed_to_that(contributor, team, municipality):
    for number in range(5):
        contributor(number, **LOW)
    municipality.least_contributors = 5
    municipality.save()
    team.municipality.refresh_from_db()
    assert figure_of(team, NORM, 60).hidden == Hidden.TOO_FEW
    municipality.fewer_than_eight_reference = "OR 2026-020"
    municipality.save()
    team.municipality.refresh_from_db()
    figure = figure_of(team, NORM)
    assert (figure.value, figure.contributors) == (30, "5-7")


def test_the_person_reads_in_which_figures_they_count_and_until_when_nothing_is_left(contributor, team):
    people = [contributor(number, **LOW) for number in range(8)]
    hold_round(team)
    open_round(team.municipality)
    own = read(people[0].pk)
    assert {line["measure"] for line in own["counted_in"]} == {"barrier:time", NORM}
    assert {line["round_closed_on"] for line in own["counted_in"]} == {date.today().isoformat()}
    assert own["in_open_round"][0]["team"] == "Team Noord"
    pause(people[0].pk)
    assert read(people[0].pk)["paused_since"]
    assert not any(line["value_kept"] for line in read(people[0].pk)["counted_in"])
    erase(people[0].pk)
    assert not any(read(people[0].pk).values())


def test_what_is_kept_of_counting_is_in_what_somebody_takes_along(contributor, team):
    person = contributor(0, **LOW)
    assert export_personal_content(actor_of(person))["team_picture"] == read(person.pk)


def test_whether_something_about_quality_was_published_is_asked_once_of_whoever_registers(team, monkeypatch):
    monkeypatch.setattr(published, "_ABOUT_QUALITY", [])
    assert not published_team_facts({team.pk}).about_quality
    for _ in range(2):
        published.register_about_quality(frozenset)
    assert [frozenset] == published._ABOUT_QUALITY
    assert published_team_facts({team.pk}).about_quality


def test_no_change_is_told_when_few_people_were_in_both_rounds(contributor, team):
    people = [contributor(number, **LOW) for number in range(8)]
    hold_round(team, 60)
    for person in people[:4]:
        person.memberships.update(ends_on=date.today() - timedelta(days=1))
    for number in range(8, 12):
        contributor(number, SN1=7, SN2=7, SN3=7)
    figure = figure_of(team, NORM)
    assert figure.value is not None
    assert figure.change == ""


def test_somebody_whose_key_is_lost_does_not_count_and_holds_up_nobody(contributor, team):
    people = [contributor(number, **LOW) for number in range(9)]
    destroy_key(people[0].pk)
    assert people[0].pk not in set(figure_of(team, NORM).contributions.values_list("person_id", flat=True))
