"""How advice comes about, for everybody; and trying the rules with a profile one makes up."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from leerlus.access.pages import PersonRequest, role_required
from leerlus.advice.explanation import columns_of_points, explanation, points_of
from leerlus.advice.input_words import name_of_input
from leerlus.advice.pipeline import Situation, advise, team_rules
from leerlus.advice.pipeline.intervention import (
    Intervention,
    Remark,
    intervention_rules,
    intervention_trace,
    remarks,
)
from leerlus.advice.pipeline.team import team_trace
from leerlus.advice.what_if import EXAMPLES, WhatIfForm
from leerlus.advice.words import advice_in_words
from leerlus.content.advice import AdviceContent, load_advice_content
from leerlus.organisations.language import language_of_screen
from leerlus.organisations.roles import Role


@login_not_required
def how_advice_comes_about(request: PersonRequest) -> HttpResponse:
    """The steps, the rules and the weights; public, because it holds nothing of anybody."""
    return render(request, "advice/how_advice_comes_about.html", {"explanation": explanation()})


@require_safe
@role_required(Role.KNOWLEDGE_BROKER, Role.RESEARCHER)
def what_if(request: PersonRequest) -> HttpResponse:
    """Set a profile and read what every rule makes of it. The state is in the address; nothing is stored."""
    asked = bool(request.GET)
    form = WhatIfForm(request.GET if asked else None)
    context: dict[str, Any] = {"form": form, "examples": EXAMPLES, "outcome": None}
    if asked and form.is_valid():
        context["outcome"] = _outcome(form.situation, form.intervention, form.cleaned_data["seed"])
    return render(request, "advice/what_if.html", context, status=422 if form.errors else 200)


def _outcome(situation: Situation, intervention: Intervention, seed: int | None) -> dict[str, Any]:
    content = load_advice_content()
    advice = advise(situation, content, seed=1 if seed is None else seed, today=timezone.localdate())
    language = language_of_screen()
    traces = {entry.rule: entry for entry in team_trace(situation.team, content.version)}
    traces |= {entry.rule: entry for entry in intervention_trace(intervention, content.version)}
    traces |= {entry.rule: entry for entry in advice.trace}
    return {
        "steps": advice_in_words(advice),
        "lever": name_of_input(advice.lever, language) if advice.lever else "",
        "alternatives": [content.technique[name].name.in_language(language) for name in advice.alternatives],
        "to_manager": [
            text.in_language(language)
            for rule in team_rules(situation.team)
            if (text := content.rule[rule].to_manager)
        ],
        "to_author": _to_author(intervention, content, language),
        "points_columns": columns_of_points(),
        "points": points_of(advice.steps),
        "explanation": explanation(content.version, tuple(traces.values())),
    }


def _to_author(intervention: Intervention, content: AdviceContent, language: str) -> list[str]:
    """What the author of the intervention reads: what it lacks, and for knowledge alone something to do with it."""
    rules = [*intervention_rules(intervention), *(["R-53"] if intervention.only_knowledge else [])]
    said = [content.rule[rule].explanation for rule in rules]
    return [
        *(_REMARKS[remark]() for remark in remarks(intervention)),
        *(text.in_language(language) for text in said if text),
    ]


_REMARKS = {
    Remark.GOAL_NOT_SMART: lambda: _(
        "Goal not SMART. Write what people do differently afterwards, how you will see it, and by when."
    ),
    Remark.GOAL_UNKNOWN: lambda: _("Whether the goal is SMART: unknown."),
    Remark.NO_FOLLOW_UP: lambda: _("No follow-up. Set a date on which you come back to it."),
    Remark.AT_MOST_PRACTICE: lambda: _(
        "“It worked with us” is practice experience: level D at most, whatever was claimed."
    ),
}
