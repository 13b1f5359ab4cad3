"""`leerlus move --from ADDRESS`: everything from another database into the empty one of the settings."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from leerlus.access.keyring import KeyProblem, verify_master_key
from leerlus.command.moving import NotMoved, move_from


class Command(BaseCommand):
    requires_system_checks: tuple[str, ...] = ()
    help = "Copy everything from another database, SQLite or PostgreSQL, into the empty one of LEERLUS_DATABASE_URL."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--from", dest="address", required=True, metavar="ADDRESS", help="as LEERLUS_DATABASE_URL"
        )

    def handle(self, *, address: str, **options: object) -> None:
        try:
            verify_master_key()
            done = move_from(address)
        except (KeyProblem, NotMoved) as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(
            f"{done.rows} rows in {done.tables} tables are moved, equal to those in the old database, and the log fits."
        )
        self.stdout.write("The old database is as it was. Remove it when all is well.")
