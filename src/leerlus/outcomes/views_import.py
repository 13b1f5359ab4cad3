"""Reading in a file of spells, step by step: file, columns, check, progress. Two flows share the same pages:
a caseworker for own clients, and an administrator for everybody in the municipality."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from leerlus.access.door import get_own, visible_own
from leerlus.access.forms_once import belongs_to, earlier_result, new_token, store_once
from leerlus.access.pages import PersonRequest, role_required
from leerlus.organisations.roles import Role
from leerlus.outcomes import importing, uploads
from leerlus.outcomes.forms import CheckForm, ColumnsForm, FileForm
from leerlus.outcomes.models import Spell, SpellImport
from leerlus.outcomes.rules.columns import Mapping, suggest
from leerlus.outcomes.words import sentence_about

_SHOWN_ROWS: Final = 4
_PARTS: Final = 3


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


def _wants_a_part(request: PersonRequest) -> bool:
    """Whether htmx asks for the part of the page that changes."""
    return request.headers.get("HX-Request") == "true"


def _on_import(view: StepView) -> StepView:
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


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: PersonRequest, flow: Flow) -> HttpResponse:
    """Step 1: choose a file and a name. A double click keeps the file once."""
    if request.method != "POST":
        importing.remove_abandoned()
        return _start_page(request, flow, FileForm())
    token = request.POST.get("form_token", "")
    if not belongs_to(request.user.pk, token):
        return _start_page(request, flow, FileForm(request.POST, request.FILES), status=422)
    if earlier := earlier_result(request.user.pk, token):
        return HttpResponseRedirect(earlier)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _start_page(request, flow, form, status=422)
    if request.user.municipality is None:
        raise Http404
    new = importing.NewImport(
        person=request.user,
        municipality=request.user.municipality,
        name=form.cleaned_data["name"],
        file_name=form.file_name,
        for_own_clients=flow.for_own_clients,
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


def _start_page(request: PersonRequest, flow: Flow, form: FileForm, status: int = 200) -> HttpResponse:
    own = visible_own(request.actor, SpellImport).filter(for_own_clients=flow.for_own_clients)
    unfinished = [one for one in own.exclude(state=SpellImport.State.DONE) if uploads.is_kept(one.pk)]
    context = {
        "form": form,
        "form_token": new_token(request.user.pk),
        "unfinished": unfinished,
    }
    return _page(request, flow, "import_start.html", 1, context, status)


@require_http_methods(["GET", "HEAD", "POST"])
@_on_import
def columns(request: PersonRequest, flow: Flow, of: SpellImport) -> HttpResponse:
    """Step 2: what the columns mean. What Leerlus recognises is filled in already."""
    if of.state in {SpellImport.State.RUNNING, SpellImport.State.DONE}:
        return redirect(of.next_step_url)
    table = importing.table_of(of)
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        table=table,
        mapping=Mapping.from_json(of.mapping) if of.mapping else suggest(table),
        with_caseworkers=not flow.for_own_clients,
    )
    if form.is_bound and form.is_valid():
        importing.choose_columns(of, form.cleaned_data["mapping"])
        return redirect(flow.url("check", of.pk))
    first = zip(*table.first(_SHOWN_ROWS), strict=True)
    preview = [(name, " · ".join(values)) for name, values in zip(table.header, first, strict=True)]
    context = {"of": of, "form": form, "preview": preview}
    return _page(request, flow, "import_columns.html", 2, context, 422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@_on_import
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
        elif len(checked.spells):
            if importing.begin(of, skip_refused=skip):
                importing.run_in_background(of)
            return redirect(flow.url("progress", of.pk))
    context = {
        "of": of,
        "form": form,
        "checked": checked,
        "good": len(checked.spells),
        "exits": [(Spell.Exit(kind).label.capitalize(), number) for kind, number in checked.by_exit.items()],
        "refused": [(line.line, sentence_about(line)) for line in checked.refused],
        "unit": of.get_unit_display(),
    }
    return _page(request, flow, "import_check.html", 3, context, 422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@_on_import
def progress(request: PersonRequest, flow: Flow, of: SpellImport) -> HttpResponse:
    """How far reading in is. The page asks again by itself; when it was interrupted, it can be done again."""
    if request.method == "POST" and of.state == SpellImport.State.FAILED:
        if importing.begin(of, skip_refused=of.skip_refused):
            importing.run_in_background(of)
        return redirect(flow.url("progress", of.pk))
    importing.note_interruption(of)
    if of.state not in {SpellImport.State.RUNNING, SpellImport.State.FAILED}:
        if of.is_done:
            messages.success(request, _("“%(name)s” has been read in.") % {"name": of.name})
        return _onward(request, of.next_step_url)
    context = {"of": of, "progress": uploads.read_progress(of.pk)}
    template = "import_running.html" if _wants_a_part(request) else "import_progress.html"
    return _page(request, flow, template, 3, context, 200)


@require_http_methods(["GET", "HEAD", "POST"])
@_on_import
def delete(request: PersonRequest, flow: Flow, of: SpellImport) -> HttpResponse:
    """Remove a set with everything in it, after one question; an unfinished import goes at once."""
    if request.method == "POST":
        importing.remove_import(of)
        messages.success(request, _("“%(name)s” has been removed.") % {"name": of.name})
        return redirect(flow.home)
    return render(
        request, "outcomes/import_delete.html", {"of": of, "flow": flow, "home": reverse(flow.home)}
    )


@role_required(Role.TENANT_ADMINISTRATOR)
@require_safe
def administrator_imports(request: PersonRequest) -> HttpResponse:
    """What the administrator read in: names, numbers and dates; never a client."""
    own = visible_own(request.actor, SpellImport).filter(for_own_clients=False)
    return render(request, "outcomes/administrator_imports.html", {"imports": own})


def _onward(request: PersonRequest, url: str) -> HttpResponse:
    """Go to another page, also when htmx asked for a part of this one."""
    if _wants_a_part(request):
        return HttpResponse(headers={"HX-Redirect": url})
    return redirect(url)


def _page(
    request: PersonRequest, flow: Flow, template: str, part: int, context: dict[str, Any], status: int
) -> HttpResponse:
    of = context.get("of")
    shell = {
        "flow": flow,
        "home": reverse(flow.home),
        "part": part,
        "parts": _PARTS,
        "delete_url": flow.url("delete", of.pk) if of else "",
        "columns_url": flow.url("columns", of.pk) if of else "",
        "progress_url": flow.url("progress", of.pk) if of else "",
    }
    return render(request, f"outcomes/{template}", {**shell, **context}, status=status)


def step_urls(flow: Flow) -> list[URLPattern]:
    """The addresses of one flow, below the address where its urls are included."""
    steps = (
        ("", start, "start"),
        ("<uuid:pk>/kolommen/", columns, "columns"),
        ("<uuid:pk>/controle/", check, "check"),
        ("<uuid:pk>/bezig/", progress, "progress"),
        ("<uuid:pk>/verwijderen/", delete, "delete"),
    )
    only = role_required(flow.role)
    return [
        path(f"inlezen/{route}", only(partial(view, flow=flow)), name=f"{flow.prefix}_{name}")
        for route, view, name in steps
    ]
