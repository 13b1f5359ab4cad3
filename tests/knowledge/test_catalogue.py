"""The catalogue: the activities of the note and of the municipality, with every judgement; and the map."""

from datetime import date

import pytest
from django.urls import reverse

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.content.catalogue import load_catalogue
from leerlus.knowledge.activities import activities, find_activity
from leerlus.knowledge.appraising import agreement_in, differing, history_of, judge
from leerlus.knowledge.models import Appraisal, Intervention
from leerlus.organisations.roles import Role

pytestmark = pytest.mark.django_db

NAMES = list(load_catalogue().characteristics)


def said(value: str = "unknown", **others: str) -> dict[str, dict[str, str]]:
    """A judgement of every characteristic."""
    return {name: {"value": others.get(name, value), "basis": "gelezen"} for name in NAMES}


@pytest.fixture
def saar(make_person, municipality):
    """A second knowledge manager."""
    return make_person("Saar", Role.KNOWLEDGE_BROKER, municipality)


def filled_in(person, **fields) -> dict[str, object]:
    """The form of an activity."""
    return {
        "name": "Leerkring",
        "about": "Elke maand een zaak bespreken.",
        "target": "caseworker",
        "form_token": new_token(person.pk),
    } | fields


def added(client, person, **fields) -> Intervention:
    client.force_login(person)
    response = client.post(reverse("new_intervention"), filled_in(person, **fields))
    assert response.status_code == 302, response.context["form"].errors
    return Intervention.objects.get()


def page_of(client, person, code: str) -> str:
    client.force_login(person)
    return client.get(reverse("activity", args=[code])).content.decode()


def test_the_catalogue_has_every_entry_of_the_note(client, fatima):
    client.force_login(fatima)
    page = client.get(reverse("catalogue")).content.decode()
    for entry in load_catalogue().entries:
        assert reverse("activity", args=[entry.id]) in page


def test_check_26_a_goal_that_is_not_smart_says_so_and_the_author_gets_help(client, noor):
    own = added(client, noor, goal_specific="Elk dossier heeft twee opties")
    page = page_of(client, noor, own.code)
    assert "Doel niet SMART" in page
    assert "Waaraan merk je dat het gelukt is?" in page
    assert "Wat gaan mensen precies anders doen?" not in page


def test_check_26_a_goal_nobody_knows_is_unknown_and_not_no(client, noor):
    own = added(client, noor)
    page = page_of(client, noor, own.code)
    assert "Doel niet SMART" not in page
    assert "onbekend" in page
    client.force_login(noor)
    assert "SMART-doel: onbekend" in client.get(reverse("catalogue")).content.decode()


def test_an_activity_of_which_is_said_that_it_has_no_goal_is_not_smart(client, noor):
    own = added(client, noor, without_goal="on")
    assert "Doel niet SMART" in page_of(client, noor, own.code)


def test_check_27_an_activity_that_worked_here_is_level_d_at_most(client, noor):
    client.force_login(noor)
    data = filled_in(noor, evidence="B", only_worked_here="on")
    response = client.post(reverse("new_intervention"), data)
    assert response.status_code == 422
    assert "hoogstens niveau D" in response.content.decode()
    assert not Intervention.objects.exists()


def test_check_28_what_only_passes_on_knowledge_comes_with_something_to_do(client, fatima):
    assert "Doe er iets mee" in page_of(client, fatima, "C32")
    assert "Doe er iets mee" not in page_of(client, fatima, "C15")


def test_check_29_without_a_day_for_a_follow_up_the_catalogue_says_that_there_is_none(client, noor):
    own = added(client, noor)
    assert "Geen vervolg" in page_of(client, noor, own.code)
    Intervention.objects.update(follow_up_on=date(2027, 3, 1))
    assert "Geen vervolg" not in page_of(client, noor, own.code)


def test_unknown_is_written_as_unknown_for_every_entry(client, fatima):
    client.force_login(fatima)
    for entry in load_catalogue().entries[:8]:
        activity = find_activity(actor_of(fatima), entry.id, "nl")
        page = client.get(reverse("activity", args=[entry.id])).content.decode()
        table = page[page.index("<tbody>") : page.index("</tbody>")]
        assert table.count("<span>onbekend</span>") == list(activity.values.values()).count("unknown")


