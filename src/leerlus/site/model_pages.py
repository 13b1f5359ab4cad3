"""The model of the note as a page: a drawing, a table that says the same, and what is not measured yet."""

from functools import lru_cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from leerlus.access.pages import PersonRequest
from leerlus.charts.model_drawing import draw_model
from leerlus.charts.svg import Svg
from leerlus.content.instrument import current_instrument
from leerlus.framework.loading import load_framework
from leerlus.framework.model import Edge, Factor, MeasuredByItem, MeasuredByRecord, Planned
from leerlus.framework.sections import cited


@login_not_required
def model(request: PersonRequest) -> HttpResponse:
    """The whole model; public, because it holds nothing of anybody."""
    framework = load_framework()
    language = request.LANGUAGE_CODE
    context = {
        "title": framework.word("title", language),
        "description": framework.word("description", language),
        "no_cause": framework.word("no_cause", language),
        "wide": _drawing(language, "wide"),
        "tall": _drawing(language, "tall"),
        "columns": _edge_columns(),
        "rows": [_edge_row(edge, language) for edge in framework.statements],
        "factors": [_factor_line(factor, language) for factor in framework.factors],
        "planned": [
            {
                "area": framework.areas[area].in_language(language),
                "parts": [
                    f"{part.factor.name.in_language(language)}: {part.what.in_language(language)}"
                    for part in parts
                ],
            }
            for area, parts in framework.planned().items()
        ],
    }
    return render(request, "site/model.html", context)


@login_not_required
def factor(request: PersonRequest, identifier: str) -> HttpResponse:
    """One factor: what it means, where the note speaks of it, and what in Leerlus measures it."""
    framework = load_framework()
    language = request.LANGUAGE_CODE
    try:
        found = framework.factor(identifier)
    except KeyError:
        raise Http404 from None
    marks = ("assumed", "reconstructed", "outside_note")
    context = {
        "name": found.name.in_language(language),
        "definition": found.definition.in_language(language),
        "source": cited(found.sections, language),
        "marks": [framework.word(mark, language) for mark in marks if getattr(found, mark)],
        "measured": framework.word(found.measured.value, language),
        "measurements": [_measurement(part, language) for part in found.measured_by],
        "columns": _edge_columns(),
        "rows": [_edge_row(edge, language) for edge in framework.statements_about(identifier)],
        "no_cause": framework.word("no_cause", language),
    }
    return render(request, "site/factor.html", context)


@lru_cache
def _drawing(language: str, orientation: Any) -> Svg:
    def address(identifier: str) -> str:
        return reverse("factor", args=[identifier])

    return Svg(draw_model(load_framework(), language, address, orientation))


def _factor_line(factor: Factor, language: str) -> dict[str, str]:
    return {
        "id": factor.id,
        "name": factor.name.in_language(language),
        "measured": load_framework().word(factor.measured.value, language),
    }


def _edge_columns() -> list[str]:
    return [_("From"), _("Link"), _("To"), _("Kind of claim"), _("Source")]


def _edge_row(edge: Edge, language: str) -> list[str]:
    framework = load_framework()
    link = f"{framework.word(edge.kind.value, language)} ({framework.word(edge.sign.name.lower(), language)})"
    if edge.feedback:
        link = f"{link}, {framework.word('feedback', language)}"
    sources = [cited(edge.seed_ref, language)]
    sources += [text.in_language(language) for text in (edge.literature, edge.remark) if text]
    return [
        framework.name_of(edge.source, language),
        link,
        framework.name_of(edge.target, language),
        framework.word(edge.claim.value, language),
        "; ".join(sources),
    ]


def _measurement(part: MeasuredByItem | MeasuredByRecord | Planned, language: str) -> str:
    if isinstance(part, MeasuredByItem):
        instrument = current_instrument(part.instrument)
        question = instrument.by_id[part.item_id].text.in_language(language)
        return f"{instrument.name.in_language(language)}: “{question}”"
    if isinstance(part, MeasuredByRecord):
        return part.what.in_language(language)
    area = load_framework().areas[part.planned].in_language(language)
    return _("Planned (%(area)s): %(what)s") % {"area": area, "what": part.what.in_language(language)}
