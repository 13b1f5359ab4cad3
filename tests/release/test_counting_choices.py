"""The yes to count and the pause: in one's own log, and never crossed by a round that is being published."""

import pytest

from leerlus.access.models import AccessEvent
from leerlus.release import publishing
from leerlus.release.models import Contribution, Round
from leerlus.release.participation import count_in, count_out, end_pause, pause
from leerlus.release.publishing import publish
from leerlus.release.rounds import close_round, open_round
from tests.release.conftest import figure_of

pytestmark = pytest.mark.django_db


def test_what_somebody_chooses_about_counting_stands_in_their_own_log_once(fatima, logged_in):
    for choose in (count_in, pause, end_pause, count_out):
        choose(fatima.pk)
        choose(fatima.pk)
    lines = AccessEvent.objects.filter(subject_id=fatima.pk).order_by("sequence")
    assert [line.action for line in lines] == ["counted_in", "paused", "resumed", "counted_out"]
    assert {line.municipality_id for line in lines} == {fatima.municipality_id}
    log = logged_in(fatima).get("/wie-zag-mijn-gegevens/").content.decode()
    for sentence in (
        "Je liet je antwoorden meetellen in het teambeeld.",
        "Je nam pauze: je antwoorden tellen nergens mee.",
        "Je beëindigde de pauze.",
        "Je liet je antwoorden niet meer meetellen in het teambeeld.",
    ):
        assert sentence in log


def test_a_round_that_is_published_holds_itself_and_the_yeses_of_its_members(
    contributor, team, works_council, rows_locked
):
    for number in range(8):
        contributor(number)
    opened = open_round(team.municipality)
    with rows_locked() as locked:
        close_round(opened)
    assert locked[:2] == ["release_round", "release_countingconsent"]


def test_a_pause_waits_for_a_round_that_is_published(contributor, rows_locked):
    person = contributor(1)
    with rows_locked() as locked:
        pause(person.pk)
    assert locked[0] == "release_countingconsent"


@pytest.mark.parametrize("stop", [count_out, pause])
def test_who_takes_the_yes_back_while_answers_are_read_is_not_kept(
    contributor, team, works_council, monkeypatch, stop
):
    people = [contributor(number) for number in range(9)]
    read = publishing._read_values

    def read_and_then(closing):
        values = read(closing)
        stop(people[0].pk)
        return values

    monkeypatch.setattr(publishing, "_read_values", read_and_then)
    figure = figure_of(team)
    assert not figure.hidden
    assert not Contribution.objects.filter(person=people[0]).exists()


def test_a_round_that_two_close_at_once_is_published_once(contributor, team, works_council):
    for number in range(8):
        contributor(number)
    opened = open_round(team.municipality)
    read_before = Round.objects.get(pk=opened.pk)
    close_round(opened)
    figures = set(opened.figures.values_list("pk", flat=True))
    publish(read_before, opened.closed_on)
    assert set(opened.figures.values_list("pk", flat=True)) == figures
    assert AccessEvent.objects.filter(action="released").count() == 1


def test_a_round_that_two_open_at_once_is_one_round(team, rows_locked):
    with rows_locked() as locked:
        first = open_round(team.municipality)
    assert locked[0] == "organisations_municipality"
    assert open_round(team.municipality) == first
    assert Round.objects.count() == 1