def test_an_activity_of_the_municipality_is_of_that_municipality_only(
    client, noor, make_person, other_municipality
):
    own = added(client, noor)
    stranger = make_person("Mees", Role.KNOWLEDGE_BROKER, other_municipality)
    assert own.code in {one.code for one in activities(actor_of(noor), "nl")}
    assert own.code not in {one.code for one in activities(actor_of(stranger), "nl")}


def test_somebody_who_changes_what_another_just_changed_is_told(client, noor):
    own = added(client, noor)
    url = reverse("change_intervention", args=[own.pk])
    assert client.post(url, filled_in(noor, name="Leergroep", edition=own.edition)).status_code == 302
    late = client.post(url, filled_in(noor, name="Leerduo", edition=own.edition))
    assert late.status_code == 409
    own.refresh_from_db()
    assert own.name == "Leergroep"


def test_a_known_value_needs_a_reason_and_nothing_typed_is_lost(client, noor):
    client.force_login(noor)
    data = {f"value_{name}": "unknown" for name in NAMES} | {
        "value_reflection": "yes",
        "basis_evidence": "een half verhaal",
        "form_token": new_token(noor.pk),
    }
    response = client.post(reverse("appraise", args=["C15"]), data)
    assert response.status_code == 422
    assert "een half verhaal" in response.content.decode()
    data["basis_reflection"] = "kader 4.1"
    assert client.post(reverse("appraise", args=["C15"]), data).status_code == 302
    assert Appraisal.objects.get().judged["reflection"] == "yes"


def test_judging_again_keeps_the_earlier_judgement(client, noor):
    actor = actor_of(noor)
    judge(actor, noor, "C15", said("yes"), shows_name=True)
    judge(actor, noor, "C15", said("partly"), shows_name=True)
    assert len(history_of(actor, "C15")) == 2
    page = page_of(client, noor, "C15")
    assert "deels: gelezen" in page
    assert "ja: gelezen" not in page


def test_a_judgement_never_changes(noor):
    stored = judge(actor_of(noor), noor, "C15", said(), shows_name=False)
    with pytest.raises(ValueError, match="never changes"):
        stored.save()


@pytest.mark.parametrize("wrong", [{}, said(evidence="perhaps")])
def test_a_judgement_outside_the_checklist_is_refused(noor, wrong):
    with pytest.raises(ValueError, match="value"):
        judge(actor_of(noor), noor, "C15", wrong, shows_name=False)


def test_where_two_assessors_differ_is_shown_and_the_same_people_without_a_name_stay_nameless(
    client, noor, saar
):
    judge(actor_of(noor), noor, "C15", said("yes"), shows_name=True)
    judge(actor_of(saar), saar, "C15", said("yes", evidence="no"), shows_name=False)
    assert differing(history_of(actor_of(noor), "C15")) == ("evidence",)
    page = page_of(client, noor, "C15")
    assert "Onderbouwd met onderzoek (jullie verschillen)" in page
    assert "Noor," in page
    assert "Saar" not in page


def test_agreement_counts_things_that_two_people_judged(client, noor, saar):
    for code in ("C15", "C16"):
        judge(actor_of(noor), noor, code, said("yes", evidence="no"), shows_name=False)
    judge(actor_of(saar), saar, "C15", said("yes", evidence="no", practical="partly"), shows_name=False)
    found = agreement_in(actor_of(noor))
    assert (found.subjects, found.judgements, found.same) == (1, len(NAMES), len(NAMES) - 1)
    assert found.kappa is None
    client.force_login(noor)
    assert "te weinig" in client.get(reverse("assessors_agree")).content.decode()


def test_only_the_knowledge_manager_judges(client, fatima, dirk):
    for person in (fatima, dirk):
        client.force_login(person)
        assert client.get(reverse("appraise", args=["C15"])).status_code == 404


def test_the_map_says_where_nothing_is_and_leads_to_what_there_is(client, fatima):
    client.force_login(fatima)
    page = client.get(reverse("knowledge_map")).content.decode()
    assert "leemten" in page
    assert "?fase=" in page
    narrowed = client.get(f"{reverse('catalogue')}?kenmerk=reflection&waarde=no").content.decode()
    assert reverse("activity", args=["C32"]) in narrowed
    assert reverse("activity", args=["C15"]) not in narrowed
