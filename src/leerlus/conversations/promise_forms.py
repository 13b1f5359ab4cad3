"""Forms of what a manager promises a team."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerlus.access.forms import OnceForm
from leerlus.conversations.forms import date_field
from leerlus.conversations.models import Promise
from leerlus.conversations.promises import people_named, preconditions
from leerlus.organisations.models import Team


class PromiseForm(OnceForm):
    """To which team, about what, and by when. The whole team reads it, so it names nobody."""

    field_order = ("team", "text", "precondition", "due_on")

    text = forms.CharField(
        label=_("What do you promise the team?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The whole team reads this. Name nobody, and nothing from a conversation of two."),
    )
    due_on = date_field(_("By when?"), _("Text and date stay as they are; later you add what became of it."))

    def __init__(self, teams: QuerySet[Team], language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"] = forms.ModelChoiceField(teams, label=_("Which team?"), empty_label=None)
        self.fields["precondition"] = forms.ChoiceField(
            label=_("What is it about? (optional)"),
            required=False,
            choices=[("", _("Something else")), *preconditions(language).items()],
            help_text=_("The promise then stands beside this subject in the team picture."),
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("team") and cleaned.get("text"):
            named = people_named(cleaned["team"], cleaned["text"])
            if named:
                self.add_error(
                    "text",
                    ValidationError(
                        _("The whole team reads this. Leave out the name %(name)s."),
                        params={"name": named[0]},
                    ),
                )
        return cleaned


class OutcomeForm(forms.Form):
    """What became of a promise, in a word or two; needed when it went differently."""

    state = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[
            (Promise.State.KEPT, _("It is done.")),
            (Promise.State.CHANGED, _("It went differently.")),
        ],
        widget=forms.RadioSelect,
    )
    outcome = forms.CharField(
        label=_("Tell the team in a sentence"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Say why when it went differently. Name nobody."),
    )

    def __init__(self, promise: Promise, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.promise = promise

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        outcome = cleaned.get("outcome", "")
        if cleaned.get("state") == Promise.State.CHANGED and not outcome:
            self.add_error("outcome", _("Say in a sentence why it went differently."))
        named = people_named(self.promise.team, outcome)
        if named:
            self.add_error(
                "outcome",
                ValidationError(
                    _("The whole team reads this. Leave out the name %(name)s."), params={"name": named[0]}
                ),
            )
        return cleaned
