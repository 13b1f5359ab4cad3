"""Reading in a file of spells, step by step: file, columns, check, progress. Two flows share the same pages:
a caseworker for own clients, and an administrator for everybody in the municipality."""

from functools import partial
from typing import Any, Final

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from leerlus.access.door import visible_own
from leerlus.access.forms_once import belongs_to, earlier_result, new_token, store_once
from leerlus.access.pages import PersonRequest, role_required
from leerlus.organisations.roles import Role
from leerlus.outcomes import importing, running, undoing, uploads, views_running
from leerlus.outcomes.forms import CheckForm, FileForm
from leerlus.outcomes.forms_columns import ColumnsForm
from leerlus.outcomes.forms_events import EventColumnsForm
from leerlus.outcomes.import_flow import Flow, on_import, page
from leerlus.outcomes.models import OutcomeEvent, Spell, SpellImport
from leerlus.outcomes.profiles import event_columns, file_for, known_columns, spell_columns
from leerlus.outcomes.rules.tables import Table
from leerlus.outcomes.rules.validating_events import CheckedEvents
from leerlus.outcomes.words import read_before, sentence_about

_SHOWN_ROWS: Final = 4
_MOST_SETS: Final = 50


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: PersonRequest, flow: Flow) -> HttpResponse:
    """Step 1: choose a file and a name. A double click keeps the file once."""
    if request.method != "POST":
        importing.remove_abandoned()
        sets = _sets(request, flow)
        return _start_page(request, flow, FileForm(sets=sets, initial=_chosen_set(request)))
    token = request.POST.get("form_token", "")
    if not belongs_to(request.user.pk, token):
        return _start_page(
            request, flow, FileForm(request.POST, request.FILES, sets=_sets(request, flow)), status=422
        )
    if earlier := earlier_result(request.user.pk, token):
        return HttpResponseRedirect(earlier)
    form = FileForm(request.POST, request.FILES, sets=_sets(request, flow))
    if not form.is_valid():
        return _start_page(request, flow, form, status=422)
    if request.user.municipality is None:
        raise Http404
    earlier_set = importing.set_of_the_same_file(request.user, form.cleaned_data["file"])
    if earlier_set and form.cleaned_data["into"] is None:
        form.add_error("file", read_before(earlier_set.name))
        return _start_page(request, flow, form, status=422)
    new = importing.NewImport(
        person=request.user,
        municipality=request.user.municipality,
        name=form.cleaned_data["name"],
        file_name=form.file_name,
        for_own_clients=flow.for_own_clients,
        kind=form.cleaned_data["kind"],
        into=form.cleaned_data["into"],
        measured_on=form.cleaned_data.get("measured_on"),
    )
    with transaction.atomic():
        started = importing.start(new, form.cleaned_data["file"], form.table)
        columns_url = flow.url("columns", started.pk)
        first = store_once(request.user.pk, token, columns_url)
        if not first:
            transaction.set_rollback(True)
    if not first:
        uploads.remove(started.pk)
        columns_url = earlier_result(request.user.pk, token) or flow.url("start")
    return HttpResponseRedirect(columns_url)


def _sets(request: PersonRequest, flow: Flow) -> list[SpellImport]:
    """The sets that a file can add to."""
    own = visible_own(request.actor, SpellImport).filter(for_own_clients=flow.for_own_clients)
    return list(importing.sets_to_add_to(own)[:_MOST_SETS])


def _chosen_set(request: PersonRequest) -> dict[str, Any]:
    """The set from whose page somebody comes, and today."""
    return {"into": request.GET.get("set", ""), "measured_on": timezone.localdate()}


def _start_page(request: PersonRequest, flow: Flow, form: FileForm, status: int = 200) -> HttpResponse:
    own = visible_own(request.actor, SpellImport).filter(for_own_clients=flow.for_own_clients)
    unfinished = [one for one in own.exclude(state=SpellImport.State.DONE) if uploads.is_kept(one.pk)]
    context = {
        "form": form,
        "form_token": new_token(request.user.pk),
        "unfinished": unfinished,
    }
    return page(request, flow, "import_start.html", 1, context, status)


