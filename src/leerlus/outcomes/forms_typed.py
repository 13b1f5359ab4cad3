"""The form of an event that is typed by hand, with its message at the field."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerlus.access.forms import OnceForm
from leerlus.outcomes.models import OutcomeEvent, Spell, TypedEvent
from leerlus.outcomes.rules.events import Kind
from leerlus.outcomes.rules.spells import Exit
from leerlus.outcomes.typed import EXIT

LONGEST_BACK: Final = timedelta(days=10 * 366)
MOST_HOURS: Final = 60
_DAYS: Final = ["%Y-%m-%d", "%d-%m-%Y"]
_YES_NO: Final[tuple[tuple[str, str | Promise], ...]] = (
    ("", gettext_lazy("I do not know")),
    ("yes", gettext_lazy("yes")),
    ("no", gettext_lazy("no")),
)
_TELLS: Final = (OutcomeEvent.ToldBy.CASEWORKER, OutcomeEvent.ToldBy.CLIENT)


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class TypedEventForm(OnceForm):
    """What happened, since when, and who says so. Fields that do not belong to what happened are left alone."""

    field_order = (
        "kind", "on", "last_day", "hours", "regular", "subsidised", "exit", "told_by",
    )  # fmt: skip

    kind = forms.ChoiceField(
        label=gettext_lazy("What happened?"),
        choices=[*OutcomeEvent.Kind.choices, (EXIT, gettext_lazy("the benefit ended"))],
        widget=forms.RadioSelect,
    )
    on = forms.DateField(
        label=gettext_lazy("On which day did it begin?"),
        help_text=gettext_lazy("Of a benefit: the last day of it."),
        input_formats=_DAYS,
        widget=_day(),
    )
    last_day = forms.DateField(
        label=gettext_lazy("On which day did it end?"),
        help_text=gettext_lazy("Leave it empty while it goes on."),
        required=False,
        input_formats=_DAYS,
        widget=_day(),
    )
    hours = forms.IntegerField(
        label=gettext_lazy("How many hours a week?"), required=False, min_value=1, max_value=MOST_HOURS
    )
    regular = forms.ChoiceField(
        label=gettext_lazy("A job: with a regular employer?"), required=False, choices=_YES_NO
    )
    subsidised = forms.ChoiceField(
        label=gettext_lazy("A job: with subsidy?"), required=False, choices=_YES_NO
    )
    exit = forms.TypedChoiceField(
        label=gettext_lazy("The benefit ended: why?"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", gettext_lazy("choose")),
            *(one for one in Spell.Exit.choices if one[0] != Exit.STILL_IN_BENEFIT),
        ],
    )
    told_by = forms.ChoiceField(
        label=gettext_lazy("Who says so?"),
        choices=[(one.value, one.label) for one in _TELLS],
        initial=OutcomeEvent.ToldBy.CASEWORKER.value,
        widget=forms.RadioSelect,
    )

    def __init__(self, typed: Iterable[TypedEvent], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.typed = frozenset((one.content["kind"], one.on) for one in typed)
        self.order_fields(self.field_order)
        for name in ("on", "last_day"):
            self.fields[name].widget.attrs["max"] = timezone.localdate().isoformat()

    def clean_on(self) -> date:
        return _passed(self.cleaned_data["on"])

    def clean_last_day(self) -> date | None:
        last_day: date | None = self.cleaned_data["last_day"]
        return _passed(last_day) if last_day else None

    def clean(self) -> dict[str, Any]:
        """What belongs together."""
        cleaned = self.cleaned_data
        on, last_day = cleaned.get("on"), cleaned.get("last_day")
        if on and last_day and last_day < on and cleaned.get("kind") != EXIT:
            self.add_error("last_day", _("It cannot end before it begins."))
        if (cleaned.get("kind"), on) in self.typed:
            self.add_error(
                "on", _("You wrote this down already, with this day. Undo that one to correct it.")
            )
        if cleaned.get("kind") == EXIT and "exit" not in self.errors and cleaned.get("exit") is None:
            self.add_error("exit", _("Choose why the benefit ended, or “reason unknown”."))
        return cleaned

    @property
    def content(self) -> dict[str, Any]:
        """What is sealed: only what belongs to what happened."""
        given = self.cleaned_data
        said: dict[str, Any] = {"kind": given["kind"], "on": given["on"].isoformat()} | {
            "told_by": given["told_by"]
        }
        if given["kind"] == EXIT:
            return said | {"certain_until": given["on"].isoformat(), "exit": given["exit"]}
        until = given["last_day"] or timezone.localdate()
        said |= {"certain_until": until.isoformat(), "ended": given["last_day"] is not None}
        if given["hours"]:
            said["hours"] = given["hours"]
        if given["kind"] == Kind.PLACEMENT:
            said |= {
                name: given[name] == "yes"
                for name in ("regular", "subsidised")
                if given[name] in ("yes", "no")
            }
        return said


class EndForm(OnceForm):
    """The day on which something that was typed ended."""

    field_order = ("last_day",)

    last_day = forms.DateField(
        label=gettext_lazy("On which day did it end?"), input_formats=_DAYS, widget=_day()
    )

    def __init__(self, content: Mapping[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.began = date.fromisoformat(content["on"])
        self.order_fields(self.field_order)

    def clean_last_day(self) -> date:
        last_day = _passed(self.cleaned_data["last_day"])
        if last_day < self.began:
            raise ValidationError(_("It cannot end before it begins."))
        return last_day


def _passed(day: date) -> date:
    today = timezone.localdate()
    if day > today:
        raise ValidationError(_("This day is still to come. Write it down when it has happened."))
    if day < today - LONGEST_BACK:
        raise ValidationError(_("This is more than ten years ago. Check the year."))
    return day
