"""The board of questions, one's own list, and translation to practice by two."""

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.knowledge import asking
from leerlus.knowledge.models import KnowledgeItem, LocalQuestion, SavedItem, Translation
from leerlus.knowledge.saving import keep, own_list
from leerlus.knowledge.translating import (
    ChangedMeanwhile,
    Practice,
    begin,
    in_force,
    names_shown,
    revise,
)

pytestmark = pytest.mark.django_db

TEXT = Practice("Na een nee", "Wie stilvalt", "Wat ging er wel goed?", "Geen peptalk")
OTHER = Practice("Na een nee", "Wie stilvalt", "Vertel eens?", "Geen peptalk")


@pytest.fixture
def item() -> KnowledgeItem:
    return KnowledgeItem.objects.get(municipality=None, code="after-rejections")


def asked(person, text="Wat helpt tegen stilvallen?", **fields) -> LocalQuestion:
    return asking.ask(actor_of(person), asking.Asked(text, fields.get("shows_name", False)))


def test_a_question_stands_on_the_board_without_a_name_unless_somebody_wants_it(client, fatima, bram):
    nameless, named = asked(fatima), asked(fatima, "Nog een vraag?", shows_name=True)
    client.force_login(bram)
    assert "Fatima" not in client.get(reverse("board_question", args=[nameless.pk])).content.decode()
    assert "Fatima" in client.get(reverse("board_question", args=[named.pk])).content.decode()


def test_a_form_sent_twice_asks_one_question(client, fatima):
    client.force_login(fatima)
    data = {"text": "Wat werkt?", "form_token": new_token(fatima.pk)}
    first = client.post(reverse("ask_question"), data)
    second = client.post(reverse("ask_question"), data)
    assert first.url == second.url
    assert LocalQuestion.objects.count() == 1


def test_others_see_how_many_have_the_question_and_not_who(client, fatima, bram, noor):
    question = asked(fatima)
    client.force_login(bram)
    for _ in range(2):
        client.post(reverse("join_question", args=[question.pk]))
    client.force_login(noor)
    page = client.get(reverse("board_question", args=[question.pk])).content.decode()
    assert "Nog 1 ander heeft deze vraag" in page
    assert "Bram" not in page
    client.force_login(bram)
    client.post(reverse("join_question", args=[question.pk]), {"mine": "no"})
    assert question.joined.count() == 0


def test_the_question_of_most_people_comes_first(fatima, bram, noor):
    asked(fatima, "Eerste?")
    wanted = asked(fatima, "Tweede?")
    asking.join(actor_of(bram), wanted)
    assert [one.text for one in asking.open_questions(actor_of(noor))] == ["Tweede?", "Eerste?"]


def test_the_knowledge_manager_answers_with_a_source(client, fatima, noor, item):
    question = asked(fatima)
    client.force_login(noor)
    data = {"text": "Kleine stappen.", "item": str(item.pk), "form_token": new_token(noor.pk)}
    client.post(reverse("answer_question", args=[question.pk]), data)
    client.force_login(fatima)
    page = client.get(reverse("board_question", args=[question.pk])).content.decode()
    assert "Kleine stappen." in page
    assert reverse("knowledge_item", args=[item.pk]) in page


def test_a_question_is_answered_once(fatima, noor):
    question = asked(fatima)
    asking.answer(actor_of(noor), question, "Eerst.", None)
    with pytest.raises(asking.AnsweredElsewhere):
        asking.answer(actor_of(noor), question, "Daarna.", None)


def test_who_asked_takes_the_question_off_the_board_and_nobody_else(client, fatima, bram):
    question = asked(fatima)
    client.force_login(bram)
    assert client.post(reverse("withdraw_question", args=[question.pk])).status_code == 404
    client.force_login(fatima)
    client.post(reverse("withdraw_question", args=[question.pk]))
    assert client.get(reverse("board_question", args=[question.pk])).status_code == 404


def test_another_municipality_has_a_board_of_its_own(fatima, make_person, other_municipality):
    asked(fatima)
    stranger = make_person("Mees", "knowledge_broker", other_municipality)
    assert not asking.board(actor_of(stranger)).exists()


def test_the_board_takes_as_many_queries_for_many_questions(client, fatima, django_assert_max_num_queries):
    for number in range(25):
        asked(fatima, f"Vraag {number}?")
    client.force_login(fatima)
    with django_assert_max_num_queries(12):
        client.get(reverse("question_board"))


