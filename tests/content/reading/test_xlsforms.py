"""An instrument from an XLSForm: what it becomes, and what is wrong with it by sheet, row and column."""

import pytest

from leerlus.content.reading.instruments import Reading, as_yaml, read_instrument
from leerlus.content.reading.problems import Place
from tests.instruments.files import CHOICES, SETTINGS, SURVEY, with_cell, workbook

TYPE, NAME, DUTCH, ENGLISH, RELEVANT, REQUIRED, CONSTRAINT = range(1, 8)


def read(content: bytes, version: int = 1) -> Reading:
    return read_instrument(content, lambda code: version)


@pytest.fixture
def office_hour():
    reading = read(workbook())
    assert reading.problems == ()
    return reading.instrument


def test_the_settings_give_code_name_and_the_next_version():
    instrument = read(workbook(), version=4).instrument
    assert (instrument.code, instrument.version) == ("office_hour", 4)
    assert instrument.name.nl == "Spreekuur"


def test_a_group_is_a_page_and_its_note_is_the_beginning(office_hour):
    assert [(page.title.en, page.items) for page in office_hour.pages] == [
        ("Before", ("S1", "S2")),
        ("After", ("S3", "S4", "S5")),
    ]
    assert office_hour.pages[0].stem.nl == "Denk aan de laatste keer."
    assert office_hour.introduction.en == "About your office hour."


def test_a_list_of_numbers_is_a_scale_and_another_list_a_choice(office_hour):
    kinds = {item.id: item.kind for item in office_hour.items}
    assert kinds == {"S1": "rating", "S2": "choice", "S3": "multiple", "S4": "number", "S5": "open"}
    assert office_hour.rating_scales["agree"].word(2).nl == "een beetje"


def test_a_highest_number_and_a_condition_are_read(office_hour):
    assert office_hour.by_id["S4"].maximum == 40
    assert office_hour.by_id["S5"].condition.is_one_of == ("outside", "market")


def test_what_does_not_count_in_leerlus_is_a_remark_at_its_cell():
    (remark,) = read(workbook()).remarks
    assert remark.place == Place("survey", 5, "required")
    assert "overgeslagen" in remark.message.nl


def test_it_reads_the_same_when_it_is_kept_as_yaml(office_hour):
    assert read(as_yaml(office_hour).encode()).instrument == office_hour


FAULTY = [
    (TYPE, 5, "select_one agree or_other", "type", "or_other"),
    (TYPE, 5, "select_one elders", "type", "staat niet op het blad choices"),
    (TYPE, 5, "rank agree", "type", "“rank” kan niet"),
    (TYPE, 10, "date", "type", "“date” kan niet"),
    (TYPE, 10, None, "type", "ontbreekt de soort"),
    (TYPE, 8, "begin_repeat", "type", "“begin_repeat” kan niet"),
    (TYPE, 10, "note", "type", "note kan vooraan"),
    (TYPE, 12, "text", "name", "begint met een letter"),
    (NAME, 5, "1 vraag", "name", "begint met een letter"),
    (NAME, 5, None, "name", "begint met een letter"),
    (NAME, 6, "S1", "name", "staat er twee keer"),
    (DUTCH, 5, None, "label::Nederlands (nl)", "Nederlands ontbreekt"),
    (ENGLISH, 6, None, "label::English (en)", "Engels ontbreekt"),
    (RELEVANT, 8, "${S1} = '1'", "relevant", "Zet hem bij de vragen"),
    (RELEVANT, 11, "${S4} > 3", "relevant", "kunnen we niet lezen"),
    (RELEVANT, 11, "${S9} = 'a'", "relevant", "bestaat niet"),
    (RELEVANT, 11, "${S1} = '1'", "relevant", "geen vraag met één keuze"),
    (RELEVANT, 11, "${S2} = 'elders'", "relevant", "geen antwoord op S2"),
    (RELEVANT, 6, "${S2} = 'inside'", "relevant", "eerdere pagina"),
    (RELEVANT, 11, "${S2} = 'inside' and ${S1} = '1'", "relevant", "kunnen we niet lezen"),
    (DUTCH, 5, "=WEBSERVICE(A1)", "label::Nederlands (nl)", "formule"),
]


@pytest.mark.parametrize(
    ("column", "row", "value", "told", "says"), FAULTY, ids=lambda value: str(value)[:24]
)
def test_a_fault_is_told_at_its_cell(column, row, value, told, says):
    reading = read(workbook(survey=with_cell(SURVEY, row, column, value)))
    assert reading.instrument is None
    found = [(problem.place, problem.message.nl) for problem in reading.problems]
    assert any(place == Place("survey", row, told) and says in message for place, message in found), found


@pytest.mark.parametrize(
    ("sheets", "place", "says"),
    [
        ({"settings": [("form_title",), ("Spreekuur",)]}, Place("settings", 2, "form_id"), "form_id"),
        ({"settings": [("form_id",), ("office_hour",)]}, Place("settings", 2, "form_title"), "form_title"),
        (
            {"settings": with_cell(SETTINGS, 2, 2, "Mijn Form")},
            Place("settings", 2, "form_id"),
            "kleine letters",
        ),
        (
            {"settings": with_cell(SETTINGS, 2, 2, "quickscan")},
            Place("settings", 2, "form_id"),
            "van Leerlus zelf",
        ),
        ({"choices": with_cell(CHOICES, 6, 2, "inside")}, Place("choices", 6, "name"), "twee keer"),
        ({"choices": with_cell(CHOICES, 7, 2, None)}, Place("choices", 7, "name"), "geen naam"),
        (
            {"choices": with_cell(CHOICES, 5, 4, None)},
            Place("choices", 5, "label::English (en)"),
            "Engels ontbreekt",
        ),
        ({"choices": CHOICES[:5]}, Place("survey", 6, "type"), "minstens twee antwoorden"),
        ({"survey": SURVEY[:7] + SURVEY[7:11]}, Place("survey", 8, "type"), "niet gesloten"),
        ({"survey": SURVEY[:6] + SURVEY[7:]}, Place("survey", 7, "type"), "groep in een groep"),
        ({"survey": with_cell(SURVEY, 1, 4, "label::Nederlands (nl)")}, Place("survey", 1, "D"), "twee keer"),
        ({"survey": SURVEY[:1]}, Place("survey"), "geen vragen"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_fault_of_another_sheet_or_of_groups_is_told_where_it_is(sheets, place, says):
    reading = read(workbook(**sheets))
    assert reading.instrument is None
    found = [(problem.place, problem.message.nl) for problem in reading.problems]
    assert any(where == place and says in message for where, message in found), found


def test_all_faults_of_all_sheets_are_told_at_once():
    survey = with_cell(with_cell(SURVEY, 5, TYPE, "date"), 6, ENGLISH, None)
    reading = read(workbook(survey=survey, settings=with_cell(SETTINGS, 2, 2, "quickscan")))
    assert {(problem.place.sheet, problem.place.row) for problem in reading.problems} >= {
        ("settings", 2),
        ("survey", 5),
        ("survey", 6),
    }


def test_questions_without_a_group_stand_on_a_page_of_their_own():
    survey = (SURVEY[0], ("text", "T1", "Wat ging goed?", "What went well?"))
    (page,) = read(workbook(survey=survey)).instrument.pages
    assert page.items == ("T1",)
    assert page.title.nl == "Spreekuur"
