"""What the steps of an import share: the two flows, the person's own import, and the shell of the pages."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from leerlus.access.door import get_own
from leerlus.access.pages import PersonRequest
from leerlus.organisations.roles import Role
from leerlus.outcomes import uploads
from leerlus.outcomes.models import SpellImport

PARTS: Final = 3


@dataclass(frozen=True, slots=True)
class Flow:
    """One of both flows: for whom, how its addresses are named, and where it ends."""

    role: Role
    prefix: str
    home: str
    for_own_clients: bool

    def url(self, step: str, *args: UUID) -> str:
        return reverse(f"{self.prefix}_{step}", args=args)


OWN: Final = Flow(Role.CASEWORKER, "import", "my_clients", for_own_clients=True)
MUNICIPALITY: Final = Flow(
    Role.TENANT_ADMINISTRATOR, "administrator_import", "administrator_imports", for_own_clients=False
)
StepView = Callable[..., HttpResponse]


def wants_a_part(request: PersonRequest) -> bool:
    """Whether htmx asks for the part of the page that changes."""
    return request.headers.get("HX-Request") == "true"


def on_import(view: StepView) -> StepView:
    """Give the view the person's own import of this flow; when its file is gone, say so and start anew."""

    @wraps(view)
    def found(request: PersonRequest, flow: Flow, pk: UUID) -> HttpResponse:
        of = get_own(request.actor, SpellImport, pk)
        if of.for_own_clients != flow.for_own_clients:
            raise Http404
        try:
            return view(request, flow, of)
        except uploads.UploadGone:
            messages.warning(request, _("The file is no longer kept; nothing was read in. Choose it again."))
            return redirect(flow.url("start"))

    return found


def onward(request: PersonRequest, url: str) -> HttpResponse:
    """Go to another page, also when htmx asked for a part of this one."""
    if wants_a_part(request):
        return HttpResponse(headers={"HX-Redirect": url})
    return redirect(url)


def page(
    request: PersonRequest, flow: Flow, template: str, part: int, context: dict[str, Any], status: int
) -> HttpResponse:
    """A step of a flow, with the addresses that its shell needs."""
    of = context.get("of")
    shell = {
        "flow": flow,
        "home": reverse(flow.home),
        "part": part,
        "parts": PARTS,
        "delete_url": flow.url("delete", of.pk) if of else "",
        "columns_url": flow.url("columns", of.pk) if of else "",
        "progress_url": flow.url("progress", of.pk) if of else "",
        "call_off_url": flow.url("call_off", of.pk) if of else "",
    }
    return render(request, f"outcomes/{template}", {**shell, **context}, status=status)
