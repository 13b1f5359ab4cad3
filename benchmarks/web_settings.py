"""The settings of the product, with the addresses of the comparison added."""

from leerlus.site.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.web_urls"
