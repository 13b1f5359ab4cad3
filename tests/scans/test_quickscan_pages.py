"""Taking the quickscan through its pages: every question optional, nothing lost, nothing of anybody else."""

import re
from html import unescape

import pytest
from django.db import connection

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.access.models import AccessEvent
from leerlus.content.instrument import current_instrument
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import finish_sitting, minutes_left, start_sitting
from tests.scans.answers import CONVINCED_BUT_IN_DOUBT, finished_scan

QUICKSCAN = current_instrument("quickscan")
PAGES = range(1, len(QUICKSCAN.pages) + 1)


@pytest.fixture
def sitting(fatima) -> Sitting:
    return start_sitting(actor_of(fatima))


@pytest.fixture
def send(logged_in, fatima, sitting):
    """Send a page: `send(2, ATT1="5")`, `send(2, go="back")`."""
    client = logged_in(fatima)

    def page(number: int, **fields):
        return client.post(
            f"/mijn-vak/scan/{sitting.pk}/{number}/", {"form_token": new_token(fatima.pk), **fields}
        )

    return page


@pytest.fixture
def save(logged_in, fatima, sitting):
    """Send one answer at once, as the script of the page does."""
    client = logged_in(fatima)

    def one(number: int, item: str, *values: str, **other):
        address = f"/mijn-vak/scan/{sitting.pk}/{number}/bewaar/"
        return client.post(address, {"autosave": item, item: list(values), **other})

    return one


def answers_of(sitting: Sitting) -> dict:
    return Sitting.objects.get(pk=sitting.pk).answers


def posted(answer):
    return "" if answer is None else [str(one) for one in answer] if isinstance(answer, list) else str(answer)


def test_a_whole_scan_can_be_skipped_and_is_then_a_profile_of_unknowns(send, sitting, logged_in, fatima):
    for number in PAGES:
        assert send(number).status_code == 302
    client = logged_in(fatima)
    profile = client.post(f"/mijn-vak/scan/{sitting.pk}/klaar/", follow=True)
    assert profile.status_code == 200
    assert set(Sitting.objects.get(pk=sitting.pk).stored_scores["scales"].values()) == {None}
    assert "Je vulde nog te weinig in" in profile.content.decode()


def test_a_whole_scan_can_be_answered_and_keeps_every_answer(send, sitting):
    for number in PAGES:
        items = QUICKSCAN.pages[number - 1].items
        answer = send(number, **{item: posted(CONVINCED_BUT_IN_DOUBT[item]) for item in items})
        assert answer.status_code == 302
    stored = answers_of(sitting)
    assert {item: posted(answer) for item, answer in stored.items()} == {
        item: posted(answer) for item, answer in CONVINCED_BUT_IN_DOUBT.items()
    }


def test_a_skipped_question_is_known_to_be_skipped_and_never_a_nought(send, sitting):
    send(2, ATT1="", ATT2="3")
    assert answers_of(sitting) == {"ATT1": None, "ATT2": 3, "ATT3": None, "ATT4": None}


def test_coming_back_to_a_page_does_not_wipe_what_was_answered_there(send, sitting):
    send(2, ATT1="5")
    send(2)
    assert answers_of(sitting)["ATT1"] == 5


def test_an_answer_can_be_taken_back(send, sitting):
    send(2, ATT1="5")
    send(2, ATT1="")
    assert answers_of(sitting)["ATT1"] is None


