"""`leerlus import spells FILE`: read in spells of clients from a file, by the same rules as the pages."""

from argparse import ArgumentParser
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress as ProgressBar

from leerlus.organisations.models import Membership, Person
from leerlus.organisations.roles import Role
from leerlus.outcomes import importing, running, uploads, words
from leerlus.outcomes.models import SpellImport
from leerlus.outcomes.rules.columns import Mapping, suggest
from leerlus.outcomes.rules.completeness import gaps
from leerlus.outcomes.rules.reading import read_file
from leerlus.outcomes.rules.reasons import UnreadableFile
from leerlus.outcomes.rules.spells import Unit
from leerlus.outcomes.rules.tables import Table

_UNITS: Final = [unit.value for unit in Unit]


class Command(BaseCommand):
    """Reads in a file, or says per line why not; then nothing is stored and the exit code is 1."""

    help = "Read in records: leerlus import spells FILE --for EMAIL"

    def add_arguments(self, parser: ArgumentParser) -> None:
        kinds = parser.add_subparsers(dest="kind", required=True)
        spells = kinds.add_parser("spells", help="how long clients were in benefit, and how it ended")
        spells.add_argument("file", type=Path, help="a CSV or Excel file (.xlsx) with a header")
        whose = spells.add_mutually_exclusive_group(required=True)
        whose.add_argument(
            "--for", dest="caseworker", metavar="EMAIL", help="the caseworker of all these clients"
        )
        whose.add_argument(
            "--by",
            dest="administrator",
            metavar="EMAIL",
            help="the administrator who reads in a file with a column that names the caseworker",
        )
        spells.add_argument("--name", help="name of the set; the name of the file by default")
        spells.add_argument(
            "--unit", choices=_UNITS, help="length of one period, when the header does not tell"
        )
        spells.add_argument(
            "--measured-on",
            type=date.fromisoformat,
            help="day the file was made (yyyy-mm-dd); today by default",
        )
        spells.add_argument("--skip-refused", action="store_true", help="leave out lines that are not right")

    def handle(self, *_args: Any, **options: Any) -> None:
        new = self._new_import(options)
        content, table = self._read(options["file"])
        mapping = self._mapping(table, options, with_caseworkers=not new.for_own_clients)
        started = importing.start(new, content, table)
        try:
            importing.choose_columns(started, mapping)
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
        return importing.NewImport(
            person=person,
            municipality=person.municipality,
            name=options["name"] or options["file"].stem,
            file_name=options["file"].name,
            for_own_clients=own,
        )

    def _read(self, file: Path) -> tuple[bytes, Table]:
        try:
            content = file.read_bytes()
            return content, read_file(content)
        except OSError as problem:
            raise CommandError(f"{file}: {problem.strerror}") from None
        except UnreadableFile as problem:
            raise CommandError(f"{file}: {words.FILE_REASONS[problem.reason]}") from None

    def _mapping(self, table: Table, options: dict[str, Any], *, with_caseworkers: bool) -> Mapping:
        suggested = suggest(table)
        mapping = replace(
            suggested,
            unit=Unit(options["unit"]) if options["unit"] else suggested.unit,
            measured_on=options["measured_on"] or timezone.localdate(),
            caseworker=suggested.caseworker if with_caseworkers else None,
        )
        missing = gaps(table, mapping, with_caseworkers=with_caseworkers)
        if missing:
            raise CommandError(words.columns_do_not_tell(table.header, missing))
        return mapping

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
