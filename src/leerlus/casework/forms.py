"""Forms of opening and finding a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerlus.access.actor import Actor
from leerlus.access.forms import OnceForm
from leerlus.casework.files import teams_to_open_in


class OpenFileForm(OnceForm):
    """Nothing about the client: only in which team the file belongs, and that only where there is a choice."""

    field_order = ("team",)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor.person_id, *args, **kwargs)
        teams = teams_to_open_in(actor)
        field = forms.ModelChoiceField(queryset=teams, label=_("In which team?"), empty_label=None)
        if len(teams) == 1:
            field.initial, field.widget = teams[0].pk, forms.HiddenInput()
        self.fields["team"] = field
        self.order_fields(self.field_order)
