"""One conversation, for each of the two, and what each prepares alone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leerlus.access.door import get_as_party, get_own, get_visible
from leerlus.access.forms import OnceForm
from leerlus.access.pages import PersonRequest, role_required
from leerlus.content.conversation import load_guide
from leerlus.conversations.agreements import agreed
from leerlus.conversations.charter import charter_first
from leerlus.conversations.forms import BringForm, ManagerPreparationForm, TopicsForm
from leerlus.conversations.guide import (
    BlockInWords,
    asked_after_wishes,
    blocks_in_words,
    guide_in_words,
    tips_in_words,
)
from leerlus.conversations.models import Conversation, Preparation
from leerlus.conversations.planning import NotNow, brought_steps, is_going_on
from leerlus.conversations.preparing import (
    bring_steps,
    own_preparation,
    release_topics,
    save_part,
    save_preparation,
    say_wishes_were_heard,
    steps_shown_to,
    steps_to_bring,
    take_topics_back,
)
from leerlus.conversations.views import over_for_good, posted_with
from leerlus.development.plan import ChangedElsewhere
from leerlus.organisations.roles import Role


@require_safe
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
@charter_first
def conversation(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One conversation: for the caseworker to prepare and release, for the manager what was released, and tips."""
    found = get_visible(request.actor, Conversation, pk)
    prepared = own_preparation(request.actor, found)
    context = {
        "conversation": found,
        "prepared": prepared.content if prepared else {},
        "agreed": agreed(found),
        "going_on": is_going_on(request.actor, found),
        "guide": guide_in_words(request.LANGUAGE_CODE, found.guide_version),
        "form": OnceForm(request.actor.person_id),
        "topics": _topics(request, found, found.topics.get("questions", [])),
        "own_topic": found.topics.get("own", ""),
    }
    if found.caseworker_id == request.actor.person_id:
        context |= _of_caseworker(request, found, prepared)
        return render(request, "conversations/of_caseworker.html", context)
    context |= {
        "tips": tips_in_words(request.LANGUAGE_CODE, found.guide_version),
        "steps": steps_shown_to(request.actor, found),
    }
    return render(request, "conversations/of_manager.html", context)


@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
@charter_first
def prepare(request: PersonRequest, pk: UUID) -> HttpResponse:
    """What one of the two writes for themselves; of the caseworker also which topics they choose."""
    found = get_as_party(request.actor, Conversation, pk)
    form = _preparation_form(request, found)
    status = 200
    if form.is_valid():
        try:
            window = form.cleaned_data["form_token"]
            save_preparation(request.actor, found, form.content, form.opened_at, window)
            messages.success(request, _("Your preparation is saved. Only you see it."))
            return redirect("conversation", pk=pk)
        except ChangedElsewhere:
            form.add_error(None, _newer())
            newest = own_preparation(request.actor, found)
            form.data = posted_with(request, edition=newest.edition if newest else 0)
            status = 409
    elif form.errors:
        status = 422
    mine = found.caseworker_id == request.actor.person_id
    context = {"form": form, "conversation": found, "mine": mine}
    return render(request, "conversations/prepare.html", context, status=status)


@require_POST
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
@charter_first
def save_prepared_field(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One field, as soon as it is filled in: 204 when kept, 422 when it does not fit, 409 when changed elsewhere."""
    found = get_as_party(request.actor, Conversation, pk)
    form, name = _preparation_form(request, found), request.POST.get("autosave", "")
    if not form.is_valid():
        return HttpResponse(status=422)
    window = form.cleaned_data["form_token"]
    try:
        kept = save_part(
            request.actor, found, lambda content: form.with_only(name, content), form.opened_at, window
        )
    except ChangedElsewhere:
        return HttpResponse(status=409)
    return HttpResponse(status=204 if kept else 422)


def _preparation_form(request: PersonRequest, found: Conversation) -> TopicsForm | ManagerPreparationForm:
    """The form of whichever of the two is looking, with what they kept."""
    prepared, person_id = own_preparation(request.actor, found), request.actor.person_id
    initial = {**prepared.content, "edition": prepared.edition} if prepared else {"edition": 0}
    guide, sent = load_guide(found.guide_version), request.POST or None
    if found.caseworker_id == person_id:
        return TopicsForm(guide, request.LANGUAGE_CODE, person_id, sent, initial=initial)
    return ManagerPreparationForm(guide, request.LANGUAGE_CODE, person_id, sent, initial=initial)


@require_POST
@role_required(Role.CASEWORKER)
@charter_first
def release(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Let the manager see the topics, or take them back."""
    found = get_own(request.actor, Conversation, pk)
    if request.POST.get("release") == "no":
        take_topics_back(request.actor, found)
        messages.success(request, _("Only you see your topics again."))
        return redirect("conversation", pk=pk)
    try:
        release_topics(request.actor, found)
        messages.success(request, _("Your manager can see your topics now. You can take them back."))
    except NotNow:
        messages.error(request, over_for_good())
    return redirect("conversation", pk=pk)


@require_POST
@role_required(Role.CASEWORKER)
@charter_first
def wishes_heard(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The caseworker says that their wishes were heard."""
    try:
        say_wishes_were_heard(request.actor, get_own(request.actor, Conversation, pk))
        messages.success(request, _("Both of you now see the question whether the wishes fit the direction."))
    except NotNow:
        messages.error(request, over_for_good())
    return redirect("conversation", pk=pk)


@role_required(Role.CASEWORKER)
@charter_first
def bring(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Choose which own steps the manager may see; nothing is chosen beforehand."""
    found = get_own(request.actor, Conversation, pk)
    goals = steps_to_bring(request.actor, found)
    form = BringForm(goals, request.actor.person_id, request.POST or None)
    if form.is_valid():
        try:
            bring_steps(request.actor, found, form.cleaned_data["goals"])
            messages.success(request, _("Your manager can see what you bring. You can stop at any moment."))
        except NotNow:
            messages.error(request, over_for_good())
        return redirect("conversation", pk=pk)
    context = {"form": form, "conversation": found, "goals": goals}
    return render(request, "conversations/bring.html", context, status=422 if form.errors else 200)


def _of_caseworker(
    request: PersonRequest, found: Conversation, prepared: Preparation | None
) -> dict[str, object]:
    content = prepared.content if prepared else {}
    choice = {"questions": content.get("questions", []), "own": content.get("own", "")}
    return {
        "choice": _topics(request, found, choice["questions"]),
        "own_choice": choice["own"],
        "has_choice": bool(choice["questions"] or choice["own"]),
        "changed_since": found.released_at is not None and choice != found.topics,
        "brought": brought_steps(request.actor, found),
        "goal": prepared.goal if prepared else None,
    }


def _topics(request: PersonRequest, found: Conversation, questions: list[str]) -> list[BlockInWords]:
    """Chosen topics in words, with what may be asked since the wishes were heard."""
    later = asked_after_wishes(load_guide(found.guide_version)) if found.wishes_heard_at else ()
    return blocks_in_words(
        request.LANGUAGE_CODE,
        found.guide_version,
        heard={name for question in later for name in question.asked_after},
        only=[*questions, *(question.id for question in later)],
    )


def _newer() -> str:
    """What to tell when the same preparation was saved in another window."""
    return _(
        "You changed your preparation in another window. What you typed here is still here; save again to keep this."
    )
