"""The pages: the picture of a team, of larger groups, and of earlier rounds; and the pause."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format
from django.utils.translation import override

from leerlus.access.actor import actor_of
from leerlus.organisations.models import Department, Team
from leerlus.release import beside, measures
from leerlus.release.beside import Promised, register_own_scores, register_promises
from leerlus.release.lines import for_team, line_of, scores_in_order
from leerlus.release.measures import Measure, registered_measures
from leerlus.release.models import Pause, PublishedFigure, Round
from leerlus.release.participation import count_out
from leerlus.release.words import score_in_words, value_in_words
from leerlus.scans.sittings import finish_sitting, start_sitting
from tests.release.conftest import hold_round
from tests.scans.answers import finished_scan

LOW = {"SN1": 3, "SN2": 3, "SN3": 3}
SCAN = {f"OS{number}": 2 for number in range(1, 21)}  # 25 of 100 on every precondition


def page_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    content = response.content.decode()
    return content[content.index("<main") : content.index("</main>")]


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def organisation_scan(person, **answers) -> None:
    actor = actor_of(person)
    sitting = start_sitting(actor, "organisation_scan")
    sitting.store_answers({**SCAN, **answers})
    finish_sitting(actor, sitting)


@pytest.fixture
def eight(contributor, works_council):
    """Eight colleagues who took both scans."""
    people = [contributor(number, **LOW) for number in range(8)]
    for person in people:
        organisation_scan(person)
    return people


def test_the_team_reads_each_precondition_in_words_with_a_number_a_band_and_what_it_can_do(
    eight, team, fatima, logged_in
):
    hold_round(team)
    page = words(page_of(logged_in(fatima), "/team/"))
    assert page.count("Laag: 25 op een schaal van 0 tot 100 (8-10 mensen telden mee).") == 9
    assert "Tijd om terug te kijken" in page
    assert "spreek af dat die doorgaat als het druk is" in page
    assert "Plan de tijd eerst en verlaag daar de caseload voor" not in page
    assert "Notitie 5.1" in page


def test_who_leads_reads_that_nobody_is_seen_and_who_works_there_what_the_page_is_about(
    team, fatima, erik, logged_in
):
    assert "Om te leren, nooit om te beoordelen." in page_of(logged_in(erik), "/team/")
    assert "Om te leren, nooit om te beoordelen." not in page_of(logged_in(fatima), "/team/")


def test_the_manager_also_reads_what_a_manager_can_do(eight, team, erik, logged_in):
    hold_round(team)
    assert "Plan de tijd eerst en verlaag daar de caseload voor" in words(page_of(logged_in(erik), "/team/"))


def test_check_19_a_low_score_on_time_to_look_back_reaches_person_and_manager_without_a_name(
    eight, team, fatima, erik, logged_in
):
    hold_round(team)
    sitting = finished_scan(fatima)
    profile = logged_in(fatima).get(f"/mijn-vak/profiel/{sitting.pk}/").content.decode()
    assert "Dat ligt niet aan jou" in profile
    manager = words(page_of(logged_in(erik), "/team/"))
    assert "Plan die tijd eerst" in manager
    assert not [person.name for person in (*eight, fatima) if person.name in manager]


def test_a_hidden_line_says_why_and_what_would_show_it_and_never_how_many_are_missing(
    eight, team, contributor, erik, logged_in
):
    for number in range(8, 16):
        contributor(number, **LOW)
    finished_scan(eight[0], SN1=None, SN2=None, SN3=None)
    hold_round(team, 60)
    count_out(eight[0].pk)
    hold_round(team)
    page = words(page_of(logged_in(erik), "/team/"))
    assert "Verborgen: met minder dan 8 mensen die meetellen" in page
    assert "Het verschijnt als minstens 8 mensen meetellen." in page
    assert not re.search(r"nog \d|\b7\b", page)


def test_when_all_is_hidden_for_one_reason_the_reason_stands_there_once(
    contributor, works_council, team, erik, logged_in
):
    contributor(0, **LOW)
    hold_round(team)
    page = words(page_of(logged_in(erik), "/team/"))
    assert page.count("Verborgen: met minder dan 8 mensen die meetellen") == 1


def test_a_figure_is_told_and_sourced_in_the_language_of_the_screen(eight, team, fatima, logged_in):
    hold_round(team)
    fatima.language = "en"
    fatima.save()
    page = words(page_of(logged_in(fatima), "/team/"))
    assert page.count("Low: 25 on a scale of 0 to 100 (8-10 people contributed).") == 9
    assert "Time to look back" in page
    assert "Notitie" not in page


@pytest.mark.parametrize(
    ("value", "level"), [(45, "Laag"), (50, "In het midden"), (70, "In het midden"), (75, "Hoog")]
)
def test_the_middle_of_a_scale_is_not_low_and_clear_agreement_is_high(value, level):
    with override("nl"):
        assert score_in_words(PublishedFigure(value=value, contributors="8-10")).startswith(
            f"{level}: {value} "
        )


def test_of_a_score_about_no_precondition_the_figure_is_told_and_nothing_to_do_about_it(
    eight, team, monkeypatch
):
    monkeypatch.setitem(
        measures._MEASURES, "other.score", Measure("other.score", "Iets anders", lambda _: 60.0)
    )
    figure = hold_round(team).figures.get(team=team, measure="other.score")
    assert scores_in_order()[-1].name == "other.score"
    line = line_of(scores_in_order()[-1], figure, 8)
    assert (line.about, line.source, line.hidden) == ("", "", "")
    assert "60" in line.told
    assert for_team(line, team.pk, {}, {"other.score": 40.0}, leads=True) == line


def test_the_word_for_change_stands_with_the_figure(eight, team, erik, logged_in):
    hold_round(team, 60)
    for person in eight:
        organisation_scan(person, OS4=5, OS5=5)
    hold_round(team)
    page = words(page_of(logged_in(erik), "/team/"))
    assert (
        "80 of hoger op een schaal van 0 tot 100 (8-10 mensen telden mee). Hoger dan de vorige keer." in page
    )
    assert page.count("Ongeveer gelijk aan de vorige keer.") == 9


def test_no_page_and_no_fact_survives_that_the_works_council_took_its_consent_back(
    eight, team, municipality, erik, dirk, logged_in
):
    hold_round(team)
    municipality.works_council_date = None
    municipality.save()
    pages = ((erik, "/team/"), (dirk, "/beeld/"), (erik, "/team/rondes/"), (dirk, "/beeld/rondes/"))
    for reader, address in pages:
        page = words(page_of(logged_in(reader), address))
        assert "ondernemingsraad" in page
        assert not re.search(r"op een schaal|8-10", page)


@pytest.fixture
def promises():
    """Promises as an app above keeps them."""
    kept = list(beside._PROMISES), list(beside._OWN_SCORES)
    yield
    beside._PROMISES[:], beside._OWN_SCORES[:] = kept


@pytest.mark.usefixtures("promises")
def test_a_promise_stands_beside_its_precondition_and_only_the_manager_is_asked_for_one(
    eight, team, erik, fatima, logged_in
):
    promised = Promised("elke dinsdag een uur", "Erik", date(2027, 3, 1), "Nog open.")
    register_promises(
        lambda teams: {(one, "OR.REF"): [promised] for one in teams},
        lambda team_id, factor: f"/team/toezeggingen/nieuw/?over={factor}&team={team_id}",
    )
    hold_round(team)
    for reader, asked in ((erik, True), (fatima, False)):
        page = page_of(logged_in(reader), "/team/")
        assert "Erik zegde toe: “elke dinsdag een uur”, uiterlijk 1 maart 2027. Nog open." in words(page)
        assert ("over=OR.DIS" in page) is asked


@pytest.mark.usefixtures("promises")
def test_the_own_answers_of_the_manager_stand_beside_for_that_manager_alone(
    eight, team, erik, fatima, make_person, logged_in
):
    other = make_person("Mila", "team_manager", team)
    asked = [measure.name for measure in registered_measures()]
    register_own_scores(lambda person: dict.fromkeys(asked, 62.5) if person == erik.pk else {})
    hold_round(team)
    assert "Je eigen antwoorden: 62. Alleen jij ziet dit." in words(page_of(logged_in(erik), "/team/"))
    for reader in (fatima, other):
        assert "Je eigen antwoorden" not in words(page_of(logged_in(reader), "/team/"))


def test_the_own_answers_of_a_manager_are_those_to_the_same_questions(erik):
    actor = actor_of(erik)
    sitting = start_sitting(actor, "organisation_scan_manager")
    sitting.store_answers({**SCAN, "OS4": 5, "OS5": 5})
    finish_sitting(actor, sitting)
    own = beside.own_scores(erik.pk)
    assert own["organisation_scan.REF"] == 100
    assert own["organisation_scan.DIS"] == 25
    assert "quickscan.sn" not in own


@pytest.fixture
def two_teams(eight, contributor, team, municipality):
    """A department of two teams with figures."""
    work = Department.objects.create(municipality=municipality, name="Afdeling Werk")
    south = Team.objects.create(municipality=municipality, name="Team Zuid", department=work)
    Team.objects.filter(pk=team.pk).update(department=work)
    for number in range(20, 28):
        organisation_scan(contributor(number, where=south, **LOW))
    return work


def test_a_director_reads_the_municipality_and_its_departments_and_a_knowledge_manager_the_whole(
    two_teams, team, dirk, noor, logged_in
):
    hold_round(team)
    director, broker = (words(page_of(logged_in(one), "/beeld/")) for one in (dirk, noor))
    assert "Afdeling Werk" in director
    assert director.count("25 op een schaal van 0 tot 100 (16-25 mensen telden mee)") == 18
    assert "Afdeling Werk" not in broker
    assert broker.count("25 op een schaal van 0 tot 100 (16-25 mensen telden mee)") == 9
    assert "Team Noord" not in director + broker
    address = f"/beeld/rondes/?afdeling={two_teams.pk}"
    assert "Afdeling Werk" in words(page_of(logged_in(dirk), address))
    assert logged_in(noor).get(address).status_code == 404


@pytest.mark.parametrize("asked", ["geen-id", "00000000-0000-0000-0000-000000000000", ""])
def test_earlier_rounds_of_a_group_that_is_not_yours_or_of_nothing_are_absent(
    asked, eight, team, erik, dirk, other_municipality, logged_in
):
    hold_round(team)
    elsewhere = Team.objects.create(municipality=team.municipality, name="Team Zuid")
    for team_id in (asked, elsewhere.pk):
        assert logged_in(erik).get(f"/team/rondes/?team={team_id}").status_code == 404
    strange = Department.objects.create(municipality=other_municipality, name="Elders")
    for department in (asked, strange.pk):
        assert logged_in(dirk).get(f"/beeld/rondes/?afdeling={department}").status_code == 404
    assert logged_in(erik).get("/team/rondes/?over=quickscan.att").status_code == 404


def test_earlier_rounds_are_a_table_and_a_chart_of_published_figures_only(eight, team, erik, logged_in):
    hold_round(team, 120)
    for person in eight:
        organisation_scan(person, OS4=4, OS5=4)
    hold_round(team, 60)
    count_out(eight[0].pk)
    hold_round(team)
    page = page_of(logged_in(erik), f"/team/rondes/?team={team.pk}&over=organisation_scan.REF")
    told = words(page)
    assert "<svg" in page
    assert f"Van 25 op {_day(120)} naar 75 op {_day(60)}." in told
    assert re.search(rf"{_day(60)} .{{0,40}}75 .{{0,60}}8-10 .{{0,60}}hoger", told)
    assert f"{_day(0)}" in told
    assert "Verborgen" in told


def test_one_round_with_a_figure_is_a_sentence_and_no_chart(eight, team, two_teams, erik, dirk, logged_in):
    address = "/team/rondes/?over=organisation_scan.REF"
    hold_round(team, 60)
    for reader, where in (
        (erik, address),
        (dirk, f"/beeld/rondes/?afdeling={two_teams.pk}&over=organisation_scan.REF"),
    ):
        page = page_of(logged_in(reader), where)
        assert f"Eén ronde op deze pagina heeft een cijfer: 25 op {_day(60)}." in words(page)
        assert "<svg" not in page
    page = words(page_of(logged_in(dirk), "/beeld/rondes/?over=organisation_scan.REF"))
    assert f"Eén ronde op deze pagina heeft een cijfer: 25 op {_day(60)}." in page


def test_without_a_figure_the_page_of_rounds_says_so(contributor, works_council, team, erik, logged_in):
    hold_round(team)
    page = page_of(logged_in(erik), "/team/rondes/?over=organisation_scan.REF")
    assert "Geen ronde op deze pagina heeft een cijfer." in page
    assert "<svg" not in page


@pytest.mark.parametrize(
    ("value", "told"), [(20, "20 of lager"), (25, "25"), (75, "75"), (80, "80 of hoger")]
)
def test_the_ends_of_the_scale_are_open(value, told):
    with override("nl"):
        assert value_in_words(value) == told


def _day(days_ago: int) -> str:
    return date_format(date.today() - timedelta(days=days_ago), "j F Y")


def test_ten_years_of_rounds_are_read_a_page_at_a_time_with_as_many_queries_as_one_year(
    eight, team, erik, logged_in
):
    client = logged_in(erik)
    hold_round(team)
    address = f"/team/rondes/?team={team.pk}"
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    with CaptureQueriesContext(connection) as first_team:
        client.get("/team/")
    PublishedFigure.objects.bulk_create(
        PublishedFigure(round=one, level="team", team=team, measure=measure, value=50, contributors="8-10")
        for one in Round.objects.bulk_create(
            Round(municipality=team.municipality, closed_on=date.today() - timedelta(days=90 * number))
            for number in range(1, 40)
        )
        for measure in ("organisation_scan.DIS", "organisation_scan.REF")
    )
    with CaptureQueriesContext(connection) as many:
        page = client.get(address).content.decode()
    with CaptureQueriesContext(connection) as many_team:
        client.get("/team/")
    assert len(many) == len(few)
    assert len(many_team) == len(first_team)
    assert len(few) <= 8
    assert page.count("<tr>") <= 1 + 12
    assert "Pagina 1 van 4" in page


def test_the_page_of_several_teams_asks_no_more_of_the_database_than_that_of_one(
    eight, team, municipality, erik, logged_in
):
    hold_round(team)
    client = logged_in(erik)
    client.get("/team/")
    with CaptureQueriesContext(connection) as one:
        client.get("/team/")
    for number in range(3):
        where = Team.objects.create(municipality=municipality, name=f"Team {number}")
        erik.memberships.create(
            municipality=municipality, team=where, role="team_manager", starts_on=date.today()
        )
    with CaptureQueriesContext(connection) as four:
        client.get("/team/")
    assert len(four) == len(one)


def test_somebody_pauses_and_ends_the_pause_on_a_page_about_their_own_data(fatima, logged_in):
    client = logged_in(fatima)
    assert "Waar mijn antwoorden meetellen" in client.get("/mijn-gegevens/").content.decode()
    assert "Zet mijn antwoorden op pauze" in page_of(client, "/mijn-gegevens/meetellen/")
    for _ in range(2):
        answer = client.post("/mijn-gegevens/meetellen/", {"pause": "yes"}, follow=True)
    page = answer.content.decode()
    assert f"Je pauzeert sinds {_day(0)}." in page
    assert "Je antwoorden tellen nergens mee tot je de pauze stopt." in page
    assert Pause.objects.get().person == fatima
    assert "je pauzeert" in page_of(client, "/team/")
    answer = client.post("/mijn-gegevens/meetellen/", {"pause": "no"}, follow=True)
    assert "De pauze is voorbij. Waar je ja op zei, geldt weer." in answer.content.decode()
    assert not Pause.objects.exists()


def test_somebody_whose_last_role_ended_can_still_pause(fatima, logged_in):
    fatima.memberships.update(ends_on=date.today() - timedelta(days=1))
    client = logged_in(fatima)
    client.post("/mijn-gegevens/meetellen/", {"pause": "yes"})
    assert Pause.objects.get().person == fatima
    assert "Laat mij" not in page_of(client, "/mijn-gegevens/meetellen/")


@pytest.mark.parametrize("address", ["/team/", "/team/rondes/", "/beeld/", "/beeld/rondes/"])
def test_every_page_with_figures_says_on_top_who_sees_them(address, fatima, noor, logged_in):
    team_page = address.startswith("/team")
    page = logged_in(fatima if team_page else noor).get(address).content.decode()
    line = re.search(r'<p class="leerlus-privacy">.*?</p>', page, re.DOTALL)
    who = "De mensen van dit team en wie het leidt" if team_page else "Kennismanagers en directie"
    assert who in line.group()
    assert page.index("leerlus-privacy") < page.index("<h1")


def test_the_picture_of_the_municipality_says_what_can_be_done_about_each_precondition(
    eight, team, contributor, municipality, noor, logged_in
):
    other = Team.objects.create(municipality=municipality, name="Team Zuid")
    for number in range(20, 28):
        organisation_scan(contributor(number, where=other, **LOW))
    hold_round(team)
    page = words(page_of(logged_in(noor), "/beeld/"))
    assert page.count("Wat kunnen we hieraan doen?") == 10
    assert "spreek af dat die doorgaat als het druk is" in page
    assert "Plan de tijd eerst en verlaag daar de caseload voor" in page
    assert "Beloof het team hier iets over" not in page
