"""Where the result of a sitting stands: on the page of results, or on a page of an app that builds on scans."""

from typing import Final

from django.urls import reverse

from leerlus.content.instrument_parts import ResultPart
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import instrument_of

_PAGES: Final[dict[ResultPart, str]] = {}


def register_result_page(part: ResultPart, url_name: str) -> None:
    """Tell which page shows a part of a result that is more than the page of results can tell."""
    _PAGES[part] = url_name


def result_page_name(sitting: Sitting) -> str:
    """The name of the address with the result of a sitting."""
    return next((_PAGES[part] for part in instrument_of(sitting).result if part in _PAGES), "scan_result")


def result_url(sitting: Sitting) -> str:
    """The address of the result; that of a later moment stands with its first."""
    return reverse(result_page_name(sitting), args=[sitting.follows_id or sitting.pk])
