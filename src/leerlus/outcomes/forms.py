"""Forms of an import: the file, what its columns mean, and going on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from leerlus.outcomes.forms_columns import DAYS, choice_of
from leerlus.outcomes.models import Spell, SpellImport
from leerlus.outcomes.rules.completeness import Gap
from leerlus.outcomes.rules.reading import read_file
from leerlus.outcomes.rules.reason_codes import MOST_CODES, Code, NoCodes, read_codes
from leerlus.outcomes.rules.reasons import UnreadableFile
from leerlus.outcomes.rules.spells import Exit
from leerlus.outcomes.words import FILE_REASONS, GAPS, too_large


class FileForm(forms.Form):
    """Step 1: the file, and what to call the set; or the set that it adds to, and what is in it."""

    into = forms.ChoiceField(
        label=_("Where does it belong?"),
        required=False,
        help_text=_("What a set has is changed by a new file, never doubled. What the columns mean is kept."),
    )
    kind = forms.ChoiceField(
        label=_("What is in the file?"), required=False, choices=SpellImport.Kind.choices, initial="spells"
    )
    measured_on = forms.DateField(
        label=_("Day on which this file was made"),
        required=False,
        input_formats=DAYS,
        widget=forms.DateInput(format="%d-%m-%Y"),
        help_text=_("Day-month-year. Only when it belongs to a set that is there."),
    )
    name = forms.CharField(
        label=_("Name of this set"),
        max_length=80,
        required=False,
        help_text=_("For yourself, such as: my clients of 2025."),
    )
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_(
            "A CSV or Excel file (.xlsx) of at most 40 MB, with a header on the first line. Of an Excel file the first"
            " sheet is read. Leave out names, addresses and BSN."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,text/csv,text/plain"}),
    )

    def __init__(self, *args: Any, sets: Sequence[SpellImport], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sets = {str(one.pk): one for one in sets}
        if not sets:
            for name in ("into", "kind", "measured_on"):
                del self.fields[name]
            self.fields["name"].required = True
            return
        choices = [("", _("A new set")), *((str(one.pk), one.name) for one in sets)]
        choice_of(self, "into").choices = choices

    def clean_file(self) -> bytes:
        """The content, when it can be read as a table; else the reason beside the field."""
        uploaded = self.cleaned_data["file"]
        self.file_name = str(uploaded.name)
        if uploaded.size > settings.LEERLUS_LARGEST_UPLOAD:
            raise ValidationError(too_large(uploaded.size, settings.LEERLUS_LARGEST_UPLOAD))
        content: bytes = uploaded.read()
        try:
            self.table = read_file(content)
        except UnreadableFile as problem:
            raise ValidationError(str(FILE_REASONS[problem.reason])) from None
        return content

    def clean(self) -> dict[str, Any]:
        """A new set needs a name and times in benefit; a file for a set that is there, the day it was made."""
        cleaned: dict[str, Any] = super().clean() or {}
        into = self._sets.get(cleaned.get("into", ""))
        kind = cleaned.get("kind") or SpellImport.Kind.SPELLS
        if into is None:
            if not cleaned.get("name") and "name" not in self.errors:
                self.add_error("name", _("Give the set a name."))
            if kind != SpellImport.Kind.SPELLS:
                self.add_error("into", _("Choose the set to which these clients belong."))
        elif not cleaned.get("measured_on") and "measured_on" not in self.errors:
            self.add_error("measured_on", str(GAPS[Gap.MEASURED_ON]))
        return {**cleaned, "into": into, "kind": kind, "name": into.name if into else cleaned.get("name", "")}


class CodeFileForm(forms.Form):
    """A file with codes for the end of a benefit and what they mean."""

    file = forms.FileField(
        label=_("File with codes"),
        allow_empty_file=True,
        help_text=_("CSV or Excel (.xlsx) with a column “code” and a column “omschrijving”."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,text/csv,text/plain"}),
    )

    def clean_file(self) -> list[Code]:
        """The codes in the file; else the reason beside the field."""
        uploaded = self.cleaned_data["file"]
        if uploaded.size > settings.LEERLUS_LARGEST_UPLOAD:
            raise ValidationError(too_large(uploaded.size, settings.LEERLUS_LARGEST_UPLOAD))
        try:
            return read_codes(read_file(uploaded.read()))
        except UnreadableFile as problem:
            raise ValidationError(str(FILE_REASONS[problem.reason])) from None
        except NoCodes:
            raise ValidationError(
                _("This file has no column “code”, or more than %(most)s codes.") % {"most": MOST_CODES}
            ) from None


class CodesForm(forms.Form):
    """What each code means. What is left empty is asked at the next file."""

    def __init__(self, *args: Any, codes: Sequence[Code], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._codes = codes
        for at, code in enumerate(codes):
            self.fields[f"code_{at}"] = forms.ChoiceField(
                label=f"{code.code} {code.label}".strip(),
                required=False,
                choices=[
                    ("", _("ask at each file")),
                    *((str(value), label) for value, label in Spell.Exit.choices),
                ],
                initial="" if code.exit is None else str(code.exit.value),
            )

    def chosen(self) -> list[Code]:
        """The codes with what was chosen for each."""
        meanings = [self.cleaned_data[f"code_{at}"] for at in range(len(self._codes))]
        return [
            replace(code, exit=Exit(int(meaning)) if meaning else None)
            for code, meaning in zip(self._codes, meanings, strict=True)
        ]


class CheckForm(forms.Form):
    """Step 3: going on; with refused lines only after saying that they are left out."""

    mark = forms.CharField(widget=forms.HiddenInput)
    skip_refused = forms.BooleanField(label=_("Leave these lines out and read in the others"), required=False)
