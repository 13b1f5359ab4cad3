"""Starting: never with a wrong or missing key, and never at the cost of what is there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from leerlus.command.production import ready_for_production
from leerlus.command.start import use_development_keys

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


def test_the_first_start_keeps_a_check_of_the_key_and_the_next_start_agrees(tmp_path):
    assert start(tmp_path, "ab" * 32).returncode == 0
    assert start(tmp_path, "ab" * 32).returncode == 0


@pytest.mark.parametrize("wrong", ["", "cd" * 32, "not a key", "ab" * 31])
def test_a_wrong_or_missing_master_key_refuses_to_start_and_changes_nothing(tmp_path, wrong):
    start(tmp_path, "ab" * 32)
    kept = {path.name: path.read_bytes() for path in (tmp_path / "keyring").iterdir()}
    refused = start(tmp_path, wrong)
    assert refused.returncode != 0
    assert "aster key" in refused.stderr or "LEERLUS_MASTER_KEY" in refused.stderr
    assert {path.name: path.read_bytes() for path in (tmp_path / "keyring").iterdir()} == kept


@pytest.mark.parametrize("secret_key", ["", "short"])
def test_a_missing_or_short_secret_refuses_to_start_and_says_which_variable_to_set(tmp_path, secret_key):
    refused = start(tmp_path, "ab" * 32, secret_key)
    assert refused.returncode != 0
    assert "LEERLUS_SECRET_KEY" in refused.stderr


def test_development_keys_are_made_once_and_for_this_user_only(tmp_path, monkeypatch):
    for variable in ("LEERLUS_STATE", "LEERLUS_SECRET_KEY", "LEERLUS_MASTER_KEY"):
        monkeypatch.setenv(variable, "")
        monkeypatch.delenv(variable)
    use_development_keys(tmp_path)
    first = (tmp_path / "master.key").read_text()
    use_development_keys(tmp_path)
    assert (tmp_path / "master.key").read_text() == first == os.environ["LEERLUS_MASTER_KEY"]
    assert (tmp_path / "master.key").stat().st_mode & 0o077 == 0


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


def test_an_installation_that_lacks_nothing_hears_nothing(settings):
    settings.LEERLUS_SECURE = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.ALLOWED_HOSTS = ["leerlus.voorbeeldstad.example"]
    assert ready_for_production(None) == []
