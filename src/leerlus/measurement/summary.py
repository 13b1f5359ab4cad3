"""A design in words, step by step, as the pages show it."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerlus.measurement.designing import design_of, library_of
from leerlus.measurement.models import MeasurementSet
from leerlus.measurement.rules.design import Design, OwnField, new_fields, new_seconds
from leerlus.measurement.words import KINDS, STEPS, time_in_words


@dataclass(frozen=True, slots=True)
class StepInWords:
    """One step: its number and name, and what was decided in it, line by line; no lines when nothing was."""

    number: int
    name: str
    lines: tuple[str, ...]


def steps_in_words(found: MeasurementSet, language: str) -> list[StepInWords]:
    """The seven steps with what was decided."""
    design = design_of(found)
    library = library_of(found).field
    recorded = tuple(library[name].name.in_language(language) for name in design.recorded)
    added = tuple(library[name].name.in_language(language) for name in design.added)
    lines = (
        (design.question,),
        _consequences(design),
        recorded,
        (*added, *(own_field_in_words(field) for field in design.own), *time_lines(found)),
        (_("Everybody sees their own results. Nobody sees those of somebody else."),)
        if design.knows_who_sees
        else (),
        (_every(design.rhythm_weeks),) if design.rhythm_weeks else (),
        (date_format(design.ends_on, "j F Y"),) if design.ends_on else (),
    )
    return [
        StepInWords(number, str(name), tuple(line for line in said if line))
        for number, (name, said) in enumerate(zip(STEPS, lines, strict=True), 1)
    ]


def own_field_in_words(field: OwnField) -> str:
    """A field in own words: name, question, and what can be answered."""
    answers = ", ".join(field.choices) if field.choices else str(KINDS[field.kind])
    return f"{field.name.rstrip('?:. ')}: {field.question} ({answers})"


def time_lines(found: MeasurementSet) -> tuple[str, ...]:
    """How many fields are new and what they take together at one contact; nothing when there is none."""
    design = design_of(found)
    number = new_fields(design)
    if not number:
        return ()
    words = ngettext(
        "%(number)d new field, together about %(time)s per contact.",
        "%(number)d new fields, together about %(time)s per contact.",
        number,
    )
    return (
        words % {"number": number, "time": time_in_words(new_seconds(design, library_of(found).seconds))},
    )


def at_the_table(found: MeasurementSet) -> str:
    """How many designed it together; empty as long as it was not laid before the team."""
    if found.caseworkers_at_table is None or found.managers_at_table is None:
        return ""
    caseworkers = ngettext("%(number)d caseworker", "%(number)d caseworkers", found.caseworkers_at_table)
    managers = ngettext("%(number)d manager", "%(number)d managers", found.managers_at_table)
    return _("Designed together by %(caseworkers)s and %(managers)s.") % {
        "caseworkers": caseworkers % {"number": found.caseworkers_at_table},
        "managers": managers % {"number": found.managers_at_table},
    }


def _consequences(design: Design) -> tuple[str, ...]:
    pairs = ((design.outcome_a, design.act_a), (design.outcome_b, design.act_b))
    words = _("If %(outcome)s, then %(act)s")
    return tuple(
        words % {"outcome": outcome or "…", "act": act or "…"} for outcome, act in pairs if outcome or act
    )


def _every(weeks: int) -> str:
    return ngettext("every %(number)d week", "every %(number)d weeks", weeks) % {"number": weeks}
