"""`leerlus import spells|exits|events|knowledge FILE`: read a file in by the same rules as the pages."""

from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress as ProgressBar

from leerlus.knowledge.exchange import Unreadable, read_exchange, take_over
from leerlus.organisations.models import Membership, Municipality, Person
from leerlus.organisations.roles import Role
from leerlus.outcomes import importing, running, uploads, words
from leerlus.outcomes.models import SpellImport
from leerlus.outcomes.profiles import event_columns, file_for, spell_columns
from leerlus.outcomes.rules.columns import Mapping
from leerlus.outcomes.rules.completeness import gaps
from leerlus.outcomes.rules.event_columns import EventMapping, event_gaps
from leerlus.outcomes.rules.reading import read_file
from leerlus.outcomes.rules.reasons import UnreadableFile
from leerlus.outcomes.rules.spells import Unit
from leerlus.outcomes.rules.tables import Table

_UNITS: Final = [unit.value for unit in Unit]


class Command(BaseCommand):
    """Reads in a file, or says per line why not; then nothing is stored and the exit code is 1."""

    help = "Read in: leerlus import spells FILE --for EMAIL, or knowledge FILE --for MUNICIPALITY"

    def add_arguments(self, parser: ArgumentParser) -> None:
        kinds = parser.add_subparsers(dest="kind", required=True)
        spells = kinds.add_parser("spells", help="how long clients were in benefit, and how it ended")
        _add_common(spells)
        spells.add_argument("--name", help="name of a new set; the name of the file by default")
        spells.add_argument("--into", metavar="NAME", help="the set to add to, instead of a new one")
        spells.add_argument(
            "--unit", choices=_UNITS, help="length of one period, when the header does not tell"
        )
        for kind, about in (
            (SpellImport.Kind.EXITS, "how benefits in a set ended"),
            (SpellImport.Kind.EVENTS, "jobs and other steps of clients in a set"),
        ):
            more = kinds.add_parser(kind.value, help=about)
            _add_common(more)
            more.add_argument("--into", metavar="NAME", required=True, help="the set with these clients")
        knowledge = kinds.add_parser("knowledge", help="what another municipality wrote out of what it knows")
        knowledge.add_argument("file", type=Path, help="the JSON file")
        knowledge.add_argument("--for", dest="municipality", metavar="NAME", required=True, help="for whom")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["kind"] == "knowledge":
            self._take_over_knowledge(options["file"], options["municipality"])
        else:
            self._read_about_clients(options)

    def _take_over_knowledge(self, file: Path, name: str) -> None:
        municipality = Municipality.objects.filter(name=name).first()
        if municipality is None:
            raise CommandError(f"There is no municipality called {name}.")
        try:
            found = read_exchange(file.read_bytes())
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror}") from None
        except Unreadable as problem:
            raise CommandError("\n".join([f"{file}: nothing was read in.", *problem.problems])) from None
        console = Console(stderr=True)
        with ProgressBar(console=console, disable=not console.is_terminal, transient=True) as bar:
            task = bar.add_task(file.name, total=len(found.items))
            done = take_over(found, municipality, on_rows=lambda rows: bar.update(task, completed=rows))
        self.stdout.write(
            f"{file.name}: {done.added} new, {done.changed} changed, {done.same} the same as before"
        )

    def _read_about_clients(self, options: dict[str, Any]) -> None:
        new = self._new_import(options)
        content, table = self._read(options["file"])
        if new.into is None and (earlier := importing.set_of_the_same_file(new.person, content)):
            raise CommandError(words.read_before(earlier.name))
        started = importing.start(new, content, table)
        try:
            importing.choose_columns(started, self._columns(started, table, options))
            importing.begin(started, skip_refused=options["skip_refused"])
            self._run(started)
        except running.LinesRefused as refusal:
            self._print_refused(refusal.checked)
            raise CommandError(words.nothing_read_in()) from None
        finally:
            started.refresh_from_db()
            if not started.is_done:
                importing.remove_import(started)
        self._print_outcome(started)

    def _new_import(self, options: dict[str, Any]) -> importing.NewImport:
        own = options["caseworker"] is not None
        email = options["caseworker"] if own else options["administrator"]
        role = Role.CASEWORKER if own else Role.TENANT_ADMINISTRATOR
        held = Membership.objects.current().filter(
            role=role, person__email__iexact=email, person__is_active=True
        )
        person = Person.objects.filter(memberships__in=held).select_related("municipality").first()
        if person is None or person.municipality is None:
            raise CommandError(words.nobody_with(role, email))
        into = self._set_of(person, options["into"], own=own) if options["into"] else None
        return importing.NewImport(
            person=person,
            municipality=person.municipality,
            name=into.name if into else options["name"] or options["file"].stem,
            file_name=options["file"].name,
            for_own_clients=own,
            kind=options["kind"],
            into=into,
            measured_on=options["measured_on"] or timezone.localdate(),
        )

    def _set_of(self, person: Person, name: str, *, own: bool) -> SpellImport:
        """The newest set with this name in which clients can be recognised, as the page offers them."""
        found = importing.sets_to_add_to(SpellImport.objects.filter(person=person, for_own_clients=own))
        chosen = found.filter(name=name).first()
        if chosen is None:
            raise CommandError(words.no_set_named(name, [one.name for one in found]))
        return chosen

    def _read(self, file: Path) -> tuple[bytes, Table]:
        try:
            content = file.read_bytes()
            return content, read_file(content)
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror}") from None
        except UnreadableFile as problem:
            raise CommandError(f"{file}: {words.FILE_REASONS[problem.reason]}") from None

    def _columns(self, of: SpellImport, table: Table, options: dict[str, Any]) -> Mapping | EventMapping:
        """What the columns mean: as in the last file of this kind, else as recognised."""
        if of.kind == SpellImport.Kind.EVENTS:
            events = event_columns(of, table)
            self._refuse_gaps(table, [words.EVENT_GAPS[gap] for gap in event_gaps(table, events)])
            return events
        spells = spell_columns(of, table)
        if of.into is None and options["unit"]:
            spells = replace(spells, unit=Unit(options["unit"]))
        spells = replace(
            spells,
            measured_on=of.measured_on,
            caseworker=None if of.for_own_clients else spells.caseworker,
        )
        missing = gaps(table, spells, with_caseworkers=not of.for_own_clients, file_for=file_for(of))
        self._refuse_gaps(table, [words.GAPS[gap] for gap in missing])
        return spells

    def _refuse_gaps(self, table: Table, sentences: Sequence[object]) -> None:
        if sentences:
            raise CommandError(words.columns_do_not_tell(table.header, sentences))

    def _run(self, started: SpellImport) -> None:
        console = Console(stderr=True)
        with ProgressBar(console=console, disable=not console.is_terminal, transient=True) as bar:
            task = bar.add_task(started.name, total=None)

            def show(progress: uploads.Progress) -> None:
                bar.update(task, completed=progress.done, total=progress.total)

            running.run(started.pk, started.attempt, show)

    def _print_refused(self, checked: importing.AnyChecked) -> None:
        for line in checked.refused:
            self.stderr.write(words.refused_line(line))
        if checked.refused_count > len(checked.refused):
            self.stderr.write(words.only_the_first(len(checked.refused), checked.refused_count))

    def _print_outcome(self, done: SpellImport) -> None:
        self.stdout.write(f"{done.name}: {words.outcome(done.rows_read, done.rows_refused)}")


def _add_common(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a CSV or Excel file (.xlsx) with a header")
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument(
        "--for", dest="caseworker", metavar="EMAIL", help="the caseworker of all these clients"
    )
    whose.add_argument(
        "--by",
        dest="administrator",
        metavar="EMAIL",
        help="the administrator who reads in a file for everybody",
    )
    parser.add_argument(
        "--measured-on",
        type=date.fromisoformat,
        help="day the file was made (yyyy-mm-dd); today by default",
    )
    parser.add_argument("--skip-refused", action="store_true", help="leave out lines that are not right")
