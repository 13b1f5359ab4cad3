"""A table of codes, read in once: files that use them need no explaining."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from leerlus.outcomes.models import ReasonCode, Spell
from leerlus.outcomes.rules.reading import read_file
from leerlus.outcomes.rules.reason_codes import likely_exit, read_codes
from leerlus.outcomes.rules.spells import Exit
from tests.outcomes.workbooks import workbook

CODES = [
    ("Code", "Omschrijving"),
    ("01", "Arbeid in dienstbetrekking"),
    ("09", "Verhuizing naar andere gemeente"),
    ("13", "Bereiken AOW-leeftijd"),
    ("20", "Aangaan relatie"),
    ("31", "Niet nakomen verplichtingen"),
    ("99", "Zie dossier"),
]
URL = "/beheer/gegevens/codes/"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Arbeid in dienstbetrekking", Exit.WORK_UNKNOWN_HOURS),
        ("Uitstroom naar werk, deeltijd", Exit.PART_TIME_WORK),
        ("Verhuizing wegens werk", Exit.MOVED),
        ("Bereiken AOW-leeftijd", Exit.PENSION),
        ("Gezamenlijke huishouding", Exit.RELATIONSHIP),
        ("Schending inlichtingenplicht", Exit.STOPPED),
        ("Reden onbekend", Exit.REASON_UNKNOWN),
        ("Overlijden", Exit.OTHER),
        ("Zie dossier", None),
    ],
)
def test_a_description_tells_what_a_code_most_likely_means(label, expected):
    assert likely_exit(label) is expected


def test_a_code_twice_counts_once_and_zeros_in_front_stay():
    table = read_file(b"code;omschrijving\n01;werk\n01;verhuizing\n;leeg\n")
    assert [(code.code, code.exit) for code in read_codes(table)] == [("01", Exit.WORK_UNKNOWN_HOURS)]


@pytest.fixture
def administrator(logged_in, sam):
    return logged_in(sam)


def choose(client, content: bytes):
    return client.post(URL, {"file": SimpleUploadedFile("codes.xlsx", content)})


def keep(client, page, **changes):
    form = page.context["codes_form"]
    values = {name: form[name].value() for name in form.fields}
    return client.post(URL, {"codes": page.context["listed"], **values, **changes}, follow=True)


@pytest.mark.django_db
def test_codes_are_kept_after_somebody_says_what_they_mean(administrator):
    page = choose(administrator, workbook(CODES))
    assert not ReasonCode.objects.exists()
    kept = keep(administrator, page, code_0="1")
    assert "5 codes hebben nu een betekenis." in kept.content.decode()
    assert dict(ReasonCode.objects.values_list("code", "exit")) == {
        "01": Exit.FULL_TIME_WORK,
        "09": Exit.MOVED,
        "13": Exit.PENSION,
        "20": Exit.RELATIONSHIP,
        "31": Exit.STOPPED,
    }


@pytest.mark.django_db
def test_a_new_table_keeps_what_was_chosen_and_the_codes_that_it_does_not_name(administrator):
    keep(administrator, choose(administrator, workbook(CODES)), code_0="1")
    page = choose(administrator, workbook([CODES[0], ("01", "Arbeid"), ("50", "Pensioen")]))
    keep(administrator, page)
    assert ReasonCode.objects.get(code="01").exit == Exit.FULL_TIME_WORK
    assert ReasonCode.objects.get(code="09").exit == Exit.MOVED
    assert ReasonCode.objects.get(code="50").exit == Exit.PENSION


@pytest.mark.django_db
def test_a_file_with_codes_needs_no_explaining(administrator, browser, fatima, at_once):
    keep(administrator, choose(administrator, workbook(CODES)), code_0="1")
    content = b"client;weken;reden\nC-1;12;01\nC-2;8;09\nC-3;3;99\n"
    importer = browser(fatima)
    columns = importer.send(content).url
    words = {
        field.label: field.value() for field in importer.client.get(columns).context["form"].word_fields()
    }
    assert words == {"“01”": "1", "“09”": "5", "“99”": ""}
    importer.confirm(importer.choose(columns, unit="week", word_2="9").url)
    assert list(Spell.objects.order_by("client_reference").values_list("exit", flat=True)) == [1, 5, 9]


@pytest.mark.django_db
def test_codes_of_another_municipality_mean_nothing_here(
    fatima, browser, other_municipality, make_person, at_once
):
    ReasonCode.objects.create(municipality=other_municipality, code="01", exit=Exit.PENSION)
    importer = browser(fatima)
    columns = importer.send(b"client;weken;reden\nC-1;12;01\n").url
    words = [field.value() for field in importer.client.get(columns).context["form"].word_fields()]
    assert words == [""]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a;b\n1;2\n", "geen kolom “code”"),
        (b"", "Dit bestand is leeg."),
        (b"code\n" + b"".join(b"%d\n" % number for number in range(201)), "meer dan 200 codes"),
    ],
)
def test_a_file_without_codes_is_refused_beside_the_field(administrator, content, sentence):
    page = choose(administrator, content)
    assert page.status_code == 422
    assert sentence in page.content.decode()


@pytest.mark.django_db
def test_a_list_of_codes_that_was_tampered_with_is_not_kept(administrator):
    page = choose(administrator, workbook(CODES))
    assert keep(administrator, page, codes="x" + page.context["listed"]).status_code == 404
    assert not ReasonCode.objects.exists()
