"""A database of its own for one benchmark, gone afterwards."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def own_installation() -> Iterator[None]:
    """Leerlus ready for use in a folder of its own: on SQLite, or on the empty database of LEERLUS_DATABASE_URL."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "leerlus.site.settings"
        from leerlus.command.start import prepare, use_development_keys

        use_development_keys(Path(folder) / "state")
        import django

        django.setup()
        prepare()
        yield
