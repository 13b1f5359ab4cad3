"""Knowledge where it is needed: beside an advice, in the guide of a conversation, and as the ground of a choice."""

import pytest
from django.urls import reverse

from leerlus.access.actor import actor_of
from leerlus.advice.giving import advice_for
from leerlus.casework.chosen_knowledge import Chosen, chosen_in, offer
from leerlus.casework.files import open_file
from leerlus.casework.grounds import ground_of
from leerlus.casework.reading import facts_of
from leerlus.casework.rules.argued_choice import Part, missing_parts
from leerlus.casework.rules.completeness import choice_of
from leerlus.casework.rules.steps import Step
from leerlus.casework.writing import settle_plan
from leerlus.conversations.charter import accept_charter
from leerlus.knowledge.fitting import Axis, fitting
from leerlus.knowledge.models import KnowledgeItem
from leerlus.knowledge.saving import keep
from leerlus.knowledge.storing import store
from tests.casework.texts import DECISION, write
from tests.knowledge.test_items import PLAIN
from tests.objects.scans import sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> KnowledgeItem:
    return KnowledgeItem.objects.get(municipality=None, code="after-rejections")


@pytest.fixture
def file(fatima):
    return open_file(actor_of(fatima), fatima.memberships.get().team)


@pytest.fixture
def accepted_charter(erik):
    accept_charter(actor_of(erik))


def step(file, name="besluitvorming") -> str:
    return reverse("case_step", args=[file.pk, name])


def test_what_has_most_in_common_comes_first_and_says_what_that_is(fatima):
    wanted = {Axis.STAGE: ("relapse",), Axis.TECHNIQUE: ("SMALL_STEPS",)}
    found = fitting(actor_of(fatima), wanted, for_clients=True, language="nl", most=30)
    shared = [len(fit.reason.split(",")) for fit in found]
    assert shared == sorted(shared, reverse=True)
    assert "terugval" in found[0].reason


def test_nothing_wanted_gives_nothing(fatima):
    assert fitting(actor_of(fatima), {Axis.STAGE: ()}, for_clients=True, language="nl") == []


def test_knowledge_for_clients_is_kept_apart_from_knowledge_for_the_craft(fatima):
    wanted = {Axis.STAGE: ("preparation",)}
    for for_clients in (True, False):
        found = fitting(actor_of(fatima), wanted, for_clients=for_clients, language="nl", most=50)
        assert found
        assert {fit.item.for_clients for fit in found} == {for_clients}


def test_what_is_withdrawn_or_of_another_municipality_never_fits(fatima, other_municipality, item):
    store([PLAIN.model_copy(update={"id": "elders"})], other_municipality.pk)
    KnowledgeItem.objects.filter(pk=item.pk).update(withdrawn_on="2026-01-01")
    wanted = {Axis.STAGE: PLAIN.stages, Axis.TECHNIQUE: PLAIN.techniques}
    found = fitting(actor_of(fatima), wanted, for_clients=True, language="nl", most=99)
    assert not {"elders", item.code} & {fit.item.code for fit in found}


def test_the_advice_shows_what_is_known_about_its_steps_with_the_reason(client, fatima):
    made = sitting(fatima, lambda field: f"een {field}")
    advice_for(actor_of(fatima), made)
    client.force_login(fatima)
    page = client.get(reverse("profile", args=[made.pk])).content.decode()
    assert "Wat hierover bekend is" in page
    assert "Past vanwege:" in page


def test_the_guide_of_a_conversation_shows_the_same_knowledge_to_both(client, fatima, erik, accepted_charter):
    pages = []
    for person in (fatima, erik):
        client.force_login(person)
        page = client.get(reverse("conversation_guide")).content.decode()
        pages.append(page[page.index("Wat hierover bekend is") :].split("</section>")[0])
    assert pages[0] == pages[1]


def test_the_choice_offers_what_fits_the_life_domains_of_the_client(client, fatima, file):
    write(actor_of(fatima), file, Step.INFORMATION_GATHERING, domain_money="strongly")
    found = offer(actor_of(fatima), facts_of(file), {}, "nl")
    assert "geld of schulden" in found.fits[0].reason
    client.force_login(fatima)
    page = client.get(step(file)).content.decode()
    assert found.fits[0].title in page
    assert f'value="{found.choices[0][0]}"' in page


def test_what_is_on_the_own_list_can_be_chosen_too(fatima, file, item):
    assert str(item.pk) not in str(offer(actor_of(fatima), facts_of(file), {}, "nl").choices)
    keep(actor_of(fatima), item, "", "nl")
    assert str(item.pk) in str(offer(actor_of(fatima), facts_of(file), {}, "nl").choices)


def test_an_item_is_a_ground_with_its_own_evidence(item):
    chosen = Chosen(item.pk, 1, "A")
    content = {**DECISION, "grounds": "knowledge", "knowledge_item": chosen.value}
    assert chosen_in(content) == chosen
    assert Part.GROUNDS not in missing_parts(choice_of(content))
    ground = ground_of(content)
    assert (ground.item, ground.reference) == (item.pk, PLAIN.title.nl)
    assert str(ground.evidence).startswith("A:")


def test_the_working_parts_can_be_ticked_once_an_item_was_chosen(client, fatima, file, item):
    keep(actor_of(fatima), item, "", "nl")
    client.force_login(fatima)
    value = Chosen(item.pk, item.newest, item.evidence).value
    assert PLAIN.ingredients.nl[0] not in client.get(step(file)).content.decode()
    client.post(step(file), {"knowledge_item": value, "shown-knowledge_item": "", "go": "stay"})
    assert PLAIN.ingredients.nl[0] in client.get(step(file)).content.decode()
    sent = {"knowledge_item": value, "shown-knowledge_item": value, "ingredients": ["1", "3"], "go": "stay"}
    client.post(step(file), sent)
    assert facts_of(file).of(Step.DECISION)["ingredients"] == ["1", "3"]


def test_an_item_nobody_offered_is_not_kept(client, fatima, file, other_municipality):
    store([PLAIN.model_copy(update={"id": "elders"})], other_municipality.pk)
    foreign = KnowledgeItem.objects.get(code="elders")
    client.force_login(fatima)
    value = Chosen(foreign.pk, 1, "A").value
    response = client.post(step(file), {"knowledge_item": value, "shown-knowledge_item": "", "go": "stay"})
    assert response.status_code == 422
    assert "knowledge_item" not in facts_of(file).of(Step.DECISION)


def test_a_settled_plan_says_what_the_item_said_then(client, fatima, file, item):
    actor = actor_of(fatima)
    value = Chosen(item.pk, 1, "A").value
    write(actor, file, Step.DECISION, **DECISION | {"grounds": "knowledge", "knowledge_item": value})
    write(actor, file, Step.DECISION, ingredients=["2"])
    made = settle_plan(actor, file, [])
    store([PLAIN.model_copy(update={"ingredients": PLAIN.does_not_show})], None)
    client.force_login(fatima)
    page = client.get(reverse("plan_version", args=[file.pk, made.number])).content.decode()
    assert PLAIN.title.nl in page
    assert PLAIN.ingredients.nl[1] in page


def test_an_option_of_the_assessment_can_rest_on_an_item(client, fatima, file):
    client.force_login(fatima)
    page = client.get(step(file, "oordeelsvorming")).content.decode()
    assert 'name="option_1_item"' in page
