"""Who reads which figures, and the card on paper."""

import io
from datetime import date

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leerlus.client_cards.lots import close_due_own_lots
from leerlus.client_cards.models import OwnLot, PersonalCode, TeamCode, TeamLot
from leerlus.organisations.models import Team

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 10)


def test_a_caseworker_reads_the_own_lot(cards, fatimas_code, fatima, logged_in):
    cards(fatimas_code, 12, MARCH)
    text = logged_in(fatima).get("/mijn-clienten/beleving/").text
    assert "maart 2026" in text
    assert "10-15 kaarten" in text
    assert "<span>75</span>" in text


def test_check_58_with_nine_cards_the_caseworker_reads_no_figure_and_no_count(
    cards, fatimas_code, fatima, logged_in
):
    client = logged_in(fatima)
    client.get("/mijn-clienten/beleving/")
    nothing = client.get("/mijn-clienten/beleving/").text
    cards(fatimas_code, 9, MARCH)
    nine = client.get("/mijn-clienten/beleving/").text
    assert nine == nothing


def test_a_manager_reads_team_lots_and_nothing_of_a_caseworker(
    cards, team_code, fatimas_code, fatima, bram, make_person, team, erik, logged_in
):
    from leerlus.organisations.roles import Role

    make_person("Noa", Role.CASEWORKER, team)
    cards(team_code, 20, MARCH)
    cards(fatimas_code, 10, MARCH, CE1=1)
    client = logged_in(erik)
    text = client.get("/team/beleving/").text
    assert "26+ kaarten" in text
    assert fatimas_code.code not in text
    assert client.get("/mijn-clienten/beleving/").status_code == 404
    assert client.get(f"/mijn-clienten/beleving/{fatimas_code.pk}/papier/").status_code == 404


def test_a_manager_of_another_team_and_an_administrator_read_no_team_lot(
    cards, team_code, municipality, make_person, sam, logged_in, actor
):
    from leerlus.access.door import visible
    from leerlus.organisations.roles import Role

    karin = make_person(
        "Karin", Role.TEAM_MANAGER, Team.objects.create(municipality=municipality, name="Zuid")
    )
    TeamLot.objects.create(
        team=team_code.team,
        number=1,
        version=1,
        rule_version=1,
        first_month=MARCH,
        last_month=MARCH,
        stored_figures={"band": "26+", "by_question": {}},
    )
    assert not visible(actor(karin), TeamLot).exists()
    assert not visible(actor(sam), TeamLot).exists()
    assert "26+" not in logged_in(karin).get("/team/beleving/").text


def test_a_caseworker_makes_a_card_once_and_withdraws_it(fatima, team, logged_in):
    client = logged_in(fatima)
    for _ in range(2):
        client.post("/mijn-clienten/beleving/code/", {"team": str(team.pk)})
    code = PersonalCode.objects.get(person=fatima, withdrawn_on=None)
    client.post(f"/mijn-clienten/beleving/{code.pk}/intrekken/")
    code.refresh_from_db()
    assert code.withdrawn_on == date.today()


def test_a_caseworker_cannot_make_a_card_in_a_team_of_others(fatima, municipality, logged_in):
    other = Team.objects.create(municipality=municipality, name="Zuid")
    for team in (str(other.pk), "nonsense"):
        logged_in(fatima).post("/mijn-clienten/beleving/code/", {"team": team})
    assert not PersonalCode.objects.exists()


def test_an_administrator_makes_and_withdraws_the_card_of_a_team(agreed, team, sam, logged_in):
    client = logged_in(sam)
    client.post("/beheer/clientkaarten/", {"team": str(team.pk)})
    code = TeamCode.objects.get(team=team)
    assert "Print" in client.get("/beheer/clientkaarten/").text
    client.post(f"/beheer/clientkaarten/{code.pk}/intrekken/")
    code.refresh_from_db()
    assert code.withdrawn_on is not None


def test_before_the_works_council_agreed_there_is_no_card_of_a_team(team, sam, logged_in):
    answer = logged_in(sam).post("/beheer/clientkaarten/", {"team": str(team.pk)}, follow=True)
    assert "ondernemingsraad" in answer.text
    assert not TeamCode.objects.exists()


