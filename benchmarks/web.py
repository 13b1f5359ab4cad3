"""The scan under the production server: real middleware, login, sealed answers in SQLite, log.

Server on one core, client on another (where the machine has two). Prints requests per second for the question page,
the median of the whole job (open a page, send it, see the profile), and the ratio to form widgets. Two hundred people
do the job one after the other, each for the first time; their open scans are made before, so that while the clock runs
the server alone uses the database, as it does in use.
"""

import os
import re
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

PORT = 8765
PAGE_WITH_RATINGS = 3
REQUESTS = 2000
ROUNDS = 6
JOBS = 200
ROUNDS_OF_TEN_YEARS = 40


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        _environment(Path(folder))
        import django

        django.setup()
        prepared = _prepare()
        server = _start()
        try:
            _pin(0, other=True)
            _measure(prepared)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=20)


def _environment(folder: Path) -> None:
    from leerlus.command.start import use_development_keys

    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.web_settings"
    use_development_keys(folder / "state")


def _prepare() -> "Prepared":
    """A database with 200 caseworkers who are logged in with an open scan that lacks one page."""
    from leerlus.command.start import prepare
    from leerlus.organisations.models import Membership, Municipality, Person, Team
    from leerlus.organisations.roles import Role

    prepare()
    municipality = Municipality.objects.create(name="Meetstad")
    team = Team.objects.create(municipality=municipality, name="Team")
    takers = []
    for number in range(JOBS):
        person = Person.objects.create_person(
            f"p{number}@meetstad.example", name=f"Persoon {number}", municipality=municipality
        )
        Membership.objects.create(person=person, municipality=municipality, team=team, role=Role.CASEWORKER)
        takers.append(_taker(person))
    return Prepared(takers, _manager_after_ten_years(team))


def _taker(person: Any) -> "Taker":
    """Somebody who is logged in, with every page of the scan answered but one."""
    from leerlus.access.actor import actor_of
    from leerlus.content.instrument import current_instrument
    from leerlus.scans.sittings import start_sitting

    sitting = start_sitting(actor_of(person))
    instrument = current_instrument("quickscan")
    left_out = instrument.pages[PAGE_WITH_RATINGS - 1].items
    answers = {item.id: 3 for item in instrument.items if item.kind == "rating" and item.id not in left_out}
    sitting.store_answers(answers | {"STG1": "b", "STG2": "no", "BAR1": ("time",), "NEED1": ("CB6",)})
    client = _logged_in(person)
    token = _token(client.get(_page(str(sitting.pk))).content)
    return Taker(_cookie(client), token, str(sitting.pk))


def _logged_in(person: Any) -> Any:
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(person, backend="leerlus.organisations.authentication.PersonBackend")
    return client


def _cookie(client: Any) -> str:
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def _manager_after_ten_years(team: Any) -> str:
    """The session of a manager whose team has forty closed rounds of every measure behind it."""
    from leerlus.access.actor import actor_of
    from leerlus.conversations.charter import accept_charter
    from leerlus.organisations.models import Membership, Municipality, Person
    from leerlus.organisations.roles import Role
    from leerlus.release.measures import registered_measures
    from leerlus.release.models import PublishedFigure, Round
    from leerlus.release.rules.levels import Level

    municipality = team.municipality
    Municipality.objects.filter(pk=municipality.pk).update(
        works_council_reference="OR-1", works_council_date=date(2016, 1, 1)
    )
    manager = Person.objects.create_person("m@meetstad.example", name="Manager", municipality=municipality)
    Membership.objects.create(person=manager, municipality=municipality, team=team, role=Role.TEAM_MANAGER)
    accept_charter(actor_of(manager))
    for number in range(ROUNDS_OF_TEN_YEARS):
        closed = date.today() - timedelta(days=91 * number + 1)
        made = Round.objects.create(municipality=municipality, opened_on=closed, closed_on=closed)
        PublishedFigure.objects.bulk_create(
            PublishedFigure(
                round=made, level=Level.TEAM, team=team, measure=measure, value=55, contributors="11-15"
            )
            for measure in (one.name for one in registered_measures())
        )
    return _cookie(_logged_in(manager))


class Taker(NamedTuple):
    """Who takes the scan: the cookies and the token of their session, and their open scan."""

    cookie: str
    token: str
    sitting: str


class Prepared(NamedTuple):
    """Everybody who takes the scan, and the session of a manager."""

    takers: list[Taker]
    manager: str


def _page(sitting: str) -> str:
    return f"/mijn-vak/scan/{sitting}/{PAGE_WITH_RATINGS}/"


