"""Seven steps on the screen: kept as one goes, back and forth, together, and refused without a consequence."""

import pytest
from django.urls import reverse

from leerlus.measurement.models import MeasurementSet
from tests.measurement.designs import TODAY, designed, whole


def step(found: MeasurementSet, number: int) -> str:
    return reverse("design_step", args=[found.pk, number])


def design(found: MeasurementSet) -> dict:
    return MeasurementSet.objects.get(pk=found.pk).design


@pytest.fixture
def empty(group, team, fatima, send) -> MeasurementSet:
    """A design that was just begun, on the page."""
    answer = send(fatima, "/meten/nieuw/", team=str(team.pk))
    made = MeasurementSet.objects.get()
    assert answer.url == step(made, 1)
    return made


def test_seven_steps_lead_from_an_empty_page_to_a_whole_design(send, page, fatima, empty):
    said = whole()
    given = [
        {"question": said["question"]},
        {name: said[name] for name in ("outcome_a", "act_a", "outcome_b", "act_b")},
        {"recorded": said["recorded"]},
        {name: value for name, value in said.items() if name.startswith(("added", "own_1"))},
        {"who_sees": "on"},
        {"rhythm": "6"},
        {"ends_on": said["ends_on"], "shown-ends_on": design(empty)["ends_on"]},
    ]
    for number, fields in enumerate(given, 1):
        answer = send(fatima, step(empty, number), go="next", **fields)
        assert answer.status_code == 302, answer.content.decode()
        assert answer.url == (
            step(empty, number + 1) if number < 7 else reverse("measurement_set", args=[empty.pk])
        )
    assert said.items() <= design(empty).items()
    assert "Leg het ontwerp aan het team voor" in page(fatima, reverse("measurement_set", args=[empty.pk]))


def test_an_empty_step_does_not_hold_anybody_up_but_the_overview_says_what_is_missing(
    send, page, fatima, empty
):
    assert send(fatima, step(empty, 2), go="next").url == step(empty, 3)
    text = page(fatima, reverse("measurement_set", args=[empty.pk]))
    assert "Jullie schreven nog niet op wat je anders zou doen." in text
    assert step(empty, 2) in text


def test_check_39_the_page_refuses_a_design_without_a_consequence_and_says_why(send, fatima, group, team):
    made = designed(fatima, team, act_a="")
    answer = send(fatima, reverse("propose_set", args=[made.pk]), caseworkers="2", managers="1")
    assert answer.status_code == 422
    assert "Kies dan liever een andere vraag, of meet niet." in answer.content.decode()
    assert MeasurementSet.objects.get().proposed_on is None


def test_back_and_stop_keep_what_was_typed(send, fatima, empty):
    assert send(fatima, step(empty, 2), go="back", act_a="Vaker bellen").url == step(empty, 1)
    assert design(empty)["act_a"] == "Vaker bellen"
    stopped = send(fatima, step(empty, 1), go="stop", question="Helpt het?")
    assert stopped.url == reverse("measurement_set", args=[empty.pk])
    assert design(empty)["question"] == "Helpt het?"


def test_one_field_is_kept_as_soon_as_it_is_filled_in(send, fatima, empty):
    address = reverse("save_design_field", args=[empty.pk, 2])
    assert send(fatima, address, autosave="act_a", act_a="Vaker bellen").status_code == 204
    assert send(fatima, address, autosave="question", question="Niet van deze stap").status_code == 422
    assert (design(empty)["act_a"], design(empty).get("question", "")) == ("Vaker bellen", "")


def test_what_a_colleague_wrote_meanwhile_is_not_wiped_by_an_older_window(send, fatima, bram, empty):
    send(bram, step(empty, 2), outcome_a="van de een")
    send(fatima, step(empty, 2), act_a="van de ander")
    assert (design(empty)["outcome_a"], design(empty)["act_a"]) == ("van de een", "van de ander")


