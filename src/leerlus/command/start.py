"""Getting an installation ready and serving it with the production server."""

import os
import secrets
import sys
from pathlib import Path

WORKERS = 1
THREADS = 4


def use_development_keys(state: Path) -> None:
    """Make (once) and use keys in the state folder: for the demo and for trying things out, not for production."""
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["LEERLUS_STATE"] = str(state.resolve())
    for variable, name in (("LEERLUS_SECRET_KEY", "secret.key"), ("LEERLUS_MASTER_KEY", "master.key")):
        path = state / name
        if not path.exists():
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_hex(32))
        os.environ.setdefault(variable, path.read_text())


def prepare() -> None:
    """Bring database, translations and static files up to date; quick when they already are."""
    from django.core.management import call_command

    from leerlus.access.keyring import verify_keys
    from leerlus.command.messages import compile_messages

    verify_keys()
    compile_messages()
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
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


def serve(host: str, port: int, *, workers: int = WORKERS, threads: int = THREADS) -> None:
    """Replace this process by the server; it stops with Ctrl+C."""
    sys.stdout.flush()
    arguments = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(threads), "--no-ws", "--log-level", "warning",
        "leerlus.site.wsgi:application",
    ]  # fmt: skip
    os.execv(sys.executable, arguments)  # noqa: S606  # our own interpreter with fixed arguments
