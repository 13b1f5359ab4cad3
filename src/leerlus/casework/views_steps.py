"""One of the seven steps: reading and writing it, field by field or whole, and what it leads to."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leerlus.access.door import get_own
from leerlus.access.pages import PersonRequest, role_required
from leerlus.casework.chosen_knowledge import Offer, offer
from leerlus.casework.models import CaseFile
from leerlus.casework.openings import opened_file
from leerlus.casework.reading import asks_about_justice, facts_of, own_reflection, references_of
from leerlus.casework.rules.completeness import FileFacts
from leerlus.casework.rules.steps import Step
from leerlus.casework.step_fields import Asked
from leerlus.casework.step_form import StepForm, as_shown
from leerlus.casework.step_words import (
    ADDRESSES,
    NAMES,
    QUESTIONS,
    STEP_AT,
    line_of,
    missing_in_words,
    warnings_in,
)
from leerlus.casework.thread_words import ThreadInWords, in_words
from leerlus.casework.threads import earlier_choices
from leerlus.casework.writing import (
    Closed,
    NotYet,
    close_file,
    hold_review,
    reopen_file,
    settle_plan,
    write_fields,
)
from leerlus.organisations.roles import Role

_ON_KNOWLEDGE: Final = (Step.ASSESSMENT, Step.DECISION)
_ABOUT_THE_PLAN: Final = (Step.DECISION, Step.MONITORING, Step.EVALUATION)


@role_required(Role.CASEWORKER)
def case_step(request: PersonRequest, pk: UUID, step: str) -> HttpResponse:
    """One step. Sending it keeps what was typed, wherever the person goes next."""
    file, which = opened_file(request.actor, pk), _step_at(step)
    facts = facts_of(file)
    form = _form(request, file, which, facts)
    if request.method == "POST":
        return _sent(request, file, which, form)
    return _page(request, file, which, facts, form)


@require_POST
@role_required(Role.CASEWORKER)
def save_case_field(request: PersonRequest, pk: UUID, step: str) -> HttpResponse:
    """One field, as soon as it is typed: 204 when kept, 422 when it may not be, 409 when it was changed elsewhere."""
    file, which = get_own(request.actor, CaseFile, pk), _step_at(step)
    name = request.POST.get("autosave", "")
    change = _form(request, file, which, facts_of(file)).change_of(name)
    if change is None:
        return HttpResponse(status=422)
    try:
        refused = write_fields(request.actor, file, which, {name: change})
    except Closed:
        return HttpResponse(status=409)
    return HttpResponse(status=409 if refused else 204)


@require_POST
@role_required(Role.CASEWORKER)
def reopen_case_file(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Go on with a file that was closed."""
    reopen_file(request.actor, get_own(request.actor, CaseFile, pk))
    messages.success(request, _("The file is open again."))
    return redirect("case_file", pk)


def _step_at(address: str) -> Step:
    """The step with this address. Raises Http404 for another."""
    if address not in STEP_AT:
        raise Http404
    return STEP_AT[address]


def _form(request: PersonRequest, file: CaseFile, step: Step, facts: FileFacts) -> StepForm:
    content = dict(facts.of(step))
    if step is Step.EVALUATION and (own := own_reflection(request.actor, file)):
        content |= own.content
    references = references_of(facts) if step is Step.DECISION else ()
    known = _offered(request, step, facts, content)
    asked = Asked(content, asks_about_justice(file), references, known)
    return StepForm(step, asked, request.POST if request.method == "POST" else None)


def _offered(request: PersonRequest, step: Step, facts: FileFacts, content: Mapping[str, Any]) -> Offer:
    """What of the knowledge base can be a ground here; nothing in the other steps."""
    if step not in _ON_KNOWLEDGE:
        return Offer()
    return offer(request.actor, facts, content, request.LANGUAGE_CODE)


def _page(
    request: PersonRequest,
    file: CaseFile,
    step: Step,
    facts: FileFacts,
    form: StepForm,
    status: int = 200,
) -> HttpResponse:
    line = line_of(facts, step)
    context = {
        "file": file,
        "step": step.value,
        "name": NAMES[step],
        "question": QUESTIONS[step],
        "address": ADDRESSES[step],
        "line": line,
        "is_ahead": line[step.number - 1].is_ahead,
        "missing": missing_in_words(step, facts),
        "warnings": warnings_in(form.stored, form.labels, timezone.localdate()),
        "form": form,
        "plan": file.plan_versions.first() if step in _ABOUT_THE_PLAN else None,
        "fits": form.fits,
        "earlier": _earlier(request, file, step, facts),
    }
    return render(request, "casework/step.html", context, status=status)


