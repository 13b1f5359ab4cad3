"""Getting an installation ready and serving it with the production server."""

import os
import secrets
import socket
import sys
from pathlib import Path

WORKERS = 1
THREADS = 4


DEMO_STATE = Path("var/demo")


def use_demo_installation() -> None:
    """Have the demo keep to a folder and keys of its own, also on a machine where a real installation is set up.

    Only who names a folder in LEERLUS_STATE has the demo in an installation of their own.
    """
    if "LEERLUS_STATE" not in os.environ:
        for variable in list(os.environ):
            if variable.startswith("LEERLUS_"):
                del os.environ[variable]
    use_development_keys(Path(os.environ.get("LEERLUS_STATE", DEMO_STATE)))


def use_development_keys(state: Path) -> None:
    """Make (once) and use keys in the state folder: for the demo and for trying things out, not for production.

    Keys that are set in the environment are used as they are, and none are made beside them.
    """
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["LEERLUS_STATE"] = str(state.resolve())
    for variable, name in (("LEERLUS_SECRET_KEY", "secret.key"), ("LEERLUS_MASTER_KEY", "master.key")):
        if variable in os.environ or f"{variable}_FILE" in os.environ:
            continue
        path = state / name
        if not path.exists():
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_hex(32))
        os.environ[variable] = path.read_text()


def port_is_free(host: str, port: int) -> bool:
    """Whether a server can listen there; asked before, so that the answer is a sentence and not a traceback."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError:
            return False
    return True


def prepare() -> None:
    """Bring database and static files up to date; quick when they already are."""
    from django.core.management import call_command

    from leerlus.access.keyring import verify_keys
    from leerlus.knowledge.searching import make_index_if_needed

    verify_keys()
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    make_index_if_needed()
    if _static_files_changed():
        call_command("collectstatic", verbosity=0, interactive=False, skip_checks=True)


def _static_files_changed() -> bool:
    """Whether a static file is newer than the collection that is served, or there is no collection yet."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    collected = manifest.stat().st_mtime
    return any(
        Path(storage.path(name)).stat().st_mtime > collected
        for finder in get_finders()
        for name, storage in finder.list([])
    )


def server_command(host: str, port: int, *, workers: int, threads: int) -> list[str]:
    """How the production server is started. One thread reads and writes requests, which is enough beside Python."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(threads), "--runtime-mode", "st",
        "--no-ws", "--log-level", "warning", "leerlus.site.wsgi:application",
    ]  # fmt: skip


def serve(host: str, port: int, *, workers: int = WORKERS, threads: int = THREADS) -> None:
    """Replace this process by the server; it stops with Ctrl+C."""
    sys.stdout.flush()
    command = server_command(host, port, workers=workers, threads=threads)
    os.execv(sys.executable, command)  # noqa: S606  # our own interpreter with fixed arguments
