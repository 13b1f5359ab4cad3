"""Forms about comparing: reading in a file of released counts, and whether the municipality takes part."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerlus.access.forms import OnceForm
from leerlus.measurement.rules.standing import Group, is_joint
from leerlus.pictures.rules.benchmark_file import MOST_BYTES, BenchmarkFile, NotABenchmark, read_benchmark


class BenchmarkForm(OnceForm):
    """The file that a national host gave."""

    file = forms.FileField(
        label=gettext_lazy("The file with released counts"),
        help_text=gettext_lazy("A file in JSON, as the national host gives it; at most 2 MB."),
    )

    def clean_file(self) -> BenchmarkFile:
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 2 MB."))
        try:
            return read_benchmark(given.read())
        except NotABenchmark as problem:
            raise forms.ValidationError(
                _("This is no file with released counts. What does not fit: %(where)s.")
                % {"where": ", ".join(problem.where)}
            ) from None


class TakingPartForm(OnceForm):
    """What the director decides."""

    takes_part = forms.ChoiceField(
        label=gettext_lazy("May other municipalities that take part see these counts?"),
        choices=[
            ("no", gettext_lazy("No")),
            ("yes", gettext_lazy("Yes, without our name")),
            ("named", gettext_lazy("Yes, with our name")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["takes_part"].error_messages["required"] = _("Choose one of the answers.")


class SessionForm(OnceForm):
    """How many sit at the table. Numbers, no names: the picture is of the team."""

    def __init__(self, group: Group, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, most in (
            ("caseworkers", _("How many caseworkers sit at the table?"), len(group.caseworkers)),
            ("managers", _("And how many who lead the team?"), len(group.managers)),
        ):
            self.fields[name] = forms.IntegerField(label=label, min_value=0, max_value=most)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if {"caseworkers", "managers"} <= cleaned.keys() and not is_joint(
            cleaned["caseworkers"], cleaned["managers"]
        ):
            self.add_error(
                "caseworkers",
                forms.ValidationError(
                    _(
                        "Look together: at least two caseworkers and one who leads the team, and more caseworkers"
                        " than managers."
                    )
                ),
            )
        return cleaned
