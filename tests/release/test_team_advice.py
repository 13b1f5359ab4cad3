"""From a real round to what a manager, a team and its people read; what was not published does nothing."""

import pytest

from leerlus.access.actor import actor_of
from leerlus.advice.giving import give_advice, given
from leerlus.advice.team_facts import team_context
from leerlus.organisations.models import Municipality, Team
from leerlus.organisations.roles import Role
from leerlus.release.published import published_team_facts
from leerlus.scans.sittings import finish_sitting, start_sitting
from tests.release.conftest import hold_round
from tests.scans.answers import finished_scan

LITTLE_EXPECTED = {"SN1": 2, "SN2": 2, "SN3": 2}
NO_TIME_TO_LOOK_BACK = {f"OS{number}": 5 for number in range(1, 21)} | {"OS4": 1, "OS5": 1}
MANAGER_PLANS_TIME = "Plan die tijd eerst"
NOT_YOUR_FAULT = "Dat ligt niet aan jou."

pytestmark = pytest.mark.usefixtures("works_council")


@pytest.fixture
def team_of_eight(contributor):
    """Eight who expect little of each other and have no time to look back."""
    people = [contributor(number, barriers=("rules",), **LITTLE_EXPECTED) for number in range(8)]
    for person in people:
        sitting = start_sitting(actor_of(person), "organisation_scan")
        sitting.store_answers(NO_TIME_TO_LOOK_BACK)
        finish_sitting(actor_of(person), sitting)
    return people


def messages_to(person) -> tuple[str, ...]:
    return given(give_advice(actor_of(person), finished_scan(person))).messages


def test_scores_that_were_not_published_change_nothing_for_anybody(team_of_eight, logged_in, erik, team):
    assert "R-60" not in messages_to(team_of_eight[0])
    assert MANAGER_PLANS_TIME not in logged_in(erik).get("/team/").content.decode()
    assert not team_context(published_team_facts([team.pk])).low_preconditions


def test_check_19_after_a_round_the_person_reads_no_fault_of_yours_and_the_manager_what_comes_first(
    team_of_eight, logged_in, erik, team
):
    hold_round(team)
    assert team_context(published_team_facts([team.pk])).low_preconditions == {"OR.REF"}
    assert "R-60" in messages_to(team_of_eight[0])
    sitting = finished_scan(team_of_eight[1])
    page = logged_in(team_of_eight[1]).get(f"/mijn-vak/profiel/{sitting.pk}/").content.decode()
    assert NOT_YOUR_FAULT in page
    team_page = logged_in(erik).get("/team/").content.decode()
    assert MANAGER_PLANS_TIME in team_page
    assert "Zet vakmanschap op de agenda" in team_page
    assert not [person.name for person in team_of_eight if person.name in team_page]


def test_the_team_reads_what_it_can_do_together_and_not_what_its_manager_should_do(
    team_of_eight, logged_in, team
):
    hold_round(team)
    page = logged_in(team_of_eight[0]).get("/team/").content.decode()
    assert "Vertel als team wat jullie onder goed werk verstaan." in page
    assert MANAGER_PLANS_TIME not in page


def test_when_the_works_council_takes_its_yes_back_the_facts_are_gone(team_of_eight, team):
    hold_round(team)
    Municipality.objects.filter(pk=team.municipality_id).update(works_council_reference="")
    assert "R-60" not in messages_to(team_of_eight[0])


def test_people_of_another_team_read_nothing_of_it(team_of_eight, make_person, municipality, team):
    hold_round(team)
    elsewhere = make_person(
        "Petra", Role.CASEWORKER, Team.objects.create(municipality=municipality, name="Zuid")
    )
    assert "R-60" not in messages_to(elsewhere)
