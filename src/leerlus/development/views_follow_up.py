"""Looking back after six weeks and six months, and picking something up again that slipped away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from leerlus.access.door import get_own
from leerlus.access.pages import PersonRequest, role_required
from leerlus.development.following_up import answer_follow_up, what_worked_before
from leerlus.development.forms import FollowUpForm, PickUpForm
from leerlus.development.models import FollowUp
from leerlus.development.moments import restart_from
from leerlus.organisations.roles import Role
from leerlus.scans.scoring import Scores, Stage
from leerlus.scans.sittings import finished_sittings


@role_required(Role.CASEWORKER)
def ask_again(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Whether a step still happens; when it slipped away, on to picking it up again."""
    asked = get_own(request.actor, FollowUp, pk)
    form = FollowUpForm(request.POST or None, initial=asked.content)
    if form.is_valid():
        answer_follow_up(asked, form.cleaned_data)
        if form.cleaned_data["outcome"] == FollowUp.Outcome.SLIPPED:
            return redirect("pick_up_step", pk)
        messages.success(request, _("Your answer is saved."))
        return redirect("ask_again", pk)
    context = {"asked": asked, "goal": asked.goal, "form": form, "outcome": asked.content.get("outcome")}
    return render(request, "development/follow_up.html", context, status=422 if form.errors else 200)


@role_required(Role.CASEWORKER)
def pick_up_step(request: PersonRequest, pk: UUID) -> HttpResponse:
    """A step that slipped away: what worked before, and what fits where somebody is with it now."""
    asked = get_own(request.actor, FollowUp, pk)
    form = PickUpForm(request.POST or None, initial=asked.content)
    if form.is_valid():
        outcome = asked.content.get("outcome", FollowUp.Outcome.SLIPPED.value)
        answer_follow_up(asked, {"outcome": outcome, **form.cleaned_data})
        return redirect("pick_up_step", pk)
    stage = asked.content.get("stage")
    context = {"form": form, "goal": asked.goal} | _where_to_start(request, stage)
    return render(request, "development/pick_up.html", context, status=422 if form.errors else 200)


@role_required(Role.CASEWORKER)
def pick_up(request: PersonRequest) -> HttpResponse:
    """The same for working on one's craft as a whole, from the newest quickscan."""
    newest = finished_sittings(request.actor).first()
    scores = Scores.from_stored(newest.stored_scores) if newest else None
    underlying = scores.underlying_stage if scores and scores.stage is Stage.RELAPSE else None
    stage = _ANSWER_OF_STAGE.get(underlying) if underlying else None
    return render(request, "development/pick_up.html", _where_to_start(request, stage))


_ANSWER_OF_STAGE = {Stage.PRECONTEMPLATION: "a", Stage.CONTEMPLATION: "b", Stage.PREPARATION: "c"}


def _where_to_start(request: PersonRequest, stage: str | None) -> dict[str, Any]:
    return {"restart": restart_from(stage).value, "worked": what_worked_before(request.actor)}
