"""The form of one sentence of a behavioural ambition."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerlus.access.forms import OnceForm
from leerlus.conversations.ambition import behaviours
from leerlus.conversations.promises import people_named
from leerlus.organisations.models import Team

OWN_WORDS: Final = "own"


class SentenceForm(OnceForm):
    """What the team wants to be seen doing, and which behaviour that is. The team reads it, so it names nobody."""

    field_order = ("team", "text", "behaviour", "own_behaviour")

    text = forms.CharField(
        label=_("What do you want clients or colleagues to notice?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Write one sentence that begins with “we”, about something you can see happen. Name nobody."
        ),
    )
    own_behaviour = forms.CharField(
        label=_("Which behaviour, in your own words? (only if it is not in the list)"),
        required=False,
        max_length=150,
        help_text=_("What does somebody do then? Name nobody."),
    )

    def __init__(self, teams: QuerySet[Team], language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = list(teams)
        self.fields["team"] = forms.ModelChoiceField(
            teams,
            label=_("Of which team?"),
            empty_label=None,
            initial=found[0] if len(found) == 1 else None,
            widget=forms.HiddenInput if len(found) == 1 else forms.Select,
        )
        choose_one = _("Choose a behaviour, or “in our own words”.")
        self.fields["behaviour"] = forms.ChoiceField(
            label=_("Which behaviour is it about?"),
            choices=[*behaviours(language).items(), (OWN_WORDS, _("Something else, in our own words"))],
            widget=forms.RadioSelect,
            error_messages={"required": choose_one, "invalid_choice": choose_one},
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen, own = cleaned.get("behaviour"), cleaned.get("own_behaviour", "")
        if chosen == OWN_WORDS and not own and "own_behaviour" not in self.errors:
            self.add_error("own_behaviour", _("Say in your own words which behaviour it is about."))
        if chosen not in (None, OWN_WORDS) and own:
            self.add_error(
                "own_behaviour",
                _("A sentence is about one behaviour. Empty this, or choose “in our own words” above."),
            )
        for name in ("text", "own_behaviour"):
            self._refuse_names(name)
        return cleaned

    def _refuse_names(self, field: str) -> None:
        team, text = self.cleaned_data.get("team"), self.cleaned_data.get(field)
        named = people_named(team, text) if team and text else []
        if named:
            self.add_error(
                field,
                ValidationError(
                    _("The whole team reads this. Leave out the name %(name)s."), params={"name": named[0]}
                ),
            )

    @property
    def sentence(self) -> dict[str, str]:
        """The words and the behaviour, as they are kept."""
        chosen = self.cleaned_data["behaviour"]
        return {
            "text": self.cleaned_data["text"],
            "behaviour": "" if chosen == OWN_WORDS else chosen,
            "own_behaviour": self.cleaned_data["own_behaviour"],
        }
