"""The settings of the product with keys for tests: Django reads them before `conftest.py` could set them."""

import os

os.environ.setdefault("LEERLUS_SECRET_KEY", "only-for-tests" * 3)
os.environ.setdefault("LEERLUS_MASTER_KEY", "11" * 32)

from leerlus.site.settings import *  # noqa: F403  # all of them, after the keys
