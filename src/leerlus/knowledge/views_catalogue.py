"""The catalogue of activities, one activity with every judgement, and the map of what there is."""

from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from leerlus.access.door import sees_all
from leerlus.access.matrix import Record
from leerlus.access.pages import PersonRequest, full_reach_required
from leerlus.content.catalogue import load_catalogue
from leerlus.knowledge.activities import activities, find_activity
from leerlus.knowledge.catalogue_page import (
    counted,
    follow_up_proposed,
    judgement_columns,
    judgement_rows,
    narrowed,
    other_judgements,
    shown_filters,
    still_missing,
)
from leerlus.knowledge.finding import offered
from leerlus.knowledge.map_page import client_map, craft_map, duplicates, party_map
from leerlus.knowledge.words import EVIDENCE

LONGEST_CODE: Final = 60
MOST_PAIRS: Final = 10


@require_safe
@full_reach_required(Record.KNOWLEDGE)
def catalogue(request: PersonRequest) -> HttpResponse:
    """All activities with how much of each is known, or those that fit a stage, a factor or a characteristic."""
    language = request.LANGUAGE_CODE
    found = narrowed(activities(request.actor, language), request.GET)
    context = {
        "lines": [(activity, counted(activity, language)) for activity in found],
        "number": len(found),
        "filters": shown_filters(request.GET, language),
        "check_before_use": load_catalogue().check_before_use.in_language(language),
        "may_edit": sees_all(request.actor, Record.KNOWLEDGE_EDITING),
    }
    return render(request, "knowledge/catalogue.html", context)


@require_safe
@full_reach_required(Record.KNOWLEDGE)
def activity(request: PersonRequest, code: str) -> HttpResponse:
    """One activity: every characteristic with its value, where that comes from and who says so."""
    language = request.LANGUAGE_CODE
    found = find_activity(request.actor, code[:LONGEST_CODE], language)
    if found is None:
        raise Http404
    others = other_judgements(request.actor, found, language)
    context = {
        "activity": found,
        "columns": judgement_columns(others),
        "rows": judgement_rows(found, others, language),
        "others": others,
        "missing": still_missing(found),
        "evidence": EVIDENCE.get(found.evidence, _("unknown")),
        "unknown": _("unknown"),
        "proposed": follow_up_proposed(found, language),
        "check_before_use": load_catalogue().check_before_use.in_language(language),
        "may_edit": sees_all(request.actor, Record.KNOWLEDGE_EDITING),
    }
    return render(request, "knowledge/activity.html", context)


@require_safe
@full_reach_required(Record.KNOWLEDGE)
def knowledge_map(request: PersonRequest) -> HttpResponse:
    """Where something is, where nothing is, and what is much alike."""
    language, actor = request.LANGUAGE_CODE, request.actor
    found, items = activities(actor, language), offered(actor)
    of_activities, of_items = craft_map(found, items, language)
    context = {
        "activities": of_activities,
        "items": of_items,
        "parties": party_map(found, language),
        "clients": client_map(items, language),
        "duplicates": duplicates(found, MOST_PAIRS),
        "without_place": [one for one in found if not one.stages or not one.determinants],
    }
    return render(request, "knowledge/map.html", context)