def _token(page: bytes) -> str:
    found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if not found:
        raise RuntimeError("no form on the page")
    return found[1].decode()


def _start() -> subprocess.Popen[bytes]:
    from benchmarks.http_client import wait_for
    from leerlus.command.start import server_command

    command = server_command("127.0.0.1", PORT, workers=1, threads=1)
    server = subprocess.Popen(command, preexec_fn=lambda: _pin(0))  # fixed arguments
    wait_for(PORT)
    return server


def _pin(core: int, *, other: bool = False) -> None:
    """Keep this process on one core, or (`other`) off it, where the machine has more than one."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) > 1:
        os.sched_setaffinity(0, set(cores[1:]) if other else {cores[core]})


def _measure(prepared: Prepared) -> None:
    cookie, _token_of, sitting = prepared.takers[0]
    skeleton, widgets = 0.0, 0.0
    for _ in range(
        ROUNDS
    ):  # in turns, and the best of each: what else the machine does only makes things slower
        skeleton = max(skeleton, _requests_per_second(cookie, _page(sitting), REQUESTS))
        page = f"/met-widgets/{sitting}/{PAGE_WITH_RATINGS}/"
        widgets = max(widgets, _requests_per_second(cookie, page, REQUESTS // 6))
    picture = _median_of_page(prepared.manager, "/team/")
    job = _scan_job(prepared.takers)
    print(f"question page       {skeleton:8,.0f} requests/s on one core   (goal: at least 1,200)")
    print(f"with form widgets   {widgets:8,.0f} requests/s on one core   (ratio {skeleton / widgets:.1f})")
    print(
        f"scan job            {job['all']:8.2f} ms median (goal: at most 4.5):"
        f" open {job['open']:.2f}, send {job['send']:.2f}, feedback {job['feedback']:.2f}"
    )
    print(f"team picture        {picture:8.2f} ms median after ten years of rounds (goal: at most 50)")
    print(f"finishing           {job['finish']:8.2f} ms median: score the whole scan, close it, log it")


def _requests_per_second(cookie: str, path: str, number: int) -> float:
    """Two connections, so that the server always has a request waiting."""
    from benchmarks.http_client import Connection

    def run(times: int) -> None:
        connection = Connection(PORT, cookie)
        request = connection.request("GET", path)
        for _ in range(times):
            status, body = connection.send(request)
            if status != 200 or b'type="radio"' not in body:
                raise RuntimeError(f"{path} answered {status}, or without questions")

    run(50)
    threads = [threading.Thread(target=run, args=(number // 2,)) for _ in range(2)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return number / (time.perf_counter() - start)


def _median_of_page(cookie: str, path: str) -> float:
    """Milliseconds that somebody waits for a page, in the middle of many times."""
    from benchmarks.http_client import Connection

    connection, times = Connection(PORT, cookie), []
    request = connection.request("GET", path)
    for _ in range(JOBS):
        start = time.perf_counter()
        status, _body = connection.send(request)
        times.append((time.perf_counter() - start) * 1000)
        if status != 200:
            raise RuntimeError(f"{path} answered {status}")
    return statistics.median(times)


def _scan_job(takers: list[Taker]) -> dict[str, float]:
    """Open a page, send it, (finish) and see profile and advice for the first time; each turn is another person."""
    from benchmarks.http_client import Connection

    times: dict[str, list[float]] = {"open": [], "send": [], "finish": [], "feedback": []}
    for turn, (cookie, forgery, sitting) in enumerate(takers):
        connection = Connection(PORT, cookie)
        token = {"csrfmiddlewaretoken": forgery}
        answers = {"SN1": turn % 7 + 1, "SN2": 5, "SN3": 3, "SN4": 6, "go": "next"} | token
        steps = {
            "open": connection.request("GET", _page(sitting)),
            "send": connection.request("POST", _page(sitting), urlencode(answers).encode()),
            "finish": connection.request(
                "POST", f"/mijn-vak/scan/{sitting}/klaar/", urlencode(token).encode()
            ),
            "feedback": connection.request("GET", f"/mijn-vak/profiel/{sitting}/"),
        }
        for name, request in steps.items():
            start = time.perf_counter()
            status, _body = connection.send(request)
            times[name].append((time.perf_counter() - start) * 1000)
            if status not in {200, 302}:
                raise RuntimeError(f"{name} answered {status}")
    medians = {name: statistics.median(values) for name, values in times.items()}
    job = [sum(parts) for parts in zip(times["open"], times["send"], times["feedback"], strict=True)]
    return medians | {"all": statistics.median(job)}
