"""The card for clients: no account, no cookie, no trace; once per form; never hundreds from one device."""

from datetime import date, timedelta

import pytest
from django.test import Client

from leerlus.access.models import AccessEvent
from leerlus.access.retention import delete_what_is_over
from leerlus.client_cards import receiving
from leerlus.client_cards.models import Inflow, OpenOwnLot, OpenTeamLot, SentCard
from leerlus.client_cards.receiving import new_form, receive_card
from leerlus.organisations.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone() -> Client:
    """The phone of a client, that checks forgery as a browser meets it."""
    return Client(enforce_csrf_checks=True)


def filled_in(code, **answers):
    return {"form": new_form(code, date.today()), **answers}


def test_a_client_needs_no_account_and_gets_no_cookie(phone, team_code):
    page = phone.get(f"/kaart/{team_code.code}/")
    assert page.status_code == 200
    sent = phone.post(f"/kaart/{team_code.code}/", filled_in(team_code, CE1="5"))
    assert sent.status_code == 302
    thanks = phone.get(sent.url)
    assert "Dank je wel" in thanks.text
    assert not phone.cookies
    assert not any("Set-Cookie" in answer.headers for answer in (page, sent, thanks))


def test_the_card_says_that_it_has_no_effect_on_the_benefit_and_who_sees_what(phone, team_code, fatimas_code):
    for code, words in ((team_code, "Het team en de leidinggevende"), (fatimas_code, "Je klantmanager")):
        text = phone.get(f"/kaart/{code.code}/").text
        assert "verandert niets aan je uitkering" in text
        assert words in text


def test_every_face_is_a_radio_button_with_words(phone, team_code):
    text = phone.get(f"/kaart/{team_code.code}/").text
    assert text.count('type="radio"') == 6 * 6
    assert text.count("helemaal niet mee eens</span>") == 6
    assert text.count("weet ik niet</span>") == 6


def test_only_the_page_with_faces_has_a_script_and_it_is_its_own(phone, team_code):
    text = phone.get(f"/kaart/{team_code.code}/").text
    assert text.count("<script") == text.count("client_cards/client_card.js") == 1
    assert "<script" not in phone.get(f"/kaart/{team_code.code}/dank/").text


def test_the_card_speaks_english_through_its_address(phone, team_code):
    text = phone.get(f"/kaart/{team_code.code}/?taal=en").text
    assert "I was treated with respect." in text
    assert f'action="/kaart/{team_code.code}/?taal=en"' in text


def test_nothing_of_the_device_the_person_or_the_time_is_kept(phone, team_code):
    phone.post(
        f"/kaart/{team_code.code}/",
        filled_in(team_code, CE1="5"),
        headers={"User-Agent": "KANARIE-telefoon"},
        REMOTE_ADDR="203.0.113.7",
    )
    kept = [
        str(value)
        for model in (OpenTeamLot, SentCard, Inflow)
        for row in model.objects.values()
        for value in row.values()
    ]
    assert kept
    assert not any(
        "KANARIE" in value or "203.0.113.7" in value or ":" in value for value in kept if "{" not in value
    )
    assert {row.month.day for row in SentCard.objects.all()} == {1}
    assert not AccessEvent.objects.exists()


def test_sending_twice_counts_once(phone, team_code):
    form = filled_in(team_code, CE1="5", CE2="4")
    first = phone.post(f"/kaart/{team_code.code}/", form)
    second = phone.post(f"/kaart/{team_code.code}/", form)
    assert first.url == second.url
    assert OpenTeamLot.objects.get().counts["cards"] == 1


def test_a_card_of_a_caseworker_counts_for_that_caseworker(phone, fatimas_code):
    phone.post(f"/kaart/{fatimas_code.code}/", filled_in(fatimas_code, CE1="5", CE2=""))
    counts = OpenOwnLot.objects.get(person=fatimas_code.person).counts
    assert counts.points["CE1"][5] == 1
    assert sum(counts.points["CE2"].values()) == 0


