"""`leerlus import spells FILE`: the same rules as the pages, for whoever works with a command line."""

import pytest
from django.core.management import CommandError, call_command

from leerlus.outcomes.models import Spell, SpellImport
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
