"""Forms of sharing and of erasing."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from leerlus.access.actor import Actor
from leerlus.access.forms_once import belongs_to, new_token
from leerlus.access.matrix import Record
from leerlus.access.receivers import Receiver, possible_receivers
from leerlus.access.shared_pages import Part
from leerlus.access.shares import DEFAULT_DAYS, LONGEST_DAYS
from leerlus.organisations.models import Person


class OnceForm(forms.Form):
    """A form that stores once: it carries a token made for the person who sees it."""

    form_token = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, person_id: UUID, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person_id = person_id
        self.fields["form_token"].initial = new_token(person_id)

    def clean_form_token(self) -> str:
        token: str = self.cleaned_data["form_token"]
        if not belongs_to(self.person_id, token):
            raise ValidationError(_("This form was opened by somebody else. Please open it again."))
        return token


class ShareForm(OnceForm):
    """With whom, until when, and where a thing can be shown in part: which parts. No part is chosen beforehand."""

    field_order = ("receiver", "parts", "ends_on")

    ends_on = forms.DateField(
        label=_("Until which date?"),
        help_text=_("That day still counts. You can stop at any moment."),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(
        self, actor: Actor, record: Record, parts: tuple[Part, ...], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(actor.person_id, *args, **kwargs)
        self.receivers = possible_receivers(actor, record)
        self._by_id = self.receivers.by_id()
        self.fields["receiver"] = forms.ChoiceField(label=_("With whom?"), choices=self._choices())
        if parts:
            self.fields["parts"] = forms.MultipleChoiceField(
                label=_("What do you show?"),
                help_text=_("What you leave out, they do not get to see in any way. Scores are never shown."),
                choices=[(part.name, part.label) for part in parts],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": _("Choose at least one part to show.")},
            )
        self.order_fields(self.field_order)
        today = timezone.localdate()
        self.fields["ends_on"].initial = today + timedelta(days=DEFAULT_DAYS)
        self.fields["ends_on"].widget.attrs |= {
            "min": today.isoformat(),
            "max": (today + timedelta(days=LONGEST_DAYS)).isoformat(),
        }

    def _choices(self) -> list[tuple[Any, Any]]:
        people = [(str(person.pk), person.name) for person in self.receivers.people]
        teams = [
            (
                str(team.pk),
                ngettext("%(team)s (%(number)d colleague)", "%(team)s (%(number)d colleagues)", number)
                % {"team": team.name, "number": number},
            )
            for team, number in self.receivers.teams
        ]
        choices: list[tuple[Any, Any]] = [("", _("Choose a person or a team"))]
        if people:
            choices.append((_("One colleague"), people))
        if teams:
            choices.append((_("A team: its caseworkers, not its manager"), teams))
        return choices

    def clean_receiver(self) -> Receiver:
        return self._by_id[self.cleaned_data["receiver"]]

    @property
    def parts(self) -> frozenset[str]:
        """The chosen parts; none for a thing that is shown as a whole."""
        return frozenset(self.cleaned_data.get("parts", ()))

    def filled_in(self) -> tuple[tuple[str, str], ...]:
        """What was filled in, field by field, to send it once more."""
        given = self.cleaned_data
        return (
            ("receiver", str(given["receiver"].pk)),
            *(("parts", part) for part in given.get("parts", ())),
            ("ends_on", given["ends_on"].isoformat()),
            ("form_token", given["form_token"]),
        )


class EraseForm(OnceForm):
    """Erasing everything asks for the own password, so that nobody else does it on an open screen."""

    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )

    def __init__(self, request: HttpRequest, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(person.pk, *args, **kwargs)
        self.request = request
        self.person = person

    def clean_password(self) -> str:
        """Wrong guesses count as failed logins."""
        password: str = self.cleaned_data["password"]
        if authenticate(self.request, username=self.person.email, password=password) != self.person:
            raise ValidationError(_("This is not your password."))
        return password
