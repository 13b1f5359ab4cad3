"""The page of a municipality: who the clients are first, then what happened; the same for everybody who may read it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leerlus.pictures.releasing import release_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(records, agreed):
    records(agreed)
    release_due([agreed])
    return agreed


def test_who_the_clients_are_stands_before_any_difference(told, noor, logged_in):
    page = logged_in(noor).get(reverse("municipality_outcomes"))
    text = page.text
    assert text.index("Eerst: wie de cliënten zijn") < text.index("Uit de uitkering")
    assert text.index("Uit de uitkering") < text.index("Gegeven wie de cliënten zijn")
    assert "langer dan twee jaar een uitkering" in page.context["mix_sentence"]
    assert "tegen 100 verwacht (door toeval" in page.context["given_sentence"]


def test_every_chart_has_a_sentence_a_table_and_what_not_to_conclude(told, noor, logged_in):
    text = logged_in(noor).get(reverse("municipality_outcomes")).text
    assert text.count("<figure") == 2
    assert text.count("Wat je hier niet uit mag halen") == 2
    assert text.count("Bekijk als tabel") == 2
    assert text.count("<figcaption>") == 2


def test_too_early_is_said_and_never_no(told, noor, logged_in):
    rows = logged_in(noor).get(reverse("municipality_outcomes")).context["work_rows"]
    assert rows[0][-1] == "nog te vroeg"
    assert rows[-1][-1] == "niet te zeggen"  # nobody came back, and nobody is never told as nought


def test_a_caseworker_looks_back_on_it_and_others_get_questions_to_talk_about(
    told, fatima, erik, dirk, logged_in
):
    address = reverse("municipality_outcomes")
    assert f"municipality/{told.pk}" in logged_in(fatima).get(address).text
    for person in (erik, dirk):
        text = logged_in(person).get(address).text
        assert "Wat zou toeval kunnen zijn?" in text
        assert "terugblik/op" not in text


def test_another_municipality_and_other_roles_see_nothing(
    told, sam, lotte, make_person, other_municipality, logged_in
):
    from leerlus.organisations.roles import Role

    address = reverse("municipality_outcomes")
    assert logged_in(sam).get(address).status_code == 404
    assert logged_in(lotte).get(address).status_code == 404
    stranger = make_person("Vreemd", Role.KNOWLEDGE_BROKER, other_municipality)
    assert "Nog geen cijfers" in logged_in(stranger).get(address).text


def test_nobody_looks_back_on_another_municipality(told, fatima, other_municipality, logged_in):
    client = logged_in(fatima)
    there = reverse("look_back", args=["municipality", other_municipality.pk])
    assert client.post(there).status_code == 404


def test_nothing_released_says_what_would_show_it(agreed, noor, logged_in):
    assert "een half jaar voorbij is" in logged_in(noor).get(reverse("municipality_outcomes")).text


def test_the_page_reads_counts_and_no_client(told, noor, logged_in):
    client = logged_in(noor)
    client.get("/")
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("municipality_outcomes"))
    assert len(asked) <= 8
    assert not any('"outcomes_spell"' in query["sql"] for query in asked)
