"""Drawing files to review: by chance, few, and never of one person only (reliability document 2.3)."""

from collections.abc import Hashable, Mapping
from random import Random
from typing import Final, TypeVar

LARGEST_PART: Final = 0.05
"""Of the open files, in a quarter."""

LEAST_CASEWORKERS: Final = 3
"""Whose files are in a draw, at least: a review is about the work, not about somebody."""

FileId = TypeVar("FileId", bound=Hashable)
PersonId = TypeVar("PersonId", bound=Hashable)


class TooFewFiles(Exception):
    """There are too few files, or too few caseworkers, or enough was drawn this quarter."""


def draw_files(
    caseworker_of: Mapping[FileId, PersonId], drawn_already: frozenset[FileId], chance: Random
) -> tuple[FileId, ...]:
    """Files drawn by chance: as many as are left of five percent, of at least three caseworkers.

    `drawn_already` are those of this quarter, closed ones too. Raises TooFewFiles.
    """
    left = int(len(caseworker_of) * LARGEST_PART) - len(drawn_already)
    pool = sorted((file for file in caseworker_of if file not in drawn_already), key=repr)
    chance.shuffle(pool)
    first_of = {caseworker_of[file]: file for file in reversed(pool)}
    if left < LEAST_CASEWORKERS or len(first_of) < LEAST_CASEWORKERS:
        raise TooFewFiles
    people = sorted(first_of, key=repr)
    chosen = [first_of[person] for person in chance.sample(people, LEAST_CASEWORKERS)]
    chosen += [file for file in pool if file not in chosen][: left - LEAST_CASEWORKERS]
    return tuple(chosen)
