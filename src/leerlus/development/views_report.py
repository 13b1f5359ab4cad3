"""A report of the own profile and advice: the choice of what is in it, then the paper as PDF or on the screen."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format

from leerlus.access.audit import record_event
from leerlus.access.door import get_own
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.access.pages import PersonRequest, role_required
from leerlus.advice.giving import advice_for
from leerlus.advice.words import told_to_its_owner
from leerlus.development.plan import open_goals
from leerlus.development.report import report
from leerlus.development.report_form import ReportForm
from leerlus.documents.blocks import Document
from leerlus.documents.page import render_blocks
from leerlus.documents.pdf import render_pdf
from leerlus.organisations.roles import Role
from leerlus.scans.models import Sitting
from leerlus.scans.result_pages import result_page_name
from leerlus.scans.sittings import finished_on, profile_of


@role_required(Role.CASEWORKER)
def make_report(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Choose what is in the report, and get it. It is not kept; that it was made stands in the log."""
    sitting = get_own(request.actor, Sitting, pk)
    if sitting.finished_at is None or result_page_name(sitting) != "profile":
        raise Http404
    form = ReportForm(request.POST or None)
    if not form.is_valid():
        context = {"form": form, "sitting": sitting}
        return render(request, "development/report_form.html", context, status=422 if form.errors else 200)
    document = _document(request, sitting, form.parts)
    record_event(
        AccessEvent.Action.EXPORTED,
        actor=request.actor,
        subject_id=request.actor.person_id,
        record=Record.SCAN,
        object_id=sitting.pk,
    )
    if request.POST.get("as") == "page":
        context = {
            "document": document,
            "blocks": render_blocks(document),
            "sitting": sitting,
            "chosen": [(name, part) for name, parts in form.cleaned_data.items() for part in parts],
        }
        return render(request, "development/report.html", context)
    return HttpResponse(
        render_pdf(document),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="leerlus-{timezone.localdate().isoformat()}.pdf"'
        },
    )


def _document(request: PersonRequest, sitting: Sitting, parts: frozenset[str]) -> Document:
    return report(
        profile_of(sitting, with_trend=False),
        told_to_its_owner(advice_for(request.actor, sitting)),
        list(open_goals(request.actor)) if "plan" in parts else [],
        parts,
        name=request.user.name,
        on=date_format(finished_on(sitting), "j F Y"),
    )
