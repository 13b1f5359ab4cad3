"""Correcting answers of a finished scan: all that rests on them is made anew, what was published stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.access.models import AccessEvent
from leerlus.access.personal_content import export_personal_content
from leerlus.advice.giving import advice_for
from leerlus.advice.models import Advice
from leerlus.scans.correcting import correct_answers
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import start_sitting
from leerlus.scans.team_facts import names_time_as_barrier
from tests.scans.answers import CONVINCED_BUT_IN_DOUBT, finished_scan

pytestmark = pytest.mark.django_db
NUMBER = 4
"""The page about how sure somebody is."""


@pytest.fixture
def sitting(fatima) -> Sitting:
    return finished_scan(fatima)


@pytest.fixture
def send(logged_in, fatima, sitting):
    """Send a corrected page as a tab that showed the answers it was opened with: `send(SE1="9")`."""
    client = logged_in(fatima)
    shown = {f"SE{number}": str(CONVINCED_BUT_IN_DOUBT[f"SE{number}"]) for number in range(1, 5)}

    def page(token: str | None = None, **fields):
        hidden = {f"shown-{item}": answer for item, answer in shown.items()}
        body = {**hidden, **shown, "form_token": token or new_token(fatima.pk), **fields}
        return client.post(f"/mijn-vak/scan/{sitting.pk}/verbeteren/{NUMBER}/", body)

    return page


def corrections() -> int:
    return AccessEvent.objects.filter(action=AccessEvent.Action.CORRECTED).count()


def test_a_corrected_answer_takes_the_place_of_the_old_one_and_scores_follow(send, sitting):
    before = sitting.stored_scores["scales"]["se"]
    assert send(SE1="10").status_code == 302
    after = Sitting.objects.get(pk=sitting.pk)
    assert after.answers["SE1"] == 10
    assert after.stored_scores["scales"]["se"] == before + 12.5
    assert after.finished_at == sitting.finished_at


def test_the_advice_is_made_anew_and_the_profile_shows_it(send, sitting, fatima, logged_in):
    client = logged_in(fatima)
    first = advice_for(actor_of(fatima), sitting)
    client.get(f"/mijn-vak/profiel/{sitting.pk}/")
    send(SE1="10", SE2="10", SE3="10", SE4="10")
    newest = Advice.objects.filter(sitting=sitting).latest("made_at")
    assert newest.pk != first.pk
    page = client.get(f"/mijn-vak/profiel/{sitting.pk}/").content.decode()
    assert "Vertrouwen dat het lukt: 100 van 100" in page


def test_the_correction_is_in_ones_own_history_with_its_day_and_without_what_it_was(
    send, sitting, fatima, logged_in
):
    send(SE1="10")
    client = logged_in(fatima)
    for address in (f"/mijn-vak/profiel/{sitting.pk}/", f"/mijn-vak/scan/{sitting.pk}/verbeteren/"):
        assert str(timezone.localdate().year) in client.get(address).content.decode()
    assert "Je verbeterde antwoorden in je scan." in client.get("/wie-zag-mijn-gegevens/").content.decode()
    (scan,) = export_personal_content(actor_of(fatima))["scans"]
    assert scan["corrected_at"] is not None
    assert scan["answers"]["SE1"] == 10


def test_a_later_profile_shows_the_corrected_score_in_its_trend(sitting, fatima, logged_in):
    Sitting.objects.filter(pk=sitting.pk).update(finished_at=sitting.finished_at - timedelta(days=90))
    newest = finished_scan(fatima)
    client = logged_in(fatima)
    assert "eerst 30, nu 30" in client.get(f"/mijn-vak/profiel/{newest.pk}/").content.decode()
    correct_answers(actor_of(fatima), sitting, {"SE1": 9})
    assert "eerst 40, nu 30" in client.get(f"/mijn-vak/profiel/{newest.pk}/").content.decode()


def test_two_tabs_correct_side_by_side(send, sitting):
    send(SE1="10")
    send(SE2="9")
    answers = Sitting.objects.get(pk=sitting.pk).answers
    assert (answers["SE1"], answers["SE2"]) == (10, 9)


def test_a_double_click_corrects_once(send, fatima):
    token = new_token(fatima.pk)
    for _ in range(2):
        assert send(token, SE1="10").status_code == 302
    assert corrections() == 1


def test_what_is_sent_unchanged_is_no_correction(send, sitting):
    send()
    assert corrections() == 0
    assert Sitting.objects.get(pk=sitting.pk).corrected_at is None


def test_an_answer_can_be_taken_back_and_is_then_unknown(send, sitting):
    send(SE1="", SE2="", SE3="")
    assert Sitting.objects.get(pk=sitting.pk).stored_scores["scales"]["se"] is None


def test_what_is_no_answer_is_told_and_everything_typed_is_kept(send, sitting):
    page = send(SE1="99", SE2="9")
    assert page.status_code == 422
    assert 'name="SE2" value="9" checked' in page.content.decode()
    assert Sitting.objects.get(pk=sitting.pk).answers["SE2"] == 1


def test_a_next_round_reads_what_was_corrected(sitting, fatima):
    assert names_time_as_barrier(fatima.pk) is True
    correct_answers(actor_of(fatima), sitting, {"BAR1": ["nothing"]})
    assert names_time_as_barrier(fatima.pk) is False


def test_who_is_not_the_owner_and_what_is_not_finished_cannot_be_corrected(
    sitting, bram, fatima, erik, logged_in
):
    for person in (bram, erik):
        assert logged_in(person).get(f"/mijn-vak/scan/{sitting.pk}/verbeteren/").status_code == 404
        assert logged_in(person).post(f"/mijn-vak/scan/{sitting.pk}/verbeteren/4/").status_code == 404
    begun = start_sitting(actor_of(fatima))
    assert logged_in(fatima).get(f"/mijn-vak/scan/{begun.pk}/verbeteren/").status_code == 404
    assert correct_answers(actor_of(fatima), begun, {"SE1": 1}) is False


def test_a_page_that_was_not_asked_cannot_be_corrected(sitting, fatima, logged_in):
    assert logged_in(fatima).get(f"/mijn-vak/scan/{sitting.pk}/verbeteren/99/").status_code == 404
