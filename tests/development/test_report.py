"""The report for a talk: chosen by the person, for them only, tagged, words before numbers, and not kept."""

import io
import re
from html import unescape
from types import SimpleNamespace

import pytest
from django.utils import timezone, translation
from pypdf import PdfReader

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.access.models import AccessEvent
from leerlus.access.shares import share
from leerlus.advice.giving import advice_for, given
from leerlus.advice.words import advice_in_words
from leerlus.development.plan import put_on_plan
from leerlus.development.report import ABOUT_ME, ABOUT_THE_WORK, CHOSEN_BEFOREHAND, report
from leerlus.documents.blocks import Heading, Table
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import profile_of, start_sitting
from tests.documents.test_pdf import tags_of, text_of
from tests.scans.answers import finished_scan

OPEN_ANSWER = "alleen voor mijzelf opgeschreven"
GOAL = "Elke vrijdag een gesprek nabespreken"
ALL_PARTS = {
    "about_the_work": [part.name for part in ABOUT_THE_WORK],
    "about_me": [part.name for part in ABOUT_ME],
}

TELLS = {
    "step": "De stap die mij is aangeraden",
    "other_steps": "Andere stappen die passen",
    "plan": GOAL,
    "opening": "In het kort",
    "levers": "Wat mij beweegt",
    "stage": "Waar ik sta in het veranderen",
    "competences": "Hoe ik leer",
    "drives": "Wat mij drijft",
    "unknown": "Wat nog niet bekend is",
    "why": "Waarom deze stap",
    "numbers": "De scores",
}
"""Words that stand in a report with this part, and only then."""


@pytest.fixture
def sitting(fatima) -> Sitting:
    made = finished_scan(fatima, NEED2=OPEN_ANSWER, SN1=None, SN2=None)
    put_on_plan(
        actor_of(fatima),
        content={"title": GOAL, "witness": "KANARIE-witness"},
        due_on=timezone.localdate(),
        token=new_token(fatima.pk),
        result_url="/",
    )
    return made


@pytest.fixture
def made(logged_in, fatima, sitting):
    """What comes back for chosen parts: `made("pdf", "step", "plan")`."""

    def send(kind: str, *parts: str):
        chosen = {field: [name for name in names if name in parts] for field, names in ALL_PARTS.items()}
        return logged_in(fatima).post(f"/mijn-vak/profiel/{sitting.pk}/verslag/", {**chosen, "as": kind})

    return send


def words_of(page) -> str:
    main = page.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<(title|desc).*?</\1>|<[^>]+>", " ", main)).split())


def test_only_the_step_is_chosen_beforehand(logged_in, fatima, sitting):
    page = logged_in(fatima).get(f"/mijn-vak/profiel/{sitting.pk}/verslag/").content.decode()
    assert re.findall(r'value="(\w+)"[^>]* checked', page) == ["step"]
    assert not set(CHOSEN_BEFOREHAND) & {part.name for part in ABOUT_ME}


@pytest.mark.parametrize("part", TELLS)
def test_a_report_holds_the_chosen_part_and_no_other(made, part):
    page, pdf = words_of(made("page", part)), text_of(made("pdf", part).content)
    for words in (page, pdf.replace("\n", " ")):
        assert {name for name, told in TELLS.items() if told in words} == {part}


def test_every_part_has_words_to_look_for():
    assert set(TELLS) == {part.name for part in (*ABOUT_THE_WORK, *ABOUT_ME)}


@pytest.mark.parametrize("kind", ["page", "pdf"])
def test_whose_it_is_and_that_it_is_not_validated_are_always_in_it(made, fatima, kind):
    answer = made(kind, "plan")
    words = text_of(answer.content).replace("\n", " ") if kind == "pdf" else words_of(answer)
    assert f"Dit verslag is van {fatima.name}." in words
    assert "nog niet gevalideerd" in words


def test_the_open_answer_and_notes_to_oneself_are_in_no_report(made):
    for kind in ("page", "pdf"):
        answer = made(kind, *TELLS)
        words = text_of(answer.content) if kind == "pdf" else answer.content.decode()
        assert OPEN_ANSWER not in words
        assert "KANARIE-witness" not in words


