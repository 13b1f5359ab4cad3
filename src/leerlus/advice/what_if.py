"""A profile somebody makes up, to see every rule fire or not: the form, and the situation it describes.

Nothing is stored and nothing comes from a person; the whole state is in the address of the page.
"""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerlus.advice.input_words import answer_in_words, name_of_input
from leerlus.advice.pipeline import Situation, TeamContext
from leerlus.advice.pipeline.intervention import Evidence, Intervention
from leerlus.content.instrument import current_instrument
from leerlus.framework.loading import load_framework
from leerlus.organisations.language import language_of_screen

SCORES: Final = ("att", "sn", "se", "intention", "sn_weight")
COMPETENCES: Final = ("sdl1", "sdl2", "sdl3", "sdl4", "skl")
DRIVES: Final = ("prd1", "prd2", "prd3")
STAGES: Final = ("precontemplation", "contemplation", "preparation", "action", "maintenance", "relapse")
UNDERLYING: Final = STAGES[:3]
MOST: Final = {"needs": 3, "preferences": 2}
QUESTIONS: Final = {"needs": "NEED1", "barriers": "BAR1", "shared_barriers": "BAR1", "preferences": "LP1"}
BACKGROUND: Final = {"experience": "BG1", "education": "BG2"}
TEAM_ANSWERS: Final = ("low_preconditions", "shared_barriers")
YES_OR_NO: Final = {"yes": True, "no": False}
EXAMPLES: Final = (
    (
        gettext_lazy("Sees the use, doubts whether it will work"),
        "att=85&sn=60&se=30&sn_weight=80&intention=60&stage=contemplation",
    ),
    (
        gettext_lazy("Does not see the use yet"),
        "att=30&sn=60&se=80&sn_weight=80&intention=60&stage=precontemplation",
    ),
    (
        gettext_lazy("All is well, but nothing is planned"),
        "att=90&sn=90&se=90&sn_weight=90&intention=30&stage=contemplation",
    ),
    (
        gettext_lazy("Slipped back"),
        "att=85&sn=60&se=30&sn_weight=80&intention=60&stage=relapse&underlying_stage=contemplation",
    ),
    (
        gettext_lazy("A team without fixed time"),
        "att=60&sn=40&se=60&sn_weight=80&intention=60&stage=preparation&low_preconditions=OR.REF&shared_barriers=time",
    ),
)


