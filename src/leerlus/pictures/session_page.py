"""What a team saw together, in words, tables and pictures: from what was released only."""

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerlus.casework.models import Form, Kept, Technique
from leerlus.charts.period_chart import period_chart
from leerlus.measurement.designing import design_of, library_of
from leerlus.measurement.models import MeasurementSet
from leerlus.pictures.models import TeamPicture
from leerlus.pictures.rules.session import Told, ToldField, Waits
from leerlus.pictures.words import count_in_words, written
from leerlus.release.lots import chance_interval
from leerlus.statistics.run_charts import run_chart

FEWEST_WEEKS_FOR_A_RUN: Final = 10
MOST_WEEKS: Final = 52
WAITS: Final[dict[Waits, str | Promise]] = {
    Waits.NOT_ACTIVE: gettext_lazy(
        "There is a picture only while the measurement runs: everybody agreed to it, and the works council did."
    ),
    Waits.TOO_FEW_WEEKS: gettext_lazy("A picture is about at least four whole weeks since the last one."),
    Waits.TOO_FEW_CLIENTS: gettext_lazy("A picture is about at least ten clients. Look again in some weeks."),
    Waits.TOO_FEW_CASEWORKERS: gettext_lazy(
        "A picture is about the work of at least five caseworkers, so that nobody's is recognised."
    ),
    Waits.FEW_CASEWORKERS_DOMINATE: gettext_lazy(
        "Too much of it would be the work of one or two, and they would be recognised. Look again in some weeks."
    ),
}
_OPEN_FOR: Final[dict[str, str | Promise]] = {
    "quarter": gettext_lazy("File open for less than three months"),
    "year": gettext_lazy("Three months to a year"),
    "longer": gettext_lazy("Longer than a year"),
}
_MINUTES: Final[dict[str, str | Promise]] = {
    "15": gettext_lazy("up to 15 minutes"),
    "30": gettext_lazy("16 to 30 minutes"),
    "45": gettext_lazy("31 to 45 minutes"),
    "longer": gettext_lazy("longer than 45 minutes"),
}
_ANSWERS: Final[Mapping[str, Mapping[str, str | Promise]]] = {
    "contact_form": dict(Form.choices),
    "technique_tags": dict(Technique.choices),
    "agreement_kept": dict(Kept.choices),
    "minutes": _MINUTES,
}


def picture_in_words(picture: TeamPicture, language: str) -> dict[str, Any]:
    """One picture: who the clients are first, then what was measured."""
    told = picture.told
    return {
        "from": picture.first_day,
        "until": picture.last_day,
        "sentence": _sentence(told),
        "mix_columns": [_("Clients"), _("Number")],
        "mix_rows": [
            [str(_OPEN_FOR[name]), count_in_words(number)] for name, number in told.open_for.items()
        ],
        "fields": [
            _field(field, picture.measurement, language) for field in told.fields if picture.measurement
        ],
    }


def weeks_in_words(pictures: Sequence[TeamPicture]) -> dict[str, Any]:
    """The run of contacts per week over all pictures of the team; nothing when every week is kept back."""
    weeks: list[tuple[date, int | None]] = sorted(
        (date.fromisoformat(week), count)
        for picture in pictures
        for week, count in picture.told.weeks.items()
    )[-MOST_WEEKS:]
    known = [(week, count) for week, count in weeks if count is not None]
    if len(known) < 2:
        return {}
    counts = [count for _, count in known]
    centre = float(median(counts))
    sentence = _("The team had about %(low)s to %(high)s contacts a week.") % {
        "low": min(counts),
        "high": max(counts),
    }
    if len(known) >= FEWEST_WEEKS_FOR_A_RUN:
        run = run_chart(counts)
        centre = run.centre
        sentence += " " + (
            _("That is more than chance: for a while there were clearly more or fewer.")
            if run.signal
            else _("That it goes up and down is no more than chance.")
        )
    else:
        sentence += " " + _("What of it is chance can be said from ten weeks on.")
    return {
        "weeks_sentence": sentence,
        "weeks_chart": period_chart(
            counts,
            centre,
            first=date_format(known[0][0], "j M"),
            last=date_format(known[-1][0], "j M"),
            middle=_("the middle"),
            identifier="team-weeks",
            title=_("Contacts of the team per week"),
            description=sentence,
        ),
        "weeks_columns": [_("Week from"), _("Contacts")],
        "weeks_rows": [[date_format(week, "j F Y"), count_in_words(count)] for week, count in weeks],
    }


def _sentence(told: Told) -> str:
    return _("In these weeks the team had %(contacts)s contacts with %(clients)s clients.") % {
        "contacts": count_in_words(told.contacts),
        "clients": told.clients,
    }


def _field(field: ToldField, measurement: MeasurementSet | None, language: str) -> dict[str, Any]:
    """A field by the name that the team knows it by, with what is told of it."""
    name = _name(field.key, measurement, language)
    if not field.counts:
        return {"name": name, "mean": _mean(field)}
    answers = _ANSWERS.get(field.key, {"yes": _("yes"), "no": _("no")})
    rows = [
        [str(answers.get(answer, answer)).capitalize(), count_in_words(number)]
        for answer, number in field.counts.items()
    ]
    return {"name": name, "columns": [_("Answer"), _("Contacts")], "rows": rows}


def _name(key: str, measurement: MeasurementSet | None, language: str) -> str:
    if measurement is None:
        return key
    library = library_of(measurement).field
    if key in library:
        return library[key].name.in_language(language)
    return next((own.question for own in design_of(measurement).own if own.key == key), key)


def _mean(field: ToldField) -> str:
    if field.mean is None:
        return _("too few answers to tell")
    low, high = chance_interval(field.mean, field.band)
    return _("in the mean about %(mean)s of 10 (by chance %(low)s to %(high)s)") % {
        "mean": _tenth(field.mean),
        "low": _tenth(low),
        "high": _tenth(high),
    }


def _tenth(hundredths: int) -> str:
    """A mean of 0 to 100 as a number of 0 to 10."""
    return written(hundredths / 10, 1)
