"""While a file is read in, and afterwards: how far it is, stopping it, undoing it, removing a set."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from leerlus.access.pages import PersonRequest
from leerlus.outcomes import importing, running, undoing, uploads
from leerlus.outcomes.import_flow import Flow, on_import, onward, page, wants_a_part
from leerlus.outcomes.models import SpellImport


@require_http_methods(["GET", "HEAD", "POST"])
@on_import
def progress(request: PersonRequest, flow: Flow, of: SpellImport) -> HttpResponse:
    """How far reading in is. The page asks again by itself; when it was interrupted, it can be done again."""
    if request.method == "POST" and of.state == SpellImport.State.FAILED:
        if importing.begin(of, skip_refused=of.skip_refused):
            running.run_in_background(of)
        return redirect(flow.url("progress", of.pk))
    running.note_interruption(of)
    if of.state not in {SpellImport.State.RUNNING, SpellImport.State.FAILED}:
        if of.is_done:
            messages.success(request, _what_it_did(of))
        return onward(request, of.next_step_url)
    so_far = uploads.read_progress(of.pk)
    context = {
        "of": of,
        "progress": so_far,
        "time_left": _time_left(of, so_far),
        "is_called_off": uploads.is_called_off(of.pk),
    }
    template = "import_running.html" if wants_a_part(request) else "import_progress.html"
    return page(request, flow, template, 3, context, 200)


@require_http_methods(["GET", "HEAD", "POST"])
@on_import
def delete(request: PersonRequest, flow: Flow, of: SpellImport) -> HttpResponse:
    """Remove a set with everything in it, after one question; an unfinished import goes at once."""
    if request.method == "POST":
        importing.remove_import(of)
        messages.success(request, _("“%(name)s” has been removed.") % {"name": of.name})
        return redirect(flow.home)
    return render(
        request, "outcomes/import_delete.html", {"of": of, "flow": flow, "home": reverse(flow.home)}
    )


@require_POST
@on_import
def call_off(request: PersonRequest, flow: Flow, of: SpellImport) -> HttpResponse:
    """Ask the run to stop. It stores nothing; the file and the choices stay."""
    if of.state == SpellImport.State.RUNNING:
        uploads.call_off(of.pk)
    return redirect(of.next_step_url)


@require_http_methods(["GET", "HEAD", "POST"])
@on_import
def undo(request: PersonRequest, flow: Flow, of: SpellImport) -> HttpResponse:
    """Take back what the last file of a set added and changed, after one question."""
    if not undoing.can_be_undone(of):
        raise Http404
    if request.method == "POST":
        name = of.name
        undoing.undo(of)
        messages.success(request, _("What the last file did to “%(name)s” has been undone.") % {"name": name})
        return redirect(flow.home)
    context = {"of": of, "flow": flow, "home": reverse(flow.home), "days": undoing.DAYS_TO_UNDO}
    return render(request, "outcomes/import_undo.html", context)


def _what_it_did(of: SpellImport) -> str:
    """What reading in did, in words; a file that was there already changes nothing."""
    if of.into_id is None:
        return _("“%(name)s” has been read in.") % {"name": of.name}
    if not of.rows_added and not of.rows_changed:
        return _("“%(name)s” had all of this already; nothing changed.") % {"name": of.name}
    added = ngettext("%(number)s line added", "%(number)s lines added", of.rows_added)
    changed = ngettext("%(number)s changed", "%(number)s changed", of.rows_changed)
    return f"{of.name}: {added % {'number': of.rows_added}}, {changed % {'number': of.rows_changed}}."


def _time_left(of: SpellImport, so_far: uploads.Progress | None) -> str:
    """About how long it still takes, in words; empty while nobody can tell."""
    if so_far is None or of.started_at is None:
        return ""
    left = so_far.seconds_left((timezone.now() - of.started_at).total_seconds())
    if left is None:
        return ""
    minutes, seconds = divmod(left, 60)
    if minutes:
        return ngettext("About %(number)s minute left.", "About %(number)s minutes left.", minutes) % {
            "number": minutes
        }
    return ngettext("About %(number)s second left.", "About %(number)s seconds left.", seconds) % {
        "number": seconds
    }
