"""The statements of the index that run often enough to be spoken to the database directly."""

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from django.db import connection

from leerlus.search.ranking import POSTING, Postings


def read_postings(names: Collection[str]) -> dict[str, Postings]:
    """The postings of those terms that are in the index."""
    if not names:
        return {}
    places = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name, postings FROM search_term WHERE name IN ({places})", list(names))  # noqa: S608  # only places
        return {name: np.frombuffer(row, POSTING) for name, row in cursor.fetchall()}


def read_keys(numbers: Sequence[int]) -> list[str]:
    """The keys of documents, in the order of these numbers."""
    if not numbers:
        return []
    places = ", ".join(["%s"] * len(numbers))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number, key FROM search_document WHERE number IN ({places})", list(numbers))  # noqa: S608  # only places
        keys = dict(cursor.fetchall())
    return [keys[number] for number in numbers]


def write_postings(rows: Iterable[tuple[str, bytes]]) -> None:
    """Keep postings under the name of their term, in place of what was there."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_term (name, postings) VALUES (%s, %s)"
            " ON CONFLICT (name) DO UPDATE SET postings = excluded.postings",
            list(rows),
        )


def write_spellings(rows: Iterable[tuple[str, str]]) -> None:
    """Keep words under their keys; what is there already stays."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_spelling (key, word) VALUES (%s, %s) ON CONFLICT (key, word) DO NOTHING",
            list(rows),
        )
