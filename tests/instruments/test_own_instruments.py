"""An administrator adds an instrument from a file; people fill it in as any other; versions never change."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leerlus.access.door import visible_own
from leerlus.content.reading.instruments import as_yaml, read_instrument
from leerlus.instruments import finding
from leerlus.instruments.adding import Audiences, DraftGone, as_draft, from_draft, keep, withdraw
from leerlus.instruments.finding import Changed, content_of, find_current, find_instrument
from leerlus.instruments.models import OwnInstrument, OwnVersion
from leerlus.organisations.models import Team
from leerlus.organisations.roles import Role
from leerlus.release.models import PublishedFigure
from leerlus.release.rounds import close_round, open_round
from leerlus.scans.models import Sitting
from leerlus.scans.offered import instruments_for
from leerlus.scans.sittings import finish_sitting, instrument_of, start_sitting
from tests.instruments.files import SOUND, workbook

pytestmark = pytest.mark.django_db
CASEWORKERS = Audiences(caseworkers=True, managers=False)


def instrument(version: int = 1, text: str = SOUND):
    return read_instrument(
        text.replace("version: 1", f"version: {version}").encode(), lambda code: version
    ).instrument


@pytest.fixture
def intake(sam, actor) -> OwnInstrument:
    return keep(actor(sam), instrument(), CASEWORKERS)


def upload(client, content: bytes, name: str = "intake.yaml"):
    return client.post("/beheer/vragenlijsten/toevoegen/", {"file": SimpleUploadedFile(name, content)})


def keep_fields(page, **changed):
    form = page.context["form"]
    return {
        "draft": form["draft"].value(),
        "form_token": form["form_token"].value(),
        "caseworkers": "on",
    } | changed


@pytest.mark.parametrize("content", [SOUND.encode(), workbook()], ids=["YAML", "XLSForm"])
def test_a_file_is_looked_at_kept_and_filled_in(content, sam, fatima, logged_in):
    client = logged_in(sam)
    page = upload(client, content)
    assert page.status_code == 200
    assert not OwnInstrument.objects.exists()
    kept = client.post("/beheer/vragenlijsten/bewaren/", keep_fields(page), follow=True)
    assert "Versie 1 van" in kept.text
    own = OwnInstrument.objects.get()
    caseworker = logged_in(fatima)
    address = f"/mijn-vak/scan/eigen-{own.code.replace('_', '-')}/"
    assert caseworker.get(address).status_code == 200
    questions = caseworker.post(address)
    assert caseworker.get(questions.url).status_code == 200
    assert Sitting.objects.get(person=fatima).instrument == own.key


def test_all_that_is_wrong_stands_on_the_page_and_nothing_is_kept(sam, logged_in):
    faulty = SOUND.replace("scale: three", "scale: vier").replace("[home]", "[elders]")
    page = upload(logged_in(sam), faulty.encode())
    assert page.status_code == 422
    assert "2 dingen in dit bestand moeten anders" in page.text
    assert f"Regel {SOUND[: SOUND.index('scale: three')].count(chr(10)) + 1}<" in page.text
    assert not OwnInstrument.objects.exists()


def test_a_large_file_is_refused_unread(sam, logged_in):
    page = upload(logged_in(sam), b"x" * (1024 * 1024 + 1))
    assert page.status_code == 422
    assert "te groot" in page.text


def test_keeping_twice_keeps_once(sam, logged_in):
    client = logged_in(sam)
    fields = keep_fields(upload(client, SOUND.encode()))
    first, second = (client.post("/beheer/vragenlijsten/bewaren/", fields) for _ in range(2))
    assert first.url == second.url
    assert OwnVersion.objects.count() == 1


def test_somebody_must_be_able_to_fill_it_in(sam, logged_in):
    client = logged_in(sam)
    page = upload(client, SOUND.encode())
    fields = keep_fields(page)
    del fields["caseworkers"]
    again = client.post("/beheer/vragenlijsten/bewaren/", fields)
    assert again.status_code == 422
    assert "Kies wie hem mag invullen" in again.text
    assert "Ik was voorbereid." in again.text


def test_a_draft_of_somebody_else_or_one_that_was_changed_is_not_kept(sam, make_person, municipality, actor):
    draft = as_draft(actor(sam), instrument())
    olga = make_person("Olga", Role.TENANT_ADMINISTRATOR, municipality)
    for holder, text in ((olga, draft), (sam, draft[:-2] + "xx"), (sam, "")):
        with pytest.raises(DraftGone):
            from_draft(actor(holder), text)
    assert from_draft(actor(sam), draft) == instrument()


def test_of_two_who_keep_the_same_next_version_the_second_looks_again(sam, actor):
    keep(actor(sam), instrument(), CASEWORKERS)
    with pytest.raises(DraftGone):
        keep(actor(sam), instrument(), CASEWORKERS)


def test_what_is_kept_reads_back_the_same_file(intake):
    stored = intake.versions.get()
    assert stored.content == as_yaml(instrument())
    assert content_of(stored) == instrument()


def test_a_version_cannot_be_stored_again(intake):
    version = intake.versions.get()
    version.content = version.content.replace("voorbereid", "moe")
    with pytest.raises(ValueError, match="never changes"):
        version.save()


def test_a_version_that_was_changed_in_the_database_is_not_shown(intake):
    finding._own.cache_clear()
    OwnVersion.objects.update(content=intake.versions.get().content.replace("voorbereid", "moe"))
    with pytest.raises(Changed):
        find_current(intake.key)


def test_who_is_in_the_middle_stays_on_the_version_they_began(intake, fatima, sam, actor):
    sitting = start_sitting(actor(fatima), intake.key)
    keep(actor(sam), instrument(2, SOUND.replace("voorbereid", "uitgerust")), CASEWORKERS)
    assert instrument_of(sitting).by_id["A1"].text.nl == "Ik was voorbereid."
    assert find_current(intake.key).by_id["A1"].text.nl == "Ik was uitgerust."


def test_withdrawn_nobody_begins_it_and_what_was_filled_in_stays_readable(
    intake, fatima, sam, actor, logged_in
):
    sitting = start_sitting(actor(fatima), intake.key)
    sitting.store_answers({"A1": 2})
    finish_sitting(actor(fatima), sitting)
    withdraw(actor(sam), intake)
    assert intake.key not in {one.code for one in instruments_for(actor(fatima))}
    assert logged_in(fatima).get("/mijn-vak/scan/eigen-intake/").status_code == 404
    assert "Ik was voorbereid." in logged_in(fatima).get(f"/mijn-vak/scan/{sitting.pk}/").text
    assert find_instrument(intake.key, 1).version == 1


@pytest.mark.parametrize(
    ("audiences", "names"),
    [
        (Audiences(caseworkers=True, managers=False), {"fatima"}),
        (Audiences(caseworkers=False, managers=True), {"erik"}),
        (Audiences(caseworkers=True, managers=True), {"fatima", "erik"}),
    ],
)
def test_it_is_for_whom_was_chosen(audiences, names, sam, fatima, erik, actor):
    own = keep(actor(sam), instrument(), audiences)
    offered = {
        name
        for name, person in {"fatima": fatima, "erik": erik}.items()
        if own.key in {one.code for one in instruments_for(actor(person))}
    }
    assert offered == names


def test_another_municipality_sees_and_begins_nothing_of_it(
    intake, other_municipality, make_person, actor, logged_in
):
    east = Team.objects.create(municipality=other_municipality, name="Oost")
    pien = make_person("Pien", Role.CASEWORKER, east)
    olga = make_person("Olga", Role.TENANT_ADMINISTRATOR, other_municipality)
    assert intake.key not in {one.code for one in instruments_for(actor(pien))}
    assert logged_in(olga).get(f"/beheer/vragenlijsten/{intake.pk}/").status_code == 404
    again = keep(actor(olga), instrument(), CASEWORKERS)
    assert again.key != intake.key


def test_answers_are_personal_and_count_in_no_team_picture(intake, fatima, bram, erik, team, actor):
    sitting = start_sitting(actor(fatima), intake.key)
    sitting.store_answers({"A1": 1})
    finish_sitting(actor(fatima), sitting)
    for other in (bram, erik):
        assert not visible_own(actor(other), Sitting).exists()
    close_round(open_round(team.municipality))
    published = list(PublishedFigure.objects.values())
    assert published
    assert not any(intake.key in str(figure) or "'A1'" in str(figure) for figure in published)


def test_an_administrator_downloads_a_version_and_adds_it_as_the_next(intake, sam, logged_in):
    client = logged_in(sam)
    file = client.get(f"/beheer/vragenlijsten/{intake.pk}/1/bestand/")
    assert file.headers["Content-Disposition"] == 'attachment; filename="intake-1.yaml"'
    refused = upload(client, file.content)
    assert "Dit wordt versie 2; hier staat 1." in refused.text
    assert upload(client, file.content.replace(b"version: 1", b"version: 2")).status_code == 200


def test_more_instruments_take_no_more_queries_to_list(sam, actor, fatima):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            instruments_for(actor(fatima))
        return len(found)

    def add(numbers: range) -> None:
        for number in numbers:
            text = SOUND.replace("code: intake", f"code: i{number}")
            find_current(keep(actor(sam), instrument(1, text), CASEWORKERS).key)

    add(range(2))
    few = queries()
    add(range(2, 8))
    assert queries() == few


def test_the_list_and_the_page_of_one_work_and_withdrawing_is_a_button(intake, sam, logged_in):
    client = logged_in(sam)
    assert f">{find_instrument(intake.key, 1).name.nl}</a>" in client.get("/beheer/vragenlijsten/").text
    page = client.get(f"/beheer/vragenlijsten/{intake.pk}/").text
    assert "alleen als het antwoord op A2 is: thuis" in page
    client.post(f"/beheer/vragenlijsten/{intake.pk}/intrekken/")
    assert "ingetrokken" in client.get("/beheer/vragenlijsten/").text
