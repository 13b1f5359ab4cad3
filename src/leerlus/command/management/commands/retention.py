"""`leerlus retention`: delete what was kept long enough. For cron, every night."""

from argparse import ArgumentParser
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from leerlus.access.keyring import verify_master_key
from leerlus.access.models import RetentionRun
from leerlus.access.retention import (
    ClockProblem,
    delete_what_is_over,
    due_now,
    refuse_a_wrong_clock,
)
from leerlus.organisations.models import Municipality


class Command(BaseCommand):
    help = "Delete what was kept as long as the municipality chose; --dry-run only counts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and delete nothing")
        parser.add_argument(
            "--after-a-pause",
            action="store_true",
            help="also when nothing happened here for more than a month",
        )

    def handle(self, *, dry_run: bool, after_a_pause: bool, **options: object) -> None:
        verify_master_key()
        if not after_a_pause:
            self._refuse_a_wrong_clock()
        problems: list[str] = []
        for name, municipality_id in self._parts():
            if dry_run:
                self._tell(f"{name}: would delete", due_now(municipality_id))
                continue
            run = self._delete(municipality_id)
            self._tell(f"{name}: deleted", run.deleted)
            problems += [run.problem] if run.problem else []
        if problems:
            raise CommandError(problems[0])

    def _parts(self) -> list[tuple[str, UUID | None]]:
        """Every municipality, and last what belongs to none."""
        names: list[tuple[str, UUID | None]] = [(one.name, one.pk) for one in Municipality.objects.all()]
        return [*names, ("This installation", None)]

    def _refuse_a_wrong_clock(self) -> None:
        try:
            refuse_a_wrong_clock()
        except ClockProblem as problem:
            raise CommandError(f"{problem} When the clock is right, add --after-a-pause.") from None

    def _delete(self, municipality_id: UUID | None) -> RetentionRun:
        console = Console(stderr=True)
        with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
            task = bar.add_task("", total=None)
            return delete_what_is_over(
                municipality_id,
                lambda kind, done, every: bar.update(task, description=kind, completed=done, total=every),
            )

    def _tell(self, what: str, numbers: dict[str, int]) -> None:
        counted = ", ".join(f"{number} {kind}" for kind, number in sorted(numbers.items()) if number)
        self.stdout.write(f"{what} {counted or 'nothing'}.")
