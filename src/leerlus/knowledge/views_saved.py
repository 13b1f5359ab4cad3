"""One's own list: put something on it, take it off, read it. Nobody else sees it."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leerlus.access.door import get_own, get_visible
from leerlus.access.matrix import Record
from leerlus.access.pages import PersonRequest, full_reach_required
from leerlus.knowledge.forms import NoteForm
from leerlus.knowledge.models import KnowledgeItem, SavedItem
from leerlus.knowledge.saving import ListFull, keep, own_list

PER_PAGE: Final = 20


@require_safe
@full_reach_required(Record.KNOWLEDGE)
def saved_items(request: PersonRequest) -> HttpResponse:
    """What somebody kept, the newest first."""
    page = Paginator(own_list(request.actor, request.LANGUAGE_CODE), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "knowledge/saved.html", {"page": page})


@require_POST
@full_reach_required(Record.KNOWLEDGE)
def save_item(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Put an item on the list, or change the note beside it."""
    item = get_visible(request.actor, KnowledgeItem, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The note is too long; nothing was kept. Leave a few words out."))
        return redirect("knowledge_item", pk)
    try:
        keep(request.actor, item, form.cleaned_data["note"], request.LANGUAGE_CODE)
        messages.success(request, _("It is on your list. Only you see that."))
    except ListFull:
        messages.warning(request, _("Your list is full. Take something off first."))
    return redirect("knowledge_item", pk)


@require_POST
@full_reach_required(Record.KNOWLEDGE)
def remove_saved(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take something off the list."""
    get_own(request.actor, SavedItem, pk).delete()
    messages.success(request, _("It is off your list."))
    return redirect("saved_items")
