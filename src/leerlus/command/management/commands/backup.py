"""`leerlus backup FILE`: the database of this moment in one file, with a manifest; people can go on working."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from leerlus.access.keyring import KeyProblem, verify_master_key
from leerlus.command.backup.making import NoBackup, make_backup


class Command(BaseCommand):
    help = "Write the database to a file with a manifest. The keyring is not in it: keep that apart."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: object) -> None:
        try:
            verify_master_key()
            manifest = make_backup(file)
        except (KeyProblem, NoBackup, OSError) as problem:
            raise CommandError(str(problem)) from None
        rows = sum(table.rows for table in manifest.tables.values())
        self.stdout.write(f"{file}: {rows} rows in {len(manifest.tables)} tables. The keyring is not in it.")