@pytest.mark.parametrize(
    ("number", "item", "sent", "message"),
    [
        (2, "ATT1", "8", "Kies een van de antwoorden hieronder."),
        (4, "SE1", "-1", "Kies een van de antwoorden hieronder."),
        (5, "STG1", "f", "Kies een van de antwoorden hieronder."),
        (1, "LP1", ["try", "watch", "read"], "Je koos er 3; kies er hoogstens 2."),
        (10, "NEED1", ["CB1", "CB2", "CB3", "CB4"], "Je koos er 4; kies er hoogstens 3."),
        (10, "BAR1", ["nothing", "time"], "past niet bij de andere antwoorden"),
        (10, "NEED2", "w" * 3000, "Je tekst heeft 3000 tekens"),
    ],
)
def test_what_is_no_answer_is_told_next_to_its_question_with_all_else_kept(
    number, item, sent, message, send, sitting
):
    other = next(one for one in QUICKSCAN.pages[number - 1].items if one != item)
    kept = posted(QUICKSCAN.points(QUICKSCAN.by_id[other])[0]) if number in (2, 4, 5) else ""
    answer = send(number, **{item: sent, other: kept})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="error-{item}">' in page
    assert message in page
    assert f'href="#question-{item}"' in page
    assert item not in answers_of(sitting)
    if kept:
        assert str(answers_of(sitting)[other]) == kept
    if number in (1, 10):
        for value in [sent] if isinstance(sent, str) else sent:
            assert value in page


def test_a_text_that_is_too_long_comes_back_exactly_as_it_was_typed(send):
    typed = "Regel één met 'aanhalingstekens' & <b>meer</b>.\r\n" * 60
    page = send(10, NEED2=typed).content.decode()
    (shown,) = re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert unescape(shown) == typed


def test_check_08_the_page_about_slipping_back_is_passed_over_by_who_works_on_their_craft(send, sitting):
    answer = send(5, STG1="d")
    assert answer.url.endswith(f"{sitting.pk}/7/")
    assert send(7, go="back").url.endswith("/5/")


def test_the_page_about_slipping_back_is_asked_of_who_is_thinking_about_it(send):
    assert send(5, STG1="b").url.endswith("/6/")


def test_check_14_at_ten_seconds_a_question_the_scan_takes_at_most_ten_minutes():
    assert len(QUICKSCAN.items) * 10 <= 10 * 60
    assert sum(page.seconds for page in QUICKSCAN.pages) <= 10 * 60
    assert minutes_left(QUICKSCAN, 1) <= 10


def test_check_14_the_scan_is_paused_and_resumed_where_it_was_left_also_elsewhere(
    send, sitting, logged_in, fatima
):
    send(1, BG1="4_to_9")
    assert send(2, ATT1="5", go="stop").url == "/"
    elsewhere = logged_in(fatima)
    assert "Ga verder met de vragen" in elsewhere.get("/mijn-vak/quickscan/").content.decode()
    resumed = elsewhere.post("/mijn-vak/quickscan/")
    assert resumed.url.endswith(f"{sitting.pk}/3/")
    page = elsewhere.get(f"/mijn-vak/scan/{sitting.pk}/2/").content.decode()
    assert 'name="ATT1" value="5" checked' in page


def test_starting_twice_goes_on_in_the_same_scan(logged_in, fatima):
    client = logged_in(fatima)
    assert client.post("/mijn-vak/quickscan/").url == client.post("/mijn-vak/quickscan/").url
    assert Sitting.objects.count() == 1


def test_two_devices_that_start_at_the_same_moment_end_up_in_the_same_scan(fatima, monkeypatch):
    actor = actor_of(fatima)
    first = start_sitting(actor)
    found = [None, first]
    monkeypatch.setattr("leerlus.scans.sittings.open_sitting", lambda *_: found.pop(0))
    assert start_sitting(actor) == first
    assert Sitting.objects.count() == 1


def test_who_answered_everything_goes_on_at_the_last_page(sitting, logged_in, fatima):
    sitting.store_answers(CONVINCED_BUT_IN_DOUBT)
    assert logged_in(fatima).post("/mijn-vak/quickscan/").url.endswith(f"{sitting.pk}/{len(PAGES)}/")


def test_two_tabs_on_different_pages_wipe_nothing_of_each_other(send, sitting):
    stale = Sitting.objects.get(pk=sitting.pk)
    send(2, ATT1="5")
    stale.store_answers({"SE1": 3})
    assert answers_of(sitting) == {"ATT1": 5, "ATT2": None, "ATT3": None, "ATT4": None, "SE1": 3}


