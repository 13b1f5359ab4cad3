"""The code table of a municipality, kept by its administrator: choose a file, say what each code means, keep it."""

import json
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from leerlus.access.pages import PersonRequest, role_required
from leerlus.organisations.roles import Role
from leerlus.outcomes.forms import CodeFileForm, CodesForm
from leerlus.outcomes.reason_codes import codes_of, keep_codes, with_known_meanings
from leerlus.outcomes.rules.reason_codes import Code

_SALT = "leerlus.outcomes.codes"


@role_required(Role.TENANT_ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def reason_codes(request: PersonRequest) -> HttpResponse:
    """The table as it is, a file to renew it with, and after a file its codes to give a meaning."""
    municipality_id = request.actor.municipality_id
    if municipality_id is None:
        raise Http404
    if request.method == "POST" and "codes" in request.POST:
        return _keep(request, municipality_id)
    form = CodeFileForm(request.POST or None, request.FILES or None)
    codes = codes_of(municipality_id)
    if form.is_bound and form.is_valid():
        codes = with_known_meanings(form.cleaned_data["file"], codes)
        return _page(request, CodeFileForm(), codes, from_a_file=True)
    return _page(request, form, codes, status=422 if form.is_bound else 200)


def _keep(request: PersonRequest, municipality_id: UUID) -> HttpResponse:
    try:
        listed = json.loads(signing.loads(request.POST["codes"], salt=_SALT))
    except signing.BadSignature:
        raise Http404 from None
    codes = [Code(code, label, None) for code, label in listed]
    form = CodesForm(request.POST, codes=codes)
    if not form.is_valid():
        raise Http404
    number = keep_codes(municipality_id, form.chosen())
    kept = ngettext("%(number)s code has a meaning now.", "%(number)s codes have a meaning now.", number)
    messages.success(request, kept % {"number": number})
    return redirect("reason_codes")


def _page(
    request: PersonRequest,
    form: CodeFileForm,
    codes: list[Code],
    *,
    from_a_file: bool = False,
    status: int = 200,
) -> HttpResponse:
    listed = json.dumps([(code.code, code.label) for code in codes])
    context = {
        "form": form,
        "codes_form": CodesForm(codes=codes) if codes else None,
        "listed": signing.dumps(listed, salt=_SALT),
        "from_a_file": from_a_file,
    }
    return render(request, "outcomes/reason_codes.html", context, status=status)