def test_two_who_change_the_same_words_are_told_and_nothing_typed_is_lost(send, fatima, bram, empty):
    send(bram, step(empty, 1), question="van de een")
    answer = send(fatima, step(empty, 1), question="van de ander")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Er staat nu: “van de een”" in text
    assert "van de ander</textarea>" in text
    assert design(empty)["question"] == "van de een"
    again = send(fatima, step(empty, 1), **{"question": "van de ander", "shown-question": "van de een"})
    assert again.status_code == 302
    assert design(empty)["question"] == "van de ander"


def test_the_words_of_a_design_name_nobody_of_the_team(send, fatima, empty):
    answer = send(fatima, step(empty, 1), question="Waarom belt Bram zo weinig?")
    assert answer.status_code == 422
    assert "Laat de naam Bram weg." in answer.content.decode()
    assert design(empty).get("question", "") == ""


def test_the_time_of_new_fields_is_added_up_on_the_page(send, page, fatima, group, team):
    made = designed(fatima, team)
    assert "2 nieuwe velden, samen ongeveer 40 seconden per contact." in page(fatima, step(made, 4))


def test_more_than_five_new_fields_are_told_on_the_step_itself(page, fatima, group, team):
    own = {
        f"own_{number}_{part}": f"{part} {number}" for number in range(1, 6) for part in ("name", "question")
    }
    made = designed(fatima, team, own_1_kind="yes_no", **own | {"own_1_name": "eerste"})
    assert "Dat zijn meer dan vijf nieuwe velden." in page(fatima, step(made, 4))


def test_what_is_recorded_already_cannot_be_added_once_more(page, fatima, group, team):
    made = designed(fatima, team, recorded=["minutes"], added=["minutes"])
    assert 'value="minutes"' not in page(fatima, step(made, 4)).replace(
        'name="shown-added" value="minutes"', ""
    )


def test_who_sees_what_is_read_from_the_matrix_and_not_chosen(page, fatima, draft):
    text = page(fatima, step(draft, 5))
    assert "Wat er voor één klantmanager uitkomt" in text
    assert "alleen van zichzelf" in text
    assert text.count("<select") == 0


def test_a_stop_date_of_more_than_a_year_is_refused_at_the_field(send, fatima, empty):
    late = TODAY.replace(year=TODAY.year + 2, day=1)
    answer = send(fatima, step(empty, 7), ends_on=late.isoformat())
    assert answer.status_code == 422
    assert "Kies een dag tussen" in answer.content.decode()


def test_a_manager_of_the_team_writes_along(send, erik, empty):
    send(erik, step(empty, 1), question="Van ons samen")
    assert design(empty)["question"] == "Van ons samen"


def test_a_design_before_the_team_does_not_change_any_more(send, logged_in, fatima, waiting):
    before = waiting.design
    assert send(fatima, step(waiting, 1), question="Anders").url == reverse(
        "measurement_set", args=[waiting.pk]
    )
    address = reverse("save_design_field", args=[waiting.pk, 1])
    assert send(fatima, address, autosave="question", question="Anders").status_code == 409
    assert design(waiting) == before


@pytest.mark.parametrize("number", [0, 8])
def test_there_are_seven_steps(logged_in, fatima, draft, number):
    assert logged_in(fatima).get(step(draft, number)).status_code == 404


def test_a_design_can_be_thrown_away_until_it_lies_before_the_team(send, fatima, draft):
    send(fatima, reverse("discard_design", args=[draft.pk]))
    assert not MeasurementSet.objects.exists()


def test_what_lies_before_the_team_is_not_thrown_away(send, fatima, waiting):
    send(fatima, reverse("discard_design", args=[waiting.pk]))
    assert MeasurementSet.objects.filter(pk=waiting.pk).exists()


@pytest.mark.parametrize(("caseworkers", "managers"), [("1", "1"), ("2", "0"), ("3", "1")])
def test_the_table_is_of_people_who_are_there_with_caseworkers_in_the_majority(
    send, fatima, draft, caseworkers, managers
):
    answer = send(fatima, reverse("propose_set", args=[draft.pk]), caseworkers=caseworkers, managers=managers)
    assert answer.status_code == 422
    assert MeasurementSet.objects.get().proposed_on is None
