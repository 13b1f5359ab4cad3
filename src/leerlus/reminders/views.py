"""One's own dates: a list, a calendar file, and what to get mail about. About oneself, so for every role."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from leerlus.access.door import get_own
from leerlus.access.pages import PersonRequest
from leerlus.reminders.calendar import CONTENT_TYPE, calendar_file
from leerlus.reminders.choices import choose_kinds, chosen_kinds
from leerlus.reminders.models import Reminder
from leerlus.reminders.scheduling import dates_of, kinds_of, page_of

DATES_PER_PAGE = 20


def reminders(request: PersonRequest) -> HttpResponse:
    """The dates that are put down, the first one first, and the choice per kind to get mail."""
    actor = request.actor
    if request.method == "POST":
        choose_kinds(actor, request.POST.getlist("kind"))
        messages.success(request, _("Your choice is saved."))
        return redirect("reminders")
    kinds, chosen = kinds_of(actor), chosen_kinds(actor)
    page = Paginator(dates_of(actor), DATES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [
            {
                "pk": reminder.pk,
                "due_on": reminder.due_on,
                "label": kinds.get(reminder.kind, ""),
                "url": page_of(reminder),
            }
            for reminder in page
        ],
        "kinds": [{"name": name, "label": label, "chosen": name in chosen} for name, label in kinds.items()],
    }
    return render(request, "reminders/reminders.html", context)


@require_safe
def my_calendar(request: PersonRequest) -> HttpResponse:
    """All one's own dates as a calendar file."""
    return _calendar(calendar_file(dates_of(request.actor)))


@require_safe
def calendar_of_one(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One date as a calendar file."""
    return _calendar(calendar_file([get_own(request.actor, Reminder, pk)]))


def _calendar(content: bytes) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": 'attachment; filename="leerlus.ics"'},
    )
