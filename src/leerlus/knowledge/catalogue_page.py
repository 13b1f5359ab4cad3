"""The catalogue as its pages show it: values with where they come from and who says so, and filters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerlus.access.actor import Actor
from leerlus.content.advice import load_advice_content
from leerlus.content.catalogue import load_catalogue
from leerlus.knowledge.activities import Activity
from leerlus.knowledge.appraising import history_of, newest_of_each
from leerlus.knowledge.filters import Shown
from leerlus.knowledge.models import Appraisal
from leerlus.knowledge.rules.appraising import Goal
from leerlus.knowledge.words import (
    SMART_HELP,
    characteristics,
    determinant_names,
    goal_names,
    party_names,
    stage_names,
    value_names,
)

FOLLOW_UP_TECHNIQUE: Final = "ACTIVE"
"""The technique that is proposed with what only passes on knowledge (rule R-53; acceptance check 28)."""


def counted(activity: Activity, language: str) -> str:
    """How many characteristics have which value, in words: "7 yes, 2 partly, 3 unknown"."""
    names = value_names(language)
    values = list(activity.values.values())
    return ", ".join(f"{values.count(value)} {names[value]}" for value in names if value in values)


def judgement_columns(others: Sequence["Assessment"]) -> list[str]:
    """The heads of the table: the characteristic, the catalogue, and every assessor of the municipality."""
    return [_("Characteristic"), _("In the catalogue"), _("Where from"), *(one.who for one in others)]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The newest judgement of one assessor, ready to stand in a column."""

    who: str
    values: Mapping[str, str]
    bases: Mapping[str, str]


def other_judgements(actor: Actor, activity: Activity, language: str) -> list[Assessment]:
    """What people of the municipality, and of those it took knowledge over from, judged last; at most two."""
    found = []
    for number, one in enumerate(newest_of_each(history_of(actor, activity.code))[:2], start=1):
        found.append(
            Assessment(
                who_judged(one, number),
                one.judged,
                {name: str(judged["basis"]) for name, judged in one.values.items()},
            )
        )
    return found


def who_judged(appraisal: Appraisal, number: int) -> str:
    """The name, or that it is an assessor without one; with the day, and the municipality it came from."""
    who = appraisal.assessor_name or _("Assessor %(number)s") % {"number": number}
    if appraisal.origin:
        who = _("%(who)s of %(municipality)s") % {"who": who, "municipality": appraisal.origin}
    return f"{who}, {date_format(appraisal.made_at, 'j F Y')}"


def judgement_rows(activity: Activity, others: Sequence[Assessment], language: str) -> list[list[str]]:
    """Every characteristic; unknown is written as unknown, and a difference between two assessors is said in words."""
    names, values = characteristics(language), value_names(language)
    assessor = _("the authors of Leerlus, from the note")
    rows = []
    for name, label in names.items():
        said = [one.values.get(name, "unknown") for one in others]
        cells = [
            _with_basis(values[value], one.bases.get(name, ""))
            for one, value in zip(others, said, strict=True)
        ]
        differs = len(set(said)) > 1
        label_shown = _("%(name)s (you differ)") % {"name": label} if differs else label
        where = f"{activity.source}: {assessor}" if activity.own is None else _("judged by you")
        rows.append([label_shown, values[activity.values[name]], where, *cells])
    return rows


def _with_basis(value: str, basis: str) -> str:
    return f"{value}: {basis}" if basis else value


def follow_up_proposed(activity: Activity, language: str) -> str:
    """What to do with something that only passes on knowledge; empty for anything else (acceptance check 28)."""
    if not activity.only_passes_on:
        return ""
    technique = load_advice_content().technique[FOLLOW_UP_TECHNIQUE]
    return f"{technique.name.in_language(language)}. {technique.description.in_language(language)}"


def still_missing(activity: Activity) -> list[tuple[str, str]]:
    """The questions about the goal of an own activity that nobody answered, with help (acceptance check 26)."""
    if activity.own is None or activity.own.without_goal:
        return []
    return [
        (str(question), str(hint))
        for question, hint in (SMART_HELP[part] for part in Goal(**activity.own.goal).missing)
    ]


_NAMES: Final = ("kenmerk", "waarde", "fase", "factor", "partij", "doel")


def shown_filters(asked: QueryDict, language: str) -> list[Shown]:
    """The filters above the catalogue."""
    choices = (
        characteristics(language),
        value_names(language),
        stage_names(language),
        determinant_names(language),
        party_names(language),
        goal_names(language),
    )
    labels = (
        _("Characteristic"),
        _("with the value"),
        _("Stage"),
        _("What it works on"),
        _("Party"),
        _("What it is for"),
    )
    return [
        Shown(
            name, label, tuple((value, words, asked.get(name) == value) for value, words in options.items())
        )
        for name, label, options in zip(_NAMES, labels, choices, strict=True)
    ]


def narrowed(found: Sequence[Activity], asked: QueryDict) -> list[Activity]:
    """The activities with every chosen thing: a value of a characteristic, a stage, a factor, a party, a goal."""
    name, value = asked.get("kenmerk", ""), asked.get("waarde", "")
    stage, factor = asked.get("fase", ""), asked.get("factor", "")
    party, goal = asked.get("partij", ""), asked.get("doel", "")
    by_value = name in load_catalogue().characteristics and value in load_catalogue().values
    return [
        one
        for one in found
        if (not by_value or one.values[name] == value)
        and (not stage or stage in one.stages)
        and (not factor or factor in one.determinants)
        and (not party or party in one.parties)
        and (not goal or goal in one.goals)
    ]
