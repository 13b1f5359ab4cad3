"""The behavioural ambition of a team: every sentence about a behaviour, dated, of the team and of nobody in it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.conversations.ambition import (
    behaviours,
    former_sentences,
    sentences_now,
    withdraw_sentence,
    write_sentence,
)
from leerlus.conversations.models import AmbitionSentence
from leerlus.organisations.models import Membership, Team
from leerlus.organisations.roles import Role
from tests.conversations.conftest import TODAY

PAGE, NEW, FORMER = "/team/gedragsambitie/", "/team/gedragsambitie/nieuw/", "/team/gedragsambitie/eerder/"
WORDS = "Wij leggen een lastige beslissing eerst voor aan een collega"
ABOUT_SHARING = "Informatie, redeneringen en beslissingen delen"


@pytest.fixture
def elsewhere(municipality) -> Team:
    return Team.objects.create(municipality=municipality, name="Team Zuid")


@pytest.fixture
def sentence(fatima, team) -> AmbitionSentence:
    """Of a month ago."""
    made = write_sentence(actor_of(fatima), team, text=WORDS, behaviour="CB7")
    AmbitionSentence.objects.update(written_on=TODAY - timedelta(days=30))
    return made


@pytest.fixture
def write(send, team):
    """Send the form as somebody, about team Noord unless told otherwise."""

    def written(person, **fields):
        return send(person, NEW, **({"team": str(team.pk), "text": WORDS, "own_behaviour": ""} | fields))

    return written


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"behaviour": "CB7"}, ABOUT_SHARING),
        ({"behaviour": "own", "own_behaviour": "Samen afronden"}, "Samen afronden"),
    ],
)
def test_check_57_when_a_team_writes_an_ambition_every_sentence_is_linked_to_behaviour_and_dated(
    write, page, fatima, bram, erik, about, words
):
    answer = write(fatima, **about)
    assert (answer.status_code, answer.url) == (302, PAGE)
    made = AmbitionSentence.objects.get()
    assert (made.written_on, made.behaviour or made.own_behaviour) == (
        TODAY,
        about.get("own_behaviour", "CB7"),
    )
    for person in (fatima, bram, erik):
        text = page(person, PAGE)
        assert WORDS in text
        assert words in text
        assert f"geschreven op {TODAY.day} " in text


@pytest.mark.parametrize("about", [{}, {"behaviour": "CB7", "own_behaviour": "En nog iets"}])
def test_the_database_refuses_a_sentence_about_no_behaviour_or_about_two(team, about):
    with pytest.raises(IntegrityError), transaction.atomic():
        AmbitionSentence.objects.create(team=team, text=WORDS, **about)


@pytest.mark.parametrize(
    ("about", "message"),
    [
        ({}, "Kies een gedraging"),
        ({"behaviour": "CB13"}, "Kies een gedraging"),
        ({"behaviour": "own"}, "Zeg in eigen woorden"),
        ({"behaviour": "CB7", "own_behaviour": "Samen afronden"}, "Een zin gaat over één gedraging"),
    ],
)
def test_a_sentence_without_one_behaviour_is_refused_and_kept_in_the_form(write, fatima, about, message):
    answer = write(fatima, **about)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert message in text
    assert WORDS in text
    assert not AmbitionSentence.objects.exists()


def test_the_twelve_behaviours_of_the_note_can_be_chosen_in_both_languages():
    assert list(behaviours("nl")) == list(behaviours("en")) == [f"CB{number}" for number in range(1, 13)]
    assert behaviours("nl")["CB11"] != behaviours("en")["CB11"]


@pytest.mark.parametrize("field", ["text", "own_behaviour"])
def test_a_sentence_names_no_colleague(write, erik, fatima, field):
    fields = {"behaviour": "own", "own_behaviour": "Samen afronden"} | {field: "Net als Fatima"}
    answer = write(erik, **fields)
    assert answer.status_code == 422
    assert "Laat de naam Fatima weg" in answer.content.decode()
    assert not AmbitionSentence.objects.exists()


def test_no_code_writes_about_no_behaviour_about_somebody_or_for_another_team(fatima, team, elsewhere):
    actor, about = actor_of(fatima), "about one behaviour"
    for where, fields, refusal in (
        (elsewhere, {"text": WORDS, "behaviour": "CB7"}, "only a team itself"),
        (team, {"text": WORDS}, about),
        (team, {"text": WORDS, "behaviour": "CB7", "own_behaviour": "Iets"}, about),
        (team, {"text": WORDS, "behaviour": "CB13"}, about),
        (team, {"text": "Samen met Fatima", "behaviour": "CB7"}, "names nobody"),
        (team, {"text": WORDS, "own_behaviour": "Doen als Fatima"}, "names nobody"),
    ):
        with pytest.raises(ValueError, match=refusal):
            write_sentence(actor, where, **fields)


def test_the_form_offers_no_other_team(write, fatima, elsewhere):
    assert write(fatima, team=str(elsewhere.pk), behaviour="CB7").status_code == 422
    assert not AmbitionSentence.objects.exists()


def test_who_works_in_two_teams_chooses_which_and_reads_of_which_it_is(
    write, page, make_person, team, elsewhere
):
    both = make_person("Hassan", Role.CASEWORKER, team)
    Membership.objects.create(
        person=both,
        municipality=team.municipality,
        team=elsewhere,
        role=Role.CASEWORKER,
        starts_on=TODAY - timedelta(days=9),
    )
    assert "Van welk team?" in page(both, NEW)
    write(both, team=str(elsewhere.pk), behaviour="CB7")
    assert AmbitionSentence.objects.get().team == elsewhere
    assert "<li>Team Zuid</li>" in page(both, PAGE)


def test_the_manager_of_the_team_writes_too(write, erik):
    assert write(erik, behaviour="CB7").status_code == 302
    assert AmbitionSentence.objects.count() == 1


def test_a_second_click_adds_nothing(write, fatima):
    token = new_token(fatima.pk)
    for _ in range(2):
        assert write(fatima, behaviour="CB7", form_token=token).status_code == 302
    assert AmbitionSentence.objects.count() == 1


def test_another_team_and_its_manager_do_not_read_it(page, sentence, make_person, elsewhere):
    for person in (
        make_person("Hassan", Role.CASEWORKER, elsewhere),
        make_person("Karin", Role.TEAM_MANAGER, elsewhere),
    ):
        assert WORDS not in page(person, PAGE)
        assert not withdraw_sentence(actor_of(person), sentence)


def test_for_other_roles_the_ambition_does_not_exist(logged_in, sentence, make_person, municipality):
    for name, role in (("Noor", Role.KNOWLEDGE_BROKER), ("Dirk", Role.EXECUTIVE)):
        person = make_person(name, role, municipality)
        assert not sentences_now(actor_of(person)).exists()
        for address in (PAGE, NEW, FORMER):
            assert logged_in(person).get(address).status_code == 404


def test_a_withdrawn_sentence_stays_readable_with_both_dates(send, page, sentence, fatima, bram):
    send(bram, f"{PAGE}{sentence.pk}/intrekken/")
    sentence.refresh_from_db()
    assert sentence.withdrawn_on == TODAY
    assert WORDS not in page(fatima, PAGE)
    text = page(fatima, FORMER)
    assert WORDS in text
    assert ABOUT_SHARING in text
    assert f"geschreven op {sentence.written_on.day} " in text
    assert f"ingetrokken op {TODAY.day} " in text


def test_a_sentence_is_withdrawn_once(logged_in, sentence, fatima):
    assert withdraw_sentence(actor_of(fatima), sentence)
    AmbitionSentence.objects.update(withdrawn_on=TODAY - timedelta(days=3))
    answer = logged_in(fatima).post(f"{PAGE}{sentence.pk}/intrekken/", follow=True)
    assert "Deze zin was al ingetrokken." in answer.content.decode()
    assert former_sentences(actor_of(fatima)).get().withdrawn_on == TODAY - timedelta(days=3)


def test_nothing_of_a_sentence_leads_to_a_person(sentence):
    related = [field.related_model for field in AmbitionSentence._meta.get_fields() if field.is_relation]
    assert related == [Team]


def test_it_stays_when_who_wrote_it_leaves(sentence, fatima, bram):
    fatima.delete()
    assert sentences_now(actor_of(bram)).get() == sentence


def test_a_team_that_wrote_nothing_reads_what_it_is_for_and_how_to_begin(page, fatima):
    text = page(fatima, PAGE)
    assert "notitie 2.3 en 6.1" in text
    assert "Er staat nog niets" in text
    assert f'href="{NEW}"' in text
    assert "Je team en jullie leidinggevende lezen dit." in text


@pytest.mark.parametrize("address", ["/team/", "/team/toezeggingen/"])
def test_the_team_page_and_the_promises_lead_to_it(page, fatima, address):
    assert f'href="{PAGE}"' in page(fatima, address)


@pytest.mark.parametrize(("address", "withdrawn_on"), [(PAGE, None), (FORMER, TODAY)])
def test_many_sentences_come_in_pages_and_cost_no_more_queries(
    logged_in, team, fatima, django_assert_num_queries, address, withdrawn_on
):
    def made(number: int) -> AmbitionSentence:
        return AmbitionSentence(team=team, text=f"Zin {number}", behaviour="CB7", withdrawn_on=withdrawn_on)

    client = logged_in(fatima)
    made(0).save()
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    AmbitionSentence.objects.bulk_create(made(number) for number in range(1, 45))
    with django_assert_num_queries(len(one)):
        answer = client.get(address)
    assert "Pagina 1 van 3" in answer.content.decode()
