"""`leerlus rotate_master_key`: wrap the keys of people with a new master key, while people go on working."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from leerlus.access.keyring import KeyProblem, rewrap_keys


class Command(BaseCommand):
    help = "Wrap every key with LEERLUS_MASTER_KEY; LEERLUS_MASTER_KEY_PREVIOUS is the one from before."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.LEERLUS_MASTER_KEY_PREVIOUS:
            raise CommandError(
                "Set LEERLUS_MASTER_KEY_PREVIOUS to the master key from before, and try again."
            )
        console = Console(stderr=True)
        with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
            task = bar.add_task("keys", total=None)
            try:
                unreadable = rewrap_keys(lambda done, every: bar.update(task, completed=done, total=every))
            except KeyProblem as problem:
                raise CommandError(str(problem)) from None
        for path in unreadable:
            self.stderr.write(
                f"{path.name} opens with neither master key; restore it from the backup of the keys."
            )
        if unreadable:
            raise CommandError(f"{len(unreadable)} keys could not be opened. All others are wrapped anew.")
        self.stdout.write(
            "Every key is wrapped with the new master key. Take LEERLUS_MASTER_KEY_PREVIOUS out of the settings and"
            " restart."
        )
