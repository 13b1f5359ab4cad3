"""Forms of administration and of one's own account."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.access.actor import Actor
from leerlus.access.door import visible
from leerlus.access.forms import OnceForm
from leerlus.administration.invitations import Invitee, refuse_invitee
from leerlus.organisations.models import Department, Municipality, Person, Team
from leerlus.organisations.roles import Role
from leerlus.organisations.rules import GIVEN_BY_A_MUNICIPALITY
from leerlus.release.rules.people import LEAST_CONTRIBUTORS

DATE_INPUTS = ["%Y-%m-%d", "%d-%m-%Y"]
ROLES = [(role.value, role.label) for role in GIVEN_BY_A_MUNICIPALITY]


def _date_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _team_field(actor: Actor) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=_("Team"),
        queryset=visible(actor, Team),
        required=False,
        empty_label=_("No team"),
        help_text=_("Needed for a caseworker and for a team manager."),
    )


class RoleForm(OnceForm):
    """Which role, in which team, from when."""

    field_order = ("role", "team", "starts_on")

    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose a role")), *ROLES])
    starts_on = forms.DateField(label=_("From which date?"), input_formats=DATE_INPUTS, widget=_date_input())

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor.person_id, *args, **kwargs)
        self.fields["team"] = _team_field(actor)
        self.order_fields(self.field_order)
        self.fields["starts_on"].initial = timezone.localdate()


class EndRoleForm(forms.Form):
    """The last day of a role."""

    ends_on = forms.DateField(
        label=_("Last day of this role"),
        input_formats=DATE_INPUTS,
        widget=_date_input(),
        help_text=_("That day still counts. Choose yesterday to end it at once."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["ends_on"].initial = today
        self.fields["ends_on"].widget.attrs["min"] = (today - timedelta(days=1)).isoformat()


class InvitationForm(OnceForm):
    """Whom to invite."""

    field_order = ("name", "email", "role", "team")

    name = forms.CharField(label=_("Name"), max_length=100)
    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"), choices=ROLES, initial=Role.CASEWORKER)

    def __init__(self, actor: Actor, municipality: Municipality, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor.person_id, *args, **kwargs)
        self.municipality = municipality
        self.fields["team"] = _team_field(actor)
        self.order_fields(self.field_order)

    @property
    def invitee(self) -> Invitee:
        asked = self.cleaned_data
        return Invitee(asked["name"], asked["email"], asked["role"], asked["team"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            refuse_invitee(self.invitee, self.municipality)
        return cleaned


class ListFileForm(forms.Form):
    """The file with people to invite."""

    file = forms.FileField(
        label=_("File with people (CSV)"),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv,text/plain"}),
        error_messages={"required": _("Choose a file first.")},
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > 256 * 1024:
            raise ValidationError(_("This file is too large for a list of people. Is it the right one?"))
        content: bytes = file.read()
        return content


class ListForm(OnceForm):
    """The lines that were checked, once more: they are checked again before anybody is invited."""

    lines = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=256 * 1024)


class SettingsForm(forms.ModelForm):
    """What a municipality decides for itself."""

    class Meta:
        model = Municipality
        fields = (
            "name",
            "caseworker_label",
            "default_language",
            "works_council_reference",
            "works_council_date",
            "least_contributors",
            "fewer_than_eight_reference",
        )
        labels = {
            "name": _("Name of the municipality or organisation"),
            "caseworker_label": _("What do you call a caseworker?"),
            "default_language": _("Language of mails and of new accounts"),
            "works_council_reference": _("Reference of the consent of the works council"),
            "works_council_date": _("Date of that consent"),
            "least_contributors": _("About how many people is a team figure at least?"),
            "fewer_than_eight_reference": _(
                "Reference of the consent of the works council to fewer than eight"
            ),
        }
        help_texts = {
            "caseworker_label": _("For example klantmanager, consulent or werkcoach."),
            "works_council_reference": _(
                "Figures about teams stay off until reference and date are filled in. The law asks for this consent."
            ),
            "least_contributors": _(
                "From 5 to 20; eight is usual. A change counts from the next round that opens."
            ),
            "fewer_than_eight_reference": _("Only needed when you choose 5, 6 or 7."),
        }
        widgets = {"works_council_date": _date_input()}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        reference, agreed_on = cleaned.get("works_council_reference"), cleaned.get("works_council_date")
        if reference and not agreed_on and "works_council_date" not in self.errors:
            self.add_error("works_council_date", _("Fill in the date too."))
        if agreed_on and not reference:
            self.add_error("works_council_reference", _("Fill in the reference too."))
        if agreed_on and agreed_on > timezone.localdate():
            self.add_error("works_council_date", _("This date has not come yet."))
        least = cleaned.get("least_contributors")
        if least and least < LEAST_CONTRIBUTORS and not cleaned.get("fewer_than_eight_reference"):
            self.add_error(
                "fewer_than_eight_reference",
                _("Fill in the reference: fewer than eight needs a consent of its own."),
            )
        return cleaned


class TeamForm(forms.ModelForm):
    """The name of a team, and its department."""

    class Meta:
        model = Team
        fields = ("name", "department")
        labels = {"name": _("Name of the team")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"] = forms.ModelChoiceField(
            label=_("Department"),
            queryset=Department.objects.filter(municipality=self.instance.municipality),
            required=False,
            empty_label=_("No department"),
            help_text=_("Not needed. A change counts from the next round that opens."),
        )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        same = Team.objects.filter(municipality=self.instance.municipality, name__iexact=name)
        if same.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("There is a team with this name already."))
        return name


class DepartmentForm(forms.ModelForm):
    """The name of a department."""

    class Meta:
        model = Department
        fields = ("name",)
        labels = {"name": _("Name of the department")}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        same = Department.objects.filter(municipality=self.instance.municipality, name__iexact=name)
        if same.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("There is a department with this name already."))
        return name


class PasswordField(forms.CharField):
    """A new password."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Choose a password"),
            help_text=_("At least 12 characters. A short sentence that only you know works well."),
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        )


class JoinForm(forms.Form):
    """Name and password of a new account."""

    name = forms.CharField(
        label=_("Your name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = PasswordField()

    def __init__(self, *args: Any, email: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invited_address = email

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if password := cleaned.get("password"):
            somebody = Person(name=cleaned.get("name", ""), email=cleaned.get("email", self.invited_address))
            try:
                validate_password(password, somebody)
            except ValidationError as weak:
                self.add_error("password", weak)
        return cleaned


class FirstRunForm(JoinForm):
    """The first municipality and its administrator."""

    field_order = ("municipality", "name", "email", "password")

    municipality = forms.CharField(label=_("Name of the municipality or organisation"), max_length=100)
    email = forms.EmailField(
        label=_("Your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )


class NameForm(forms.ModelForm):
    """One's own name, as colleagues see it."""

    class Meta:
        model = Person
        fields = ("name",)
        labels = {"name": _("Your name")}
        help_texts = {"name": _("This is how colleagues see you.")}
