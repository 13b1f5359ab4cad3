"""`leerlus import spells FILE`: the same rules as the pages, for whoever works with a command line."""

import pytest
from django.core.management import CommandError, call_command

from leerlus.outcomes.models import OutcomeEvent, Spell, SpellImport
from tests.outcomes.conftest import REAL_FILE, SEMICOLONS

pytestmark = pytest.mark.django_db


@pytest.fixture
def spell_file(tmp_path):
    def written(text: str):
        file = tmp_path / "spells.csv"
        file.write_text(text)
        return str(file)

    return written


def test_the_real_file_is_read_in_for_a_caseworker(fatima, capsys):
    call_command("import", "spells", str(REAL_FILE), "--for", fatima.email)
    done = SpellImport.objects.get()
    assert (done.person, done.unit, done.rows_read) == (fatima, "two_weeks", 3343)
    assert Spell.objects.filter(caseworker=fatima).count() == 3343
    assert "3343 regels ingelezen, 0 weggelaten." in capsys.readouterr().out


def test_lines_that_are_not_right_are_printed_and_nothing_is_stored(fatima, spell_file, capsys):
    file = spell_file(SEMICOLONS.replace("15-3-2024", "31-2-2024"))
    with pytest.raises(CommandError, match="niets ingelezen"):
        call_command("import", "spells", file, "--for", fatima.email, "--unit", "month")
    assert "Regel 3: Startdatum “31-2-2024”: Dit is geen datum" in capsys.readouterr().err
    assert not SpellImport.objects.exists()
    assert not Spell.objects.exists()


def test_refused_lines_are_left_out_when_asked(fatima, spell_file):
    file = spell_file(SEMICOLONS.replace("15-3-2024", "31-2-2024"))
    call_command("import", "spells", file, "--for", fatima.email, "--unit", "month", "--skip-refused")
    assert Spell.objects.count() == 3


def test_a_caseworker_column_gives_each_caseworker_their_own_clients(sam, fatima, bram, spell_file):
    file = spell_file(f"email;weken;uitstroom\n{fatima.email};12;voltijd\n{bram.email};8;\n")
    call_command("import", "spells", file, "--by", sam.email)
    assert list(Spell.objects.order_by("duration").values_list("caseworker__name", flat=True)) == [
        "Bram",
        "Fatima",
    ]


def test_a_file_whose_header_is_not_recognised_says_what_is_missing(fatima, spell_file):
    with pytest.raises(CommandError, match="Kies hoe lang één periode is"):
        call_command("import", "spells", spell_file("a;b\n1;2\n"), "--for", fatima.email)


def test_somebody_who_is_no_caseworker_has_no_clients(erik):
    with pytest.raises(CommandError, match=r"Er is geen \w+ met het e-mailadres erik"):
        call_command("import", "spells", str(REAL_FILE), "--for", erik.email)


def test_a_file_that_is_not_there_is_named(fatima):
    with pytest.raises(CommandError, match="nergens"):
        call_command("import", "spells", "/nergens.csv", "--for", fatima.email)


SET = "Cliëntnummer;Startdatum;Einddatum;Reden uitstroom\nC-1;1-3-2024;;\nC-2;1-4-2024;1-9-2024;voltijd\n"
JOBS = "Cliëntnummer;Startdatum;Laatste dag;Soort;Wie zegt dit\nC-2;1-9-2024;;baan;registratie\n"


@pytest.fixture
def read_in(fatima, spell_file):
    """Read in a file for Fatima as somebody types it."""

    def typed(kind: str, text: str, *more: str):
        call_command("import", kind, spell_file(text), "--for", fatima.email, *more)

    return typed


@pytest.fixture
def clients(read_in):
    read_in("spells", SET, "--unit", "month", "--name", "Mijn set", "--measured-on", "2025-01-01")
    return SpellImport.objects.get()


def test_how_benefits_ended_is_read_in_to_a_set(read_in, clients):
    text = "Cliëntnummer;Einddatum;Reden uitstroom\nC-1;20-1-2025;verhuizing\n"
    read_in("exits", text, "--into", "Mijn set", "--measured-on", "2025-02-01")
    moved = Spell.objects.get(source=clients, client_reference="C-1")
    assert (moved.get_exit_display(), str(moved.ended_on)) == ("verhuisd", "2025-01-20")
    assert Spell.objects.count() == 2


def test_jobs_are_read_in_to_a_set(read_in, clients, capsys):
    read_in("events", JOBS, "--into", "Mijn set", "--measured-on", "2025-02-01")
    job = OutcomeEvent.objects.get()
    assert (job.client_reference, job.kind, str(job.last_day)) == ("C-2", "placement", "2025-02-01")
    assert "1 regel ingelezen, 0 weggelaten." in capsys.readouterr().out


def test_the_next_month_of_benefits_is_added_to_a_set(read_in, clients):
    text = SET.replace("C-1;1-3-2024;;", "C-3;1-12-2024;;")
    read_in("spells", text, "--into", "Mijn set", "--measured-on", "2025-02-01")
    assert Spell.objects.filter(source=clients).count() == 3


def test_a_job_of_an_unknown_client_is_refused_in_the_words_of_the_page(read_in, clients, capsys):
    with pytest.raises(CommandError, match="niets ingelezen"):
        read_in("events", JOBS.replace("C-2", "X-2"), "--into", "Mijn set")
    assert "Regel 2: Cliëntnummer “X-2”: Deze set kent dit cliëntnummer niet." in capsys.readouterr().err
    assert not OutcomeEvent.objects.exists()
    assert SpellImport.objects.count() == 1


def test_a_file_without_the_columns_of_jobs_says_which_are_missing(read_in, clients):
    with pytest.raises(CommandError, match="Kies de kolom met de startdatum"):
        read_in("events", "Cliëntnummer;Soort\nC-2;baan\n", "--into", "Mijn set")
    assert SpellImport.objects.count() == 1


def test_a_set_that_is_not_there_is_named_beside_those_that_are(read_in, clients):
    with pytest.raises(CommandError, match=r"geen set “Ander”.*“Mijn set”"):
        read_in("events", JOBS, "--into", "Ander")


def test_the_set_of_somebody_else_cannot_be_added_to(bram, clients, spell_file):
    with pytest.raises(CommandError, match="geen set “Mijn set”"):
        call_command("import", "events", spell_file(JOBS), "--for", bram.email, "--into", "Mijn set")


def test_the_same_file_does_not_become_a_second_set(read_in, clients):
    with pytest.raises(CommandError, match="Dit bestand las je eerder in, als “Mijn set”"):
        read_in("spells", SET, "--unit", "month")
    assert SpellImport.objects.count() == 1
