"""What happened to one's own clients: the sets, and for each set how long until work. Only the caseworker sees it, and
a colleague with whom the caseworker shares the results of one set."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from leerlus.access.door import visible_own
from leerlus.access.pages import PersonRequest, role_required
from leerlus.access.shared_pages import Showing
from leerlus.access.views_sharing import share_page, shown_to_me
from leerlus.organisations.models import Person
from leerlus.organisations.roles import Role
from leerlus.outcomes import sentences, undoing
from leerlus.outcomes.models import OwnResults, Spell, SpellCount, SpellImport
from leerlus.outcomes.own_results import own_results, results_of
from leerlus.outcomes.rules.picture import Count as CountOfSpells
from leerlus.outcomes.rules.spells import Unit
from leerlus.outcomes.set_clients import figures_in, known_until, spells_that_cannot_be_followed
from leerlus.outcomes.shown import enough_clients, results_in_words
from leerlus.outcomes.shown_figures import figures_in_words
from leerlus.outcomes.shown_months import months_in_words


@role_required(Role.CASEWORKER)
@require_safe
def my_clients(request: PersonRequest) -> HttpResponse:
    """All sets with own clients, the newest first. Sets are never added together: their units and sources differ."""
    sets = (
        visible_own(request.actor, SpellCount)
        .filter(source__state=SpellImport.State.DONE)
        .order_by("-source__created_at")
        .values("source_id", "source__name", "source__unit", "source__created_at")
        .annotate(spells=Sum("number"))
    )
    return render(request, "outcomes/my_clients.html", {"sets": sets})


@role_required(Role.CASEWORKER)
@require_safe
def client_set(request: PersonRequest, pk: UUID) -> HttpResponse:
    """One set: a curve with its margin and sentences; with fewer than ten clients a list without a curve."""
    source = _own_set(request, pk)
    counts = SpellCount.objects.of(request.actor.person_id, pk)
    unit = Unit(source.unit)
    context = {
        "source": source,
        **_keeping_up_to_date(request, source),
        "unit_name": sentences.unit_name(unit),
    }
    if not _is_about_enough(request.actor.person_id, pk, counts):
        return render(request, "outcomes/few_clients.html", {**context, "lines": _lines(counts, unit)})
    shown = results_in_words(counts, unit, request.GET.get("vraag"))
    months = months_in_words(request.actor.person_id, source)
    results = own_results(request.actor, pk)
    return render(request, "outcomes/client_set.html", {**context, **shown, **months, "results": results})


@role_required(Role.CASEWORKER)
@require_safe
def set_outcomes(request: PersonRequest, pk: UUID) -> HttpResponse:
    """What became of one's own clients in a set: outflow, jobs, lasting work, returns, each with what is unknown."""
    source = _own_set(request, pk)
    own = request.actor.person_id
    context = {
        "source": source,
        "known_until": known_until(source),
        "months_to_confirm": settings.LEERLUS_MONTHS_TO_CONFIRM,
        "days_between": settings.LEERLUS_DAYS_BETWEEN_JOBS,
        **_keeping_up_to_date(request, source),
        **figures_in_words(figures_in(own, source), spells_that_cannot_be_followed(own, source)),
    }
    return render(request, "outcomes/set_outcomes.html", context)


@role_required(Role.CASEWORKER)
def share_results(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show the results of one set to one colleague or one team. Of fewer than ten clients there is nothing to share."""
    source = _own_set(request, pk)
    counts = SpellCount.objects.of(request.actor.person_id, pk)
    if not _is_about_enough(request.actor.person_id, pk, counts):
        raise Http404
    return share_page(
        request,
        results_of(request.actor, source),
        back_url=reverse("client_set", args=[pk]),
        title=_("Share these results"),
        about="outcomes/about_sharing.html",
    )


@require_safe
def shared_results(request: PersonRequest, pk: UUID) -> HttpResponse:
    """The results of somebody who shares them; for the owner as a colleague would see them."""
    results, showing = shown_to_me(request, OwnResults, pk)
    return show_results(request, results, showing or Showing(frozenset()))


def show_results(request: PersonRequest, results: OwnResults, showing: Showing) -> HttpResponse:
    """The curve, its sentences and its tables. No line about one client, no file name, no notice."""
    source = results.source
    counts = SpellCount.objects.of(results.person_id, source.pk)
    if not source.is_done or not _is_about_enough(results.person_id, source.pk, counts):
        raise Http404
    owner: Person = results.person
    context = {
        "owner": owner,
        "showing": showing,
        "source": source,
        **results_in_words(counts, Unit(source.unit), request.GET.get("vraag")),
    }
    return render(request, "outcomes/shared_results.html", context)


def _keeping_up_to_date(request: PersonRequest, source: SpellImport) -> dict[str, Any]:
    """What the owner of a set can do with it: remove it, read in more, undo the last file."""
    if not source.for_own_clients or source.person_id != request.actor.person_id:
        return {}
    last = undoing.last_addition(source)
    mapping = source.mapping or {}
    return {
        "can_remove": True,
        "can_add": mapping.get("reference") is not None and mapping.get("started_on") is not None,
        "last_file": last,
        "can_undo": last is not None and undoing.can_be_undone(last),
    }


def _own_set(request: PersonRequest, pk: UUID) -> SpellImport:
    """A set that was read in and holds own clients, whoever read it in; or 404."""
    own = visible_own(request.actor, Spell).filter(source_id=pk, source__state=SpellImport.State.DONE)
    found = own.select_related("source")[:1]
    if not found:
        raise Http404
    return found[0].source


def _is_about_enough(caseworker_id: UUID, source_id: UUID, counts: Sequence[CountOfSpells]) -> bool:
    own = Spell.objects.filter(caseworker_id=caseworker_id, source_id=source_id)
    return enough_clients(own, sum(number for _, _, number in counts))


def _lines(counts: Sequence[CountOfSpells], unit: Unit) -> list[tuple[str, str]]:
    """Every spell as an anonymous line, the shortest first."""
    return [
        (sentences.length(duration, unit), str(Spell.Exit(exit_).label).capitalize())
        for duration, exit_, number in counts
        for _each in range(number)
    ]
