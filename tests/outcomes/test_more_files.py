"""More files into one set: the next month, ends of benefits, jobs; the columns asked once, nothing doubled, undone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from leerlus.access.models import AccessEvent
from leerlus.outcomes import running, uploads
from leerlus.outcomes.models import OutcomeEvent, RowBefore, Spell, SpellImport
from tests.outcomes.workbooks import workbook

pytestmark = pytest.mark.django_db
START = "/mijn-clienten/inlezen/"
HEADER = "Cliëntnummer;Startdatum;Einddatum;Reden uitstroom\n"
JANUARY = HEADER + "C-1;1-3-2024;;\nC-2;1-4-2024;1-9-2024;voltijd\nC-3;1-5-2024;;\n"
FEBRUARY = HEADER + "C-1;1-3-2024;20-1-2025;verhuizing\nC-2;1-4-2024;1-9-2024;voltijd\nC-4;15-1-2025;;\n"


def text_of(response) -> str:
    return response.content.decode()


def rows(source):
    found = Spell.objects.filter(source=source).order_by("client_reference", "started_on")
    return [(row.client_reference, row.get_exit_display(), str(row.ended_on or "")) for row in found]


AS_IN_JANUARY = [
    ("C-1", "nog in de uitkering", ""),
    ("C-2", "voltijdbaan", "2024-09-01"),
    ("C-3", "nog in de uitkering", ""),
]


@pytest.fixture
def january(browser, fatima, at_once):
    """A set with three clients."""
    return browser(fatima).read_in(JANUARY.encode(), unit="month")


@pytest.fixture
def add(browser, fatima, january):
    """Send one more file for the set; gives the last page of the steps that went by themselves."""

    def added(content: str | bytes, kind="spells", day="1-2-2025", confirm=True, **columns):
        importer = browser(fatima)
        fields = {"into": str(january.pk), "kind": kind, "measured_on": day}
        importer.extra = fields
        sent = importer.send(content if isinstance(content, bytes) else content.encode())
        assert sent.status_code == 302, sent.context["form"].errors
        page = importer.client.get(sent.url)
        check = (
            page.url if page.status_code == 302 else importer.choose(sent.url, measured_on=day, **columns).url
        )
        if confirm:
            importer.confirm(check)
        return importer, check

    return added


def last() -> SpellImport:
    return SpellImport.objects.filter(into__isnull=False).latest("created_at")


def test_the_next_month_changes_what_is_there_adds_what_is_new_and_doubles_nothing(add, january):
    add(FEBRUARY)
    assert rows(january) == [
        ("C-1", "verhuisd", "2025-01-20"),
        ("C-2", "voltijdbaan", "2024-09-01"),
        ("C-3", "nog in de uitkering", ""),
        ("C-4", "nog in de uitkering", ""),
    ]
    assert (last().rows_added, last().rows_changed) == (1, 1)


def test_what_the_columns_mean_is_asked_once(add, january):
    _, check = add(FEBRUARY, confirm=False)
    assert check.endswith("/controle/")


def test_columns_in_another_order_are_known_by_their_names(add, january):
    turned = "Reden uitstroom;Einddatum;Startdatum;Cliëntnummer\nvoltijd;2-1-2025;1-3-2024;C-1\n"
    add(turned)
    assert rows(january)[0] == ("C-1", "voltijdbaan", "2025-01-02")


def test_a_column_that_is_gone_is_asked_for(add, january):
    importer, _ = add(FEBRUARY)
    importer.extra = {"into": str(january.pk), "kind": "spells", "measured_on": "1-2-2025"}
    sent = importer.send(FEBRUARY.replace("Einddatum", "Klaar").encode())
    page = importer.client.get(sent.url)
    assert page.status_code == 200
    assert page.context["form"]["ended_on"].value() == ""
    assert "unit" not in page.context["form"].fields


def test_the_same_file_twice_changes_nothing(add, january):
    add(FEBRUARY)
    before = rows(january)
    importer, check = add(FEBRUARY)
    assert rows(january) == before
    assert (last().rows_added, last().rows_changed) == (0, 0)
    page = importer.client.get(check.replace("controle", "bezig"), follow=True)
    assert "er is niets veranderd" in text_of(page)


def test_the_same_file_does_not_become_a_second_set(browser, fatima, january):
    page = browser(fatima).send(JANUARY.encode(), name="Nog eens")
    assert page.status_code == 422
    assert "Dit bestand las je eerder in, als “Mijn cliënten”." in text_of(page)
    assert SpellImport.objects.count() == 1


def test_a_client_twice_in_one_file_is_refused_with_the_line(add):
    importer, check = add(FEBRUARY + "C-4;15-1-2025;;\n", confirm=False)
    page = text_of(importer.client.get(check))
    assert "Regel 5" in page
    assert "hetzelfde cliëntnummer" in page


def test_undoing_gives_back_exactly_what_was_there(add, january, fatima):
    add(FEBRUARY)
    importer, _ = add(HEADER + "C-3;1-5-2024;1-2-2025;pensioen\nC-9;1-1-2025;;\n", day="2-2-2025")
    second = last()
    importer.client.post(f"{START}{second.pk}/ongedaan/")
    assert rows(january)[2:] == [("C-3", "nog in de uitkering", ""), ("C-4", "nog in de uitkering", "")]
    importer.client.post(f"{START}{last().pk}/ongedaan/")
    assert rows(january) == AS_IN_JANUARY
    assert not RowBefore.objects.exists()
    assert AccessEvent.objects.filter(object_id=second.pk, action="erased").exists()


def test_only_the_last_file_can_be_undone_and_not_the_first(add, january):
    importer, _ = add(FEBRUARY)
    first_addition = last()
    add(HEADER + "C-9;1-1-2025;;\n")
    assert importer.client.get(f"{START}{first_addition.pk}/ongedaan/").status_code == 404
    assert importer.client.post(f"{START}{january.pk}/ongedaan/").status_code == 404
    assert importer.client.get(f"{START}{last().pk}/ongedaan/").status_code == 200


def test_after_a_month_a_file_cannot_be_undone(add, january):
    importer, _ = add(FEBRUARY)
    long_ago = timezone.now() - timedelta(days=32)
    SpellImport.objects.filter(into__isnull=False).update(finished_at=long_ago)
    assert importer.client.post(f"{START}{last().pk}/ongedaan/").status_code == 404


def test_a_set_that_is_removed_takes_what_was_added_with_it(add, january):
    importer, _ = add(FEBRUARY)
    importer.client.post(f"{START}{january.pk}/verwijderen/")
    assert not Spell.objects.exists()
    assert not SpellImport.objects.exists()
    assert not RowBefore.objects.exists()


def test_a_file_with_ends_ends_the_last_benefit_of_each_client(add, january):
    add(
        "Cliëntnummer;Einddatum;Reden uitstroom\nC-1;20-1-2025;deeltijd\nC-3;21-1-2025;onbekend\n",
        kind="exits",
    )
    assert rows(january) == [
        ("C-1", "deeltijdbaan", "2025-01-20"),
        ("C-2", "voltijdbaan", "2024-09-01"),
        ("C-3", "reden onbekend", "2025-01-21"),
    ]
    assert Spell.objects.get(client_reference="C-1").duration == 11


def test_an_end_of_a_client_that_the_set_does_not_know_is_refused(add):
    importer, check = add(
        "Cliëntnummer;Einddatum;Reden uitstroom\nC-8;20-1-2025;deeltijd\nC-1;1-1-2024;deeltijd\n",
        kind="exits",
        confirm=False,
    )
    page = text_of(importer.client.get(check))
    assert page.count("Lees eerst de uitkeringen in.") == 2


JOBS = (
    "Cliëntnummer;Startdatum;Laatste dag;Soort;Regulier;Subsidie;Bron\n"
    "C-2;1-9-2024;;baan;ja;nee;registratie\n"
    "C-1;1-6-2024;1-10-2024;vrijwilligerswerk;;;cliënt\n"
)


def test_jobs_and_other_steps_come_from_a_workbook(add, january):
    lines = [line.split(";") for line in JOBS.splitlines()]
    add(workbook(lines), kind="events")
    found = OutcomeEvent.objects.order_by("client_reference").values_list(
        "client_reference", "kind", "last_day__year", "ended", "regular", "subsidised", "told_by"
    )
    assert list(found) == [
        ("C-1", "participation", 2024, True, None, None, "client"),
        ("C-2", "placement", 2025, False, True, False, "registration"),
    ]


def test_a_job_that_is_read_in_again_is_changed_and_undoing_gives_the_earlier_days(add, january):
    add(JOBS, kind="events")
    importer, _ = add(
        JOBS.replace("C-2;1-9-2024;;", "C-2;1-9-2024;20-2-2025;"), kind="events", day="1-3-2025"
    )
    job = OutcomeEvent.objects.get(client_reference="C-2")
    assert (str(job.last_day), job.ended) == ("2025-02-20", True)
    assert (last().rows_added, last().rows_changed) == (0, 1)
    importer.client.post(f"{START}{last().pk}/ongedaan/")
    job.refresh_from_db()
    assert (str(job.last_day), job.ended) == ("2025-02-01", False)
    assert OutcomeEvent.objects.count() == 2


def test_a_job_of_a_client_that_the_set_does_not_know_is_refused(add):
    importer, check = add(
        JOBS.replace("C-2", "X-2").replace("cliënt\n", "buurman\n"), kind="events", confirm=False
    )
    page = text_of(importer.client.get(check))
    assert "Regel 2" in page
    assert "Deze set kent dit cliëntnummer niet." in page
    assert "Vul hier in: registratie, klantmanager of cliënt." in page


def test_jobs_without_a_set_are_refused_beside_the_field(browser, fatima, january):
    importer = browser(fatima)
    importer.extra = {"into": "", "kind": "events", "measured_on": "1-2-2025"}
    page = importer.send(JOBS.encode())
    assert page.status_code == 422
    assert "Kies de set waar deze cliënten in staan." in text_of(page)


def test_a_set_of_somebody_else_cannot_be_added_to(browser, bram, january):
    importer = browser(bram)
    importer.extra = {"into": str(january.pk), "kind": "spells", "measured_on": "1-2-2025"}
    importer.send(FEBRUARY.encode())
    assert not SpellImport.objects.filter(into=january).exists()


def test_reading_in_can_be_stopped_and_then_nothing_is_stored(add, january, monkeypatch):
    def stopped_on_the_way(of):
        uploads.call_off(of.pk)
        running._run_apart(of.pk, of.attempt)

    monkeypatch.setattr(running, "run_in_background", stopped_on_the_way)
    importer, check = add(FEBRUARY)
    assert rows(january) == AS_IN_JANUARY
    assert last().state == SpellImport.State.READY
    monkeypatch.setattr(running, "run_in_background", lambda of: running._run_apart(of.pk, of.attempt))
    importer.confirm(check)
    assert len(rows(january)) == 4


def test_who_reads_in_says_so_at_once_and_then_a_few_times_a_second(add, january, monkeypatch):
    monkeypatch.setattr(running, "run_in_background", lambda of: None)
    add(FEBRUARY)
    clock = iter([1.0, 1.1, 1.3, 1.31, 1.6])
    monkeypatch.setattr(running.time, "monotonic", lambda: next(clock))
    told = []
    report = running._Reports(last().pk, lambda progress: told.append(progress.done))
    for done in range(5):
        report(uploads.Progress(done, 5))
    assert told == [0, 2, 4]


def test_the_button_to_stop_asks_whoever_reads_in_to_stop(add, january, monkeypatch):
    monkeypatch.setattr(running, "run_in_background", lambda of: None)
    importer, _ = add(FEBRUARY)
    page = importer.client.post(f"{START}{last().pk}/stoppen/", follow=True)
    assert "Het inlezen wordt gestopt." in text_of(page)
    with pytest.raises(running.CalledOff):
        running.run(last().pk, last().attempt)


def test_the_progress_page_says_how_long_it_still_takes(add, january, monkeypatch):
    monkeypatch.setattr(running, "run_in_background", lambda of: None)
    importer, _ = add(FEBRUARY)
    SpellImport.objects.filter(pk=last().pk).update(started_at=timezone.now() - timedelta(seconds=30))
    uploads.write_progress(last().pk, uploads.Progress(1_000, 7_000))
    page = text_of(importer.client.get(f"{START}{last().pk}/bezig/"))
    assert "1.000 van 7.000 regels bewaard. Nog ongeveer 3 minuten." in page


@pytest.mark.parametrize(("done", "expected"), [(0, None), (50, 10), (100, 0)])
def test_time_left_is_at_the_pace_so_far(done, expected):
    assert uploads.Progress(done, 100).seconds_left(10) == expected


def test_a_set_that_is_kept_up_to_date_is_not_removed_for_its_age(add, january):
    from leerlus.access.retention import Scope
    from leerlus.outcomes.retention import _read_in

    add(FEBRUARY)
    SpellImport.objects.filter(pk=january.pk).update(finished_at=timezone.now() - timedelta(days=2000))
    moment = timezone.now() - timedelta(days=1000)
    assert list(_read_in(Scope(january.municipality_id, moment))) == []
    SpellImport.objects.update(finished_at=timezone.now() - timedelta(days=2000))
    assert list(_read_in(Scope(january.municipality_id, moment))) == [january]
