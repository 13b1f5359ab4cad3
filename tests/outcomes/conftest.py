"""Files of spells, and a browser that walks through an import."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from leerlus.access.forms_once import new_token
from leerlus.outcomes import importing, running
from leerlus.outcomes.models import SpellImport

REAL_FILE = Path(importing.__file__).parent / "demo" / "unempdur_mccall1996.csv"

SEMICOLONS = (
    "Cliëntnummer;Startdatum;Einddatum;Reden uitstroom;Opmerking\r\n"
    "C-001;1-3-2024;1-9-2024;voltijd;\r\n"
    "C-002;15-3-2024;;;\r\n"
    "C-003;1-4-2024;1-5-2024;verhuizing;naar “elders”\r\n"
    "C-004;1-4-2024;30-4-2024;deeltijd;\r\n"
)


@pytest.fixture
def real_file() -> bytes:
    """3,343 real unemployment spells in periods of two weeks (McCall 1996)."""
    return REAL_FILE.read_bytes()


@pytest.fixture
def at_once(monkeypatch):
    """Read in within the request instead of on a thread, so that a test sees the outcome."""
    monkeypatch.setattr(running, "run_in_background", lambda of: running._run_apart(of.pk, of.attempt))
    monkeypatch.setattr(running.connection, "close", lambda: None)


class Importer:
    """Somebody who reads in a file with a browser: every step as the page offers it."""

    def __init__(self, client, person, where="/mijn-clienten/inlezen/"):
        self.client, self.person, self.where = client, person, where
        self.extra: dict[str, str] = {}

    def send(self, content: bytes, file_name="spells.csv", name="Mijn cliënten", token=None):
        fields = {
            "name": name,
            "file": SimpleUploadedFile(file_name, content),
            "form_token": token or new_token(self.person.pk),
            **self.extra,
        }
        return self.client.post(self.where, fields)

    def choose(self, url: str, **changes):
        """Accept the choices that are filled in, with changes."""
        form = self.client.get(url).context["form"]
        values = {name: form[name].value() or "" for name in form.fields}
        values["measured_on"] = "1-1-2025"
        return self.client.post(url, values | changes)

    def confirm(self, url: str, **changes):
        page = self.client.get(url)
        return self.client.post(url, {"mark": page.context["form"]["mark"].value()} | changes)

    def read_in(self, content: bytes, **columns) -> SpellImport:
        """All steps; the import as it is afterwards."""
        columns_page = self.send(content)
        check_page = self.choose(columns_page.url, **columns)
        self.confirm(check_page.url)
        return SpellImport.objects.get()


@pytest.fixture
def browser(logged_in):
    """The browser of a person: `browser(fatima).read_in(content)`."""

    def of(person, where="/mijn-clienten/inlezen/") -> Importer:
        return Importer(logged_in(person), person, where)

    return of
