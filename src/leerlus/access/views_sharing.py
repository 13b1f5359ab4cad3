"""Sharing: what I share, one share with who looked, what the receiver sees, and the form to share something with.

The pages about one's own shares need no role: somebody whose last role ended can still stop.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from leerlus.access.actor import Actor
from leerlus.access.door import get_visible, owner_of, registered_models
from leerlus.access.forms import ShareForm
from leerlus.access.forms_once import earlier_result, store_once
from leerlus.access.looks import looks_at, who_looked
from leerlus.access.models import Share
from leerlus.access.pages import PersonRequest
from leerlus.access.receivers import Receiver, leads
from leerlus.access.shared_pages import Preview, SharedThing, Showing, page_of, things_shared
from leerlus.access.shares import (
    given_share,
    parts_shown,
    share,
    shares_by_which,
    shares_given,
    shares_over,
    shares_received,
    stop_sharing,
)
from leerlus.organisations.models import Team

AnyModel = TypeVar("AnyModel", bound=Model)

NEWEST_SHARES: Final = 10
SHARES_PER_PAGE: Final = 20
LOOKS_PER_PAGE: Final = 25


@dataclass(frozen=True, slots=True)
class _Side:
    """One list of shares: its name in templates, its address, its title, and which shares are in it."""

    name: str
    address: str
    title: Promise
    shares: Callable[[Actor], "QuerySet[Share]"]


_GIVEN: Final = _Side("given", "gegeven", gettext_lazy("What you show to others"), shares_given)
_RECEIVED: Final = _Side("received", "ontvangen", gettext_lazy("What others show to you"), shares_received)
_OVER: Final = _Side("over", "voorbij", gettext_lazy("What you showed before"), shares_over)


@require_safe
def my_shares(request: PersonRequest) -> HttpResponse:
    """What one shows to others and what others show, the newest of both."""
    context = {
        which.name: things_shared(request.actor, which.shares(request.actor)[:NEWEST_SHARES])
        for which in (_GIVEN, _RECEIVED)
    }
    return render(request, "access/my_shares.html", context)


@require_safe
def share_list(request: PersonRequest, which: str) -> HttpResponse:
    """All of one side: what one shows, what others show, or what one showed before."""
    found = next((one for one in (_GIVEN, _RECEIVED, _OVER) if one.address == which), None)
    if found is None:
        raise Http404
    page = Paginator(found.shares(request.actor), SHARES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": found.title,
        "which": found.name,
        "page": page,
        "things": things_shared(request.actor, page.object_list),
    }
    return render(request, "access/share_list.html", context)


@require_safe
def one_share(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One share: with whom, until when, which parts, and who looked when."""
    given = given_share(request.actor, pk)
    thing = _thing(request, given)
    looks = Paginator(looks_at(request.actor, thing.row), LOOKS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"given": given, "thing": thing, "page": looks, "looks": who_looked(request.actor, list(looks))}
    return render(request, "access/one_share.html", context)


@require_safe
def preview_share(request: PersonRequest, pk: UUID) -> HttpResponse:
    """What the receiver of a share sees: the very page they get."""
    given = given_share(request.actor, pk)
    if not given.is_open:
        raise Http404
    thing = _thing(request, given)
    receiver = given.receiver or given.team
    preview = Preview(
        sentence=_seen_by(receiver) if receiver else "",
        share_label="",
        back_url=reverse("one_share", args=[given.pk]),
    )
    return thing.page.show(request, thing.row, Showing(parts_shown([given]), preview=preview))


@require_POST
def stop_share(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Stop a share of one's own; twice the same is the same."""
    given = given_share(request.actor, pk)
    stop_sharing(request.actor, given)
    messages.success(request, _("You no longer share this with %(receiver)s.") % {"receiver": given.to_whom})
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        return redirect(back)
    return redirect("my_shares")


def shown_to_me(request: PersonRequest, model: type[AnyModel], pk: UUID) -> tuple[AnyModel, Showing | None]:
    """A row for its page, and what the actor may read of it: None for its owner, who reads everything."""
    row = get_visible(request.actor, model, pk)
    if owner_of(row) == request.actor.person_id:
        return row, None
    shares = tuple(shares_by_which(request.actor, row))
    return row, Showing(parts_shown(shares), shares)


def share_page(
    request: PersonRequest, row: Model, *, back_url: str, title: str, about: str = ""
) -> HttpResponse:
    """Share one of the actor's own rows; called by the view of an app, which got the row with `get_own`.

    `title` says what is shared ("Share your profile"), also on the button; afterwards the person is back at
    `back_url`. `about` is a template for beside the form, that says what sharing means for this kind of thing.
    """
    actor = request.actor
    if request.method == "POST" and earlier_result(actor.person_id, request.POST.get("form_token", "")):
        return redirect(back_url)
    record = registered_models()[type(row)].record
    page = page_of(type(row))
    if page is None:
        raise LookupError(f"no page shows a shared {type(row).__name__}")
    form = ShareForm(actor, record, page.parts, request.POST or None)
    if form.is_valid() and "change" not in request.POST:
        if "look" in request.POST:
            return page.show(
                request, row, Showing(form.parts, preview=_before_sharing(form, title, back_url))
            )
        if _shared(request, row, form, back_url):
            return redirect(back_url)
    context = {"form": form, "title": title, "back_url": back_url, "about": about, "row": row}
    return render(request, "access/share_page.html", context, status=422 if form.errors else 200)


def _before_sharing(form: ShareForm, title: str, back_url: str) -> Preview:
    return Preview(
        sentence=_seen_by(form.cleaned_data["receiver"]),
        share_label=title,
        back_url=back_url,
        fields=form.filled_in(),
    )


def _seen_by(receiver: Receiver) -> str:
    """What stands above a preview."""
    if isinstance(receiver, Team):
        sentence = _("This is what your colleagues of %(name)s see.")
    elif leads(receiver.pk):
        sentence = _("This is what your manager %(name)s sees.")
    else:
        sentence = _("This is what your colleague %(name)s sees.")
    return sentence % {"name": receiver.name}


def _thing(request: PersonRequest, given: Share) -> SharedThing:
    found = things_shared(request.actor, [given])
    if not found:
        raise Http404
    return found[0]


def _shared(request: PersonRequest, row: Model, form: ShareForm, back_url: str) -> bool:
    """Store the share once; False puts the reason on the form."""
    receiver = form.cleaned_data["receiver"]
    try:
        with transaction.atomic():
            if store_once(request.actor.person_id, form.cleaned_data["form_token"], back_url):
                made = share(request.actor, row, receiver, form.cleaned_data["ends_on"], form.parts)
                messages.success(
                    request,
                    _("%(receiver)s can see this until %(date)s. You can stop at any moment.")
                    % {"receiver": receiver.name, "date": date_format(made.ends_on, "j F Y")},
                )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True
