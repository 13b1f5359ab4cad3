"""Closing rounds over real rows: who counts, what is kept, and what pages tell."""

from datetime import timedelta

import pytest
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.access.models import AccessEvent
from leerlus.advice.giving import give_advice, given
from leerlus.organisations.models import Municipality, Person
from leerlus.organisations.roles import Role
from leerlus.release.models import Contribution, PublishedFigure, Round, TeamPictureConsent
from leerlus.release.published import published_team_facts
from leerlus.release.rounds import close_due_rounds, close_round
from leerlus.scans.sittings import finish_sitting, start_sitting


@pytest.fixture
def agreed(municipality) -> Municipality:
    """A municipality whose works council agreed."""
    municipality.works_council_reference = "OR-1"
    municipality.works_council_date = timezone.localdate()
    municipality.save()
    return municipality


@pytest.fixture
def contributor(make_person, team, agreed):
    """A caseworker of long standing who counts, and names time as a barrier or something else."""

    def make(name: str, *barriers: str) -> Person:
        person = make_person(name, Role.CASEWORKER, team)
        Person.objects.filter(pk=person.pk).update(created_at=timezone.now() - timedelta(days=200))
        TeamPictureConsent.objects.create(person=person)
        actor = actor_of(person)
        sitting = start_sitting(actor)
        sitting.store_answers({"BAR1": barriers or None})
        finish_sitting(actor, sitting)
        return person

    return make


@pytest.fixture
def team_of_eight(contributor) -> list[Person]:
    """Five of eight name time."""
    return [contributor(f"Persoon{number}", "time" if number < 5 else "rules") for number in range(8)]


def figure_of(closed: Round) -> PublishedFigure:
    return closed.figures.get(fact="barrier:time")


def test_a_fact_of_eight_people_is_published_and_logged_without_names(team_of_eight, team):
    closed = close_round(team)
    assert (figure_of(closed).at_least_half, figure_of(closed).contributors) == (True, "8-10")
    event = AccessEvent.objects.get(action=AccessEvent.Action.RELEASED)
    assert (event.subject_id, event.actor_id, event.object_id) == (None, None, closed.pk)


def test_only_who_said_yes_counts(team_of_eight, team):
    TeamPictureConsent.objects.filter(person=team_of_eight[0]).delete()
    assert figure_of(close_round(team)).hidden == "too_few"


def test_a_young_account_does_not_count_yet(team_of_eight, team):
    Person.objects.filter(pk=team_of_eight[0].pk).update(created_at=timezone.now() - timedelta(days=29))
    assert figure_of(close_round(team)).hidden == "too_few"


def test_who_did_not_answer_the_question_does_not_count(team_of_eight, contributor, team):
    TeamPictureConsent.objects.filter(person=team_of_eight[0]).delete()
    contributor("Zwijger")
    assert figure_of(close_round(team)).hidden == "too_few"


def test_a_closed_account_and_an_ended_role_do_not_count(team_of_eight, team):
    Person.objects.filter(pk=team_of_eight[0].pk).update(is_active=False)
    assert figure_of(close_round(team)).hidden == "too_few"


def test_a_round_after_one_person_joined_tells_nothing_new_and_changes_nothing_old(
    team_of_eight, contributor, team
):
    first = close_round(team)
    Round.objects.filter(pk=first.pk).update(closed_on=timezone.localdate() - timedelta(days=70))
    contributor("Nieuw", "rules")
    second = close_round(team)
    assert figure_of(second).hidden == "small_change"
    assert not Contribution.objects.filter(figure=figure_of(second)).exists()
    assert figure_of(first).at_least_half is True
    assert published_team_facts([team.pk]).shared_barriers == {"time"}


def test_a_round_is_closed_only_when_it_is_due(team_of_eight, team):
    assert len(close_due_rounds([team])) == 1
    assert close_due_rounds([team]) == []


def test_check_20_a_shared_lack_of_time_comes_back_as_a_draft_signal_and_not_as_advice_to_plan_better(
    team_of_eight, team, logged_in
):
    close_round(team)
    person = team_of_eight[0]
    sitting = person.sittings.get()
    advice = given(give_advice(actor_of(person), sitting))
    assert "R-65" in advice.messages
    assert advice.signal_draft is not None
    page = logged_in(person).get(f"/mijn-vak/profiel/{sitting.pk}/").content.decode()
    assert advice.signal_draft.nl in page
    assert "Dit is een gedeeld probleem." in page


def test_the_manager_reads_the_sentence_and_no_name_or_count(team_of_eight, team, erik, logged_in):
    close_round(team)
    page = logged_in(erik).get("/team/").content.decode()
    assert "Minstens de helft noemt tijd of caseload" in page
    assert not [person.name for person in team_of_eight if person.name in page]
    assert "5 van" not in page


def test_a_hidden_figure_says_why(contributor, team, erik, logged_in):
    contributor("Enige", "time")
    close_round(team)
    assert "Verborgen: met minder dan 8 mensen" in logged_in(erik).get("/team/").content.decode()


def test_before_the_works_council_agreed_the_page_says_so(team, erik, logged_in):
    assert "tot de ondernemingsraad heeft ingestemd" in logged_in(erik).get("/team/").content.decode()


def test_saying_yes_and_no_to_counting_is_one_click_each(fatima, logged_in):
    client = logged_in(fatima)
    client.post("/team/meetellen/", {"counts": "yes"})
    client.post("/team/meetellen/", {"counts": "yes"})
    assert TeamPictureConsent.objects.filter(person=fatima).count() == 1
    client.post("/team/meetellen/", {"counts": "no"})
    assert not TeamPictureConsent.objects.exists()
