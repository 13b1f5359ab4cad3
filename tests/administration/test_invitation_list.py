"""A list of people from whatever spreadsheet: everybody is invited, or nobody and each wrong line says why."""

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from leerlus.administration.invitation_list import UnusableList, read_list
from leerlus.administration.views_invitations import as_text
from leerlus.organisations.models import Invitation
from leerlus.organisations.roles import Role

DUTCH = (
    "Naam;E-mail;Rol;Team\n"
    "Zoë Müller;zoe@voorbeeldstad.example;klantmanager;Team Noord\n"
    "Eva de Boer;eva@voorbeeldstad.example;Teammanager;team noord\n"
    "Kim Smit;kim@voorbeeldstad.example;kennismanager;\n"
)


@pytest.fixture
def read(municipality, team):
    def read_it(content):
        return read_list(
            content.encode() if isinstance(content, str) else content,
            municipality,
            list(municipality.teams.all()),
        )

    return read_it


@pytest.fixture
def choose(administrator):
    """Choose a file on the page."""

    def send_file(content: bytes | str):
        content = content.encode() if isinstance(content, str) else content
        return administrator.post(
            reverse("invite_many"), {"file": SimpleUploadedFile("mensen.csv", content, "text/csv")}
        )

    return send_file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_flavour_of_excel_reads_the_same(read, encoding, delimiter, line_end):
    text = DUTCH.replace(";", delimiter).replace("\n", line_end)
    lines = read(text.encode(encoding))
    assert [line.invitee.name for line in lines] == ["Zoë Müller", "Eva de Boer", "Kim Smit"]
    assert [line.invitee.role for line in lines] == [
        Role.CASEWORKER,
        Role.TEAM_MANAGER,
        Role.KNOWLEDGE_BROKER,
    ]
    assert [bool(line.invitee.team) for line in lines] == [True, True, False]


def test_english_words_are_known_too_in_any_order_of_columns(read):
    [line] = read("Role,Team,Name,Email\ncaseworker,Team Noord,Ann,ann@x.example\n")
    assert (line.invitee.name, line.invitee.role) == ("Ann", Role.CASEWORKER)


def test_the_word_of_the_municipality_for_a_caseworker_counts(read, municipality):
    municipality.caseworker_label = "Inkomenscoach"
    [line] = read("naam;e-mail;rol;team\nAnn;ann@x.example;inkomenscoach;Team Noord\n")
    assert line.invitee.role == Role.CASEWORKER


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (";ann@x.example;klantmanager;Team Noord", "naam ontbreekt"),
        ("Ann;;klantmanager;Team Noord", "e-mailadres ontbreekt"),
        ("Ann;ann at x;klantmanager;Team Noord", "geen e-mailadres"),
        ("Ann;ann@x.example;koning;Team Noord", "“koning” is geen rol"),
        ("Ann;ann@x.example;;Team Noord", "rol ontbreekt"),
        ("Ann;ann@x.example;landelijk onderzoeker;", "geen rol die we kennen"),
        ("Ann;ann@x.example;klantmanager;Team Ver", "geen team “Team Ver”"),
        ("Ann;ann@x.example;klantmanager;", "team ontbreekt"),
        ("Fatima;FATIMA@voorbeeldstad.example;klantmanager;Team Noord", "heeft al een account"),
    ],
)
def test_each_wrong_line_says_why(read, fatima, line, reason):
    [found] = read(f"naam;e-mail;rol;team\n{line}\n")
    assert found.invitee is None
    assert reason in "; ".join(found.reasons)


def test_an_address_that_stands_there_twice_names_the_first_line(read):
    first, second = read(
        "naam;e-mail;rol;team\nAnn;ann@x.example;kennismanager;\nAn;ANN@x.example;kennismanager;\n"
    )
    assert first.invitee
    assert second.reasons == ("dit adres staat ook op regel 2",)


def test_a_team_of_another_municipality_is_no_team_here(read, other_municipality):
    other_municipality.teams.create(name="Team Ver")
    [line] = read("naam;e-mail;rol;team\nAnn;ann@x.example;klantmanager;Team Ver\n")
    assert "geen team" in line.reasons[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "leeg"),
        (b"naam;e-mail;rol;team\n", "geen mensen"),
        (b"PK\x03\x04 [Content_Types].xml", "Excel-bestand"),
        (b"\x89PNG....", "niet als lijst"),
        (b"wie;waar\nAnn;hier\n", "naam, e-mail, rol"),
        (b"naam;e-mail;rol;team\n" + b"Ann;a@x.example;directeur;\n" * 501, "Splits"),
    ],
)
def test_a_file_that_is_no_list_says_so(read, content, words):
    with pytest.raises(UnusableList, match=words):
        read(content)


def test_a_file_that_is_no_list_comes_back_with_the_reason(choose):
    answer = choose(b"\x89PNG....")
    assert answer.status_code == 422
    assert "niet als lijst" in answer.content.decode()


def test_looking_at_a_list_invites_nobody(choose, team):
    page = choose(DUTCH).content.decode()
    assert "3 mensen krijgen een uitnodiging" in page
    assert not Invitation.objects.exists()
    assert mail.outbox == []


def test_with_one_wrong_line_nobody_is_invited_and_no_button_offers_it(choose, team):
    answer = choose(DUTCH + "Ann;ann@x.example;koning;\n")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "1 regel klopt nog niet" in page
    assert "Zoë" not in page
    assert "Nodig iedereen uit" not in page


def test_after_the_look_everybody_is_invited_once(choose, administrator, team):
    fields = choose(DUTCH).context["form"].initial
    token = choose(DUTCH).context["form"]["form_token"].value()
    for _ in range(2):
        administrator.post(reverse("invite_many"), {"form_token": token, "lines": fields["lines"]})
    assert Invitation.objects.count() == 3
    assert len(mail.outbox) == 3


def test_lines_that_were_changed_on_the_way_are_checked_again(choose, administrator, team):
    page = choose(DUTCH)
    token = page.context["form"]["form_token"].value()
    lines = page.context["form"].initial["lines"].replace("kennismanager", "landelijk onderzoeker")
    answer = administrator.post(reverse("invite_many"), {"form_token": token, "lines": lines})
    assert answer.status_code == 422
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("name", ['Ann "de vos" Vos', "Ann;Vos", "Ann\tVos", "=cmd()", "<script>"])
def test_odd_names_survive_the_way_from_look_to_sending(read, name):
    quoted = '"' + name.replace('"', '""') + '"'
    lines = read(f"naam;e-mail;rol;team\n{quoted};ann@x.example;kennismanager;\n")
    [again] = read(as_text(lines))
    assert again.invitee.name == name
