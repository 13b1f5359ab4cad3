"""What the teams of somebody measure, one set, earlier versions, and what is active in the municipality."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from leerlus.access.colleagues import teams_worked_in_or_led
from leerlus.access.door import get_visible, visible
from leerlus.access.forms import OnceForm
from leerlus.access.pages import PersonRequest, role_required
from leerlus.framework.sections import cited
from leerlus.measurement.designing import gaps_of, sets_of
from leerlus.measurement.group import leads, works_in
from leerlus.measurement.life import obstacles_of, own_yes, standing_of
from leerlus.measurement.models import ActiveSet, MeasurementSet
from leerlus.measurement.rules.standing import Standing
from leerlus.measurement.summary import at_the_table, steps_in_words
from leerlus.measurement.waiting import look_is_near
from leerlus.measurement.words import STANDINGS, missing_lines, obstacles_in_words
from leerlus.organisations.roles import Role

SETS_PER_PAGE = 20
SOURCE = ("box 4.1",)


@require_safe
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def measurement(request: PersonRequest) -> HttpResponse:
    """For each of one's teams the set that is not closed, or the way to design one."""
    open_sets = {found.team_id: found for found in sets_of(request.actor).filter(closed_on=None)}
    teams = [(team, open_sets.get(team.pk)) for team in teams_worked_in_or_led(request.actor)]
    lines = [
        (team, found, STANDINGS[standing_of(found)] if found else "", bool(found and is_over(found)))
        for team, found in teams
    ]
    context = {"lines": lines, "source": cited(SOURCE, request.LANGUAGE_CODE)}
    return render(request, "measurement/measurement.html", context)


@require_safe
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def measurement_set(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One version: what was decided, where it stands, and what one can do with it."""
    found = get_visible(request.actor, MeasurementSet, pk)
    now = standing_of(found)
    yes = own_yes(request.actor, found)
    belongs = works_in(request.actor, found.team_id) or leads(request.actor, found.team_id)
    open_to_a_yes = now in {Standing.PROPOSED, Standing.ACTIVE, Standing.RESTING}
    context = {
        "set": found,
        "standing": now.value,
        "standing_words": STANDINGS[now],
        "steps": steps_in_words(found, request.LANGUAGE_CODE),
        "is_draft": now is Standing.DRAFT,
        "missing": missing_lines(gaps_of(found)) if now is Standing.DRAFT else [],
        "obstacles": obstacles_in_words(obstacles_of(found))
        if now in {Standing.PROPOSED, Standing.RESTING}
        else [],
        "table": at_the_table(found),
        "look_is_near": found.next_look_on is not None and look_is_near(found.next_look_on),
        "yes": yes,
        "may_agree": belongs and open_to_a_yes and yes is None,
        "may_reopen": works_in(request.actor, found.team_id) and open_to_a_yes,
        "form": OnceForm(request.actor.person_id),
    }
    return render(request, "measurement/set.html", context)


@require_safe
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER)
def former_sets(request: PersonRequest) -> HttpResponse:
    """Earlier versions, the latest first."""
    closed = sets_of(request.actor).exclude(closed_on=None).order_by("-closed_on", "-saved_at", "id")
    page = Paginator(closed, SETS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "measurement/former_sets.html", {"page": page})


@require_safe
@role_required(Role.KNOWLEDGE_BROKER)
def active_sets(request: PersonRequest) -> HttpResponse:
    """What is measured in the municipality now: the question and the dates, no figures and nothing else."""
    rows = visible(request.actor, ActiveSet).select_related("team").order_by("team__name", "id")
    page = Paginator(rows, SETS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "measurement/active_sets.html", {"page": page})


def is_over(found: MeasurementSet) -> bool:
    """Whether a set makes room for a next design."""
    return standing_of(found) in {Standing.ENDED, Standing.CLOSED}
