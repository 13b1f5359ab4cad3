"""Pages for looking back on one's own work. Only their owner sees them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leerlus.access.door import get_own
from leerlus.access.pages import PersonRequest, role_required
from leerlus.development.models import Idea, Reflection
from leerlus.development.reflecting import (
    LONGEST_ANSWER,
    answered,
    begin_reflection,
    forget_idea,
    forget_reflection,
    ideas_of,
    keep_idea,
    looked_at,
    prompts_of,
    reflections_of,
    store_reflection,
    too_long,
)
from leerlus.organisations.roles import Role

PER_PAGE = 20


@require_safe
@role_required(Role.CASEWORKER)
def reflections(request: PersonRequest) -> HttpResponse:
    """What somebody looked back on, the newest first."""
    page = Paginator(reflections_of(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "development/reflections.html", {"page": page})


@require_safe
@role_required(Role.CASEWORKER)
def ideas(request: PersonRequest) -> HttpResponse:
    """The cases and ideas somebody keeps for their colleagues."""
    page = Paginator(ideas_of(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "development/ideas.html", {"page": page})


@require_POST
@role_required(Role.CASEWORKER)
def look_back(request: PersonRequest, kind: str, pk: UUID) -> HttpResponse:
    """Begin looking back on a view, or go on where somebody was."""
    found = begin_reflection(request.actor, kind, pk)
    if found is None:
        raise Http404
    return redirect("reflection", found.pk)


@role_required(Role.CASEWORKER)
def reflection(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The questions, all of which may be skipped; after that, what can be taken along."""
    found = get_own(request.actor, Reflection, pk)
    if request.method != "POST":
        return _page(request, found, found.content["answers"], [])
    answers = answered(found, request.POST.dict())
    wrong = too_long(answers)
    if wrong:
        return _page(request, found, answers, wrong, status=422)
    store_reflection(request.actor, found, answers, done=True)
    messages.success(request, _("Kept. Only you can read it."))
    return redirect("reflection", pk)


@require_POST
@role_required(Role.CASEWORKER)
def save_reflection(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One answer, as soon as it is typed: 204 when it is kept, 422 when it does not fit."""
    found = get_own(request.actor, Reflection, pk)
    name = request.POST.get("autosave", "")
    answers = answered(found, {name: request.POST.get(name, "")})
    if not answers or too_long(answers):
        return HttpResponse(status=422)
    store_reflection(request.actor, found, answers, done=False)
    return HttpResponse(status=204)


@require_POST
@role_required(Role.CASEWORKER)
def take_along(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Keep it as a case for peer consultation or as an idea for an experiment."""
    found = get_own(request.actor, Reflection, pk)
    kind = request.POST.get("kind", "")
    if kind not in Idea.Kind.values:
        return redirect("reflection", pk)
    keep_idea(request.actor, found, Idea.Kind(kind), request.LANGUAGE_CODE)
    messages.success(request, _("Kept with your ideas. Nobody sees it until you bring it up yourself."))
    return redirect("ideas")


@role_required(Role.CASEWORKER)
def delete_reflection(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Ask once, then delete."""
    found = get_own(request.actor, Reflection, pk)
    if request.method == "POST":
        forget_reflection(request.actor, found)
        messages.success(request, _("Deleted."))
        return redirect("reflections")
    return render(request, "development/delete_reflection.html", {"about": found.content["about"], "pk": pk})


@require_POST
@role_required(Role.CASEWORKER)
def delete_idea(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Delete an idea."""
    forget_idea(request.actor, get_own(request.actor, Idea, pk))
    messages.success(request, _("Deleted."))
    return redirect("ideas")


def _page(
    request: PersonRequest, found: Reflection, answers: dict[str, str], wrong: list[str], status: int = 200
) -> HttpResponse:
    view, language, prompts = looked_at(found.kind), request.LANGUAGE_CODE, prompts_of(found)
    still_there = view is not None and view.title(request.actor, found.object_id) is not None
    questions: list[dict[str, Any]] = [
        {
            "id": prompt.id,
            "text": prompt.text.in_language(language),
            "answer": answers.get(prompt.id, ""),
            "too_long": prompt.id in wrong,
        }
        for prompt in prompts.prompts
    ]
    context = {
        "reflection": found,
        "about": found.content["about"],
        "questions": questions,
        "wrong": [
            {"target": question["id"], "text": f"{question['text']} {_does_not_fit()}"}
            for question in questions
            if question["too_long"]
        ],
        "does_not_fit": _does_not_fit(),
        "view_url": view.url(found.object_id) if view and still_there else "",
        "goals": list(found.goals.all()[:PER_PAGE]),
        "kinds": [(kind.value, kind.label) for kind in Idea.Kind],
        "kept_as": set(found.ideas.values_list("kind", flat=True)),
    }
    return render(request, "development/reflection.html", context, status=status)


def _does_not_fit() -> str:
    return _("At most %(longest)s characters fit.") % {"longest": LONGEST_ANSWER}
