"""Reading in a file with the browser: every step, and everything that can go wrong on the way."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from leerlus.access.forms_once import new_token
from leerlus.access.models import AccessEvent
from leerlus.outcomes import running, uploads
from leerlus.outcomes.models import Spell, SpellImport
from tests.outcomes.conftest import SEMICOLONS

pytestmark = pytest.mark.django_db
START = "/mijn-clienten/inlezen/"


def text_of(response) -> str:
    return response.content.decode()


def test_the_real_file_is_recognised_and_read_in_with_every_row(browser, fatima, real_file, at_once):
    done = browser(fatima).read_in(real_file)
    assert (done.state, done.rows_read, done.rows_refused) == (SpellImport.State.DONE, 3343, 0)
    assert done.unit == "two_weeks"
    exits = {kind: Spell.objects.filter(exit=kind, caseworker=fatima).count() for kind in Spell.Exit}
    assert {kind: number for kind, number in exits.items() if number} == {
        Spell.Exit.STILL_IN_BENEFIT: 1357,
        Spell.Exit.FULL_TIME_WORK: 1073,
        Spell.Exit.PART_TIME_WORK: 339,
        Spell.Exit.WORK_UNKNOWN_HOURS: 574,
    }


def test_an_excel_flavoured_file_with_dates_and_words_is_read_in(browser, fatima, at_once):
    done = browser(fatima).read_in(b"\xef\xbb\xbf" + SEMICOLONS.encode(), unit="month")
    rows = Spell.objects.filter(source=done).order_by("client_reference")
    assert [(row.client_reference, row.duration, row.exit) for row in rows] == [
        ("C-001", 6, Spell.Exit.FULL_TIME_WORK),
        ("C-002", 10, Spell.Exit.STILL_IN_BENEFIT),
        ("C-003", 1, Spell.Exit.MOVED),
        ("C-004", 1, Spell.Exit.PART_TIME_WORK),
    ]


def test_the_first_values_and_the_recognised_columns_are_shown(browser, fatima, real_file):
    fatima_browser = browser(fatima)
    page = fatima_browser.client.get(fatima_browser.send(real_file).url)
    assert "5 · 13 · 21 · 3" in text_of(page)
    assert page.context["form"]["duration"].value() == "0"
    assert page.context["form"]["unit"].value() == "two_weeks"


def test_unknown_words_are_asked_for_and_their_meaning_is_kept(browser, fatima, at_once):
    content = SEMICOLONS.replace("verhuizing", "code 17").encode()
    importer = browser(fatima)
    columns = importer.send(content).url
    refused = importer.choose(columns, unit="month")
    assert refused.status_code == 422
    assert "“code 17”" in text_of(refused)
    assert "Kies wat elk woord betekent." in text_of(refused)
    word = next(field for field in refused.context["form"].word_fields() if "code 17" in field.label)
    check = importer.choose(columns, unit="month", **{word.name: "4"})
    assert check.status_code == 302
    importer.confirm(check.url)
    assert Spell.objects.get(client_reference="C-003").exit == Spell.Exit.OTHER


def test_words_of_another_column_are_not_given_the_meanings_of_the_first(browser, fatima):
    importer = browser(fatima)
    columns = importer.send(SEMICOLONS.encode()).url
    page = importer.choose(columns, unit="month", exit="4")
    assert page.status_code == 422
    assert [field.label for field in page.context["form"].word_fields()] == ["“naar “elders””"]
    assert [field.value() for field in page.context["form"].word_fields()] == [""]


def test_lines_that_are_not_right_are_shown_with_reasons_and_nothing_is_stored(browser, fatima, at_once):
    content = SEMICOLONS.replace("15-3-2024", "31-2-2024").replace("C-004", "111222333").encode()
    importer = browser(fatima)
    check = importer.choose(importer.send(content).url, unit="month").url
    page = text_of(importer.client.get(check))
    assert "Regel 3" in page
    assert "Startdatum “31-2-2024”" in page
    assert "Regel 5" in page
    assert "BSN" in page
    assert "111222333" not in page
    assert "Er is nog niets bewaard." in page
    assert importer.confirm(check).status_code == 422
    assert not Spell.objects.exists()


def test_refused_lines_are_left_out_only_when_somebody_says_so(browser, fatima, at_once):
    content = SEMICOLONS.replace("15-3-2024", "31-2-2024").encode()
    importer = browser(fatima)
    check = importer.choose(importer.send(content).url, unit="month").url
    importer.confirm(check, skip_refused="on")
    done = SpellImport.objects.get()
    assert (done.state, done.rows_read, done.rows_refused) == ("done", 3, 1)
    assert Spell.objects.count() == 3


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04..[Content_Types].xml..xl/workbook.xml", "Dit Excel-bestand is niet te lezen."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Dit is een Excel-bestand."),
        (b"PK\x03\x04 something.txt", "Dit is een ingepakt bestand."),
        (b"\x89PNG\r\n\x1a\n", "Dit is geen tekstbestand."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Dit is geen tekstbestand."),
        (b"duur;reden\n1;\x00\x01", "Dit is geen tekstbestand."),
        (b"", "Dit bestand is leeg."),
        (b" \r\n\r\n", "Dit bestand is leeg."),
        (b"duur;uitstroom\r\n", "Dit bestand heeft wel een kopregel, maar geen regels daaronder."),
        (b'duur;uitstroom\n1;"open\n2;x\n', "aanhalingsteken"),
    ],
)
def test_a_file_of_the_wrong_kind_gets_a_reason_beside_the_field_and_the_name_stays(
    browser, fatima, content, sentence
):
    page = browser(fatima).send(content, name="Voorjaar")
    assert page.status_code == 422
    assert sentence in text_of(page)
    assert 'value="Voorjaar"' in text_of(page)
    assert not SpellImport.objects.exists()


def test_a_file_of_50_mb_gets_its_size_beside_the_field_and_the_name_stays(browser, fatima):
    page = browser(fatima).send(b"duur;uitstroom\n" + b"12;werk\n" * 6_553_600, name="Alles")
    assert page.status_code == 422
    assert "Dit bestand is 51 MB. Er past hoogstens 40 MB" in text_of(page)
    assert 'value="Alles"' in text_of(page)


def test_a_double_click_keeps_the_file_once_and_reads_it_in_once(browser, fatima, real_file, at_once):
    importer = browser(fatima)
    token = new_token(fatima.pk)
    first, second = importer.send(real_file, token=token), importer.send(real_file, token=token)
    assert first.url == second.url
    check = importer.choose(first.url).url
    importer.confirm(check)
    importer.client.post(check, {"mark": "whatever"})
    assert SpellImport.objects.count() == 1
    assert Spell.objects.count() == 3343


def test_what_was_changed_in_another_tab_is_shown_before_it_is_read_in(browser, fatima, at_once):
    importer = browser(fatima)
    columns = importer.send(SEMICOLONS.encode()).url
    check = importer.choose(columns, unit="month").url
    mark = importer.client.get(check).context["form"]["mark"].value()
    importer.choose(columns, unit="week")
    page = importer.client.post(check, {"mark": mark}, follow=True)
    assert "in een ander venster" in text_of(page)
    assert not Spell.objects.exists()


def test_an_import_that_stops_halfway_stores_nothing_and_can_be_done_again(
    browser, fatima, real_file, at_once, monkeypatch
):
    importer = browser(fatima)
    check = importer.choose(importer.send(real_file).url).url
    monkeypatch.setattr(running, "log_import", lambda *_: 1 / 0)
    progress = importer.confirm(check).url
    page = text_of(importer.client.get(progress))
    assert not Spell.objects.exists()
    assert "Er is niets bewaard. Je bestand en je keuzes staan er nog." in page
    monkeypatch.undo()
    monkeypatch.setattr(running, "run_in_background", lambda of: running.run(of.pk, of.attempt))
    importer.client.post(progress)
    assert Spell.objects.count() == 3343


def test_an_import_whose_server_stopped_is_noticed_after_a_minute(browser, fatima, real_file, monkeypatch):
    monkeypatch.setattr(running, "run_in_background", lambda of: None)
    importer = browser(fatima)
    progress = importer.confirm(importer.choose(importer.send(real_file).url).url).url
    assert "De regels worden nagekeken." in text_of(importer.client.get(progress))
    monkeypatch.setattr(uploads, "SILENT_SECONDS", -1)
    page = importer.client.get(progress)
    assert "Probeer opnieuw" in text_of(page)
    assert SpellImport.objects.get().state == SpellImport.State.FAILED
    assert SpellImport.objects.get().mapping


def test_a_run_that_was_overtaken_stores_nothing(browser, fatima, real_file, monkeypatch):
    monkeypatch.setattr(running, "run_in_background", lambda of: None)
    importer = browser(fatima)
    importer.confirm(importer.choose(importer.send(real_file).url).url)
    under_way = SpellImport.objects.get()
    with pytest.raises(running.Overtaken):
        running.run(under_way.pk, under_way.attempt - 1)
    assert not Spell.objects.exists()


def test_the_progress_page_refreshes_itself_without_and_with_javascript(
    browser, fatima, real_file, monkeypatch
):
    monkeypatch.setattr(running, "run_in_background", lambda of: None)
    importer = browser(fatima)
    progress = importer.confirm(importer.choose(importer.send(real_file).url).url).url
    under_way = SpellImport.objects.get()
    uploads.write_progress(under_way.pk, uploads.Progress(1000, 3343))
    page = text_of(importer.client.get(progress))
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "1.000 van 3.343 regels bewaard." in page
    running.run(under_way.pk, under_way.attempt)
    part = importer.client.get(progress, headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"] == f"/mijn-clienten/{under_way.pk}/"


def test_the_upload_is_sealed_and_gone_after_reading_in(browser, fatima, real_file, settings, at_once):
    importer = browser(fatima)
    columns = importer.send(real_file).url
    kept = list(settings.LEERLUS_UPLOADS.iterdir())
    assert len(kept) == 1
    assert b"censor1" not in kept[0].read_bytes()
    importer.confirm(importer.choose(columns).url)
    assert not list(settings.LEERLUS_UPLOADS.iterdir())


def test_an_import_that_is_not_finished_is_offered_again(browser, fatima, real_file):
    importer = browser(fatima)
    columns = importer.send(real_file, name="Later verder").url
    page = text_of(importer.client.get(START))
    assert f'<a href="{columns}">Later verder</a>' in page


def test_stopping_removes_the_file_and_the_import(browser, fatima, real_file, settings):
    importer = browser(fatima)
    columns = importer.send(real_file).url
    importer.client.post(columns.replace("kolommen", "verwijderen"))
    assert not SpellImport.objects.exists()
    assert not list(settings.LEERLUS_UPLOADS.iterdir())


def test_a_file_that_is_gone_is_asked_for_again(browser, fatima, real_file, settings):
    importer = browser(fatima)
    columns = importer.send(real_file).url
    next(settings.LEERLUS_UPLOADS.iterdir()).unlink()
    page = importer.client.get(columns, follow=True)
    assert "Kies het opnieuw." in text_of(page)
    assert page.redirect_chain[-1][0] == START
    assert page.context["unfinished"] == []


def test_what_was_uploaded_more_than_a_day_ago_is_removed(browser, fatima, real_file, settings, monkeypatch):
    importer = browser(fatima)
    importer.send(real_file)
    monkeypatch.setattr(uploads, "KEPT_SECONDS", -1)
    importer.client.get(START)
    assert not SpellImport.objects.exists()
    assert not list(settings.LEERLUS_UPLOADS.iterdir())


def test_imports_of_others_do_not_exist(browser, logged_in, fatima, bram, sam, real_file):
    columns = browser(fatima).send(real_file).url
    for somebody in (bram, sam):
        for step in ("kolommen", "controle", "bezig", "verwijderen"):
            url = columns.replace("kolommen", step)
            assert logged_in(somebody).get(url).status_code == 404
            assert logged_in(somebody).post(url).status_code == 404
    own_import_elsewhere = columns.replace("/mijn-clienten/", "/beheer/gegevens/")
    assert logged_in(fatima).get(own_import_elsewhere).status_code == 404
    assert SpellImport.objects.count() == 1


def test_only_caseworkers_and_administrators_read_in(logged_in, erik, noor, dirk, lotte):
    for somebody in (erik, noor, dirk, lotte):
        assert logged_in(somebody).get(START).status_code == 404
        assert logged_in(somebody).get("/beheer/gegevens/inlezen/").status_code == 404


def test_reading_in_and_removing_are_in_the_log(browser, fatima, real_file, at_once):
    importer = browser(fatima)
    done = importer.read_in(real_file)
    importer.client.post(f"/mijn-clienten/inlezen/{done.pk}/verwijderen/")
    actions = (
        AccessEvent.objects.filter(object_id=done.pk).order_by("sequence").values_list("action", flat=True)
    )
    assert list(actions) == ["imported", "erased"]
    assert not Spell.objects.exists()


def test_a_token_of_somebody_else_stores_nothing(logged_in, fatima, bram, real_file):
    fields = {"name": "x", "file": SimpleUploadedFile("a.csv", real_file), "form_token": new_token(bram.pk)}
    assert logged_in(fatima).post(START, fields).status_code == 422
    assert not SpellImport.objects.exists()


def test_an_administrator_reads_in_for_caseworkers_and_sees_only_numbers(browser, sam, fatima, bram, at_once):
    content = (
        "email;client;weken;uitstroom\n"
        f"{fatima.email.upper()};A1;12;voltijd\n{bram.email};B1;8;\nonbekend@voorbeeldstad.example;X1;3;werk\n"
    ).encode()
    importer = browser(sam, "/beheer/gegevens/inlezen/")
    check = importer.choose(importer.send(content).url).url
    assert "onbekend@voorbeeldstad.example" in text_of(importer.client.get(check))
    importer.confirm(check, skip_refused="on")
    assert list(Spell.objects.order_by("duration").values_list("caseworker__name", "duration")) == [
        ("Bram", 8),
        ("Fatima", 12),
    ]
    page = text_of(importer.client.get("/beheer/gegevens/"))
    assert "A1" not in page
    assert ">2<" in page
    done = SpellImport.objects.get()
    assert importer.client.get(f"/mijn-clienten/{done.pk}/").status_code == 404
    assert AccessEvent.objects.filter(subject_id=fatima.pk, action="imported", actor_id=sam.pk).exists()


def test_an_administrator_cannot_read_in_for_another_municipality(
    browser, sam, make_person, other_municipality
):
    from leerlus.organisations.models import Team
    from leerlus.organisations.roles import Role

    elsewhere = make_person(
        "Kim", Role.CASEWORKER, Team.objects.create(municipality=other_municipality, name="Zuid")
    )
    importer = browser(sam, "/beheer/gegevens/inlezen/")
    content = f"email;weken;uitstroom\n{elsewhere.email};12;voltijd\n".encode()
    check = importer.choose(importer.send(content).url).url
    assert "Geen klantmanager in jouw gemeente" in text_of(importer.client.get(check))


@pytest.mark.django_db(transaction=True)
def test_reading_in_goes_on_in_the_background_on_a_connection_of_its_own(browser, fatima, real_file):
    importer = browser(fatima)
    check = importer.choose(importer.send(real_file).url).url
    importer.confirm(check)
    under_way = SpellImport.objects.get()
    for thread in threading.enumerate():
        if thread.name == f"import-{under_way.pk}":
            thread.join(timeout=30)
    under_way.refresh_from_db()
    assert under_way.is_done
    assert Spell.objects.count() == 3343
