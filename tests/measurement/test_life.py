"""A set lives by the yes of everybody: it begins, stops, is reopened and is renewed."""

from datetime import date, timedelta

import pytest

from leerlus.access.actor import actor_of
from leerlus.measurement.capturing import fields_to_capture
from leerlus.measurement.designing import start_design
from leerlus.measurement.life import (
    NotNow,
    agree,
    begin,
    looked_together,
    own_yes,
    propose,
    renew,
    reopen,
    standing_of,
    take_back,
)
from leerlus.measurement.models import ActiveSet, MeasurementSet, SetAgreement
from leerlus.measurement.rules.standing import Standing
from leerlus.organisations.models import Membership
from leerlus.organisations.roles import Role
from leerlus.reminders.models import Reminder
from tests.measurement.designs import STOP, TODAY, agreed_by, designed, proposed


def days_ago(number: int) -> date:
    return TODAY - timedelta(days=number)


def ran(found: MeasurementSet, since: date, until: date) -> MeasurementSet:
    """The same set, as if it had run from one day to another."""
    MeasurementSet.objects.filter(pk=found.pk).update(proposed_on=since, running_since=since, ends_on=until)
    SetAgreement.objects.filter(measurement=found).update(said_at=f"{since}T09:00:00Z")
    return MeasurementSet.objects.get(pk=found.pk)


def test_check_39_a_set_without_what_we_would_do_differently_cannot_be_laid_before_the_team(
    fatima, group, team
):
    made = designed(fatima, team, act_b="")
    with pytest.raises(NotNow):
        propose(actor_of(fatima), made, caseworkers=2, managers=1)
    made.refresh_from_db()
    assert made.proposed_on is None


def test_a_manager_alone_cannot_lay_a_design_before_the_team(erik, draft):
    with pytest.raises(ValueError, match="together"):
        propose(actor_of(erik), draft, caseworkers=0, managers=1)


def test_check_40_one_caseworker_who_does_not_agree_keeps_the_set_from_being_active(
    waiting, fatima, bram, erik
):
    found = agreed_by(waiting, fatima, erik)
    assert standing_of(found) is Standing.PROPOSED
    assert fields_to_capture(fatima.pk, TODAY) == ()
    assert standing_of(agreed_by(waiting, bram)) is Standing.ACTIVE


def test_check_40_the_manager_has_to_agree_too(waiting, fatima, bram, erik):
    assert standing_of(agreed_by(waiting, fatima, bram)) is Standing.PROPOSED
    assert standing_of(agreed_by(waiting, erik)) is Standing.ACTIVE


def test_check_40_a_yes_taken_back_stops_the_set_until_everybody_agrees_again(running, fatima, bram):
    take_back(actor_of(bram), running)
    running.refresh_from_db()
    assert standing_of(running) is Standing.PROPOSED
    assert fields_to_capture(fatima.pk, TODAY) == ()
    assert standing_of(agreed_by(running, bram)) is Standing.ACTIVE


def test_the_yes_of_a_manager_accepts_the_charter_and_that_of_a_caseworker_does_not(running, fatima, erik):
    assert own_yes(actor_of(erik), running).charter_version == 1
    assert own_yes(actor_of(fatima), running).charter_version is None


def test_a_manager_who_comes_later_lets_it_rest_until_they_accepted_the_charter(
    running, erik, make_person, team, fatima
):
    Membership.objects.filter(person=erik).update(ends_on=days_ago(1))
    karin = make_person("Karin", Role.TEAM_MANAGER, team)
    assert standing_of(running) is Standing.RESTING
    assert fields_to_capture(fatima.pk, TODAY) == ()
    assert agree(actor_of(karin), running)


def test_a_new_colleague_is_captured_only_after_their_own_yes(running, noa, fatima):
    new = noa()
    assert standing_of(running) is Standing.ACTIVE
    assert fields_to_capture(new.pk, TODAY) == ()
    agree(actor_of(new), running)
    assert fields_to_capture(new.pk, TODAY) == fields_to_capture(fatima.pk, TODAY) != ()


def test_check_41_capture_stops_after_the_stop_date(running, fatima):
    ended = ran(running, days_ago(60), days_ago(1))
    assert standing_of(ended) is Standing.ENDED
    assert fields_to_capture(fatima.pk, TODAY) == ()
    assert fields_to_capture(fatima.pk, days_ago(1)) != ()


def test_check_41_renewal_asks_whether_the_measurement_is_worked_towards(running, fatima):
    ended = ran(running, days_ago(60), days_ago(1))
    for answer, why in (("", "ergens aan"), ("misschien", "ergens aan"), ("no", " ")):
        with pytest.raises(ValueError, match="worked towards"):
            renew(actor_of(fatima), ended, worked_towards=answer, why=why)
    made = renew(actor_of(fatima), ended, worked_towards="no", why="We praten nog net zo lang")
    assert (made.number, made.follows, made.worked_towards) == (2, ended, "no")
    assert standing_of(made) is Standing.DRAFT
    ended.refresh_from_db()
    assert ended.closed_on == TODAY


def test_a_renewed_set_asks_everybody_again(running, group, fatima):
    made = renew(
        actor_of(fatima),
        ran(running, days_ago(60), days_ago(1)),
        worked_towards="unsure",
        why="Dat bespreken we",
    )
    propose(actor_of(fatima), made, caseworkers=2, managers=1)
    assert standing_of(agreed_by(made, *group[:2])) is Standing.PROPOSED
    assert standing_of(agreed_by(made, group[2])) is Standing.ACTIVE


def test_what_still_runs_is_not_renewed(running, fatima):
    with pytest.raises(NotNow):
        renew(actor_of(fatima), running, worked_towards="no", why="We praten nog net zo lang")


