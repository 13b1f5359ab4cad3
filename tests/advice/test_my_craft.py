"""“Mijn vak”: what one can fill in, what is open and what is finished, by role, and never pushing."""

import pytest

from leerlus.access.actor import actor_of
from leerlus.scans.sittings import start_sitting
from tests.scans.taking import finished


@pytest.fixture
def my_craft(logged_in):
    """The page as somebody reads it."""

    def of(person) -> str:
        return logged_in(person).get("/mijn-vak/").content.decode()

    return of


def test_a_caseworker_reads_what_can_be_filled_in_and_that_none_of_it_is_required(fatima, my_craft):
    page = my_craft(fatima)
    for name in (
        "Quickscan Mijn vak",
        "Wat ik doe voor mijn vak",
        "Ruimte voor vakmanschap",
        "Terugkijken op",
    ):
        assert name in page
    assert "Niets hiervan hoeft." in page
    assert "Hoe ik leren in mijn team steun" not in page


def test_a_manager_reads_their_own_list_without_quickscan_or_plan(erik, my_craft):
    page = my_craft(erik)
    assert "Hoe ik leren in mijn team steun" in page
    assert "Ruimte voor vakmanschap, door jouw ogen" in page
    assert "uickscan" not in page
    assert "/plan/" not in page


@pytest.mark.parametrize("role", ["noor", "dirk", "sam"])
def test_for_other_roles_the_page_is_not_there(role, request, logged_in):
    assert logged_in(request.getfixturevalue(role)).get("/mijn-vak/").status_code == 404


def test_what_is_open_says_so_and_what_is_finished_has_its_day(fatima, my_craft):
    start_sitting(actor_of(fatima), "craftsmanship_team")
    finished(fatima, "organisation_scan", 400, OS1=4)
    page = my_craft(fatima)
    assert page.count("Je bent ermee bezig.") == 1
    assert page.count("Ingevuld op") == 1
    assert page.count("kan het je iets nieuws vertellen.") == 1


def test_what_can_be_looked_back_on_is_named_by_what_it_was_about(fatima, my_craft):
    finished(fatima, "post_evaluation", 50, PE0="Training <b>gesprekken</b>", PE4=4)
    assert "Kijk terug op “Training &lt;b&gt;gesprekken&lt;/b&gt;”, na zes weken" in my_craft(fatima)


def test_what_has_no_name_can_be_looked_back_on_too(fatima, my_craft):
    finished(fatima, "post_evaluation", 50, PE4=4)
    assert "Kijk terug, na zes weken" in my_craft(fatima)


def test_the_list_asks_the_database_the_same_however_much_was_filled_in(
    fatima, logged_in, django_assert_max_num_queries
):
    client = logged_in(fatima)
    for days_ago in range(300, 100, -20):
        finished(fatima, "organisation_scan", days_ago, OS1=4)
        finished(fatima, "craftsmanship_self", days_ago, CB1=4)
    client.get("/mijn-vak/")
    with django_assert_max_num_queries(12):
        client.get("/mijn-vak/")
