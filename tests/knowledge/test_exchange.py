"""Handing knowledge over: what a second municipality reads in and writes out is what the first wrote out."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.content.catalogue import load_catalogue
from leerlus.knowledge.appraising import judge
from leerlus.knowledge.exchange import TakenOver, Unreadable, read_exchange, take_over, written_out
from leerlus.knowledge.models import Appraisal, Intervention, KnowledgeItem
from leerlus.knowledge.storing import store
from leerlus.organisations.roles import Role
from tests.knowledge.test_items import PLAIN

pytestmark = pytest.mark.django_db


def said(value: str) -> dict[str, dict[str, str]]:
    return {name: {"value": value, "basis": "gelezen"} for name in load_catalogue().characteristics}


@pytest.fixture
def kees(make_person, other_municipality):
    return make_person("Kees", Role.KNOWLEDGE_BROKER, other_municipality)


@pytest.fixture
def written(noor, municipality):
    """What Voorbeeldstad has: two items, an activity and two judgements."""
    items = [PLAIN.model_copy(update={"id": name}) for name in ("eigen-een", "eigen-twee")]
    store(items, municipality.pk)
    Intervention.objects.create(
        municipality=municipality,
        code="leerkring-1",
        name="Leerkring",
        about="Elke maand een zaak bespreken.",
        target="caseworker",
        goal={"specific": "Elk dossier twee opties"},
        stages=["action"],
        determinants=["KM.SE"],
    )
    judge(actor_of(noor), noor, "leerkring-1", said("partly"), shows_name=True)
    judge(actor_of(noor), noor, "C15", said("unknown"), shows_name=False)
    return written_out(actor_of(noor), municipality)


def test_a_second_municipality_writes_out_what_it_read_in(written, kees, other_municipality):
    content = written.model_dump_json().encode()
    assert take_over(read_exchange(content), other_municipality) == TakenOver(5, 0, 0)
    assert written_out(actor_of(kees), other_municipality) == written
    assert len(written.items) == 2


def test_reading_in_twice_changes_nothing(written, municipality, other_municipality):
    take_over(written, other_municipality)
    assert take_over(written, other_municipality) == TakenOver(0, 0, 5)
    assert take_over(written, municipality) == TakenOver(0, 0, 5)
    assert Appraisal.objects.filter(municipality=other_municipality).count() == 2


def test_what_changed_at_the_other_becomes_a_new_version_here(
    written, noor, municipality, other_municipality
):
    take_over(written, other_municipality)
    store([PLAIN.model_copy(update={"id": "eigen-een", "evidence": "D"})], municipality.pk)
    Intervention.objects.update(name="Leergroep")
    assert take_over(written_out(actor_of(noor), municipality), other_municipality) == TakenOver(0, 1, 4)
    here = KnowledgeItem.objects.get(municipality=other_municipality, code="eigen-een")
    assert (here.newest, here.evidence) == (2, "D")


def test_a_name_that_was_erased_does_not_come_back_with_a_file_of_before(written, municipality):
    Appraisal.objects.update(assessor_name="", assessor=None)
    assert take_over(written, municipality) == TakenOver(0, 0, 5)
    assert set(Appraisal.objects.values_list("assessor_name", flat=True)) == {""}


def test_a_name_goes_along_only_where_somebody_let_it_stand(written):
    assert {one.subject: one.assessor for one in written.appraisals} == {"leerkring-1": "Noor", "C15": ""}
    assert {one.municipality for one in written.appraisals} == {"Voorbeeldstad"}


def test_what_comes_with_leerlus_is_not_in_the_file(written):
    assert {item.id for item in written.items} == {"eigen-een", "eigen-twee"}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"format": "something-else"}, "format"),
        ({"items": [{"id": "half"}]}, "items.0.title"),
        ({"stars": 5}, "stars"),
        ({"appraisals": [{"subject": "C15"}]}, "appraisals.0.values"),
    ],
)
def test_a_file_that_is_not_right_is_refused_as_a_whole_and_says_where(written, change, problem):
    content = json.loads(written.model_dump_json()) | change
    with pytest.raises(Unreadable) as refused:
        read_exchange(json.dumps(content).encode())
    assert any(line.startswith(problem) for line in refused.value.problems)


def test_a_file_cannot_bring_more_evidence_than_it_may(written):
    content = json.loads(written.model_dump_json())
    content["activities"][0] |= {"evidence": "A", "only_worked_here": True}
    with pytest.raises(Unreadable, match="level D at most"):
        read_exchange(json.dumps(content).encode())


def test_the_pages_hand_over_what_the_other_reads_in(client, noor, kees, written):
    client.force_login(noor)
    file = client.post(reverse("write_out_knowledge")).content
    client.force_login(kees)
    data = {"file": SimpleUploadedFile("kennis.json", file), "form_token": new_token(kees.pk)}
    page = client.post(reverse("exchange_knowledge"), data, follow=True).content.decode()
    assert "5 nieuw" in page
    assert client.post(reverse("write_out_knowledge")).content == file


def test_a_wrong_file_says_what_is_wrong_and_stores_nothing(client, noor):
    client.force_login(noor)
    data = {"file": SimpleUploadedFile("kennis.json", b"{}"), "form_token": new_token(noor.pk)}
    response = client.post(reverse("exchange_knowledge"), data)
    assert response.status_code == 422
    assert "format" in response.content.decode()


def test_the_command_reads_in_with_the_same_rules(written, other_municipality, tmp_path, capsys):
    file = tmp_path / "kennis.json"
    file.write_text(written.model_dump_json())
    call_command("import", "knowledge", str(file), "--for", other_municipality.name)
    assert "5 new" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no municipality"):
        call_command("import", "knowledge", str(file), "--for", "Nergens")


def test_progress_is_told_while_items_are_stored(municipality):
    heard: list[int] = []
    items = [PLAIN.model_copy(update={"id": f"veel-{number}"}) for number in range(1100)]
    store(items, municipality.pk, heard.append)
    assert heard == [500, 1000, 1100]
