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

from leerlus.access.actor import Actor
from leerlus.access.forms_once import belongs_to, new_token
from leerlus.access.matrix import Record
from leerlus.access.shares import DEFAULT_DAYS, LONGEST_DAYS, possible_receivers
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
    """With whom, and until when."""

    field_order = ("receiver", "ends_on")

    ends_on = forms.DateField(
        label=_("Until which date?"),
        help_text=_("That day still counts. You can stop at any moment."),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, actor: Actor, record: Record, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor.person_id, *args, **kwargs)
        self.receivers: dict[str, Person] = {
            str(person.pk): person for person in possible_receivers(actor, record)
        }
        names = [(pk, person.name) for pk, person in self.receivers.items()]
        self.fields["receiver"] = forms.ChoiceField(
            label=_("With whom?"), choices=[("", _("Choose a person")), *names]
        )
        self.order_fields(self.field_order)
        today = timezone.localdate()
        self.fields["ends_on"].initial = today + timedelta(days=DEFAULT_DAYS)
        self.fields["ends_on"].widget.attrs |= {
            "min": today.isoformat(),
            "max": (today + timedelta(days=LONGEST_DAYS)).isoformat(),
        }

    def clean_receiver(self) -> Person:
        return self.receivers[self.cleaned_data["receiver"]]


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