def _earlier(request: PersonRequest, file: CaseFile, step: Step, facts: FileFacts) -> list[ThreadInWords]:
    """Own earlier choices like the one that is being made."""
    if step is not Step.DECISION:
        return []
    return [in_words(thread) for thread in earlier_choices(request.actor, file, facts)]


def _sent(request: PersonRequest, file: CaseFile, step: Step, form: StepForm) -> HttpResponse:
    """Keep every valid field; what could not be kept comes back with its reason, and all that was typed."""
    valid = form.is_valid()
    try:
        refused = write_fields(request.actor, file, step, form.changes())
    except Closed:
        messages.error(request, _("This file was closed. Open it again to write in it."))
        return redirect("case_file", file.pk)
    facts = facts_of(file)
    if refused:
        _tell_of_others(request, file, step, facts, form, refused)
    if refused or not valid:
        return _page(request, file, step, facts, form, status=409 if refused else 422)
    return _GO.get(request.POST.get("go", ""), _to_next)(request, file, step, facts)


def _tell_of_others(
    request: PersonRequest, file: CaseFile, step: Step, facts: FileFacts, form: StepForm, refused: list[str]
) -> None:
    """Show what stands there now beside what was typed; sending once more chooses what was typed."""
    newest = _form(request, file, step, facts).stored
    for name in refused:
        words = as_shown(newest.get(name)) or _("nothing")
        form.add_error(name, _("Changed elsewhere meanwhile. There stands now: %(words)s") % {"words": words})
    form.stored = newest


def _to_next(request: PersonRequest, file: CaseFile, step: Step, facts: FileFacts) -> HttpResponse:
    following = next((one for one in Step if one.number == step.number + 1), None)
    if following is None:
        return redirect("case_file", file.pk)
    return redirect("case_step", file.pk, ADDRESSES[following])


def _to_file(request: PersonRequest, file: CaseFile, step: Step, facts: FileFacts) -> HttpResponse:
    return redirect("case_file", file.pk)


def _stay(request: PersonRequest, file: CaseFile, step: Step, facts: FileFacts) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("case_step", file.pk, ADDRESSES[step])


def _settle(request: PersonRequest, file: CaseFile, step: Step, facts: FileFacts) -> HttpResponse:
    try:
        based_on = set(facts.of(Step.DECISION).get("based_on", ()))
        words = [words for name, words in references_of(facts) if name in based_on]
        made = settle_plan(request.actor, file, words)
    except NotYet:
        messages.error(
            request, _("Write down what you choose and what the client wants to reach; then settle it.")
        )
        return redirect("case_step", file.pk, ADDRESSES[Step.DECISION])
    return redirect("plan_version", file.pk, made.number)


def _review(request: PersonRequest, file: CaseFile, step: Step, facts: FileFacts) -> HttpResponse:
    try:
        held = hold_review(request.actor, file)
    except NotYet:
        messages.error(request, _("Write down what you do now and why; then settle the review."))
        return redirect("case_step", file.pk, ADDRESSES[Step.MONITORING])
    messages.success(request, _("The review stands on the timeline."))
    onwards = {"adjust": Step.DECISION, "stop": Step.EVALUATION}.get(held.content["decision"])
    return redirect("case_step", file.pk, ADDRESSES[onwards]) if onwards else redirect("case_file", file.pk)


def _close(request: PersonRequest, file: CaseFile, step: Step, facts: FileFacts) -> HttpResponse:
    close_file(request.actor, file)
    messages.success(request, _("The file is closed. You can open it again."))
    return redirect("case_file", file.pk)


def _bring_in(request: PersonRequest, file: CaseFile, step: Step, facts: FileFacts) -> HttpResponse:
    return redirect("bring_in", file.pk)


_Leading = Callable[[PersonRequest, CaseFile, Step, FileFacts], HttpResponse]
_GO: Final[dict[str, _Leading]] = {
    "stay": _stay,
    "file": _to_file,
    "settle": _settle,
    "review": _review,
    "close": _close,
    "bring_in": _bring_in,
}
"""What the buttons of a step lead to; any other goes on to the next step."""
