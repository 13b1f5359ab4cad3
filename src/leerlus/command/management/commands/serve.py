"""`leerlus serve`: bring the installation up to date and serve it."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from leerlus.command.start import THREADS, WORKERS, prepare, serve


class Command(BaseCommand):
    help = "Bring the installation up to date and serve it with the production server."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=WORKERS)
        parser.add_argument("--threads", type=int, default=THREADS)

    def handle(self, *, host: str, port: int, workers: int, threads: int, **options: object) -> None:
        prepare()
        self.stdout.write(f"Leerlus: http://{host}:{port}  (stop with Ctrl+C)")
        serve(host, port, workers=workers, threads=threads)
