"""`leerlus demo`: two invented municipalities to look around in."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from leerlus.command.demo.people import PASSWORD, WHO_TO_BE
from leerlus.command.demo.writing import is_loaded, load_demo, remove_demo
from leerlus.command.start import prepare, serve


class Command(BaseCommand):
    requires_system_checks: tuple[str, ...] = ()
    help = "Serve, load or remove the demo municipalities Voorbeeldstad and Kleindorp."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["serve", "load", "remove"])
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, action: str, host: str, port: int, **options: object) -> None:
        prepare()
        if action == "remove":
            municipalities, people = remove_demo()
            self.stdout.write(
                f"Removed {municipalities} demo municipalities with {people} people and their keys."
            )
            return
        self._load()
        if action == "serve":
            self._tell(host, port)
            serve(host, port)

    def _load(self) -> None:
        if is_loaded():
            self.stdout.write("The demo is there already; what you did in it is kept.")
            return
        self.stdout.write("Making the demo municipalities (once, about ten seconds) ...")
        self.stdout.flush()
        self.stdout.write(f"{load_demo()} invented people are ready.")

    def _tell(self, host: str, port: int) -> None:
        self.stdout.write(
            f"\nLeerlus: http://{'localhost' if host == '127.0.0.1' else host}:{port}  (stop: Ctrl+C)\n"
        )
        self.stdout.write(f"Log in with the password {PASSWORD} as:")
        for email, who in WHO_TO_BE:
            self.stdout.write(f"  {email:34} {who}")
        self.stdout.flush()
