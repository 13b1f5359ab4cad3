"""A throw-away installation with the real production server, and caseworkers who write over HTTP: scans and contacts.

`python -m tests.endurance.installation prepare N` and `… read` run in processes of their own, with the settings of that
installation. Another form to write with is one more `Form` from `prepare`, and one more kind in `read`.
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
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from django.test import Client

    from leerlus.organisations.models import Person, Team

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
    acknowledged: ClassVar[set[int]] = {302}
    headers: ClassVar[dict[str, str]] = {}

    def body(self, number: int) -> bytes:
        """All four answers of a page the same, so that half a write would show."""
        fields = dict.fromkeys(ITEMS, number % 7 + 1) | {"go": "next", "csrfmiddlewaretoken": self.token}
        return urlencode(fields).encode()


@dataclass(frozen=True)
class ContactForm(Form):
    """The quick entry of contacts, sent as its queue does: each contact has an id of its own. `pk` is the file."""

    form_token: str
    held_on: str
    acknowledged: ClassVar[set[int]] = {201, 200}
    headers: ClassVar[dict[str, str]] = {"X-Requested-With": "fetch"}

    def body(self, number: int) -> bytes:
        """The number in three places, so that half a write would show."""
        fields = {
            "file": self.pk,
            "entry": str(uuid5(UUID(self.pk), str(number))),
            "form_token": self.form_token,
            "held_on": self.held_on,
            "form": "telephone",
            "kept": "yes",
            "confidence": number % 11,
            "agreement": f"{number}",
            "csrfmiddlewaretoken": self.token,
        }
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
        self.port = 0
        self._server: _Server | None = None
        self._next: _Server | None = None

    def prepare(self, people: int) -> list[Form]:
        """A form for each of so many people: half of them fill in scans, half record contacts."""
        said = self._said("prepare", str(people))
        return [ContactForm(**form) if "form_token" in form else Form(**form) for form in said]

    def read(self) -> dict[str, Any]:
        """Per form what is stored of it; and what the database says of itself."""
        return self._said("read")

    def _said(self, *arguments: str) -> Any:
        done = subprocess.run(  # noqa: S603  # our own interpreter and module
            [sys.executable, "-m", "tests.endurance.installation", *arguments],
            env=self.environment, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def start(self, application: str | None = None) -> None:
        """Start the production server, or take the one that was warmed up, and wait until it answers."""
        self._server, self._next = self._next or self._started(application), None
        self.port = self._server.port
        end = time.monotonic() + LONGEST_START
        while time.monotonic() < end:
            try:
                if send(self.port, "GET", "/healthz", "", b"", http_timeout=5) == 200:
                    return
            except OSError:
                time.sleep(0.02)
        raise TimeoutError("the server did not start")

    def warm_up(self, application: str | None = None) -> None:
        """Start the next server already, on a port of its own, while this one is written to. It gets no request yet."""
        self._next = self._started(application)

    def kill(self) -> None:
        """kill -9 of the whole tree of processes; the server that is warmed up stays."""
        if self._server is not None:
            self._server.kill()
            self._server = None

    def end(self) -> None:
        self.kill()
        if self._next is not None:
            self._next.kill()

    def _started(self, application: str | None) -> "_Server":
        from leerlus.command.start import server_command

        port = _free_port()
        command = server_command("127.0.0.1", port, workers=1, threads=4)
        if application:
            command[-1] = application
        return _Server(
            port,
            subprocess.Popen(  # noqa: S603  # as `leerlus serve` does
                command, env=self.environment, cwd=REPOSITORY, start_new_session=True
            ),
        )


@dataclass(frozen=True)
class _Server:
    port: int
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=20)


def send(
    port: int,
    method: str,
    address: str,
    cookie: str,
    body: bytes,
    http_timeout: float = 30,
    more: dict[str, str] | None = None,
) -> int:
    """One request on a connection of its own; the status. Raises OSError when the server goes away meanwhile."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=http_timeout)
    headers = {"Host": "localhost", "Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.request(method, address, body, headers | (more or {}))
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

    from leerlus.command.start import prepare
    from leerlus.organisations.models import Membership, Municipality, Person, Team
    from leerlus.organisations.roles import Role

    prepare()
    municipality = Municipality.objects.create(name="Volhoudstad")
    team = Team.objects.create(municipality=municipality, name="Team")
    forms = []
    for number in range(people):
        person = Person.objects.create_person(
            f"p{number}@volhoudstad.example", name=f"Persoon {number}", municipality=municipality
        )
        Membership.objects.create(person=person, municipality=municipality, team=team, role=Role.CASEWORKER)
        client = Client(HTTP_HOST="localhost")
        client.force_login(person, backend="leerlus.organisations.authentication.PersonBackend")
        forms.append(_contact(client, person, team) if number % 2 else _scan(client, person))
    return forms


def _scan(client: "Client", person: "Person") -> dict[str, str]:
    from leerlus.access.actor import actor_of
    from leerlus.scans.sittings import start_sitting

    sitting = start_sitting(actor_of(person))
    address = f"/mijn-vak/scan/{sitting.pk}/{PAGE}/"
    return {"pk": str(sitting.pk)} | _opened(client, address)


def _contact(client: "Client", person: "Person", team: "Team") -> dict[str, str]:
    from django.urls import reverse
    from django.utils import timezone

    from leerlus.access.actor import actor_of
    from leerlus.access.forms_once import new_token
    from leerlus.casework.files import open_file

    file = open_file(actor_of(person), team)
    own = {"pk": str(file.pk), "form_token": new_token(person.pk), "held_on": str(timezone.localdate())}
    return own | _opened(client, reverse("contacts_today"))


def _opened(client: "Client", address: str) -> dict[str, str]:
    page = client.get(address).content.decode()
    return {
        "address": address,
        "cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items()),
        "token": page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0],
    }


def _read() -> dict[str, Any]:
    from django.db import connection

    from leerlus.casework.models import CaseFile
    from leerlus.scans.models import Sitting

    said = "ok"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            said = cursor.execute("PRAGMA quick_check").fetchone()[0]
    scans = {
        str(row.pk): {"times": row.revision, "answers": [row.answers.get(item) for item in ITEMS]}
        for row in Sitting.objects.all()
    }
    contacts = {
        str(file.pk): {"contacts": [[str(one.pk), one.content] for one in file.contacts.all()]}
        for file in CaseFile.objects.all()
    }
    return {"database": said, "stored": scans | contacts}


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(json.dumps(_prepare(int(sys.argv[2])) if sys.argv[1] == "prepare" else _read()) + "\n")
