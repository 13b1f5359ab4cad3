"""Files read in as the product does, without the pages."""

from dataclasses import replace
from datetime import date

from leerlus.organisations.models import Person
from leerlus.outcomes import importing, running
from leerlus.outcomes.models import SpellImport
from leerlus.outcomes.rules.columns import suggest
from leerlus.outcomes.rules.event_columns import suggest_events
from leerlus.outcomes.rules.reading import read_table
from leerlus.outcomes.rules.spells import Unit

HEADER = "Cliëntnummer;Startdatum;Einddatum;Reden uitstroom;Klantmanager"
EVENTS_HEADER = "Cliëntnummer;Startdatum;Laatste dag;Soort;Regulier;Subsidie"


def read_in(
    by: Person,
    lines: list[str],
    measured_on: date,
    into: SpellImport | None = None,
    *,
    own: bool = False,
    events: bool = False,
) -> SpellImport:
    """Lines under the header of spells, or of events, as one file that is read in."""
    content = "\n".join((EVENTS_HEADER if events else HEADER, *lines)).encode()
    table = read_table(content)
    kind = SpellImport.Kind.EVENTS if events else SpellImport.Kind.SPELLS
    new = importing.NewImport(
        by, by.municipality, "Set", for_own_clients=own, into=into, kind=kind, measured_on=measured_on
    )
    started = importing.start(new, content, table)
    if events:
        chosen = replace(suggest_events(table), measured_on=measured_on)
    else:
        found = suggest(table)
        chosen = replace(
            found, unit=Unit.MONTH, measured_on=measured_on, caseworker=None if own else found.caseworker
        )
    importing.choose_columns(started, chosen)
    importing.begin(started, skip_refused=False)
    running.run(started.pk, started.attempt)
    started.refresh_from_db()
    return started
