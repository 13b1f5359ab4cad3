"""The thirty questions of the note, and where a knowledge manager begins."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.content.knowledge.questions import load_knowledge_questions
from leerlus.knowledge import asking
from leerlus.knowledge.models import KnowledgeItem, LocalQuestion

pytestmark = pytest.mark.django_db


def test_all_thirty_questions_are_there_with_where_they_stand(client, fatima):
    client.force_login(fatima)
    page = client.get(reverse("knowledge_questions")).content.decode()
    codes = [one.id for one in load_knowledge_questions().questions]
    assert len(codes) == 30
    for code in codes:
        assert reverse("knowledge_question", args=[code]) in page


@pytest.mark.parametrize("code", [one.id for one in load_knowledge_questions().questions])
def test_a_question_says_what_answers_it_from_how_many_and_what_it_cannot_show(client, fatima, code):
    found = load_knowledge_questions().question[code]
    client.force_login(fatima)
    page = client.get(reverse("knowledge_question", args=[code])).content.decode().replace("&#x27;", "'")
    assert found.data.nl in page
    assert found.limits.nl in page
    for minimum in found.minimums:
        assert str(minimum.number) in page
    for item in KnowledgeItem.objects.filter(code__in=found.items):
        assert reverse("knowledge_item", args=[item.pk]) in page


def test_a_question_of_a_colleague_stands_with_the_one_it_belongs_to(client, fatima, dirk):
    asking.ask(actor_of(fatima), asking.Asked("Hoe krijg ik mijn team mee?", False, "K2.5"))
    client.force_login(dirk)
    page = client.get(reverse("knowledge_question", args=["K2.5"])).content.decode()
    assert "Hoe krijg ik mijn team mee?" in page
    assert "Hoe krijg" not in client.get(reverse("knowledge_question", args=["K2.6"])).content.decode()


def test_a_question_that_does_not_exist_is_absent(client, fatima):
    client.force_login(fatima)
    assert client.get(reverse("knowledge_question", args=["K9.9"])).status_code == 404


def test_the_workplace_shows_questions_items_near_their_date_and_contradictions(client, noor, fatima):
    asking.ask(actor_of(fatima), asking.Asked("Wat werkt bij schulden?", False))
    item = KnowledgeItem.objects.get(code="after-rejections")
    client.force_login(noor)
    assert item.title_nl not in client.get(reverse("knowledge_desk")).content.decode()
    KnowledgeItem.objects.filter(pk=item.pk).update(expires_on=timezone.localdate() + timedelta(days=30))
    page = client.get(reverse("knowledge_desk")).content.decode()
    assert "Wat werkt bij schulden?" in page
    assert item.title_nl in page
    assert KnowledgeItem.objects.filter(kind="contradiction")[0].title_nl in page


def test_the_start_page_of_a_knowledge_manager_says_how_many_questions_wait(client, noor, fatima):
    asking.ask(actor_of(fatima), asking.Asked("Wat werkt bij schulden?", False))
    client.force_login(noor)
    assert "Beantwoord 1 vraag" in client.get(reverse("today")).content.decode()
    LocalQuestion.objects.update(answered_at=timezone.now())
    assert "Beantwoord" not in client.get(reverse("today")).content.decode()
