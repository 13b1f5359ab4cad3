"""How many sit at one table: numbers, no names, for what is said or seen is of the team."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from leerlus.access.forms import OnceForm
from leerlus.measurement.rules.standing import Group, is_joint


class TableForm(OnceForm):
    """Caseworkers and those who lead the team, and whether they are a joint table; a subclass has the words."""

    question: ClassVar[Promise]
    not_joint: ClassVar[Promise]

    def __init__(self, group: Group, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, most in (
            ("caseworkers", str(self.question), len(group.caseworkers)),
            ("managers", _("And how many who lead the team?"), len(group.managers)),
        ):
            self.fields[name] = forms.IntegerField(label=label, min_value=0, max_value=most)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if {"caseworkers", "managers"} <= cleaned.keys() and not is_joint(
            cleaned["caseworkers"], cleaned["managers"]
        ):
            self.add_error("caseworkers", ValidationError(str(self.not_joint)))
        return cleaned
