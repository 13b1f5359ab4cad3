"""What people together found of things they followed, per thing: from published figures, for everybody who may."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from leerlus.access.pages import PersonRequest, role_required
from leerlus.content.catalogue import Entry, load_catalogue
from leerlus.content.instrument import Instrument
from leerlus.organisations.models import Municipality
from leerlus.organisations.roles import Role
from leerlus.release.participation import counts, is_paused
from leerlus.release.purposes import Purpose
from leerlus.release.together import ToldTogether, told_together
from leerlus.scans.evaluations import evaluating_instruments, evaluations_of
from leerlus.scans.offered import is_for


@dataclass(frozen=True, slots=True)
class EvaluatedThing:
    """One thing of the learning offer: per score and moment what was told, or why it is hidden."""

    name: str
    lines: tuple[tuple[str, str], ...]


@require_safe
@role_required(Role.CASEWORKER, Role.TEAM_MANAGER, Role.KNOWLEDGE_BROKER, Role.EXECUTIVE)
def evaluations(request: PersonRequest) -> HttpResponse:
    """Things with a figure of the newest round, and of the others the reason, each reason once."""
    municipality = Municipality.objects.filter(people=request.actor.person_id).first()
    if municipality is None:
        raise Http404
    found = told_together(municipality)
    shown: list[EvaluatedThing] = []
    others: dict[str, list[str]] = {}
    for instrument in evaluating_instruments():
        for entry, lines in _by_entry(instrument, found, request.LANGUAGE_CODE):
            name = entry.name.in_language(request.LANGUAGE_CODE)
            if any(measure in found.told for measure in lines):
                told = ((label, found.told.get(one) or found.hidden[one]) for one, label in lines.items())
                shown.append(EvaluatedThing(name, tuple(told)))
            else:
                reason = next(iter({found.hidden[measure] for measure in lines}))
                others.setdefault(reason, []).append(name)
    context = {
        "found": found,
        "shown": shown,
        "others": others,
        "may_count": any(is_for(request.actor, one) for one in evaluating_instruments()),
        "counts": counts(request.actor.person_id, Purpose.EVALUATIONS),
        "paused": is_paused(request.actor.person_id),
    }
    return render(request, "scans/evaluations.html", context)


def _by_entry(
    instrument: Instrument, found: ToldTogether, language: str
) -> Iterator[tuple[Entry, Mapping[str, str]]]:
    """Per thing the measures that the round had, each with what it is about in words."""
    lines: dict[str, dict[str, str]] = {}
    for one in evaluations_of(instrument):
        if one.measure in found.told or one.measure in found.hidden:
            scale = instrument.scales[one.scale].name.in_language(language)
            moment = instrument.moment(one.moment).name.in_language(language)
            lines.setdefault(one.entry, {})[one.measure] = f"{scale}, {moment}"
    for entry in load_catalogue().entries:
        if entry.id in lines:
            yield entry, lines[entry.id]