def test_an_item_is_on_the_list_once_and_the_note_can_change(client, fatima, item):
    client.force_login(fatima)
    for note in ("eerst", "daarna"):
        client.post(reverse("save_item", args=[item.pk]), {"note": note})
    (saved,) = own_list(actor_of(fatima), "nl")
    assert (saved.item, saved.note) == (item, "daarna")
    client.post(reverse("remove_saved", args=[saved.pk]))
    assert own_list(actor_of(fatima), "nl") == []


def test_what_is_on_a_list_cannot_be_read_from_the_database(fatima, item):
    row = keep(actor_of(fatima), item, "voor Ahmed", "nl")
    stored = bytes(SavedItem.objects.get(pk=row.pk).sealed_content)
    assert b"Ahmed" not in stored
    assert str(item.pk).encode() not in stored


def test_a_list_belongs_to_one_person(client, fatima, bram, noor, item):
    keep(actor_of(fatima), item, "geheim", "nl")
    for person in (bram, noor):
        client.force_login(person)
        assert "geheim" not in client.get(reverse("saved_items")).content.decode()
        assert "geheim" not in client.get(reverse("knowledge_item", args=[item.pk])).content.decode()


def test_a_translation_is_read_once_both_agreed(client, fatima, noor, bram, item):
    made = begin(actor_of(noor), item, fatima, TEXT, names_me=True)
    assert in_force(actor_of(bram), item) is None
    client.force_login(bram)
    assert client.get(reverse("translation", args=[made.pk])).status_code == 404
    revise(actor_of(fatima), made, TEXT, names_me=False, edition=made.edition)
    found = in_force(actor_of(bram), item)
    assert found == made
    assert names_shown(found) == ["Noor"]
    page = client.get(reverse("knowledge_item", args=[item.pk])).content.decode()
    assert TEXT.first_sentence in page
    assert "Noor" in page
    assert "Fatima" not in page


def test_who_changes_the_text_needs_a_new_yes_of_the_other(fatima, noor, item):
    made = begin(actor_of(noor), item, fatima, TEXT, names_me=False)
    revise(actor_of(fatima), made, OTHER, names_me=False, edition=1)
    made.refresh_from_db()
    assert not made.is_in_force
    with pytest.raises(ChangedMeanwhile):
        revise(actor_of(noor), made, TEXT, names_me=False, edition=1)
    revise(actor_of(noor), made, OTHER, names_me=False, edition=2)
    assert in_force(actor_of(noor), item).first_sentence == OTHER.first_sentence


def test_a_new_translation_takes_the_place_of_the_one_before(fatima, noor, item):
    for text in (TEXT, OTHER):
        made = begin(actor_of(noor), item, fatima, text, names_me=False)
        revise(actor_of(fatima), made, text, names_me=False, edition=1)
    assert in_force(actor_of(noor), item).first_sentence == OTHER.first_sentence
    assert Translation.objects.filter(replaced_at=None).count() == 1


def test_an_author_takes_the_own_name_away(client, fatima, noor, item):
    made = begin(actor_of(noor), item, fatima, TEXT, names_me=True)
    revise(actor_of(fatima), made, TEXT, names_me=True, edition=1)
    client.force_login(fatima)
    client.post(reverse("agree_to_translation", args=[made.pk]), {"without_name": "yes"})
    made.refresh_from_db()
    assert names_shown(made) == ["Noor"]


def test_the_form_of_a_translation_begins_with_what_the_item_says(client, noor, fatima, item):
    client.force_login(noor)
    page = client.get(reverse("translate_item", args=[item.pk])).content.decode()
    assert "Drie keer nee is veel" in page
    data = {"co_author": str(fatima.pk), "form_token": new_token(noor.pk), "names_me": "on"}
    texts = {name: getattr(TEXT, name) for name in TEXT.__slots__}
    response = client.post(reverse("translate_item", args=[item.pk]), data | texts)
    assert response.url == reverse("translation", args=[Translation.objects.get().pk])


def test_erasing_takes_the_name_and_leaves_what_others_read(fatima, noor, item):
    from leerlus.access.personal_content import erase_personal_content

    made = begin(actor_of(noor), item, fatima, TEXT, names_me=True)
    revise(actor_of(fatima), made, TEXT, names_me=True, edition=1)
    question = asked(fatima, shows_name=True)
    asking.answer(actor_of(noor), question, "Zo.", None)
    asked(fatima, "Zonder antwoord?")
    erase_personal_content(actor_of(fatima))
    assert names_shown(in_force(actor_of(noor), item)) == ["Noor"]
    (left,) = asking.board(actor_of(noor))
    assert (left.asked_by, left.shows_name, left.answered_at < timezone.now()) == (None, False, True)
