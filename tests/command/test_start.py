"""Starting: never with a wrong or missing key, and never at the cost of what is there."""

import io
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from leerlus.command.production import ready_for_production
from leerlus.command.start import port_is_free, use_demo_installation, use_development_keys

SOURCE = Path(__file__).parents[2] / "src"


def start(
    state: Path, master_key: str, secret_key: str = "only-for-tests" * 3
) -> subprocess.CompletedProcess[str]:
    """Load the application as the production server does."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(SOURCE),
        "LEERLUS_STATE": str(state),
        "LEERLUS_SECRET_KEY": secret_key,
        "LEERLUS_MASTER_KEY": master_key,
    }
    command = [sys.executable, "-c", "import leerlus.site.wsgi"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603


@pytest.fixture(scope="module")
def started(tmp_path_factory) -> Path:
    """What an installation keeps after its first start."""
    state = tmp_path_factory.mktemp("started")
    assert start(state, "ab" * 32).returncode == 0
    return state


def kept_in(state: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (state / "keyring").iterdir()}


def test_the_first_start_keeps_a_check_of_the_key_and_the_next_start_agrees(started):
    before = kept_in(started)
    assert start(started, "ab" * 32).returncode == 0
    assert kept_in(started) == before != {}


@pytest.mark.parametrize("wrong", ["", "cd" * 32, "not a key", "ab" * 31])
def test_a_wrong_or_missing_master_key_refuses_to_start_and_changes_nothing(started, wrong):
    before = kept_in(started)
    refused = start(started, wrong)
    assert refused.returncode != 0
    assert "aster key" in refused.stderr or "LEERLUS_MASTER_KEY" in refused.stderr
    assert kept_in(started) == before


@pytest.mark.parametrize("secret_key", ["", "short"])
def test_a_missing_or_short_secret_refuses_to_start_and_says_which_variable_to_set(tmp_path, secret_key):
    refused = start(tmp_path, "ab" * 32, secret_key)
    assert refused.returncode != 0
    assert "LEERLUS_SECRET_KEY" in refused.stderr


@pytest.fixture
def no_settings(monkeypatch):
    """An environment without settings of Leerlus, put back afterwards."""
    for variable in ("LEERLUS_STATE", "LEERLUS_SECRET_KEY", "LEERLUS_MASTER_KEY", "LEERLUS_DATABASE_URL"):
        monkeypatch.setenv(variable, "")
        monkeypatch.delenv(variable)
    return monkeypatch


def forget_keys() -> None:
    for variable in ("LEERLUS_SECRET_KEY", "LEERLUS_MASTER_KEY"):
        del os.environ[variable]


def test_development_keys_are_made_once_and_for_this_user_only(tmp_path, no_settings):
    use_development_keys(tmp_path)
    first = (tmp_path / "master.key").read_text()
    forget_keys()
    use_development_keys(tmp_path)
    assert (tmp_path / "master.key").read_text() == first == os.environ["LEERLUS_MASTER_KEY"]
    assert (tmp_path / "master.key").stat().st_mode & 0o077 == 0


def test_no_keys_are_made_beside_those_of_an_installation(tmp_path, no_settings):
    no_settings.setenv("LEERLUS_SECRET_KEY", "only-for-tests" * 3)
    no_settings.setenv("LEERLUS_MASTER_KEY", "ab" * 32)
    use_development_keys(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert os.environ["LEERLUS_MASTER_KEY"] == "ab" * 32


def test_the_demo_keeps_away_from_a_real_installation_on_the_same_machine(tmp_path, no_settings):
    no_settings.chdir(tmp_path)
    no_settings.setenv("LEERLUS_DATABASE_URL", "sqlite:////srv/real.sqlite3")
    no_settings.setenv("LEERLUS_MASTER_KEY", "ab" * 32)
    use_demo_installation()
    assert "LEERLUS_DATABASE_URL" not in os.environ
    assert os.environ["LEERLUS_STATE"] == str(tmp_path / "var" / "demo")
    assert os.environ["LEERLUS_MASTER_KEY"] == (tmp_path / "var" / "demo" / "master.key").read_text()


def test_a_second_start_of_the_demo_keeps_what_is_there_and_removing_it_leaves_an_empty_installation(
    tmp_path,
):
    just_cloned = tmp_path / "src"
    shutil.copytree(SOURCE, just_cloned, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))

    def demo(action: str) -> str:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(just_cloned),
            "LEERLUS_STATE": str(tmp_path),
        }
        command = [sys.executable, "-m", "leerlus.command", "demo", action]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout  # noqa: S603

    def people() -> list[tuple[str, str]]:
        with sqlite3.connect(tmp_path / "leerlus.sqlite3") as database:
            return database.execute("SELECT id, email FROM organisations_person ORDER BY id").fetchall()

    def sets() -> set[str]:
        with sqlite3.connect(tmp_path / "leerlus.sqlite3") as database:
            return {name for (name,) in database.execute("SELECT name FROM outcomes_spellimport")}

    assert "invented people are ready" in demo("load")
    assert "Voorbeeld: 3.343 mensen op zoek naar werk" in sets()
    first, collected = people(), (tmp_path / "static" / "staticfiles.json").stat().st_mtime_ns
    assert "kept" in demo("load")
    assert people() == first != []
    assert (tmp_path / "static" / "staticfiles.json").stat().st_mtime_ns == collected
    assert "Removed 2 demo municipalities" in demo("remove")
    assert people() == []


def test_a_port_in_use_is_noticed_before_serving():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        assert not port_is_free("127.0.0.1", port)
    assert port_is_free("127.0.0.1", port)


def test_new_key_prints_a_key_that_the_keyring_accepts(tmp_path):
    command = [sys.executable, "-m", "leerlus.command", "new-key"]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE)}
    printed = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    assert start(tmp_path, printed.stdout.strip()).returncode == 0


def test_what_production_lacks_is_said_with_what_to_do(settings):
    settings.LEERLUS_MASTER_KEY = ""
    settings.LEERLUS_SECURE = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    settings.ALLOWED_HOSTS = ["localhost"]
    said = ready_for_production(None)
    assert [message.id for message in said] == [f"leerlus.W00{number}" for number in (1, 2, 3, 4)]
    assert all(message.hint for message in said)


def test_the_checks_that_every_command_makes_first_find_nothing():
    said = io.StringIO()
    call_command("check", fail_level="WARNING", stdout=said)
    assert "no issues" in said.getvalue()


def test_an_installation_that_lacks_nothing_hears_nothing(settings):
    settings.LEERLUS_SECURE = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.ALLOWED_HOSTS = ["leerlus.voorbeeldstad.example"]
    assert ready_for_production(None) == []