def test_what_an_older_tab_shows_unchanged_wipes_nothing_that_was_changed_elsewhere(send, sitting):
    choices_page = next(number for number in PAGES if "BAR1" in QUICKSCAN.pages[number - 1].items)
    send(2, ATT1="5")
    older_tab = {"ATT1": "5", "shown-ATT1": "5", "shown-BAR1": ""}
    sitting.store_answers({"ATT1": 2, "BAR1": ("time",)})
    send(2, **older_tab)
    send(choices_page, **older_tab)
    assert answers_of(sitting)["ATT1"] == 2
    assert answers_of(sitting)["BAR1"] == ["time"]


def test_what_was_changed_on_a_page_is_stored_whatever_it_showed(send, sitting):
    choices_page = next(number for number in PAGES if "BAR1" in QUICKSCAN.pages[number - 1].items)
    sitting.store_answers({"ATT1": 2, "BAR1": ("time", "room")})
    send(2, **{"ATT1": "5", "shown-ATT1": "2"})
    send(choices_page, **{"shown-BAR1": "time room"})
    assert answers_of(sitting)["ATT1"] == 5
    assert answers_of(sitting)["BAR1"] is None


def test_answers_stored_from_two_devices_in_the_same_moment_are_all_kept(sitting):
    one, other = (Sitting.objects.get(pk=sitting.pk) for _ in range(2))
    assert one.store_answers({"ATT1": 2}) == {"ATT1": 2}
    assert other.store_answers({"ATT2": 3}) == {"ATT1": 2, "ATT2": 3}
    assert answers_of(sitting) == {"ATT1": 2, "ATT2": 3}


def test_answers_to_a_scan_that_was_erased_meanwhile_are_stored_nowhere(sitting):
    stale = Sitting.objects.get(pk=sitting.pk)
    sitting.delete()
    assert stale.store_answers({"ATT1": 2}) is None
    assert not Sitting.objects.exists()


def test_an_answer_to_a_question_that_is_not_asked_any_more_counts_for_nothing(
    send, sitting, logged_in, fatima
):
    send(5, STG1="b")
    send(6, STG2="yes")
    send(5, STG1="d")
    logged_in(fatima).post(f"/mijn-vak/scan/{sitting.pk}/klaar/")
    assert Sitting.objects.get(pk=sitting.pk).stored_scores["stage"] == "action"


def test_going_back_from_the_first_page_stays_there_and_the_last_leads_to_the_end(send, sitting):
    assert send(1, go="back").url.endswith(f"{sitting.pk}/1/")
    assert send(len(PAGES)).url.endswith(f"{sitting.pk}/klaar/")


def test_a_link_finishes_nothing_and_saves_nothing(sitting, logged_in, fatima):
    client = logged_in(fatima)
    assert client.get(f"/mijn-vak/scan/{sitting.pk}/klaar/").status_code == 200
    assert client.get(f"/mijn-vak/scan/{sitting.pk}/2/bewaar/?autosave=ATT1&ATT1=5").status_code == 405
    assert Sitting.objects.get(pk=sitting.pk).finished_at is None
    assert answers_of(sitting) == {}


def test_after_finishing_a_new_scan_can_be_taken(sitting, logged_in, fatima):
    finished_scan(fatima)
    logged_in(fatima).post("/mijn-vak/quickscan/")
    assert Sitting.objects.filter(finished_at=None).exclude(pk=sitting.pk).count() == 1


def test_an_answer_sent_at_once_is_kept(save, sitting):
    assert save(2, "ATT1", "6").status_code == 204
    assert answers_of(sitting) == {"ATT1": 6}


@pytest.mark.parametrize(
    ("number", "item", "value"),
    [(2, "ATT1", "8"), (3, "ATT1", "6"), (99, "ATT1", "6"), (2, "XYZ", "6"), (2, "", "6")],
)
def test_what_is_no_answer_is_not_kept_at_once_either(number, item, value, save, sitting):
    assert save(number, item, value).status_code == 422
    assert answers_of(sitting) == {}


