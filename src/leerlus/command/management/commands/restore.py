"""`leerlus restore FILE`: put a backup back, after checking it against its manifest."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from leerlus.access.keyring import KeyProblem, verify_master_key
from leerlus.command.backup.restoring import NotRestored, restore_backup


class Command(BaseCommand):
    requires_system_checks: tuple[str, ...] = ()
    help = "Put a backup in the place of the database; who was erased since is erased again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--keys-are-complete", action="store_true", help="also when most people have no key any more"
        )

    def handle(self, *, file: Path, keys_are_complete: bool, **options: object) -> None:
        try:
            verify_master_key()
            done = restore_backup(file, keys_are_complete=keys_are_complete)
        except (KeyProblem, NotRestored) as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(f"{done.rows} rows are back. {done.erased_again} people were erased again.")
        if done.before:
            self.stdout.write(f"The database from before is {done.before}. Remove it when all is well.")
