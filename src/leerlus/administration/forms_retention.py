"""The form of how long a municipality keeps things."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerlus.access.retention import kinds


class TermsForm(forms.Form):
    """Days for every kind of thing of which a municipality chooses the term."""

    def __init__(self, terms: dict[str, int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in kinds():
            if kind.can_be_chosen:
                self.fields[kind.name] = forms.IntegerField(
                    label=str(kind.label),
                    help_text=_("Days, from %(least)d to %(most)d. Usual is %(days)d.")
                    % {"least": kind.least, "most": kind.most, "days": kind.days},
                    min_value=kind.least,
                    max_value=kind.most,
                    initial=terms[kind.name],
                    localize=False,
                )