@require_http_methods(["GET", "HEAD", "POST"])
@on_import
def columns(request: PersonRequest, flow: Flow, of: SpellImport) -> HttpResponse:
    """Step 2: what the columns mean. What Leerlus recognises is filled in already."""
    if of.state in {SpellImport.State.RUNNING, SpellImport.State.DONE}:
        return redirect(of.next_step_url)
    table = importing.table_of(of)
    form = _columns_form(request, flow, of, table)
    if form.is_bound and form.is_valid():
        importing.choose_columns(of, form.cleaned_data["mapping"])
        return redirect(flow.url("check", of.pk))
    if not form.is_bound and of.into_id and not of.mapping and (known := known_columns(of, table)):
        # The columns were chosen for an earlier file of this set.
        importing.choose_columns(of, known)
        return redirect(flow.url("check", of.pk))
    first = zip(*table.first(_SHOWN_ROWS), strict=True)
    preview = [(name, " · ".join(values)) for name, values in zip(table.header, first, strict=True)]
    context = {"of": of, "form": form, "preview": preview}
    template = "import_event_columns.html" if of.kind == SpellImport.Kind.EVENTS else "import_columns.html"
    return page(request, flow, template, 2, context, 422 if form.is_bound else 200)


def _columns_form(
    request: PersonRequest, flow: Flow, of: SpellImport, table: Table
) -> ColumnsForm | EventColumnsForm:
    data = request.POST if request.method == "POST" else None
    if of.kind == SpellImport.Kind.EVENTS:
        return EventColumnsForm(data, table=table, mapping=event_columns(of, table))
    return ColumnsForm(
        data,
        table=table,
        mapping=spell_columns(of, table),
        with_caseworkers=not flow.for_own_clients,
        file_for=file_for(of),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@on_import
def check(request: PersonRequest, flow: Flow, of: SpellImport) -> HttpResponse:
    """Step 3: what would be read in and what not, with the reason per line. Nothing is stored before going on."""
    if of.state != SpellImport.State.READY:
        return redirect(of.next_step_url)
    checked = importing.check_lines(of, importing.table_of(of))
    form = CheckForm(request.POST or None, initial={"mark": importing.mapping_mark(of)})
    if form.is_bound and form.is_valid():
        if form.cleaned_data["mark"] != importing.mapping_mark(of):
            messages.warning(
                request, _("The columns were changed in another window. This is what they give now.")
            )
            return redirect(flow.url("check", of.pk))
        skip = form.cleaned_data["skip_refused"]
        if checked.refused_count and not skip:
            form.add_error(
                "skip_refused", _("Say that these lines may be left out, or stop and mend the file.")
            )
        elif len(checked):
            if importing.begin(of, skip_refused=skip):
                running.run_in_background(of)
            return redirect(flow.url("progress", of.pk))
    context = {
        "of": of,
        "form": form,
        "checked": checked,
        "good": len(checked),
        "counted": _counted(checked),
        "refused": [(line.line, sentence_about(line)) for line in checked.refused],
        "unit": of.get_unit_display(),
    }
    return page(request, flow, "import_check.html", 3, context, 422 if form.is_bound else 200)


def _counted(checked: importing.AnyChecked) -> list[tuple[str, int]]:
    """How many right lines say what."""
    if isinstance(checked, CheckedEvents):
        by_kind = checked.by_kind.items()
        return [(str(OutcomeEvent.Kind(kind).label).capitalize(), number) for kind, number in by_kind]
    by_exit = checked.by_exit.items()
    return [(str(Spell.Exit(exit_).label).capitalize(), number) for exit_, number in by_exit]


@role_required(Role.TENANT_ADMINISTRATOR)
@require_safe
def administrator_imports(request: PersonRequest) -> HttpResponse:
    """What the administrator read in: names, numbers and dates; never a client."""
    own = visible_own(request.actor, SpellImport).filter(for_own_clients=False)
    return render(
        request,
        "outcomes/administrator_imports.html",
        {"imports": own, "can_undo": undoing.undoable_among(own)},
    )


def step_urls(flow: Flow) -> list[URLPattern]:
    """The addresses of one flow, below the address where its urls are included."""
    steps = (
        ("", start, "start"),
        ("<uuid:pk>/kolommen/", columns, "columns"),
        ("<uuid:pk>/controle/", check, "check"),
        ("<uuid:pk>/bezig/", views_running.progress, "progress"),
        ("<uuid:pk>/stoppen/", views_running.call_off, "call_off"),
        ("<uuid:pk>/ongedaan/", views_running.undo, "undo"),
        ("<uuid:pk>/verwijderen/", views_running.delete, "delete"),
    )
    only = role_required(flow.role)
    return [
        path(f"inlezen/{route}", only(partial(view, flow=flow)), name=f"{flow.prefix}_{name}")
        for route, view, name in steps
    ]
