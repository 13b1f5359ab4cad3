"""A pytest plugin for tests that run for hundreds of changes: those that draw examples draw few, and the order stays.

Fewer examples notice less, so the share that is measured can only be lower than that of the whole suite.
"""

import pytest
from hypothesis import is_hypothesis_test, settings

MOST: int = 20


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that are asked for by their names run in that order, also when others would like the database first."""
    for test in {item.obj for item in items if isinstance(item, pytest.Function)}:
        if is_hypothesis_test(test):
            chosen = getattr(test, "_hypothesis_internal_use_settings", None) or settings()
            few = min(chosen.max_examples, MOST)
            test._hypothesis_internal_use_settings = settings(chosen, max_examples=few)
    asked = {name: place for place, name in enumerate(config.args)}
    if items and items[0].nodeid in asked:
        items.sort(key=lambda item: asked.get(item.nodeid, len(asked)))
