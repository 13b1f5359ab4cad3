"""A pytest plugin: tests that draw examples draw few, because each runs for hundreds of changes.

Fewer examples notice less, so the share that is measured can only be lower than that of the whole suite.
"""

import pytest
from hypothesis import is_hypothesis_test, settings

MOST: int = 20


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for test in {item.obj for item in items if isinstance(item, pytest.Function)}:
        if is_hypothesis_test(test):
            chosen = getattr(test, "_hypothesis_internal_use_settings", None) or settings()
            few = min(chosen.max_examples, MOST)
            test._hypothesis_internal_use_settings = settings(chosen, max_examples=few)
