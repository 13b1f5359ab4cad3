"""Forms of adding an instrument: the file, and for whom it is."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from leerlus.content.reading.workbook import MOST_BYTES


class FileForm(forms.Form):
    """The file; what is in it, the page says."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("A YAML file, or an XLSForm (.xlsx), of at most 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.xlsx"}),
    )

    def clean_file(self) -> bytes:
        """What the file holds; refused unread when it is too large."""
        uploaded = self.cleaned_data["file"]
        if uploaded.size > MOST_BYTES:
            raise ValidationError(_("This file is too large. An instrument is at most 1 MB."))
        content: bytes = uploaded.read()
        return content


class AudienceForm(forms.Form):
    """Who may fill it in; the instrument itself goes along, signed."""

    draft = forms.CharField(widget=forms.HiddenInput)
    form_token = forms.CharField(widget=forms.HiddenInput)
    caseworkers = forms.BooleanField(label=_("Caseworkers"), required=False)
    managers = forms.BooleanField(label=_("Team managers"), required=False)

    def clean(self) -> dict[str, Any]:
        """Somebody must be able to fill it in."""
        cleaned = super().clean() or {}
        if not cleaned.get("caseworkers") and not cleaned.get("managers"):
            self.add_error("caseworkers", _("Choose who may fill it in."))
        return cleaned
