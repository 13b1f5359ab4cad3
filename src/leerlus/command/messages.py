"""Compile the translations (`.po`) into what gettext reads (`.mo`), with Babel's pure Python compiler.

The compiled files are not in version control; every command that serves or tests makes them when they are older.
"""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

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


if __name__ == "__main__":
    compile_messages()
