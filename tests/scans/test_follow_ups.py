"""Asking again about the same thing: after six weeks and half a year, never pushed, tied to what it was about."""

import pytest

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.scans.follow_ups import waiting_follow_ups
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import finish_sitting, finished_sittings
from tests.scans.taking import finished

SUBJECT = "Training oplossingsgericht werken"


@pytest.fixture
def learned(fatima):
    """Something Fatima learned so many days ago."""

    def ago(days: int, **answers) -> Sitting:
        return finished(fatima, "post_evaluation", days, **({"PE0": SUBJECT, "PE4": 5, "PE8": 5} | answers))

    return ago


@pytest.fixture
def look_back(fatima, logged_in):
    """Fill in a later moment of something."""
    client = logged_in(fatima)

    def at(first: Sitting, moment: str, **answers):
        url = client.post(f"/mijn-vak/scan/{first.pk}/later/{moment}/").url
        client.post(url, {"form_token": new_token(fatima.pk), **answers})
        return client.post(url.replace("/1/", "/klaar/"), follow=True).content.decode()

    return at


def moments_waiting(person) -> list[str]:
    return [one.moment.code for one in waiting_follow_ups(actor_of(person))]


@pytest.mark.parametrize(
    ("days", "waiting"),
    [
        (41, []),
        (42, ["six_weeks"]),
        (132, ["six_weeks"]),
        (133, []),
        (181, []),
        (182, ["six_months"]),
        (273, []),
    ],
)
def test_a_moment_is_mentioned_from_its_day_on_for_ninety_days(days, waiting, learned, fatima):
    learned(days)
    assert moments_waiting(fatima) == waiting


def test_what_was_looked_back_on_is_not_mentioned_any_more(learned, look_back, fatima):
    look_back(learned(50), "six_weeks", PE4="4")
    assert moments_waiting(fatima) == []


def test_the_later_moments_ask_the_step_that_was_taken_and_only_what_comes_back(learned, fatima, logged_in):
    client = logged_in(fatima)
    url = client.post(f"/mijn-vak/scan/{learned(50).pk}/later/six_weeks/").url
    page = client.get(url).content.decode()
    assert "Ik heb hiermee een stap gezet in mijn werk." in page
    assert "Ik weet welke stap" not in page
    assert "De begeleiding was deskundig" not in page


def test_a_later_moment_stays_with_the_first_and_is_about_the_same(learned, look_back, fatima):
    first = learned(50)
    page = look_back(first, "six_weeks", PE4="4")
    later = Sitting.objects.get(moment="six_weeks")
    assert later.follows == first
    assert later.version == first.version
    assert SUBJECT in page
    assert list(finished_sittings(actor_of(fatima), "post_evaluation")) == [first]


def test_starting_a_moment_twice_goes_on_in_the_same(learned, fatima, logged_in):
    client, first = logged_in(fatima), learned(50)
    url = f"/mijn-vak/scan/{first.pk}/later/six_weeks/"
    assert client.post(url).url == client.post(url).url
    assert Sitting.objects.filter(follows=first).count() == 1


@pytest.mark.parametrize("moment", ["six_months", "at_once", "someday"])
def test_a_moment_that_has_not_come_or_does_not_exist_is_not_there(moment, learned, fatima, logged_in):
    assert logged_in(fatima).post(f"/mijn-vak/scan/{learned(50).pk}/later/{moment}/").status_code == 404


def test_somebody_else_cannot_look_back_on_it(learned, bram, logged_in):
    assert logged_in(bram).post(f"/mijn-vak/scan/{learned(50).pk}/later/six_weeks/").status_code == 404


def test_a_moment_of_a_moment_does_not_exist(learned, look_back, fatima, logged_in):
    look_back(learned(50), "six_weeks", PE4="4")
    later = Sitting.objects.get(moment="six_weeks")
    client = logged_in(fatima)
    assert client.post(f"/mijn-vak/scan/{later.pk}/later/six_months/").status_code == 404
    assert client.get(f"/mijn-vak/scan/{later.pk}/").url == f"/mijn-vak/scan/{later.follows_id}/"


def test_two_things_can_be_looked_back_on_at_the_same_time(learned, fatima, logged_in):
    client = logged_in(fatima)
    for first in (learned(60), learned(50, PE0="Intervisie")):
        assert client.post(f"/mijn-vak/scan/{first.pk}/later/six_weeks/").status_code == 302
    assert Sitting.objects.filter(finished_at=None, moment="six_weeks").count() == 2


def test_check_65_the_page_says_that_something_lasted_only_after_half_a_year_of_doing(
    learned, look_back, fatima, logged_in
):
    delighted = learned(190, PE1=5, PE2=5, PE3=5)
    client = logged_in(fatima)
    before = client.get(f"/mijn-vak/scan/{delighted.pk}/").content.decode()
    assert "Of het bleef hangen, blijkt pas na een half jaar" in before
    assert before.index("1 is helemaal mee oneens, 5 is helemaal mee eens.") < before.index("5 van 5")
    assert "Of het bleef hangen, blijkt pas na een half jaar" in look_back(delighted, "six_weeks", PE4="5")
    assert "Dat noemen we hier: het bleef hangen." in look_back(delighted, "six_months", PE4="5", PE5="1")


def test_what_did_not_last_is_told_without_blame(learned, look_back):
    assert "hoeft niet aan jou te liggen" in look_back(learned(190), "six_months", PE4="1")


def test_at_most_five_are_mentioned_the_oldest_first(learned, fatima, django_assert_max_num_queries):
    for days in range(50, 57):
        learned(days)
    actor = actor_of(fatima)
    with django_assert_max_num_queries(2):
        waiting = waiting_follow_ups(actor)
    assert len(waiting) == 5
    assert [one.due_on for one in waiting] == sorted(one.due_on for one in waiting)


def test_the_subject_is_sealed_like_every_answer(learned):
    first = learned(1)
    assert SUBJECT.encode() not in bytes(Sitting.objects.get(pk=first.pk).sealed_answers)


def test_erasing_the_first_takes_what_followed_it(learned, look_back, fatima):
    first = learned(50)
    look_back(first, "six_weeks", PE4="4")
    first.delete()
    assert not Sitting.objects.exists()


def test_a_new_evaluation_can_begin_while_another_is_being_looked_back_on(learned, fatima, logged_in):
    client = logged_in(fatima)
    client.post(f"/mijn-vak/scan/{learned(50).pk}/later/six_weeks/")
    assert client.post("/mijn-vak/scan/evaluatie/").status_code == 302
    new = Sitting.objects.get(finished_at=None, moment="at_once")
    finish_sitting(actor_of(fatima), new)
    assert finished_sittings(actor_of(fatima), "post_evaluation").count() == 2
