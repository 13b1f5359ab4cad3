"""Sets for a demo: the real file of McCall (1996), and spells that were generated."""

from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from leerlus.organisations.models import Person
from leerlus.outcomes.importing import NewImport, store_spells
from leerlus.outcomes.models import SpellImport
from leerlus.outcomes.rules.columns import Mapping, suggest
from leerlus.outcomes.rules.reading import read_table
from leerlus.outcomes.rules.spells import Unit
from leerlus.outcomes.rules.validating import Spells, check

REAL_FILE: Final = Path(__file__).parent / "demo" / "unempdur_mccall1996.csv"


def load_real_example(caseworker: Person) -> SpellImport:
    """Give a caseworker the 3,343 real spells as a set of their own, with its source said on the page."""
    table = read_table(REAL_FILE.read_bytes())
    mapping = suggest(table)
    notice = _(
        "These are real people from the United States, 1986 to 1992, in periods of two weeks (McCall 1996)."
        " They are not your clients: the set shows how the page works."
    )
    new = _for_own_clients(caseworker, _("Example: 3,343 people looking for work"), notice, REAL_FILE.name)
    return store_spells(new, check(table, mapping).spells, mapping)


def add_generated_spells(caseworker: Person, name: str, unit: Unit, spells: Spells) -> SpellImport:
    """Give a caseworker a set of generated spells; the page says that they are invented."""
    new = _for_own_clients(caseworker, name, _("These clients are invented."))
    return store_spells(new, spells, Mapping(unit=unit))


def _for_own_clients(caseworker: Person, name: str, notice: str, file_name: str = "") -> NewImport:
    if caseworker.municipality is None:
        raise ValueError("a caseworker belongs to a municipality")
    return NewImport(caseworker, caseworker.municipality, name, file_name=file_name, notice=notice)
