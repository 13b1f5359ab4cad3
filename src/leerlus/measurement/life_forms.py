"""The forms around a design: who sat at the table, and the question before a set is renewed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from leerlus.access.forms import OnceForm
from leerlus.conversations.promises import people_named
from leerlus.measurement.models import MeasurementSet
from leerlus.measurement.table_form import TableForm
from leerlus.organisations.models import Team


class ProposeForm(TableForm):
    """Who designed it together."""

    question = _("How many caseworkers designed this together?")
    not_joint = _(
        "Design it together first: at least two caseworkers and one who leads the team, and more "
        "caseworkers than managers."
    )


class RenewForm(OnceForm):
    """The question of Goodhart: a measure that becomes a target is no longer a good measure."""

    field_order = ("worked_towards", "why")

    worked_towards = forms.ChoiceField(
        label=_("Is the measurement worked towards?"),
        choices=MeasurementSet.Worked.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Think of contacts planned because they count, or answers chosen because they look good."
        ),
        error_messages={"required": _("Answer this first. It is asked every time before you go on.")},
    )
    why = forms.CharField(
        label=_("How do you notice that?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Your team and its manager read this. Name nobody."),
    )

    def __init__(self, team: Team, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = team
        self.order_fields(self.field_order)

    def clean_why(self) -> str:
        why: str = self.cleaned_data["why"]
        named = people_named(self.team, why)
        if named:
            raise ValidationError(
                _("Your team and its manager read this. Leave out the name %(name)s."),
                params={"name": named[0]},
            )
        return why
