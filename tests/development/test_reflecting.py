"""Looking back on results of one's own work, and taking one thing along."""

from uuid import uuid4

import pytest
from django.urls import reverse

from leerlus.access.actor import actor_of
from leerlus.content.files import pinned_checksums
from leerlus.content.reflection_prompts import FOLDER, ReflectionPrompts, load_reflection_prompts
from leerlus.content.texts import checksum
from leerlus.development import reflecting
from leerlus.development.models import Goal, Idea, Reflection
from leerlus.development.reflecting import LookedAt, begin_reflection, register_looked_at

pytestmark = pytest.mark.django_db
VIEW = "a view for tests"


@pytest.fixture
def view(monkeypatch):
    """A view that Fatima may see and nobody else."""
    monkeypatch.setattr(reflecting, "_VIEWS", {})

    def known_to(person):
        def title(actor, object_id):
            return "Mijn lijn" if actor.person_id == person.pk else None

        register_looked_at(VIEW, LookedAt(title, lambda pk: f"/{pk}/"))
        return uuid4()

    return known_to


@pytest.fixture
def begun(fatima, view):
    return begin_reflection(actor_of(fatima), VIEW, view(fatima))


def test_looking_back_twice_on_the_same_view_goes_on_in_the_same_reflection(fatima, view):
    pk = view(fatima)
    first = begin_reflection(actor_of(fatima), VIEW, pk)
    assert begin_reflection(actor_of(fatima), VIEW, pk) == first


def test_after_finishing_the_same_view_starts_a_new_one(fatima, begun):
    reflecting.store_reflection(actor_of(fatima), begun, {"strikes": "veel"}, done=True)
    assert begin_reflection(actor_of(fatima), VIEW, begun.object_id) != begun


def test_nobody_can_look_back_on_a_view_they_may_not_see(bram, fatima, view):
    assert begin_reflection(actor_of(bram), VIEW, view(fatima)) is None
    assert begin_reflection(actor_of(fatima), "no-such-view", uuid4()) is None


def test_every_question_may_be_skipped(logged_in, fatima, begun):
    response = logged_in(fatima).post(reverse("reflection", args=[begun.pk]), {})
    assert response.status_code == 302
    begun.refresh_from_db()
    assert begun.finished_at is not None
    assert begun.content["answers"] == {}


def test_an_answer_is_kept_as_soon_as_it_is_typed_and_another_tab_does_not_wipe_it(logged_in, fatima, begun):
    client, address = logged_in(fatima), reverse("save_reflection", args=[begun.pk])
    assert client.post(address, {"autosave": "strikes", "strikes": "Een top."}).status_code == 204
    assert client.post(address, {"autosave": "chance", "chance": "De zomer."}).status_code == 204
    begun.refresh_from_db()
    assert begun.content["answers"] == {"strikes": "Een top.", "chance": "De zomer."}


def test_something_that_is_no_question_is_not_kept(logged_in, fatima, begun):
    address = reverse("save_reflection", args=[begun.pk])
    assert logged_in(fatima).post(address, {"autosave": "about", "about": "x"}).status_code == 422
    begun.refresh_from_db()
    assert begun.content == {"about": "Mijn lijn", "answers": {}}


def test_an_answer_that_does_not_fit_is_said_at_the_question_and_stays_on_the_page(logged_in, fatima, begun):
    text = "a" * 2001
    response = logged_in(fatima).post(reverse("reflection", args=[begun.pk]), {"did": text, "strikes": "Ja."})
    assert response.status_code == 422
    page = response.content.decode()
    assert text in page
    assert "Ja." in page
    assert 'aria-describedby="did_error"' in page


def test_a_step_that_follows_remembers_what_it_came_from(logged_in, fatima, begun):
    reflecting.store_reflection(actor_of(fatima), begun, {"try": "Eerder bellen"}, done=True)
    address = reverse("goal_from_reflection", args=[begun.pk])
    client = logged_in(fatima)
    page = client.get(address)
    form = page.context["form"]
    assert form["title"].value() == "Eerder bellen"
    sent = {name: form[name].value() or "" for name in form.fields} | {"confidence": "8"}
    assert client.post(address, sent).status_code == 302
    assert Goal.objects.get().reflection == begun
    assert "Eerder bellen" in client.get(reverse("reflection", args=[begun.pk])).content.decode()


@pytest.mark.parametrize("kind", Idea.Kind.values)
def test_one_click_keeps_it_for_colleagues_and_a_second_click_keeps_it_once(logged_in, fatima, begun, kind):
    reflecting.store_reflection(actor_of(fatima), begun, {"strikes": "Een top."}, done=True)
    client, address = logged_in(fatima), reverse("take_along", args=[begun.pk])
    for _click in range(2):
        assert client.post(address, {"kind": kind}).status_code == 302
    idea = Idea.objects.get()
    assert idea.content == {"title": "Mijn lijn", "text": "Wat valt je op? Een top."}
    assert "Een top." in client.get(reverse("ideas")).content.decode()


def test_deleting_what_was_written_leaves_the_step_and_the_idea(logged_in, fatima, begun):
    idea = reflecting.keep_idea(actor_of(fatima), begun, Idea.Kind.EXPERIMENT, "nl")
    logged_in(fatima).post(reverse("delete_reflection", args=[begun.pk]))
    assert not Reflection.objects.exists()
    idea.refresh_from_db()
    assert idea.reflection is None


def test_an_idea_can_be_deleted(logged_in, fatima, begun):
    idea = reflecting.keep_idea(actor_of(fatima), begun, Idea.Kind.EXPERIMENT, "nl")
    logged_in(fatima).post(reverse("delete_idea", args=[idea.pk]))
    assert not Idea.objects.exists()


def test_lists_read_their_rows_in_a_fixed_number_of_queries(
    logged_in, fatima, begun, django_assert_max_num_queries
):
    for kind in Idea.Kind:
        reflecting.keep_idea(actor_of(fatima), begun, kind, "nl")
    client = logged_in(fatima)
    for name in ("reflections", "ideas"):
        with django_assert_max_num_queries(9):
            client.get(reverse(name))


def test_what_the_questions_say_never_changes():
    assert checksum(load_reflection_prompts()) == pinned_checksums(FOLDER)["prompts-1"]


def test_exactly_one_question_leads_to_a_goal():
    one = load_reflection_prompts().model_dump()
    for prompt in one["prompts"]:
        prompt["leads_to_goal"] = True
    with pytest.raises(ValueError, match="exactly one"):
        ReflectionPrompts.model_validate(one)
