"""A throw-away installation with the real production server, and caseworkers who fill in a scan over HTTP.

`python -m tests.endurance.installation prepare N` and `… read` run in processes of their own, with the settings of that
installation. Another form to write with is one more `Form` from `prepare`, and one more count in `read`.
"""

import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

REPOSITORY = Path(__file__).parent.parent.parent
LONGEST_START = 60
PAGE, ITEMS = 3, ("SN1", "SN2", "SN3", "SN4")


@dataclass(frozen=True)
class Form:
    """What one caseworker sends again and again: where to, with whose session."""

    pk: str
    address: str
    cookie: str
    token: str

    def body(self, number: int) -> bytes:
        """All four answers the same, so that half a write would show."""
        fields = dict.fromkeys(ITEMS, number % 7 + 1) | {"go": "next", "csrfmiddlewaretoken": self.token}
        return urlencode(fields).encode()


class Installation:
    """Folder, database and server. `environment` names the database; without one it is a file of SQLite."""

    def __init__(self, state: Path, database: str | None = None) -> None:
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("LEERLUS_")},
            "PYTHONPATH": f"{REPOSITORY / 'src'}{os.pathsep}{REPOSITORY}",
            "DJANGO_SETTINGS_MODULE": "leerlus.site.settings",
            "LEERLUS_STATE": str(state),
            "LEERLUS_SECRET_KEY": secrets.token_hex(32),
            "LEERLUS_MASTER_KEY": secrets.token_hex(32),
        }
        if database:
            self.environment["LEERLUS_DATABASE_URL"] = database
        self.port = _free_port()
        self._server: subprocess.Popen[bytes] | None = None

    def prepare(self, people: int) -> list[Form]:
        return [Form(**form) for form in self._said("prepare", str(people))]

    def read(self) -> dict[str, Any]:
        """Per form how often it was stored and its answers; and what the database says of itself."""
        return self._said("read")

    def _said(self, *arguments: str) -> Any:
        done = subprocess.run(  # noqa: S603  # our own interpreter and module
            [sys.executable, "-m", "tests.endurance.installation", *arguments],
            env=self.environment, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def start(self, application: str | None = None) -> None:
        """Start the production server, and wait until it answers."""
        from leerlus.command.start import server_command

        command = server_command("127.0.0.1", self.port, workers=1, threads=4)
        if application:
            command[-1] = application
        self._server = subprocess.Popen(  # noqa: S603  # as `leerlus serve` does
            command, env=self.environment, cwd=REPOSITORY, start_new_session=True
        )
        end = time.monotonic() + LONGEST_START
        while time.monotonic() < end:
            try:
                if send(self.port, "GET", "/healthz", "", b"", http_timeout=5) == 200:
                    return
            except OSError:
                time.sleep(0.02)
        raise TimeoutError("the server did not start")

    def kill(self) -> None:
        """kill -9 of the whole tree of processes."""
        if self._server is not None:
            os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait(timeout=20)
            self._server = None


def send(port: int, method: str, address: str, cookie: str, body: bytes, http_timeout: float = 30) -> int:
    """One request on a connection of its own; the status. Raises OSError when the server goes away meanwhile."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=http_timeout)
    headers = {"Host": "localhost", "Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.request(method, address, body, headers)
        return connection.getresponse().status
    except http.client.HTTPException as problem:
        raise ConnectionError(str(problem)) from problem
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        port: int = attempt.getsockname()[1]
        return port


def _prepare(people: int) -> list[dict[str, str]]:
    from django.test import Client

    from leerlus.access.actor import actor_of
    from leerlus.command.start import prepare
    from leerlus.organisations.models import Membership, Municipality, Person, Team
    from leerlus.organisations.roles import Role
    from leerlus.scans.sittings import start_sitting

    prepare()
    municipality = Municipality.objects.create(name="Volhoudstad")
    team = Team.objects.create(municipality=municipality, name="Team")
    forms = []
    for number in range(people):
        person = Person.objects.create_person(
            f"p{number}@volhoudstad.example", name=f"Persoon {number}", municipality=municipality
        )
        Membership.objects.create(person=person, municipality=municipality, team=team, role=Role.CASEWORKER)
        sitting = start_sitting(actor_of(person))
        client = Client(HTTP_HOST="localhost")
        client.force_login(person, backend="leerlus.organisations.authentication.PersonBackend")
        address = f"/mijn-vak/scan/{sitting.pk}/{PAGE}/"
        page = client.get(address).content.decode()
        token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        forms.append({"pk": str(sitting.pk), "address": address, "cookie": cookie, "token": token})
    return forms


def _read() -> dict[str, Any]:
    from django.db import connection

    from leerlus.scans.models import Sitting

    said = "ok"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            said = cursor.execute("PRAGMA quick_check").fetchone()[0]
    stored = {
        str(row.pk): {"times": row.revision, "answers": [row.answers.get(item) for item in ITEMS]}
        for row in Sitting.objects.all()
    }
    return {"database": said, "stored": stored}


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(_prepare(int(sys.argv[2])) if sys.argv[1] == "prepare" else _read()) + "\n")
