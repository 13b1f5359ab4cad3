"""Reading in a file of 400,000 spells, against one object per row with Django's `bulk_create`."""

import csv
import io
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from benchmarks.comparison import Comparison, compare
from benchmarks.installation import own_installation
from benchmarks.spells import CLIENTS, national_spells
from leerlus.outcomes.rules.spells import Exit

HEADER = ("referentie", "begindatum", "einddatum", "reden uitstroom")
REASONS = ("", "werk fulltime", "verhuizing")
FIRST_DAY, LAST_DAY = date(2016, 1, 4), date(2026, 11, 23)
MEANINGS = dict(zip(REASONS, (Exit.STILL_IN_BENEFIT, Exit.FULL_TIME_WORK, Exit.OTHER), strict=True))


def main() -> None:
    """Compare on a database of its own: SQLite, or the empty one that LEERLUS_DATABASE_URL names."""
    with own_installation():
        person = _importer()
        from django.db import connection

        on_sqlite = connection.vendor == "sqlite"
        comparison = Comparison(
            job=f"import, 400,000 rows, {'SQLite' if on_sqlite else 'PostgreSQL'}",
            peer="bulk_create",
            goal=9 if on_sqlite else 8,
            run_peer=lambda: _one_object_per_row(person),
            run_ours=lambda: _ours(person),
            check=lambda: _same(person),
            before=_empty,
        )
        print(f"file of {len(_file()) / 1e6:.0f} MB", flush=True)
        print(compare(comparison), flush=True)


@cache
def _file() -> bytes:
    """A file as a municipality exports it: a reference, two dates and a reason."""
    spells = national_spells()
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";")
    writer.writerow(HEADER)
    for number in range(CLIENTS):
        start = FIRST_DAY + timedelta(days=number % 1_000)
        end = start + timedelta(days=int(spells.duration[number]))
        way_out = int(spells.way_out[number])
        ended = f"{end:%d-%m-%Y}" if way_out else ""
        writer.writerow((f"klant-{number:032d}", f"{start:%d-%m-%Y}", ended, REASONS[way_out]))
    return lines.getvalue().encode()


def _importer() -> Any:
    from leerlus.organisations.models import Municipality, Person

    municipality = Municipality.objects.create(name="Meetstad")
    return Person.objects.create_person(
        "import@meetstad.example", name="Importeur", municipality=municipality
    )


def _ours(person: Any) -> UUID:
    """The product, from the bytes of an upload to rows: kept sealed, read, judged, stored, logged."""
    from leerlus.outcomes import importing, running
    from leerlus.outcomes.rules.columns import suggest
    from leerlus.outcomes.rules.reading import read_table
    from leerlus.outcomes.rules.spells import Unit

    table = read_table(_file())
    new = importing.NewImport(person=person, municipality=person.municipality, name="Meting")
    started = importing.start(new, _file(), table)
    chosen = replace(suggest(table), unit=Unit.DAY, words=MEANINGS, measured_on=LAST_DAY)
    importing.choose_columns(started, chosen)
    del table  # the steps are requests of their own
    importing.begin(started, skip_refused=False)
    running.run(started.pk, started.attempt)
    return started.pk


def _one_object_per_row(person: Any) -> UUID:
    """The usual way: a dictionary per line, cleaned by hand, an object per row."""
    from django.db import transaction

    from leerlus.outcomes.models import Spell, SpellImport

    with transaction.atomic():
        source = SpellImport.objects.create(person=person, municipality=person.municipality, name="Meting")
        rows = []
        for line in csv.DictReader(io.StringIO(_file().decode()), delimiter=";"):
            start = datetime.strptime(line["begindatum"], "%d-%m-%Y").date()
            end = datetime.strptime(line["einddatum"], "%d-%m-%Y").date() if line["einddatum"] else None
            spell = Spell(
                source=source,
                caseworker=person,
                client_reference=line["referentie"],
                duration=max(((end or LAST_DAY) - start).days, 1),
                exit=MEANINGS[line["reden uitstroom"]],
                started_on=start,
                ended_on=end,
            )
            spell.clean_fields(exclude=("id", "source", "caseworker"))
            rows.append(spell)
        Spell.objects.bulk_create(rows, batch_size=5_000)
    return source.pk


def _empty() -> None:
    from leerlus.outcomes.models import SpellImport

    SpellImport.objects.all().delete()


def _same(person: Any) -> None:
    ours, peer = _content(_ours(person)), _content(_one_object_per_row(person))
    assert ours == peer


def _content(source_id: UUID) -> list[tuple[Any, ...]]:
    from leerlus.outcomes.models import Spell

    names = ("client_reference", "duration", "exit", "started_on", "ended_on")
    return list(Spell.objects.filter(source_id=source_id).order_by("client_reference").values_list(*names))
