"""The choice of what is in the report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerlus.development.report import ABOUT_ME, ABOUT_THE_WORK, CHOSEN_BEFOREHAND


class ReportForm(forms.Form):
    """What is in the report. Only the step is chosen beforehand; what says something about the person is not."""

    about_the_work = forms.MultipleChoiceField(
        label=_("What I want to do"),
        choices=[(part.name, part.label) for part in ABOUT_THE_WORK],
        initial=CHOSEN_BEFOREHAND,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    about_me = forms.MultipleChoiceField(
        label=_("What my profile says about me"),
        help_text=_("Choose only what you want to talk about. You decide; nobody may ask you for it."),
        choices=[(part.name, part.label) for part in ABOUT_ME],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.parts:
            self.add_error("about_the_work", _("Choose at least one part for your report."))
        return cleaned

    @property
    def parts(self) -> frozenset[str]:
        """The names of the chosen parts."""
        chosen = self.cleaned_data
        return frozenset((*chosen.get("about_the_work", ()), *chosen.get("about_me", ())))
