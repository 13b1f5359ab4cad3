"""Translations: compile the catalogues (`.po` to `.mo`) and find the strings of an app that lack Dutch.

Pure Python through Babel, so a fresh machine needs no gettext tools. Compiled files are not in version control;
every command that serves or tests makes them anew when they are older than their source.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent


def compile_messages(package: Path = PACKAGE) -> list[Path]:
    """Compile every catalogue that is newer than its compiled form; returns the files written."""
    written = []
    for source in sorted(package.glob("*/locale/*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text, locale=source.parts[-3])
        temporary = target.with_suffix(".mo.new")
        with temporary.open("wb") as compiled:
            write_mo(compiled, catalogue)
        temporary.replace(target)
        written.append(target)
    return written


def strings_of(app: Path) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Every translatable string in the Python and templates of an app: (file, string or plural forms)."""
    keywords = DEFAULT_KEYWORDS | {
        "gettext_lazy": None,
        "ngettext_lazy": (1, 2),
    }
    for path in sorted(
        [*app.rglob("*.py"), *app.rglob("templates/**/*.html"), *app.rglob("templates/**/*.txt")]
    ):
        source = path.read_text()
        if path.suffix != ".py":
            source = templatize(source)
        for _line, found, _comments, _context in extract("python", io.BytesIO(source.encode()), keywords):
            yield str(path.relative_to(app.parent)), found


def untranslated(app: Path, language: str = "nl") -> list[tuple[str, str]]:
    """Strings of an app without a translation in its own catalogue (or with a fuzzy one): (file, string)."""
    source = app / "locale" / language / "LC_MESSAGES" / "django.po"
    catalogue = read_po(source.open("rb"), locale=language) if source.exists() else None
    missing = []
    for path, found in strings_of(app):
        key = found[0] if isinstance(found, tuple) else found
        message = catalogue.get(key) if catalogue else None
        texts = message.string if message and not message.fuzzy else ""
        if not texts or (isinstance(texts, tuple) and not all(texts)):
            missing.append((path, key))
    return missing
