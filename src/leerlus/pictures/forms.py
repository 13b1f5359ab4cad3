"""Forms about comparing: reading in a file of released counts, and whether the municipality takes part."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerlus.access.forms import OnceForm
from leerlus.measurement.table_form import TableForm
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


class SessionForm(TableForm):
    """Who looks together."""

    question = gettext_lazy("How many caseworkers sit at the table?")
    not_joint = gettext_lazy(
        "Look together: at least two caseworkers and one who leads the team, and more caseworkers than managers."
    )
