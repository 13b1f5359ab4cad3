"""Values that travel from one part of Leerlus to another stay what they were when they were made."""

import pkgutil
from dataclasses import is_dataclass
from importlib import import_module
from types import ModuleType


def changeable_values(package: ModuleType) -> list[str]:
    """The data classes of a package whose fields can be set again, or that take a field they do not name."""
    names = [found.name for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    return [
        f"{name}.{one.__name__}"
        for name in names
        for one in vars(import_module(name)).values()
        if isinstance(one, type) and is_dataclass(one) and one.__module__ == name
        if not (one.__dataclass_params__.frozen and "__slots__" in vars(one))
    ]
