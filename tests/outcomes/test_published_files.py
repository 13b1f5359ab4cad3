"""Real files through every step of an import: what the page shows equals published numbers."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from leerlus.outcomes.models import OutcomeEvent

pytestmark = pytest.mark.django_db
PUBLISHED = Path(__file__).parent.parent / "published" / "data"


def still_looking(page) -> dict[str, str]:
    """What the table beside the curve says: per time the share of whom nothing happened yet."""
    return {row[0]: row[4] for row in page.context["curve_rows"]}


def test_unemployment_spells_of_mccall_show_the_curve_of_r(browser, fatima, real_file, at_once):
    importer = browser(fatima)
    made = importer.read_in(real_file)
    shown = still_looking(importer.client.get(f"/mijn-clienten/{made.pk}/"))
    published = {1: "91,21", 2: "85,41", 5: "73,76", 10: "62,98", 13: "56,80", 20: "41,58", 26: "36,51"}
    assert {period: shown[str(2 * period)] for period in published} == {
        period: f"{share}%" for period, share in published.items()
    }


def test_unemployment_spells_of_mccall_show_the_shares_of_cmprsk(browser, fatima, real_file, at_once):
    importer = browser(fatima)
    made = importer.read_in(real_file)
    rows = importer.client.get(f"/mijn-clienten/{made.pk}/").context["ways_rows"]
    assert [row[1:4] for row in rows if row[0] in {"4", "26", "52"}] == [
        ["14,2%", "4,6%", "6,8%"],
        ["35,4%", "11,4%", "19,4%"],
        ["46,2%", "14,5%", "24,3%"],
    ]


def test_returns_to_prison_of_rossi_show_the_curve_of_r(browser, fatima, at_once):
    """432 people followed for a year until they were arrested again. The event stands where work stands: it is a way
    out like any other, and the arithmetic does not know which."""
    importer = browser(fatima)
    content = (PUBLISHED / "rossi.csv").read_bytes()
    columns = importer.send(content).url
    form = importer.client.get(columns).context["form"]
    names = [label for _, label in form.fields["exit"].choices]
    week, arrest = names.index("week") - 1, names.index("arrest") - 1
    flags = {name: "" for name in form.fields if name.startswith("flag_")}
    chosen = {
        **flags,
        "unit": "week",
        "duration": str(week),
        "exit": str(arrest),
        "words_of": str(arrest),
        "word_0": "0",
        "word_1": "1",
        "reference": "",
    }
    check = importer.choose(columns, **chosen).url
    importer.confirm(check)
    made = fatima.spell_imports.get()
    assert (made.rows_read, made.rows_refused) == (432, 0)
    shown = still_looking(importer.client.get(f"/mijn-clienten/{made.pk}/"))
    assert (shown["26"], shown["52"]) == ("87,50%", "73,61%")


RELEASED = date(2024, 1, 1)


def released() -> list[dict[str, str]]:
    with (PUBLISHED / "rossi.csv").open() as file:
        return list(csv.DictReader(file))


def after(weeks: int) -> str:
    return f"{RELEASED + timedelta(weeks=weeks):%d-%m-%Y}"


def jobs_of(row: dict[str, str]) -> list[tuple[int, int]]:
    """The first and last week of each job: weeks with work that follow each other (columns emp1 to emp52)."""
    weeks = [week for week in range(1, 53) if row[f"emp{week}"] == "yes"]
    firsts = [week for week in weeks if week - 1 not in weeks]
    lasts = [week for week in weeks if week + 1 not in weeks]
    return list(zip(firsts, lasts, strict=True))


def test_the_repeated_jobs_of_rossi_are_read_in_beside_the_curve_that_is_published(browser, fatima, at_once):
    """The same people by days, the arrest again where work stands; then all their jobs, several for some, are added."""
    people = released()
    spells = "\n".join(
        f"R-{number};{after(0)};{after(int(row['week'])) if row['arrest'] == '1' else ''};"
        f"{'voltijd' if row['arrest'] == '1' else ''}"
        for number, row in enumerate(people)
    )
    importer = browser(fatima)
    last_day = f"{RELEASED + timedelta(weeks=52):%d-%m-%Y}"
    made = importer.read_in(
        f"Cliëntnummer;Startdatum;Einddatum;Reden uitstroom\n{spells}\n".encode(),
        unit="week",
        measured_on=last_day,
    )
    lines = "\n".join(
        f"R-{number};{after(first - 1)};{after(last)};baan"
        for number, row in enumerate(people)
        for first, last in jobs_of(row)
    )
    importer.extra = {"into": str(made.pk), "kind": "events", "measured_on": last_day}
    columns = importer.send(f"Cliëntnummer;Startdatum;Laatste dag;Soort\n{lines}\n".encode()).url
    importer.confirm(importer.choose(columns, measured_on=last_day).url)

    began = sum(
        row[f"emp{week}"] == "yes" and (week == 1 or row[f"emp{week - 1}"] != "yes")
        for row in people
        for week in range(1, 53)
    )
    more_than_one = [number for number, row in enumerate(people) if len(jobs_of(row)) > 1]
    assert OutcomeEvent.objects.filter(client_reference=f"R-{more_than_one[0]}").count() > 1
    page = importer.client.get(f"/mijn-clienten/{made.pk}/uitkomsten/")
    shown = {row[0]: row[1] for row in page.context["counted_rows"]}
    assert shown["Banen die begonnen"] == str(began)
    curve = still_looking(importer.client.get(f"/mijn-clienten/{made.pk}/"))
    assert (curve["26"], curve["52"]) == ("87,50%", "73,61%")
