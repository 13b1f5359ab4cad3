"""The page somebody came from, to lead them back to."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def page_before(request: HttpRequest) -> str:
    """The page of Leerlus on which a button was pressed; the start page when the browser does not tell."""
    address = request.META.get("HTTP_REFERER", "")
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return str(address)
    return "/"
