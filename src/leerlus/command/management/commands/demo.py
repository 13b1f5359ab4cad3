"""`leerlus demo`: two invented municipalities to look around in."""

import os
from argparse import ArgumentParser
from typing import Final

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from leerlus.command.demo.people import PASSWORD, WHO_TO_BE
from leerlus.command.demo.removing import remove_demo
from leerlus.command.demo.writing import is_loaded, load_demo
from leerlus.command.start import port_is_free, prepare, serve

_THIS_MACHINE: Final = "127.0.0.1"


class Command(BaseCommand):
    requires_system_checks: tuple[str, ...] = ()
    help = "Serve, load or remove the demo municipalities Voorbeeldstad and Kleindorp."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["serve", "load", "remove"])
        parser.add_argument("--host", default=_THIS_MACHINE)
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, action: str, host: str, port: int, **options: object) -> None:
        if action == "serve" and not port_is_free(host, port):
            raise CommandError(f"Port {port} is in use. Choose another: PORT={port + 1} ./run demo")
        prepare()
        if action == "remove":
            self._remove()
            return
        self._load()
        if action == "serve":
            address = f"http://{'localhost' if host == _THIS_MACHINE else host}:{port}"
            self._tell(address)
            os.environ["LEERLUS_DEMO"] = "true"
            os.environ.setdefault("LEERLUS_BASE_URL", address)
            serve(host, port)

    def _load(self) -> None:
        if is_loaded():
            self.stdout.write("The demo is there already; what was done in it is kept.")
            return
        self.stdout.write("Making the demo municipalities (once, a few seconds) ...")
        self.stdout.flush()
        try:
            number = load_demo()
        except IntegrityError:
            raise CommandError(
                "A municipality or an account here has a name of the demo but is no part of it. Nothing was made."
            ) from None
        self.stdout.write(f"{number} invented people are ready.")

    def _remove(self) -> None:
        if not is_loaded():
            self.stdout.write("There is no demo here. Nothing was removed.")
            return
        gone = remove_demo()
        self.stdout.write(
            f"Removed {gone.municipalities} demo municipalities, and {gone.people} people with their keys, "
            f"{gone.scans} scans and {gone.spells} clients. Nothing else was touched."
        )

    def _tell(self, address: str) -> None:
        self.stdout.write(f"\nLeerlus is on {address} (stop with Ctrl+C).")
        self.stdout.write(f"Log in there with the password {PASSWORD} as one of:\n\n")
        widths = [max(len(getattr(visit, column)) for visit in WHO_TO_BE) for column in ("email", "who")]
        for visit in WHO_TO_BE:
            self.stdout.write(f"  {visit.email:{widths[0]}}  {visit.who:{widths[1]}}  {visit.look_at}")
        self.stdout.write(
            "\nEverything is invented, and everybody knows the password: put no real people in it."
        )
        self.stdout.flush()