class WhatIfForm(forms.Form):
    """Everything rules read. Empty is unknown."""

    seed = forms.IntegerField(
        label=gettext_lazy("Number for the draw among equals"),
        min_value=0,
        max_value=2**31 - 1,
        required=False,
        help_text=gettext_lazy("Only where steps are equal in everything. Empty is 1."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.fields.pop("seed")
        for name in (*SCORES, *COMPETENCES, *DRIVES):
            self.fields[name] = _number(name, 100)
        self.fields["se_setback"] = _number("se_setback", 10)
        for name, stages in (("stage", STAGES), ("underlying_stage", UNDERLYING)):
            self.fields[name] = _choice(name, stages)
        for name, question in BACKGROUND.items():
            self.fields[name] = _choice(name, _values(question))
        for name, question in QUESTIONS.items():
            self.fields[name] = _several(name, _values(question))
        facets = [factor.id for factor in load_framework().factors if factor.id.startswith("OR.")]
        self.fields["low_preconditions"] = _several("low_preconditions", facets)
        for name, label in _yes_labels().items():
            self.fields[name] = forms.BooleanField(label=label, required=False)
        for name, label in _three_ways_labels().items():
            self.fields[name] = forms.ChoiceField(
                label=label,
                required=False,
                choices=[("", _("unknown")), ("yes", _("yes")), ("no", _("no"))],
            )
        self.fields["claimed"] = forms.ChoiceField(
            label=_("How well it is shown to work"),
            required=False,
            choices=[("", _("unknown")), *((level.value, level.value) for level in Evidence)],
            help_text=_("A meta-analysis or trial, B controlled, C before and after, D practice, E opinion."),
        )
        self.fields["seed"] = own

    def clean(self) -> dict[str, Any]:
        """As many needs and forms of learning as the scan allows."""
        cleaned = super().clean() or {}
        for name, most in MOST.items():
            if len(cleaned.get(name, ())) > most:
                self.add_error(name, ValidationError(_("Choose %(most)d at most.") % {"most": most}))
        return cleaned

    def groups(self) -> list[tuple[str, list[BoundField], bool]]:
        """The fields under headings, in the order of the page, and whether there is something to see at once."""
        headed = [
            (_("What moves somebody"), self._bound((*SCORES, "se_setback", "stage", "underlying_stage"))),
            (
                _("How somebody learns, and what drives them"),
                self._bound((*COMPETENCES, *DRIVES, "preferences")),
            ),
            (_("What somebody wants and what holds them back"), self._bound(("needs", "barriers"))),
            (_("Background"), self._bound(BACKGROUND)),
            (
                _("What was published of the team"),
                self._bound((*TEAM_ANSWERS, "team_norm_low", "quality_known")),
            ),
            (_("An intervention somebody offers"), self._bound((*_intervention_fields(), "claimed"))),
            (_("Chance"), self._bound(("seed",))),
        ]
        return [
            (heading, fields, place == 0 or any(field.errors or _filled(field) for field in fields))
            for place, (heading, fields) in enumerate(headed)
        ]

    def _bound(self, names: Iterable[str]) -> list[BoundField]:
        return [self[name] for name in names]

    @property
    def situation(self) -> Situation:
        """The profile that was filled in; only after `is_valid`."""
        filled = self.cleaned_data
        stage = filled["stage"] or None
        values: dict[str, Any] = {
            name: filled[name] for name in (*SCORES, *COMPETENCES, *DRIVES, "se_setback")
        }
        values |= {name: filled[name] or None for name in BACKGROUND}
        values |= {name: tuple(filled[name]) for name in ("needs", "barriers", "preferences")}
        return Situation(
            **values,
            stage=stage,
            underlying_stage=(filled["underlying_stage"] or None) if stage == "relapse" else stage,
            team=TeamContext(
                **{name: frozenset(filled[name]) for name in TEAM_ANSWERS},
                team_norm_low=filled["team_norm_low"],
                quality_known=filled["quality_known"],
            ),
        )

    @property
    def intervention(self) -> Intervention:
        """The intervention that was filled in; only after `is_valid`."""
        filled = self.cleaned_data
        values: dict[str, Any] = {name: YES_OR_NO.get(filled[name]) for name in _three_ways_labels()}
        values |= {name: filled[name] for name in ("follow_up", "only_knowledge", "worked_with_us")}
        return Intervention(**values, claimed=Evidence(filled["claimed"]) if filled["claimed"] else None)


def _filled(field: BoundField) -> bool:
    """Whether somebody filled a field in; an empty choice and an empty number are nothing."""
    return field.form.is_bound and bool(field.data)


def _yes_labels() -> dict[str, str]:
    return {
        "team_norm_low": _("The team's score on what those around expect is below 50"),
        "quality_known": _("Something about the quality of the team's work was published"),
        "follow_up": _("A date for a follow-up is set"),
        "only_knowledge": _("It only transfers knowledge"),
        "worked_with_us": _("That it works rests on “it worked with us”"),
    }


def _three_ways_labels() -> dict[str, str]:
    return {
        "smart_goal": _("The goal is SMART"),
        "management_informed": _("Management was informed"),
        "linked_to_vision": _("It fits the vision"),
    }


def _intervention_fields() -> tuple[str, ...]:
    return (*_three_ways_labels(), "follow_up", "only_knowledge", "worked_with_us")


def _number(name: str, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=name_of_input(name, language_of_screen()), min_value=0, max_value=most, required=False
    )


def _choice(name: str, values: Iterable[str]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=name_of_input(name, language_of_screen()),
        required=False,
        choices=[("", _("unknown")), *_worded(name, values)],
    )


def _several(name: str, values: Iterable[str]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=name_of_input(name, language_of_screen()),
        required=False,
        choices=_worded(name, values),
        widget=forms.CheckboxSelectMultiple,
    )


def _worded(name: str, values: Iterable[str]) -> list[tuple[str, str]]:
    language = language_of_screen()
    return [(value, answer_in_words(name, value, language)) for value in values]


def _values(question: str) -> list[str]:
    return [str(option.value) for option in current_instrument("quickscan").by_id[question].options]