@pytest.mark.parametrize(("query", "width"), [("", 105), ("?vorm=a4", 210)], ids=["one A6", "four on an A4"])
def test_the_paper_card_is_one_accessible_page(fatima, fatimas_code, logged_in, query, width):
    answer = logged_in(fatima).get(f"/mijn-clienten/beleving/{fatimas_code.pk}/papier/pdf/{query}")
    document = pypdf.PdfReader(io.BytesIO(answer.content))
    (page,) = document.pages
    text = page.extract_text()
    assert float(page.mediabox.width) / 72 * 25.4 == pytest.approx(width, abs=0.1)
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert str(document.trailer["/Root"]["/Lang"]) == "nl"
    assert "/StructTreeRoot" in document.trailer["/Root"]
    assert text.count(fatimas_code.code) == (4 if query else 1)
    assert "uitkering" in text


def test_the_page_to_print_holds_the_code_with_words_beside_it(fatima, fatimas_code, logged_in):
    text = logged_in(fatima).get(f"/mijn-clienten/beleving/{fatimas_code.pk}/papier/").text
    assert 'src="data:image/svg+xml' in text
    assert f'alt="QR-code van de kaart op internet: http://localhost:8000/kaart/{fatimas_code.code}/"' in text


def test_more_lots_take_no_more_queries(cards, fatimas_code, fatima, logged_in):
    def lots(number: int) -> None:
        for following in range(OwnLot.objects.count() + 1, number + 1):
            cards(fatimas_code, 10, date(2025, following, 10))
            close_due_own_lots(fatima, date(2025, following + 1, 1))

    client = logged_in(fatima)
    lots(1)
    client.get("/mijn-clienten/beleving/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/mijn-clienten/beleving/")
    lots(8)
    with CaptureQueriesContext(connection) as many:
        page = client.get("/mijn-clienten/beleving/")
    assert len(many) == len(few)
    assert "Volgende pagina" in page.text


def test_once_the_works_council_took_its_consent_back_no_team_lot_is_told(
    cards, team_code, bram, make_person, team, erik, agreed, logged_in
):
    from leerlus.organisations.roles import Role

    for name in ("Noa", "Anna"):
        make_person(name, Role.CASEWORKER, team)
    cards(team_code, 20, MARCH)
    client = logged_in(erik)
    assert "16-25 kaarten" in client.get("/team/beleving/").text
    agreed.works_council_reference = ""
    agreed.save()
    text = client.get("/team/beleving/").text
    assert "16-25 kaarten" not in text
    assert "Teamcijfers" in text


def test_more_teams_take_no_more_queries_to_read_their_lots(municipality, erik, logged_in):
    from leerlus.organisations.models import Membership
    from leerlus.organisations.roles import Role

    client = logged_in(erik)
    client.get("/team/beleving/")
    with CaptureQueriesContext(connection) as few:
        client.get("/team/beleving/")
    for name in ("Team Oost", "Team West"):
        Membership.objects.create(
            person=erik,
            municipality=municipality,
            team=Team.objects.create(municipality=municipality, name=name),
            role=Role.TEAM_MANAGER,
            starts_on=date(2020, 1, 1),
        )
    with CaptureQueriesContext(connection) as many:
        client.get("/team/beleving/")
    assert len(many) == len(few)


def test_a_lot_says_what_to_see_with_its_margin_and_what_not_to_conclude(
    cards, fatimas_code, fatima, logged_in
):
    cards(fatimas_code, 12, MARCH)
    page = logged_in(fatima).get("/mijn-clienten/beleving/")
    assert page.context["lots"][0].sentence in page.text
    assert page.text.count('class="leerlus-score__band"') == 6
    assert "Bekijk als tabel" in page.text
    assert "Wat je hier niet uit mag halen" in page.text


def test_a_caseworker_looks_back_on_own_cards_and_a_manager_gets_questions_to_talk_about(
    cards, team_code, fatimas_code, fatima, bram, make_person, team, erik, logged_in
):
    from leerlus.organisations.roles import Role

    make_person("Noa", Role.CASEWORKER, team)
    cards(team_code, 20, MARCH)
    cards(fatimas_code, 12, MARCH)
    assert f"own_cards/{fatima.pk}" in logged_in(fatima).get("/mijn-clienten/beleving/").text
    assert f"team_cards/{team.pk}" in logged_in(bram).get("/team/beleving/").text
    manager = logged_in(erik).get("/team/beleving/").text
    assert "team_cards" not in manager
    assert "Wat zou toeval kunnen zijn?" in manager


def test_nobody_looks_back_on_the_cards_of_another_person_or_team(fatima, bram, team, lotte, logged_in):
    client = logged_in(fatima)
    assert client.post(f"/mijn-vak/terugblik/op/own_cards/{bram.pk}/").status_code == 404
    assert client.post(f"/mijn-vak/terugblik/op/team_cards/{lotte.pk}/").status_code == 404
    assert client.post(f"/mijn-vak/terugblik/op/team_cards/{team.pk}/").status_code == 302
