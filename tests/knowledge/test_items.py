"""Items of Leerlus and of a municipality: who reads them, that versions stay, and the page."""

from datetime import date

import pytest
from django.http import QueryDict
from django.urls import reverse

from leerlus.access.actor import actor_of
from leerlus.content.knowledge.items import load_knowledge_items
from leerlus.knowledge.filters import chosen_filters, filtered
from leerlus.knowledge.finding import Tampered, content_of, offered, search_texts
from leerlus.knowledge.models import ItemVersion, KnowledgeItem
from leerlus.knowledge.storing import Stored, store, store_shipped

pytestmark = pytest.mark.django_db

PLAIN = load_knowledge_items().item["after-rejections"]


@pytest.fixture
def item() -> KnowledgeItem:
    return KnowledgeItem.objects.get(municipality=None, code="after-rejections")


def own(municipality, **fields) -> KnowledgeItem:
    """An item of a municipality that says something else than the one of Leerlus with the same id."""
    store([PLAIN.model_copy(update=fields)], municipality.pk)
    return KnowledgeItem.objects.get(municipality=municipality)


def test_every_database_has_the_items_that_come_with_leerlus():
    codes = set(KnowledgeItem.objects.filter(municipality=None).values_list("code", flat=True))
    assert codes == set(load_knowledge_items().item)


def test_storing_them_again_changes_nothing(item):
    number = len(load_knowledge_items().items)
    assert store_shipped() == Stored(0, 0, number)
    assert item.versions.count() == 1


def test_an_item_that_says_something_else_becomes_a_new_version_and_the_old_one_stays(municipality):
    first = own(municipality)
    second = own(municipality, expires=date(2031, 1, 1))
    assert (second.pk, second.newest, second.expires_on) == (first.pk, 2, date(2031, 1, 1))
    assert content_of(second, 1).expires == PLAIN.expires
    assert content_of(second).expires == date(2031, 1, 1)


def test_a_stored_version_cannot_be_changed_and_a_changed_one_is_not_shown(item):
    version = item.versions.get()
    with pytest.raises(ValueError, match="never changes"):
        version.save()
    ItemVersion.objects.filter(pk=version.pk).update(content=version.content.replace("afwijzing", "belofte"))
    with pytest.raises(Tampered):
        content_of(item)


def test_an_item_that_is_no_longer_in_leerlus_is_withdrawn_and_stays_readable(item, client, fatima):
    store([PLAIN.model_copy(update={"id": "no-longer-there"})], None)
    store_shipped()
    gone = KnowledgeItem.objects.get(code="no-longer-there")
    assert gone.withdrawn_on is not None
    assert gone not in offered(actor_of(fatima))
    client.force_login(fatima)
    assert "ingetrokken" in client.get(reverse("knowledge_item", args=[gone.pk])).content.decode()


def test_an_item_that_comes_back_with_other_words_is_offered_again(item, fatima):
    store([PLAIN.model_copy(update={"id": "back-again"})], None)
    store_shipped()
    store([PLAIN.model_copy(update={"id": "back-again", "evidence": "D"})], None)
    assert KnowledgeItem.objects.get(code="back-again") in offered(actor_of(fatima))


def test_items_of_leerlus_are_everybodys_and_those_of_a_municipality_its_own(
    municipality, other_municipality, fatima, make_person
):
    ours = own(municipality)
    stranger = make_person("Mees", "knowledge_broker", other_municipality)
    assert ours in offered(actor_of(fatima))
    assert ours not in offered(actor_of(stranger))
    assert offered(actor_of(stranger)).filter(municipality=None).exists()


def test_an_administrator_sees_no_content(client, sam, item):
    client.force_login(sam)
    assert client.get(reverse("knowledge_item", args=[item.pk])).status_code == 404


def test_the_page_gives_the_first_sentence_what_it_does_not_show_and_the_source(client, fatima, item):
    client.force_login(fatima)
    page = client.get(reverse("knowledge_item", args=[item.pk])).content.decode()
    for words in (
        PLAIN.practice.first_sentence.nl,
        PLAIN.does_not_show.nl[0],
        PLAIN.follow_up.nl,
        PLAIN.sources[0].title,
    ):
        assert words in page


def test_the_page_reads_english_in_english(client, fatima, item):
    fatima.language = "en"
    fatima.save()
    client.force_login(fatima)
    page = client.get(reverse("knowledge_item", args=[item.pk])).content.decode()
    assert PLAIN.practice.first_sentence.en in page
    assert PLAIN.practice.first_sentence.nl not in page


def test_what_nobody_knows_says_unknown_and_never_zero(client, fatima, municipality):
    finding = PLAIN.findings[0].model_copy(update={"effect": None, "direction": "unknown"})
    sources = tuple(source for source in PLAIN.sources if source.id in finding.sources)
    item = own(municipality, findings=(finding,), sources=sources)
    client.force_login(fatima)
    page = client.get(reverse("knowledge_item", args=[item.pk])).content.decode()
    assert "grootte onbekend" in page
    assert "odds ratio" not in page


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("fase=relapse", True),
        ("fase=maintenance", False),
        ("voor=caseworkers", False),
        ("soort=zomaar", True),
    ],
)
def test_the_list_is_narrowed_by_what_the_address_asks(fatima, asked, there):
    found = filtered(offered(actor_of(fatima)), chosen_filters(QueryDict(asked)))
    assert found.filter(code=PLAIN.id).exists() is there


def test_a_list_in_which_nothing_fits_says_so(client, fatima):
    client.force_login(fatima)
    asked = "?voor=caseworkers&leefgebied=justice"
    assert "Niets gevonden" in client.get(f"{reverse('knowledge_items')}{asked}").content.decode()


def test_the_texts_to_search_are_of_one_language():
    texts = search_texts(PLAIN, "nl")
    assert texts.title == PLAIN.title.nl
    assert PLAIN.practice.what_not.nl in texts.body
    assert PLAIN.practice.what_not.en not in texts.body


def test_the_list_takes_as_many_queries_for_many_items_as_for_few(
    client, fatima, municipality, django_assert_max_num_queries
):
    store([PLAIN.model_copy(update={"id": f"copy-{number}"}) for number in range(30)], municipality.pk)
    client.force_login(fatima)
    client.get(reverse("knowledge_items"))  # the first question makes the index
    with django_assert_max_num_queries(12):
        client.get(reverse("knowledge_items"))
