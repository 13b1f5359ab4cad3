"""How long the municipality keeps things, what the next run deletes and what the last ones did: counts, no names."""

from typing import Final

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerlus.access.pages import PersonRequest, role_required
from leerlus.access.retention import choose_terms, due_now, kinds, last_runs, terms_of
from leerlus.administration.forms_retention import TermsForm
from leerlus.administration.municipality import log_settings, municipality_of
from leerlus.organisations.roles import Role

SHOWN_RUNS: Final = 10
FEW: Final = 5
"""Below this a number could tell about one person, so it is not told exactly."""


@role_required(Role.TENANT_ADMINISTRATOR)
def retention(request: PersonRequest) -> HttpResponse:
    """Terms to choose, what would go now, and the last runs."""
    municipality = municipality_of(request.actor)
    form = TermsForm(terms_of(municipality.pk), request.POST or None)
    if form.is_valid():
        with transaction.atomic():
            choose_terms(municipality, form.cleaned_data)
            log_settings(request.actor, municipality)
        messages.success(request, _("The terms are saved. The next run follows them."))
        return redirect("retention")
    context = {
        "form": form,
        "next_run": _counted(due_now(municipality.pk)),
        "runs": [
            (run.at, _counted(run.deleted), run.problem) for run in last_runs(municipality.pk, SHOWN_RUNS)
        ],
    }
    return render(request, "administration/retention.html", context, status=422 if form.errors else 200)


def _counted(numbers: dict[str, int]) -> list[tuple[str, str]]:
    """What goes, in words: few things of a kind are not counted exactly."""
    return [
        (str(kind.label), _("1 to 4") if numbers[kind.name] < FEW else str(numbers[kind.name]))
        for kind in kinds()
        if numbers.get(kind.name)
    ]
