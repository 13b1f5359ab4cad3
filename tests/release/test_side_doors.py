"""Ways around a release: side doors (reliability D5), puppets (D7), and what a manager can reach (checks 15 and 16)."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlus.access.actor import actor_of
from leerlus.access.door import visible
from leerlus.access.models import AccessEvent
from leerlus.advice.models import Advice
from leerlus.organisations.models import Membership, Person, Team
from leerlus.organisations.roles import Role
from leerlus.release.models import Contribution, PublishedFigure
from leerlus.release.participation import count_in
from leerlus.release.rounds import close_round, open_round, run_rounds
from leerlus.release.rules.levels import Level
from leerlus.release.rules.series import Hidden
from leerlus.scans.models import Sitting
from tests.address_table import TABLE
from tests.release.conftest import NORM, figure_of, hold_round
from tests.scans.answers import finished_scan

LOW = {"SN1": 3, "SN2": 3, "SN3": 2}  # 27.8 of 100, published as 30
RAW = re.compile(r"\b27[.,][78]")

pytestmark = pytest.mark.usefixtures("works_council")


@pytest.fixture
def eight(contributor):
    return [contributor(number, **LOW) for number in range(8)]


def everything_a_reader_gets(client) -> list[tuple[str, str]]:
    """Every address without arguments that answers this reader, with its whole answer, headers included."""
    found = []
    for address in TABLE:
        if "GET" in address.methods and not address.thing and not address.public:
            response = client.get(address.url(None), follow=True)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            found.append((address.name, body.decode(errors="replace") + str(response.headers)))
    return found


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")] if "<main" in page else page


def test_no_page_source_chart_table_or_alternative_text_holds_more_than_the_published_record(
    eight, team, erik, dirk, noor, logged_in
):
    for days_ago in (120, 60, 0):
        hold_round(team, days_ago)
    for reader in (erik, dirk, noor):
        client = logged_in(reader)
        pages = [
            client.get(address).content.decode()
            for address in (reverse("team"), f"{reverse('team_rounds')}?over={NORM}", reverse("picture"))
        ]
        assert not [page for page in pages if RAW.search(main_of(page))]
    chart = main_of(logged_in(erik).get(f"{reverse('team_rounds')}?over={NORM}").content.decode())
    assert "<svg" in chart
    assert "30" in chart


def test_the_search_for_raw_values_finds_one(eight):
    """The control: the mean that was not published would be seen."""
    assert RAW.search("gemiddeld 27,8")
    assert RAW.search('<circle data-value="27.777">')


def test_check_15_a_manager_reaches_no_scan_stage_advice_or_contribution_at_any_address(
    eight, team, erik, logged_in
):
    for person in eight:
        logged_in(person).get(f"/mijn-vak/profiel/{Sitting.objects.get(person=person).pk}/")
    hold_round(team)
    actor = actor_of(erik)
    assert not visible(actor, Sitting).exists()
    assert not visible(actor, Advice).exists()
    client = logged_in(erik)
    for sitting in Sitting.objects.all():
        for address in (f"/mijn-vak/profiel/{sitting.pk}/", f"/mijn-vak/quickscan/{sitting.pk}/1/"):
            assert client.get(address).status_code == 404
    pages = everything_a_reader_gets(client)
    assert len(pages) > 10
    ids = {str(row.pk) for row in (*Sitting.objects.all(), *Advice.objects.all())}
    assert not [name for name, page in pages if any(one in page for one in ids)]


def test_check_16_four_people_give_no_figure_and_a_fifth_who_comes_and_goes_gives_nobody_away(
    contributor, team, municipality
):
    municipality.least_contributors = 5
    municipality.fewer_than_eight_reference = "OR 2026-020"
    municipality.save()
    team.municipality.refresh_from_db()
    for number in range(4):
        contributor(number, **LOW)
    assert figure_of(team, NORM, 300).hidden == Hidden.TOO_FEW
    fifth = contributor(4, SN1=7, SN2=7, SN3=7)
    with_fifth = figure_of(team, NORM, 200)
    assert with_fifth.hidden == ""
    Membership.objects.filter(person=fifth).delete()
    after = figure_of(team, NORM, 100)
    assert after.hidden == Hidden.TOO_FEW
    assert after.value is None


def test_no_notification_or_log_line_tells_when_a_figure_appears(eight, team, erik, logged_in):
    hold_round(team)
    events = AccessEvent.objects.filter(action=AccessEvent.Action.RELEASED)
    assert {(event.actor_id, event.subject_id) for event in events} == {(None, None)}
    assert "op een schaal" not in logged_in(erik).get("/").content.decode()


# Puppets: a manager who would fill a team with accounts of their own making.


def test_a_manager_makes_no_accounts_gives_no_roles_and_opens_no_round(erik, team, logged_in):
    client = logged_in(erik)
    for name in ("invite", "invite_many", "people", "municipality_settings", "add_team", "add_department"):
        for send in (client.get, client.post):
            assert send(reverse(name)).status_code in {404, 405}
    assert not [address for address in TABLE if "round" in address.name and "POST" in address.methods]


def test_seven_new_accounts_beside_one_colleague_give_no_figure(contributor, team):
    contributor(0, **LOW)
    for number in range(1, 8):
        contributor(number, days=29, SN1=7, SN2=7, SN3=7)
    assert figure_of(team, NORM).hidden == Hidden.TOO_FEW


def test_the_same_accounts_a_day_older_do_give_a_figure(contributor, team):
    """The control: it is their age that keeps them out, and not that the team of the test never has a figure."""
    contributor(0, **LOW)
    for number in range(1, 8):
        contributor(number, days=31, SN1=7, SN2=7, SN3=7)
    assert not figure_of(team, NORM).hidden


def test_people_moved_into_a_team_while_a_round_is_open_do_not_count_there(contributor, team, municipality):
    target = contributor(0, **LOW)
    elsewhere = Team.objects.create(municipality=municipality, name="Team Zuid")
    movers = [contributor(number, where=elsewhere, SN1=7, SN2=7, SN3=7) for number in range(1, 8)]
    opened = open_round(municipality)
    Membership.objects.filter(person__in=movers).update(team=team)
    figures = close_round(opened).figures.filter(level=Level.TEAM, measure=NORM)
    assert {figure.hidden for figure in figures} == {Hidden.TOO_FEW}
    assert not Contribution.objects.filter(person=target, figure__team=team).exists()


def test_who_says_yes_for_a_day_around_one_colleague_gets_no_figure_with_and_without_them(contributor, team):
    """Informants who come and go around a target: the second figure would differ by the target alone."""
    people = [contributor(number, **LOW) for number in range(8)]
    first = figure_of(team, NORM, 60)
    target = contributor(8, SN1=7, SN2=7, SN3=7)
    second = figure_of(team, NORM)
    assert set(second.contributions.values_list("person_id", flat=True)) == {one.pk for one in people}
    assert not second.contributions.filter(person=target).exists()
    assert first.value == second.value == 30


def test_a_manager_cannot_count_in_their_own_team(eight, team, erik, logged_in):
    Person.objects.filter(pk=erik.pk).update(created_at=timezone.now() - timedelta(days=900))
    assert logged_in(erik).post(reverse("count_me"), {"counts": "yes"}).status_code == 404
    count_in(erik.pk)
    finished_scan(erik)
    assert not figure_of(team, NORM).contributions.filter(person=erik).exists()


def test_rounds_cannot_be_closed_again_and_again(eight, municipality):
    assert run_rounds([municipality]) == (1, 0)
    assert run_rounds([municipality]) == (0, 0)
    municipality.rounds.update(opened_on=timezone.localdate() - timedelta(days=30))
    assert run_rounds([municipality]) == (0, 1)
    assert run_rounds([municipality]) == (0, 0)
    assert PublishedFigure.objects.filter(level=Level.TEAM, measure=NORM).count() == 1


@pytest.mark.parametrize(
    "role", [Role.KNOWLEDGE_BROKER, Role.EXECUTIVE, Role.RESEARCHER, Role.TENANT_ADMINISTRATOR]
)
def test_no_other_role_reads_the_figures_of_a_team(role, eight, team, make_person, municipality, logged_in):
    hold_round(team)
    reader = make_person("Iemand", role, None if role == Role.RESEARCHER else municipality)
    for name in ("team", "team_rounds"):
        assert logged_in(reader).get(reverse(name)).status_code == 404
