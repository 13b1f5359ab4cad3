"""An instrument from a YAML file: what is wrong is said with its line, everything at once, in two languages."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.content.instrument import CURRENT_VERSIONS, Instrument, current_instrument
from leerlus.content.reading.instruments import Reading, as_yaml, read_instrument
from tests.instruments.files import SOUND


def read(text: str | bytes, version: int = 1) -> Reading:
    content = text if isinstance(text, bytes) else text.encode()
    return read_instrument(content, lambda code: version)


def line_of(part: str) -> int:
    return SOUND[: SOUND.index(part)].count("\n") + 1


def test_a_sound_file_gives_an_instrument_and_no_problem():
    reading = read(SOUND)
    assert reading.problems == ()
    assert [item.id for item in reading.instrument.items] == ["A1", "A2", "A3", "A4"]


def test_what_is_written_back_reads_the_same():
    first = read(SOUND).instrument
    again = read(as_yaml(first)).instrument
    assert again == first
    assert as_yaml(again) == as_yaml(first)


@pytest.mark.parametrize("code", CURRENT_VERSIONS)
def test_every_instrument_of_leerlus_itself_is_written_back_whole(code):
    instrument = current_instrument(code)
    assert Instrument.model_validate(yaml.safe_load(as_yaml(instrument))) == instrument


FAULTY = [
    ("  - id: A2", "  - id: ATT1", "  - id: A2", "ATT1 gebruikt Leerlus zelf"),
    ("code: intake", "code: In Take", "code: intake", "kleine letters"),
    ("code: intake", "code: quickscan", "code: intake", "van Leerlus zelf"),
    ("version: 1", "version: 3", "version: 1", "Dit wordt versie 1"),
    ("version: 1", "version: eerste", "version: 1", "geheel getal"),
    ("validation_status: concept", "validation_status: klaar", "validation_status", "niet kan: klaar"),
    ('name: {nl: "Intake", en: "Intake talk"}', 'name: {nl: "Intake"}', "name:", "“en” ontbreekt"),
    (
        'name: {nl: "Intake", en: "Intake talk"}',
        'name: {nl: "", en: "Intake talk"}',
        "name:",
        "“nl” moet tekst zijn",
    ),
    ('name: {nl: "Intake", en: "Intake talk"}', "name: Intake", "name:", "juiste soort"),
    ("address: intake", "address: in take", "address", "streepjes"),
    ("filled_in_by: [caseworker]", "filled_in_by: [client]", "filled_in_by", "“client” kan hier niet"),
    ("filled_in_by: [caseworker]", "filled_in_by: []", "filled_in_by", "leeg"),
    (
        "filled_in_by: [caseworker]",
        "filled_in_by: [caseworker]\nresult: [profile]",
        "introduction",
        "“profile” kan hier niet",
    ),
    (
        "filled_in_by: [caseworker]",
        "filled_in_by: [caseworker]\nreleased_scales: [x]",
        "introduction",
        "eigen vragenlijst",
    ),
    (
        "filled_in_by: [caseworker]",
        "filled_in_by: [caseworker]\nkleur: rood",
        "introduction",
        "“kleur” kennen we hier niet",
    ),
    ("afterwards:", "daarna:", "afterwards", "“daarna” kennen we hier niet"),
    ("points: [1, 2, 3]", "points: [3, 2, 1]", "points", "lopen niet op"),
    ("points: [1, 2, 3]", "points: [1, twee, 3]", "points", "geheel getal"),
    ("    highest:", "    words: [{nl: a, en: b}]\n    highest:", "    highest:", "elk punt een woord"),
    ("  - id: A2", "  - id: A1", "  - id: A2", "staat er twee keer"),
    ("scale: three", "scale: vier", "scale: three", "rating_scales"),
    ("    scale: three\n", "", "  - id: A1", "“scale” nodig"),
    (
        'source: own\n    text: {nl: "Ik was',
        'source: elders\n    text: {nl: "Ik was',
        "    source: own",
        "sources",
    ),
    ("kind: open", "kind: tekst", "kind: open", "niet kan: tekst"),
    ("kind: open", "kind: choice", "  - id: A3", "minstens twee antwoorden"),
    ("{value: home,", "{value: desk,", "{value: home", "desk staat er twee keer"),
    ('    unit: {nl: "minuten", en: "minutes"}\n', "", "  - id: A4", "“unit”"),
    ("maximum: 120", "maximum: veel", "maximum: 120", "geheel getal"),
    ("maximum: 120", "maximum: 120\n    reverse: true", 'source: own\n    text: {nl: "Hoe lang', "omgekeerd"),
    (
        "maximum: 120",
        "maximum: 120\n    technique: T1",
        'source: own\n    text: {nl: "Hoe lang',
        "“technique” kan niet",
    ),
    ("is_one_of: [home]", "is_one_of: [elders]", "condition", "elders is geen antwoord op A2"),
    ("{item: A2, is", "{item: A9, is", "condition", "bestaat niet"),
    ("{item: A2, is", "{item: A1, is", "condition", "geen vraag met één keuze"),
    ("items: [A1, A2]", "items: [A1]", "  - id: A2", "op geen pagina"),
    ("items: [A1, A2]", "items: [A1, A2, A3]", "items: [A3, A4]", "op twee pagina's"),
    ("items: [A3, A4]", "items: [A3, A4, A9]", "items: [A3, A4]", "A9 bestaat niet"),
    ("seconds: 20", "seconds: 0", "seconds: 20", "geheel getal"),
    ("seconds: 20", "secondes: 20", "    seconds: 20", "“secondes” kennen we hier niet"),
    ("version: 1", "version: 1\nversion: 1", "validation_status", "staat er twee keer"),
    ("address: intake", "address: [intake", "filled_in_by", "geen geldige YAML"),
    ("address: intake", "address: &hier intake", "address", "Verwijzingen"),
    ("address: intake", "address: !!python/object:os.system intake", "address", "soort met !"),
    (
        "    seconds: 30\n",
        "    seconds: 30\nscales:\n  s: {name: {nl: a, en: b}, items: [A2]}\n",
        "END",
        "geen vraag van de soort rating",
    ),
]


@pytest.mark.parametrize(("part", "instead", "where", "says"), FAULTY, ids=lambda value: str(value)[:30])
def test_a_fault_is_told_at_its_line(part, instead, where, says):
    assert SOUND.count(part) >= 1
    reading = read(SOUND.replace(part, instead, 1))
    assert reading.instrument is None
    line = SOUND.count("\n") + 2 if where == "END" else line_of(where)
    found = [(problem.place.row, problem.message.nl) for problem in reading.problems]
    assert any(row == line and says in message for row, message in found), (line, found)


def test_all_faults_are_told_at_once_in_the_order_of_the_file():
    text = (
        SOUND.replace("version: 1", "version: 3")
        .replace("scale: three", "scale: vier")
        .replace("[home]", "[elders]")
    )
    problems = read(text).problems
    assert len(problems) == 3
    assert [problem.place.row for problem in problems] == sorted(problem.place.row for problem in problems)


def test_a_fault_is_told_in_english_as_well():
    (problem,) = read(SOUND.replace("version: 1", "version: 3")).problems
    assert problem.place.in_words("en") == "Line 2"
    assert problem.message.en == "This becomes version 1; here stands 3."


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "leeg"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"name: a\x00b", "teken"),
        (b"x" * (512 * 1024 + 1), "te groot"),
        (b"- een\n- twee\n", "geen vragenlijst"),
        (b"[" * 40 + b"]" * 40, "lagen"),
        (b"items: [" + b"{}," * 20_000 + b"]", "te veel in"),
        (b"a: &a [x]\nb: [*a, *a]\n", "Verwijzingen"),
        (b"%PDF-1.7\n", "YAML"),
        (b"<svg onload='x'/>", "geen vragenlijst"),
    ],
    ids=lambda value: str(value)[:16],
)
def test_what_is_no_instrument_is_refused_with_a_reason(content, says):
    reading = read(content)
    assert reading.instrument is None
    assert any(says in problem.message.nl for problem in reading.problems)


@pytest.mark.parametrize(
    "text",
    [
        "version: 0x" + "F" * 5000,
        "version: 1" + ":1" * 5000,
        "scales: {x: {items: [0x" + "F" * 5000 + "]}}",
        "code: [a]",
        "rating_scales: {s: {points: [1, [2], {a: 1}, null]}}",
        "scales: {x: {items: [[1]], rule: [1]}}",
        "items: [{id: [1], kind: [choice], scale: [1]}]\npages: [{items: [[1], [1], {a: 1}]}]",
        "items: [{id: A, kind: choice, options: [{value: {a: 1}}]},"
        " {id: B, condition: {item: A, is_one_of: [[1], {a: 1}]}}]",
    ],
    ids=lambda value: str(value)[:16],
)
def test_values_of_a_wrong_kind_anywhere_are_problems_and_no_failure(text):
    reading = read(text)
    assert reading.instrument is None
    assert reading.problems


@settings(deadline=None)  # a busy machine is no fault
@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(content):
    assert read(content).instrument is None


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.sampled_from("{}[]:,-\"'\n 1&*!#")), max_size=4))
def test_no_damage_to_a_sound_file_makes_it_fail(damage):
    text = list(SOUND)
    for place, character in damage:
        text[place] = character
    reading = read("".join(text))
    assert (reading.instrument is None) == bool(reading.problems)