def test_unticking_the_last_box_takes_the_answer_back(save, sitting):
    save(1, "LP1", "try")
    save(1, "LP1")
    assert answers_of(sitting) == {"LP1": None}


def test_finishing_twice_keeps_the_first_scores_and_one_line_in_the_log(sitting, logged_in, fatima):
    client = logged_in(fatima)
    address = f"/mijn-vak/scan/{sitting.pk}/klaar/"
    assert client.post(address).url == client.post(address).url == f"/mijn-vak/profiel/{sitting.pk}/"
    assert AccessEvent.objects.filter(action=AccessEvent.Action.FINISHED).count() == 1


def test_two_devices_that_finish_at_the_same_moment_finish_once(sitting, fatima):
    actor, elsewhere = actor_of(fatima), Sitting.objects.get(pk=sitting.pk)
    finish_sitting(actor, sitting)
    first = Sitting.objects.get(pk=sitting.pk).finished_at
    finish_sitting(actor, elsewhere)
    assert Sitting.objects.get(pk=sitting.pk).finished_at == first
    assert AccessEvent.objects.filter(action=AccessEvent.Action.FINISHED).count() == 1


def test_answers_after_finishing_are_refused(send, save, sitting, logged_in, fatima):
    logged_in(fatima).post(f"/mijn-vak/scan/{sitting.pk}/klaar/")
    assert send(2, ATT1="7").url == f"/mijn-vak/profiel/{sitting.pk}/"
    assert save(2, "ATT1", "7").status_code == 422
    assert answers_of(sitting) == {}


def test_the_last_page_names_the_pages_where_something_was_skipped(send, sitting, logged_in, fatima):
    for number in PAGES:
        items = QUICKSCAN.pages[number - 1].items
        send(number, **{item: posted(CONVINCED_BUT_IN_DOUBT[item]) for item in items if item != "SE3"})
    page = logged_in(fatima).get(f"/mijn-vak/scan/{sitting.pk}/klaar/").content.decode()
    assert "Vertrouwen dat het lukt" in page
    assert "Wat het je oplevert" not in page


@pytest.mark.parametrize(
    ("method", "part"),
    [("get", "1/"), ("post", "1/"), ("post", "1/bewaar/"), ("get", "klaar/"), ("post", "klaar/")],
)
def test_somebody_elses_scan_is_not_there(method, part, sitting, logged_in, bram):
    answer = getattr(logged_in(bram), method)(f"/mijn-vak/scan/{sitting.pk}/{part}")
    assert answer.status_code == 404


@pytest.mark.parametrize("number", [0, 11, 99])
def test_a_page_that_does_not_exist_leads_to_one_that_does(number, sitting, logged_in, fatima):
    answer = logged_in(fatima).get(f"/mijn-vak/scan/{sitting.pk}/{number}/", follow=True)
    assert answer.status_code == 200


def test_what_is_stored_cannot_be_read_without_the_key(fatima):
    finished_scan(fatima, NEED2="leren omgaan met weerstand")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_answers, sealed_scores FROM scans_sitting")
        stored = b"".join(bytes(part) for part in cursor.fetchone())
    for readable in (b"weerstand", b"ATT1", b"4_to_9", b"contemplation", b"scales"):
        assert readable not in stored


def test_a_page_of_questions_asks_the_database_little(
    sitting, logged_in, fatima, django_assert_max_num_queries
):
    client = logged_in(fatima)
    address = f"/mijn-vak/scan/{sitting.pk}/2/"
    client.get(address)
    with django_assert_max_num_queries(5):
        client.get(address)


def test_sending_a_page_of_questions_asks_the_database_little(send, django_assert_max_num_queries):
    send(1)
    with django_assert_max_num_queries(9):
        send(2, ATT1="5", ATT2="4")