def test_check_75_without_the_works_council_a_set_that_everybody_agreed_to_stays_off(
    waiting, group, municipality, fatima
):
    municipality.works_council_reference = ""
    municipality.save()
    found = agreed_by(waiting, *group)
    assert standing_of(found) is Standing.PROPOSED
    assert not begin(actor_of(fatima), found)
    municipality.works_council_reference = "OR-2"
    municipality.save()
    assert begin(actor_of(fatima), MeasurementSet.objects.get(pk=found.pk))


@pytest.mark.parametrize("without", [{"works_council_reference": ""}, {"works_council_date": None}])
def test_check_75_a_consent_that_is_taken_out_switches_a_running_set_off(
    running, municipality, fatima, without
):
    type(municipality).objects.filter(pk=municipality.pk).update(**without)
    assert standing_of(MeasurementSet.objects.get(pk=running.pk)) is Standing.RESTING
    assert fields_to_capture(fatima.pk, TODAY) == ()
    assert not ActiveSet.active.exists()


def test_any_caseworker_reopens_it_and_nothing_is_active_until_all_agree_again(running, group, bram):
    made = reopen(actor_of(bram), running)
    running.refresh_from_db()
    assert standing_of(running) is Standing.CLOSED
    assert (standing_of(made), made.number, made.design) == (Standing.DRAFT, 2, running.design)
    assert fields_to_capture(bram.pk, TODAY) == ()
    propose(actor_of(bram), made, caseworkers=2, managers=1)
    assert not SetAgreement.objects.filter(measurement=made).exists()
    assert standing_of(agreed_by(made, *group)) is Standing.ACTIVE


def test_a_manager_does_not_reopen_it(running, erik):
    with pytest.raises(NotNow):
        reopen(actor_of(erik), running)


def test_somebody_of_another_team_can_do_nothing_with_it(running, make_person, municipality):
    other = type(running.team).objects.create(municipality=municipality, name="Team Zuid")
    stranger = actor_of(make_person("Ravi", Role.CASEWORKER, other))
    for act in (agree, take_back, reopen, looked_together, begin):
        with pytest.raises(NotNow):
            act(stranger, running)


def test_a_team_has_one_set_at_a_time(running, fatima, team):
    assert start_design(actor_of(fatima), team) == running


def test_after_the_stop_date_a_team_can_begin_something_new_instead(running, fatima, team):
    ended = ran(running, days_ago(60), days_ago(1))
    made = start_design(actor_of(fatima), team)
    ended.refresh_from_db()
    assert (made.number, made.follows, ended.closed_on) == (1, None, TODAY)


def test_what_is_asked_at_a_contact_is_what_was_agreed(running, fatima):
    asked = [(field.key, field.kind) for field in fields_to_capture(fatima.pk, TODAY)]
    assert asked == [("contact_form", "library"), ("client_confidence", "library"), ("own_1", "choice")]
    own = fields_to_capture(fatima.pk, TODAY)[-1]
    assert (own.question, own.choices) == ("Wie noemde de volgende stap?", ("de cliënt", "ik", "samen"))
    assert own.set_id == running.pk


def test_nothing_is_captured_of_days_before_the_yes_or_after_today(running, fatima):
    assert fields_to_capture(fatima.pk, days_ago(1)) == ()
    assert fields_to_capture(fatima.pk, TODAY + timedelta(days=1)) == ()


def test_everybody_who_agreed_is_reminded_to_look_together(running, group):
    first = TODAY + timedelta(weeks=6)
    found = Reminder.objects.filter(object_id=running.pk)
    assert {(one.person_id, one.due_on) for one in found} == {(person.pk, first) for person in group}


def test_looking_together_moves_the_day_and_the_last_day_is_the_stop_date(running, fatima):
    assert looked_together(actor_of(fatima), running) == TODAY + timedelta(weeks=6)
    near = ran(running, days_ago(100), TODAY + timedelta(days=10))
    assert looked_together(actor_of(fatima), near) == TODAY + timedelta(days=10)
    assert set(Reminder.objects.values_list("due_on", flat=True)) == {TODAY + timedelta(days=10)}


def test_the_reminders_go_when_it_stops(running, bram):
    reopen(actor_of(bram), running)
    assert not Reminder.objects.exists()


def test_taking_back_a_yes_that_was_not_yet_needed_leaves_the_others_alone(waiting, fatima, bram):
    agreed_by(waiting, fatima, bram)
    take_back(actor_of(bram), waiting)
    assert list(SetAgreement.objects.values_list("person", flat=True)) == [fatima.pk]


def test_a_design_that_was_laid_before_the_team_is_not_laid_before_it_again(waiting, fatima):
    with pytest.raises(NotNow):
        propose(actor_of(fatima), waiting, caseworkers=2, managers=1)


def test_a_set_proposed_with_a_stop_date_stops_on_it(fatima, group, team):
    assert proposed(fatima, team).ends_on == STOP


def test_the_municipality_knows_of_active_sets_only(running, bram, fatima):
    assert list(ActiveSet.active.values_list("pk", flat=True)) == [running.pk]
    take_back(actor_of(bram), running)
    assert not ActiveSet.active.exists()


def test_asked_of_many_active_is_the_same_as_asked_of_one(running, make_person, team, erik):
    assert ActiveSet.active.exists() is (standing_of(running) is Standing.ACTIVE)
    make_person("Karin", Role.TEAM_MANAGER, team)
    assert ActiveSet.active.exists() is (standing_of(running) is Standing.ACTIVE) is False
    Membership.objects.filter(team=team, role=Role.TEAM_MANAGER).update(ends_on=days_ago(1))
    assert ActiveSet.active.exists() is (standing_of(running) is Standing.ACTIVE) is False