def test_an_empty_card_is_not_sent_and_says_what_to_do(phone, team_code):
    page = phone.post(f"/kaart/{team_code.code}/", filled_in(team_code))
    assert page.status_code == 422
    assert "Kies bij minstens één zin een gezicht" in page.text
    assert not OpenTeamLot.objects.exists()


def test_what_was_chosen_stays_when_something_else_is_wrong(phone, team_code):
    page = phone.post(f"/kaart/{team_code.code}/", filled_in(team_code, CE1="5", CE2="9"))
    assert page.status_code == 422
    assert 'name="CE1" value="5" checked' in page.text


def test_a_form_of_another_code_is_shown_again_and_not_counted(phone, team_code, fatimas_code):
    page = phone.post(f"/kaart/{team_code.code}/", filled_in(fatimas_code, CE1="5"))
    assert page.status_code == 422
    assert not OpenTeamLot.objects.exists()


def test_a_form_that_was_opened_last_month_still_counts_and_an_older_one_does_not(team_code):
    today = date(2026, 5, 2)
    answers = {"CE1": 4}
    receive_card(team_code, answers, form=new_form(team_code, date(2026, 4, 30)), device="a", on=today)
    with pytest.raises(receiving.FormTooOld):
        receive_card(team_code, answers, form=new_form(team_code, date(2026, 3, 31)), device="a", on=today)


def test_one_device_cannot_pour_in_hundreds(phone, team_code):
    answers = [
        phone.post(f"/kaart/{team_code.code}/", filled_in(team_code, CE1="1"), REMOTE_ADDR="203.0.113.7")
        for _ in range(receiving.MOST_PER_BUCKET + 5)
    ]
    assert [answer.status_code for answer in answers].count(429) == 5
    assert "morgen" in answers[-1].text
    assert OpenTeamLot.objects.get().counts["cards"] == receiving.MOST_PER_BUCKET


def test_many_devices_together_cannot_either(team_code):
    today = date.today()
    for number in range(receiving.MOST_PER_CODE):
        receive_card(team_code, {"CE1": 1}, form=new_form(team_code, today), device=f"d{number}", on=today)
    with pytest.raises(receiving.TooManyToday):
        receive_card(team_code, {"CE1": 1}, form=new_form(team_code, today), device="another", on=today)


def test_the_next_day_is_a_new_day_and_yesterday_is_forgotten(team_code):
    today = date.today()
    receive_card(team_code, {"CE1": 1}, form=new_form(team_code, today), device="a", on=today)
    tomorrow = today + timedelta(days=1)
    receive_card(team_code, {"CE1": 1}, form=new_form(team_code, tomorrow), device="a", on=tomorrow)
    assert {row.day for row in Inflow.objects.all()} == {tomorrow}


def test_a_withdrawn_code_an_unknown_one_and_one_of_somebody_who_left_are_not_in_use(
    phone, team_code, fatimas_code
):
    type(team_code).objects.update(withdrawn_on=date.today())
    Membership.objects.filter(person=fatimas_code.person).update(ends_on=date.today() - timedelta(days=1))
    for code in (team_code.code, fatimas_code.code, "zzzzzzzzzzzz"):
        assert phone.get(f"/kaart/{code}/").status_code == 404


def test_without_consent_of_the_works_council_the_card_of_a_team_is_not_in_use(
    phone, team_code, municipality
):
    municipality.works_council_reference = ""
    municipality.save()
    assert phone.get(f"/kaart/{team_code.code}/").status_code == 404


def test_what_is_remembered_to_count_once_goes_at_night_also_when_no_card_follows(team_code):
    today = date.today()
    long_ago = today - timedelta(days=70)
    receive_card(team_code, {"CE1": 4}, form=new_form(team_code, today), device="a", on=today)
    Inflow.objects.create(day=long_ago, through="code of somebody")
    SentCard.objects.create(form="old", month=long_ago.replace(day=1))
    delete_what_is_over(None, lambda kind, done, number: None)
    assert set(Inflow.objects.values_list("day", flat=True)) == {today}
    assert set(SentCard.objects.values_list("month", flat=True)) == {today.replace(day=1)}
