"""Forms of an import: what the columns of a file with benefits mean."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.outcomes.models import Spell, SpellImport
from leerlus.outcomes.rules.columns import Mapping, distinct_words, suggest_words
from leerlus.outcomes.rules.completeness import FileFor, Gap, gaps
from leerlus.outcomes.rules.spells import Exit, Unit
from leerlus.outcomes.rules.synonyms import FLAGS
from leerlus.outcomes.rules.tables import Table
from leerlus.outcomes.words import GAPS

DAYS: Final = ["%d-%m-%Y", "%Y-%m-%d"]


def choice_of(form: forms.Form, name: str) -> forms.ChoiceField:
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is not a choice")
    return field


_COLUMNS: Final = ("duration", "started_on", "ended_on", "exit", "reference", "caseworker")
_FLAGS: Final = {f"flag_{meaning.value}": meaning for meaning in FLAGS}
_FIELD_OF_GAP: Final = {
    Gap.UNIT: "unit",
    Gap.DURATION: "duration",
    Gap.MEASURED_ON: "measured_on",
    Gap.EXIT: "exit",
    Gap.EXIT_TWICE: "exit",
    Gap.TOO_MANY_WORDS: "exit",
    Gap.WORDS: "exit",
    Gap.CASEWORKER: "caseworker",
    Gap.KEY: "reference",
    Gap.ENDED_ON: "ended_on",
    Gap.REFERENCE: "reference",
}


class ColumnsForm(forms.Form):
    """Step 2: which column holds what. Words of the exit column get a choice each, once that column is known."""

    unit = forms.ChoiceField(label=_("How long is one period?"), required=False)
    duration = forms.ChoiceField(label=_("Duration, in periods"), required=False)
    started_on = forms.ChoiceField(label=_("Start date"), required=False)
    ended_on = forms.ChoiceField(label=_("End date"), required=False)
    measured_on = forms.DateField(
        label=_("Day on which this file was made"),
        required=False,
        input_formats=DAYS,
        widget=forms.DateInput(format="%d-%m-%Y"),
        help_text=_("Day-month-year. Whoever has no end date was still in benefit on this day."),
    )
    exit = forms.ChoiceField(label=_("How it ended, in words"), required=False)
    reference = forms.ChoiceField(
        label=_("Client number"),
        required=False,
        help_text=_("Your own number for the client. Never a BSN."),
    )
    caseworker = forms.ChoiceField(label=_("E-mail address of the caseworker"), required=False)
    words_of = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        table: Table,
        mapping: Mapping,
        with_caseworkers: bool,
        file_for: FileFor = FileFor.NEW_SET,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = _initial(mapping)
        super().__init__(*args, **kwargs)
        self._table = table
        self._with_caseworkers = with_caseworkers
        self._file_for = file_for
        self._unit = mapping.unit
        columns = [("", _("not in this file")), *((str(at), name) for at, name in enumerate(table.header))]
        for name in _COLUMNS:
            choice_of(self, name).choices = columns
        for name, meaning in _FLAGS.items():
            self.fields[name] = forms.ChoiceField(
                label=Spell.Exit(meaning).label.capitalize(), required=False, choices=columns
            )
        choice_of(self, "unit").choices = [("", _("choose")), *SpellImport.Unit.choices]
        for name in self._not_asked():
            del self.fields[name]
        self._add_words(mapping)

    def _not_asked(self) -> Iterator[str]:
        if not self._with_caseworkers or self._file_for is FileFor.EXITS:
            yield "caseworker"
        if self._file_for is not FileFor.NEW_SET:
            yield "unit"
        if self._file_for is FileFor.EXITS:
            yield from ("duration", *_FLAGS)

    def _add_words(self, mapping: Mapping) -> None:
        """One choice for each word; what was chosen for another column does not count for this one."""
        column = number_of(self.data.get("exit", "")) if self.is_bound else mapping.exit
        words = (
            () if column is None or column >= len(self._table.header) else distinct_words(self._table, column)
        )
        self._words = words or ()
        if self.is_bound and self.data.get("words_of", "") != str(column):
            known = suggest_words(self._words)
            meanings = {
                f"word_{at}": str(known[word].value) if word in known else ""
                for at, word in enumerate(self._words)
            }
            self.data = {**{name: self.data[name] for name in self.data}, "words_of": str(column), **meanings}
        self.initial["words_of"] = str(column)
        for at, word in enumerate(self._words):
            self.fields[f"word_{at}"] = forms.ChoiceField(
                label=f"“{word}”",
                required=False,
                choices=[("", _("choose")), *((str(value), label) for value, label in Spell.Exit.choices)],
                initial=str(mapping.words[word].value) if word in mapping.words else "",
            )

    def length_fields(self) -> list[BoundField]:
        names = ("unit", "duration", "started_on", "ended_on", "measured_on")
        return [self[name] for name in names if name in self.fields]

    @property
    def has_words(self) -> bool:
        return bool(self._words)

    def word_fields(self) -> Iterator[BoundField]:
        return (self[f"word_{at}"] for at in range(len(self._words)))

    def flag_fields(self) -> list[BoundField]:
        return [self[name] for name in _FLAGS if name in self.fields]

    @property
    def flags_are_open(self) -> bool:
        """Whether the columns with yes or no need attention: one is chosen, or there is no column with words."""
        return (bool(self.flag_fields()) and not self["exit"].value()) or any(
            field.value() for field in self.flag_fields()
        )

    def person_fields(self) -> list[BoundField]:
        return [self[name] for name in ("caseworker", "reference") if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """Put together the mapping, and say at each field what is still missing."""
        cleaned: dict[str, Any] = super().clean() or {}
        mapping = self._mapping(cleaned)
        for gap in gaps(
            self._table, mapping, with_caseworkers=self._with_caseworkers, file_for=self._file_for
        ):
            field = _FIELD_OF_GAP.get(gap)
            field = field if field in self.fields else None
            if field is None or field not in self.errors:
                self.add_error(field, str(GAPS[gap]))
        cleaned["mapping"] = mapping
        return cleaned

    def _unit_of_the_set(self) -> Unit | None:
        return None if "unit" in self.fields else self._unit

    def _mapping(self, cleaned: dict[str, Any]) -> Mapping:
        column = {name: number_of(cleaned.get(name, "")) for name in _COLUMNS}
        flags = {
            meaning: at
            for name, meaning in _FLAGS.items()
            if (at := number_of(cleaned.get(name, ""))) is not None
        }
        meanings = {word: cleaned.get(f"word_{at}", "") for at, word in enumerate(self._words)}
        return Mapping(
            unit=Unit(cleaned["unit"]) if cleaned.get("unit") else self._unit_of_the_set(),
            words={word: Exit(int(chosen)) for word, chosen in meanings.items() if chosen},
            flags=flags,
            measured_on=cleaned.get("measured_on"),
            **column,
        )


def number_of(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


def _initial(mapping: Mapping) -> dict[str, Any]:
    columns = {name: getattr(mapping, name) for name in _COLUMNS}
    flags = {name: mapping.flags.get(meaning) for name, meaning in _FLAGS.items()}
    chosen = {name: "" if at is None else str(at) for name, at in {**columns, **flags}.items()}
    today: date = timezone.localdate()
    return {
        **chosen,
        "unit": mapping.unit.value if mapping.unit else "",
        "measured_on": mapping.measured_on or today,
    }
