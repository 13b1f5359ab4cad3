"""Pages that belong to no single part: language, held forms, accessibility."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from leerlus.access.pages import PersonRequest
from leerlus.organisations.models import Person
from leerlus.site.held_forms import take
from leerlus.site.page_before import page_before

YEAR = 365 * 24 * 60 * 60


@require_POST
@login_not_required
def set_language(request: PersonRequest) -> HttpResponse:
    """Switch between Dutch and English, for this browser and for the person; answers stay as they are."""
    language = request.POST.get("language")
    response = redirect(page_before(request))
    if language in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            Person.objects.filter(pk=request.user.pk).update(language=language)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def resume_form(request: PersonRequest) -> HttpResponse:
    """A form that was sent after the session ended comes back, for the same person only, with one button."""
    held = take(request.session, request.user)
    if held is None:
        return redirect("today")
    path, fields = held
    return render(request, "site/resume_form.html", {"path": path, "fields": fields})


@login_not_required
def accessibility(request: PersonRequest) -> HttpResponse:
    """How accessible Leerlus is, and what to do when something does not work."""
    return render(request, "site/accessibility.html")
