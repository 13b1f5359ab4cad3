"""Rounds of a real team: who counts, what is published, and what the pages tell of it."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from leerlus.access.models import AccessEvent
from leerlus.organisations.models import Membership, Person, Team
from leerlus.organisations.roles import Role
from leerlus.release.models import Contribution, CountingConsent, PublishedFigure
from leerlus.release.participation import count_out, pause
from leerlus.release.personal_content import erase, read
from leerlus.release.published import TeamFacts, published_team_facts
from leerlus.release.rules.series import Hidden
from tests.release.conftest import TIME, figure_of, hold_round
from tests.scans.answers import finished_scan

ALLOWED_NUMBERS = re.compile(
    r"8-10 mensen|\d+ \w+ \d{4}|min(?:der dan|stens) (?:8|60)"
    r"|(?:20 of lager|[2-7][05]|80 of hoger) op een schaal van 0 tot 100|[Nn]otitie (?:hoofdstuk )?[\d., en]+"
)


@pytest.mark.usefixtures("works_council")
def test_eight_colleagues_who_said_yes_make_a_figure(contributor, team):
    people = [contributor(number, barriers=("time",) if number < 4 else ("rules",)) for number in range(8)]
    figure = figure_of(team)
    assert (figure.at_least_half, figure.hidden, figure.contributors) == (True, "", "8-10")
    assert set(figure.contributions.values_list("person_id", flat=True)) == {person.pk for person in people}
    assert published_team_facts({team.pk}).shared_barriers == {"time"}


@pytest.mark.usefixtures("works_council")
@pytest.mark.parametrize(
    "eighth",
    [{"consents": False}, {"days": 29}, {"barriers": None}],
    ids=["who-did-not-say-yes", "with-a-new-account", "who-skipped-the-question"],
)
def test_a_colleague_does_not_count(eighth, contributor, team):
    for number in range(7):
        contributor(number)
    contributor(7, **eighth)
    figure = figure_of(team)
    assert (figure.at_least_half, figure.hidden, figure.contributors) == (None, Hidden.TOO_FEW, "")
    assert not figure.contributions.exists()
    assert published_team_facts({team.pk}).shared_barriers == frozenset()


@pytest.mark.usefixtures("works_council")
def test_who_left_the_team_does_not_count(contributor, team):
    people = [contributor(number) for number in range(8)]
    people[0].memberships.update(ends_on=date.today() - timedelta(days=1))
    assert figure_of(team).hidden == Hidden.TOO_FEW


def test_without_a_works_council_nothing_is_published(contributor, team):
    for number in range(8):
        contributor(number)
    assert figure_of(team).hidden == Hidden.NO_CONSENT_OF_WORKS_COUNCIL


@pytest.mark.usefixtures("works_council")
def test_people_who_come_wait_until_there_are_four(contributor, team):
    for number in range(8):
        contributor(number)
    first = figure_of(team, days_ago=120)
    for number in range(8, 11):
        contributor(number)
    second = figure_of(team, days_ago=60)
    assert (first.contributions.count(), second.contributions.count()) == (8, 8)
    contributor(11)
    assert figure_of(team).contributions.count() == 12


@pytest.mark.usefixtures("works_council")
@pytest.mark.parametrize("stop", [erase, count_out, pause], ids=lambda stop: stop.__name__)
def test_after_one_person_took_their_yes_back_the_series_pauses_until_four_did(stop, contributor, team):
    people = [contributor(number) for number in range(12)]
    figure_of(team, days_ago=400)
    for number, hidden in enumerate([*[Hidden.SMALL_CHANGE] * 3, ""]):
        stop(people[number].pk)
        figure = figure_of(team, days_ago=300 - 60 * number)
        assert (figure.hidden, figure.value, bool(figure.contributors)) == (hidden, None, not hidden)
    assert set(figure.contributions.values_list("person_id", flat=True)) == {one.pk for one in people[4:]}


@pytest.mark.usefixtures("works_council")
def test_of_who_erased_their_content_no_figure_says_that_they_counted(contributor, team):
    people = [contributor(number) for number in range(8)]
    hold_round(team)
    erase(people[0].pk)
    assert not any(read(people[0].pk).values())
    gone = Contribution.objects.filter(person=None, figure__measure=TIME)
    assert [one.sealed_value for one in gone] == [None]


@pytest.mark.usefixtures("works_council")
def test_the_manager_reads_the_figure_and_what_to_do_without_a_name(contributor, team, erik, logged_in):
    people = [contributor(number) for number in range(8)]
    hold_round(team)
    page = logged_in(erik).get("/team/").content.decode()
    assert "Minstens de helft noemt tijd of caseload" in page
    assert "8-10" in page
    assert not [person.name for person in people if person.name in page]


@pytest.mark.usefixtures("works_council")
def test_the_manager_of_a_small_team_reads_why_nothing_is_shown(contributor, team, erik, logged_in):
    contributor(1)
    hold_round(team)
    page = logged_in(erik).get("/team/").content.decode()
    assert "Verborgen" in page
    assert "Minstens de helft" not in page


def test_the_team_page_says_that_figures_are_off_before_the_works_council_agreed(fatima, logged_in):
    assert "ondernemingsraad" in logged_in(fatima).get("/team/").content.decode()


def test_nobody_counts_without_saying_yes_and_a_yes_is_taken_back_as_easily(fatima, logged_in):
    client = logged_in(fatima)
    assert not CountingConsent.objects.exists()
    for _ in range(2):
        page = client.post("/team/meetellen/", {"counts": "yes"}, follow=True).content.decode()
    assert "Vanaf de volgende ronde tellen je antwoorden mee in het teambeeld." in page
    assert "Laat mij niet meer meetellen" in page
    assert "Laat mij niet meer meetellen" in client.get("/mijn-gegevens/meetellen/").content.decode()
    assert CountingConsent.objects.get().person == fatima
    page = client.post("/team/meetellen/", {"counts": "no"}, follow=True).content.decode()
    assert "Vanaf nu tellen je antwoorden niet meer mee in het teambeeld." in page
    assert "Laat mij meetellen" in page
    assert not CountingConsent.objects.exists()


@pytest.mark.usefixtures("works_council")
def test_check_20_a_shared_lack_of_time_is_a_draft_signal_on_the_page_and_no_plan_of_ones_own(
    contributor, team, fatima, logged_in
):
    for number in range(8):
        contributor(number)
    hold_round(team)
    sitting = finished_scan(fatima, STG1="c", SDL2a=1, SDL2b=1, SDL2c=1)
    page = logged_in(fatima).get(f"/mijn-vak/profiel/{sitting.pk}/").content.decode()
    assert "Een concept voor je team" in page
    assert "/GOAL_PLAN/" not in page
    assert "/BARRIER_SOLVE/" not in page


@pytest.mark.usefixtures("works_council")
def test_a_later_round_changes_nothing_of_what_was_published(contributor, team):
    people = [contributor(number) for number in range(8)]
    first = figure_of(team, days_ago=60)
    for person in people:
        finished_scan(person, BAR1=["rules"])
    second = figure_of(team)
    assert (first.at_least_half, second.at_least_half) == (True, False)
    kept = PublishedFigure.objects.get(pk=first.pk)
    assert (kept.at_least_half, kept.hidden, kept.contributors) == (True, "", "8-10")
    assert kept.contributions.count() == 8
    assert published_team_facts({team.pk}).shared_barriers == frozenset()


@pytest.mark.usefixtures("works_council")
def test_an_answer_after_the_round_waits_for_the_next(contributor, team, erik, logged_in):
    people = [contributor(number) for number in range(8)]
    hold_round(team)
    before = logged_in(erik).get("/team/").content.decode()
    for person in people:
        finished_scan(person, BAR1=["rules"])
    contributor(8)
    after = logged_in(erik).get("/team/").content.decode()
    assert "Minstens de helft" in before
    assert "Minstens de helft" in after


@pytest.mark.usefixtures("works_council")
def test_a_hidden_round_leaves_the_last_fact_that_was_told(contributor, team):
    people = [contributor(number) for number in range(9)]
    hold_round(team, 60)
    count_out(people[0].pk)
    assert figure_of(team).hidden == Hidden.SMALL_CHANGE
    assert published_team_facts({team.pk}).shared_barriers == {"time"}


@pytest.mark.usefixtures("works_council")
def test_what_was_told_more_than_a_year_ago_says_nothing_about_the_team_of_today(contributor, team):
    for number in range(8):
        contributor(number)
    hold_round(team, 366)
    assert published_team_facts({team.pk}) == TeamFacts()


@pytest.mark.usefixtures("works_council")
def test_people_of_another_team_or_with_a_closed_account_do_not_count(contributor, team, municipality):
    elsewhere = Team.objects.create(municipality=municipality, name="Team Zuid")
    for number in range(7):
        contributor(number)
    contributor(7, where=elsewhere)
    Person.objects.filter(pk=contributor(8).pk).update(is_active=False)
    assert figure_of(team).hidden == Hidden.TOO_FEW


@pytest.mark.usefixtures("works_council")
def test_the_team_page_names_nobody_no_number_and_no_answer_to_whoever_looks(
    contributor, team, fatima, erik, logged_in
):
    people = [contributor(number, barriers=("time", "team_climate")) for number in range(9)]
    hold_round(team)
    for reader in (fatima, erik, people[0]):
        page = logged_in(reader).get("/team/").content.decode()
        main = unescape(re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")]))
        assert not [person.name for person in people if person.name in main]
        assert "sfeer" not in main
        told = ALLOWED_NUMBERS.sub("", main)
        assert not re.search(r"\d", told), told


@pytest.mark.usefixtures("works_council")
def test_a_round_stands_in_the_log_without_anybody(team):
    made = hold_round(team)
    event = AccessEvent.objects.get(action=AccessEvent.Action.RELEASED)
    assert (event.object_id, event.municipality_id) == (made.pk, team.municipality_id)
    assert (event.actor_id, event.subject_id) == (None, None)


def test_the_page_of_somebody_in_two_teams_tells_of_both_and_of_no_other(fatima, municipality, logged_in):
    second, third = (Team.objects.create(municipality=municipality, name=f"Team {name}") for name in "ZW")
    Membership.objects.create(
        person=fatima,
        municipality=municipality,
        team=second,
        role=Role.CASEWORKER,
        starts_on=date.today(),
    )
    page = logged_in(fatima).get("/team/").content.decode()
    assert "Team Noord" in page
    assert second.name in page
    assert third.name not in page


@pytest.mark.usefixtures("works_council")
def test_before_the_first_round_the_page_says_when_there_will_be_a_figure(fatima, logged_in):
    assert "Er is nog geen ronde afgesloten." in logged_in(fatima).get("/team/").content.decode()
