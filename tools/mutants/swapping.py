"""Puts the changed code of a function in the place of the old one, in this process, without importing anything anew."""

import functools
import gc
from collections.abc import Iterator
from inspect import CO_OPTIMIZED
from types import CodeType, FunctionType

from changes import ROOT, Mutant

Place = tuple[str, int]
"""Qualified name and first line: where a function stands in its file."""
CACHED = type(functools.cache(len))


class Functions:
    """The functions of one package as they live in this process, wherever decorators and closures have put them."""

    def __init__(self, package: str) -> None:
        self.living: dict[tuple[str, Place], list[FunctionType]] = {}
        folder = str(ROOT / "src" / "leerlus" / package)
        for one in gc.get_objects():
            if isinstance(one, FunctionType) and one.__code__.co_filename.startswith(folder):
                self.living.setdefault((one.__code__.co_filename, _place(one.__code__)), []).append(one)
        self.cached = [one for one in gc.get_objects() if isinstance(one, CACHED) and _is_own(one)]

    def swap(self, mutant: Mutant) -> bool:
        """Make the change and forget what was remembered; False where only a new import would make it.

        Code of modules and classes runs once, at import: there, and in functions nobody holds, nothing can be swapped.
        """
        file = str(mutant.file)
        old = dict(_codes(compile(mutant.file.read_text(), file, "exec")))
        new = dict(_codes(compile(mutant.written(), file, "exec")))
        differing = [place for place in new if _own_part(old.get(place)) != _own_part(new[place])]
        if not differing or not all(new[place].co_flags & CO_OPTIMIZED for place in differing):
            return False
        swaps = [
            (function, code)
            for place, code in new.items()
            if code != old.get(place)
            for function in self.living.get((file, place), [])
        ]
        if not swaps or any(function.__code__.co_freevars != code.co_freevars for function, code in swaps):
            return False
        for function, code in swaps:
            function.__code__ = code
        for remembered in self.cached:
            remembered.cache_clear()
        return True


def _is_own(cached: object) -> bool:
    """Texts of `content` are read from files: no package above it can change them."""
    module = getattr(cached, "__module__", None) or ""
    return module.startswith("leerlus.") and not module.startswith("leerlus.content")


def _codes(code: CodeType) -> Iterator[tuple[Place, CodeType]]:
    yield _place(code), code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)


def _place(code: CodeType) -> Place:
    return code.co_qualname, code.co_firstlineno


def _own_part(code: CodeType | None) -> object:
    """What a piece of code does itself, without the functions that are made in it."""
    if code is None:
        return None
    constants = tuple(None if isinstance(one, CodeType) else repr(one) for one in code.co_consts)
    return code.co_code, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars, constants
