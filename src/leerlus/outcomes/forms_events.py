"""Forms of events: what the columns of a file with jobs and other steps mean, and one event by hand."""

from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.outcomes.forms_columns import DAYS, choice_of, number_of
from leerlus.outcomes.models import OutcomeEvent
from leerlus.outcomes.rules.columns import distinct_words
from leerlus.outcomes.rules.event_columns import (
    COLUMNS,
    EventGap,
    EventMapping,
    event_gaps,
    suggest_kinds,
)
from leerlus.outcomes.rules.events import Kind
from leerlus.outcomes.rules.tables import Table
from leerlus.outcomes.words import EVENT_GAPS

_FIELD_OF_GAP: Final = {
    EventGap.REFERENCE: "reference",
    EventGap.STARTED_ON: "started_on",
    EventGap.MEASURED_ON: "measured_on",
    EventGap.KIND: "kind",
    EventGap.KIND_TWICE: "only",
    EventGap.TOO_MANY_WORDS: "kind",
    EventGap.WORDS: "kind",
}


class EventColumnsForm(forms.Form):
    """Step 2 for a file with events. Words get a choice each, once the column that has them is known."""

    reference = forms.ChoiceField(
        label=_("Client number"), required=False, help_text=_("The same number as in the set. Never a BSN.")
    )
    started_on = forms.ChoiceField(label=_("Start date"), required=False)
    last_day = forms.ChoiceField(
        label=_("Last day"), required=False, help_text=_("Empty on a line means: it goes on.")
    )
    measured_on = forms.DateField(
        label=_("Day on which this file was made"),
        required=False,
        input_formats=DAYS,
        widget=forms.DateInput(format="%d-%m-%Y"),
        help_text=_("Day-month-year. What has no last day was still going on on this day."),
    )
    kind = forms.ChoiceField(label=_("What it is, in words"), required=False)
    only = forms.ChoiceField(
        label=_("Or: every line is the same"),
        required=False,
        choices=[("", _("no, see the column")), *OutcomeEvent.Kind.choices],
    )
    regular = forms.ChoiceField(label=_("Regular employer, yes or no"), required=False)
    subsidised = forms.ChoiceField(label=_("With subsidy, yes or no"), required=False)
    told_by = forms.ChoiceField(
        label=_("Who says so"),
        required=False,
        help_text=_("Registratie, klantmanager or cliënt. Not in the file? Then it is from the records."),
    )
    words_of = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, table: Table, mapping: EventMapping, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(mapping)
        super().__init__(*args, **kwargs)
        self._table = table
        columns = [("", _("not in this file")), *((str(at), name) for at, name in enumerate(table.header))]
        for name in COLUMNS:
            choice_of(self, name).choices = columns
        column = number_of(self.data.get("kind", "")) if self.is_bound else mapping.kind
        known = column is not None and column < len(table.header)
        self._words = (distinct_words(table, column) or ()) if known and column is not None else ()
        self._fill_in_words(column)
        self.initial["words_of"] = str(column)
        for at, word in enumerate(self._words):
            self.fields[f"word_{at}"] = forms.ChoiceField(
                label=f"“{word}”",
                required=False,
                choices=[("", _("choose")), *OutcomeEvent.Kind.choices],
                initial=mapping.words[word].value if word in mapping.words else "",
            )

    def _fill_in_words(self, column: int | None) -> None:
        """What was chosen for the words of another column does not count for this one."""
        if not self.is_bound or self.data.get("words_of", "") == str(column):
            return
        known = suggest_kinds(self._words)
        meanings = {
            f"word_{at}": known[word].value if word in known else "" for at, word in enumerate(self._words)
        }
        self.data = {**{name: self.data[name] for name in self.data}, "words_of": str(column), **meanings}

    def when_fields(self) -> list[BoundField]:
        return [self[name] for name in ("reference", "started_on", "last_day", "measured_on")]

    def what_fields(self) -> list[BoundField]:
        return [self[name] for name in ("kind", "only")]

    def about_fields(self) -> list[BoundField]:
        return [self[name] for name in ("regular", "subsidised", "told_by")]

    @property
    def has_words(self) -> bool:
        return bool(self._words)

    def word_fields(self) -> Iterator[BoundField]:
        return (self[f"word_{at}"] for at in range(len(self._words)))

    def clean(self) -> dict[str, Any]:
        """Put together the mapping, and say at each field what is still missing."""
        cleaned: dict[str, Any] = super().clean() or {}
        column = {name: number_of(cleaned.get(name, "")) for name in COLUMNS}
        meanings = {word: cleaned.get(f"word_{at}", "") for at, word in enumerate(self._words)}
        mapping = EventMapping(
            words={word: Kind(chosen) for word, chosen in meanings.items() if chosen},
            only=Kind(cleaned["only"]) if cleaned.get("only") else None,
            measured_on=cleaned.get("measured_on"),
            **column,
        )
        for gap in event_gaps(self._table, mapping):
            field = _FIELD_OF_GAP.get(gap)
            if field is None or field not in self.errors:
                self.add_error(field, str(EVENT_GAPS[gap]))
        cleaned["mapping"] = mapping
        return cleaned


def _initial(mapping: EventMapping) -> dict[str, Any]:
    columns = {name: getattr(mapping, name) for name in COLUMNS}
    return {
        **{name: "" if at is None else str(at) for name, at in columns.items()},
        "only": mapping.only.value if mapping.only else "",
        "measured_on": mapping.measured_on or timezone.localdate(),
    }