def test_the_pdf_is_tagged_with_title_language_headings_and_words_for_the_drawing(made, fatima):
    answer = made("pdf", *TELLS)
    assert answer["Content-Type"] == "application/pdf"
    assert re.fullmatch(r'attachment; filename="leerlus-[\d-]+\.pdf"', answer["Content-Disposition"])
    root = (found := PdfReader(io.BytesIO(answer.content))).trailer["/Root"]
    assert (root["/Lang"], found.metadata.title) == ("nl", "Mijn vak: verslag voor een gesprek")
    tags = tags_of(answer.content)
    names = [name for name, _ in tags]
    assert names.index("/H1") < names.index("/H2") < names.index("/H3") < names.index("/Table")
    assert next(words for name, words in tags if name == "/Figure").startswith("Je overweegt om te beginnen.")


def test_what_the_page_says_the_pdf_says_too(made):
    page = words_of(made("page", *TELLS)).split("Download het verslag")[0]
    pdf = re.sub(r"\W+", "", text_of(made("pdf", *TELLS).content)).replace("-", "")
    told = page.split("Mijn vak: verslag voor een gesprek", 1)[1]
    missing = [word for word in re.findall(r"\w{6,}", told) if word not in pdf]
    assert missing == []


def test_words_come_before_numbers(fatima, sitting):
    blocks = _document(fatima, sitting).blocks
    table = next(place for place, block in enumerate(blocks) if isinstance(block, Table))
    assert not any(isinstance(block, Heading) for block in blocks[table:-2])
    before = " ".join(str(block) for block in blocks[1 : table - 2] if "quickscan" not in str(block))
    assert "van 100" not in before.replace(_reasons(fatima, sitting), "")


def test_an_unknown_score_is_no_zero(fatima, sitting):
    table = next(block for block in _document(fatima, sitting).blocks if isinstance(block, Table))
    assert {row[2] for row in table.rows if row[1] == "onbekend"} == {"–"}


def test_a_report_in_english_is_english(fatima, sitting):
    with translation.override("en"):
        document = _document(fatima, sitting)
    assert (document.language, document.title) == ("en", "My craft: report for a talk")
    assert "What moves me" in [block.text for block in document.blocks if isinstance(block, Heading)]


def test_making_it_stands_in_the_log_and_looking_at_the_form_does_not(made, logged_in, fatima, sitting):
    logged_in(fatima).get(f"/mijn-vak/profiel/{sitting.pk}/verslag/")
    assert not AccessEvent.objects.filter(action="exported").exists()
    made("pdf", "step")
    line = AccessEvent.objects.get(action="exported")
    assert (line.actor_id, line.subject_id, line.object_id) == (fatima.pk, fatima.pk, sitting.pk)
    log = logged_in(fatima).get("/wie-zag-mijn-gegevens/").content.decode()
    assert "Je maakte een verslag van je scan." in log


def test_an_empty_choice_is_asked_again(made):
    answer = made("pdf")
    assert answer.status_code == 422
    assert "Kies minstens één onderdeel voor je verslag." in answer.content.decode()
    assert not AccessEvent.objects.filter(action="exported").exists()


def test_nobody_else_makes_it_also_not_with_whom_the_profile_is_shared(
    logged_in, fatima, bram, erik, sitting
):
    share(actor_of(fatima), sitting, bram, timezone.localdate(), ["opening"])
    for person in (bram, erik):
        address = f"/mijn-vak/profiel/{sitting.pk}/verslag/"
        assert logged_in(person).get(address).status_code == 404
        assert logged_in(person).post(address, {"about_me": ["levers"], "as": "pdf"}).status_code == 404


def test_a_scan_that_is_not_finished_has_no_report(logged_in, fatima):
    begun = start_sitting(actor_of(fatima))
    assert logged_in(fatima).get(f"/mijn-vak/profiel/{begun.pk}/verslag/").status_code == 404


def test_after_every_step_was_put_aside_a_report_still_comes_out(fatima, sitting):
    nothing = SimpleNamespace(steps=(), recommends=True)
    document = report(profile_of(sitting), nothing, [], TELLS, name="Fatima", on="vandaag")
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert "De stap die mij is aangeraden" not in headings
    assert "Mijn plan" in headings


def _advice(fatima, sitting):
    return advice_in_words(given(advice_for(actor_of(fatima), sitting)))


def _document(fatima, sitting):
    return report(profile_of(sitting), _advice(fatima, sitting), [], TELLS, name="Fatima", on="vandaag")


def _reasons(fatima, sitting) -> str:
    """The one block before the table that may name a score: why this step, which the person chose to show."""
    return str(next(block for block in _document(fatima, sitting).blocks if "Zekerheid" in str(block)))
