"""What became of clients: the page, from files with benefits and jobs to figures with their source."""

import pytest

from leerlus.outcomes.models import Spell

pytestmark = pytest.mark.django_db
BENEFITS = "Cliëntnummer;Startdatum;Einddatum;Reden uitstroom\n" + "".join(
    f"C-{number};1-1-2023;1-3-2024;{reason}\n"
    for number, reason in enumerate(["voltijd"] * 6 + ["verhuizing"] * 3 + ["onbekend"] * 2 + ["pensioen"])
)
JOBS = "Cliëntnummer;Startdatum;Laatste dag;Soort;Regulier;Subsidie;Bron\n" + (
    "C-0;1-3-2024;2-9-2024;baan;ja;nee;registratie\n"
    "C-1;1-3-2024;1-9-2024;baan;ja;nee;klantmanager\n"
    "C-2;1-3-2024;1-1-2025;baan;ja;ja;registratie\n"
    "C-3;1-12-2024;;baan;ja;nee;registratie\n"
    "C-9;15-3-2024;1-9-2024;baan;;;cliënt\n"
    "C-10;1-3-2023;1-9-2023;vrijwilligerswerk;;;cliënt\n"
)


@pytest.fixture
def page_of(browser, fatima, at_once):
    def page(*, with_jobs: bool):
        importer = browser(fatima)
        made = importer.read_in(BENEFITS.encode(), unit="month")
        if with_jobs:
            importer.extra = {"into": str(made.pk), "kind": "events", "measured_on": "1-2-2025"}
            columns = importer.send(JOBS.encode()).url
            check = importer.choose(columns, measured_on="1-2-2025").url
            stored = importer.confirm(check)
            assert stored.status_code == 302, stored.context["refused"]
        return importer.client.get(f"/mijn-clienten/{made.pk}/uitkomsten/")

    return page


def cells(page) -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in (*page.context["figure_rows"], *page.context["counted_rows"])}


def test_figures_say_how_many_of_how_many_with_what_is_unknown_and_the_source(page_of):
    found = cells(page_of(with_jobs=True))
    assert found["Uitgestroomd naar werk"] == ["7 van 11", "35% tot 85%", "0", "1", "registratie"]
    assert found["Duurzaam werk: langer dan zes maanden bij een gewone werkgever"] == [
        "1 van 2",
        "–",
        "1",
        "1",
        "registratie (3), klantmanager (1), cliënt (1)",
    ]
    assert found["Cliënten met een onbetaalde activiteit"][0] == "1"
    assert found["Banen die begonnen"][0] == "5"


def test_other_ways_out_stand_apart_by_reason(page_of):
    page = page_of(with_jobs=True)
    assert page.context["other_rows"] == [["Verhuisd", "3"], ["Pensioen", "1"]]
    text = page.content.decode()
    assert "1 baan met subsidie of zonder gewone werkgever staat apart" in text
    assert "Van 5 banen: 4 bij een gewone werkgever, 0 niet, van 1 is het niet vastgelegd." in text
    assert "1 februari 2025" in text


def test_what_nobody_recorded_is_not_shown_as_nothing(page_of):
    found = cells(page_of(with_jobs=False))
    assert found["Banen die begonnen"][0] == "niets vastgelegd"
    assert (
        found["Duurzaam werk: langer dan zes maanden bij een gewone werkgever"][0]
        == "nog niemand te beoordelen"
    )
    assert found["Uitgestroomd naar werk"] == ["6 van 10", "31% tot 83%", "0", "2", "registratie"]


def test_the_month_and_the_days_are_settings(page_of, settings):
    settings.LEERLUS_MONTHS_TO_CONFIRM = 8
    settings.LEERLUS_DAYS_BETWEEN_JOBS = 14
    page = page_of(with_jobs=True)
    assert cells(page)["Uitgestroomd naar werk"][0] == "6 van 10"
    assert "met hoogstens 14 dagen ertussen" in page.content.decode()


def test_lines_without_a_client_number_are_named_beside_the_figures(page_of):
    page = page_of(with_jobs=False)
    Spell.objects.filter(client_reference="C-0").update(client_reference="")
    assert "1 regel heeft geen cliëntnummer" in page.client.get(page.request["PATH_INFO"]).content.decode()


def test_the_page_asks_the_database_the_same_however_many_clients_there_are(
    page_of, django_assert_max_num_queries
):
    page = page_of(with_jobs=True)
    with django_assert_max_num_queries(16):
        page.client.get(page.request["PATH_INFO"])
