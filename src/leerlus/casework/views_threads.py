"""What came of a choice: from the choice along ground and contacts to outcome and lesson, one link at a time."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from leerlus.access.pages import PersonRequest, role_required
from leerlus.casework.openings import opened_file
from leerlus.casework.thread_words import in_words
from leerlus.casework.threads import thread_of
from leerlus.casework.views import version_of
from leerlus.organisations.roles import Role


@require_safe
@role_required(Role.CASEWORKER)
def choice_thread(request: PersonRequest, pk: UUID, number: int) -> HttpResponse:
    """One settled choice of one's own file, with everything that belongs to it."""
    file = opened_file(request.actor, pk)
    thread = thread_of(request.actor, file, version_of(file, number))
    context = {"file": file, "thread": thread, "words": in_words(thread)}
    return render(request, "casework/thread.html", context)
