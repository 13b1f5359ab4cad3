"""The run of one's own clients: how many left for work in each month, in words, a table and a picture."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Min
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerlus.charts.period_chart import period_chart
from leerlus.outcomes.models import Spell, SpellImport
from leerlus.outcomes.rules.monthly import FEWEST_MONTHS, per_month, whole_months
from leerlus.outcomes.rules.spells import WORK
from leerlus.outcomes.sentences import written
from leerlus.outcomes.set_clients import known_until
from leerlus.statistics.run_charts import RunChart, run_chart


def months_in_words(caseworker_id: UUID, source: SpellImport) -> dict[str, Any]:
    """The run per month; or in `no_months` why there is none."""
    spells = Spell.objects.filter(caseworker_id=caseworker_id, source_id=source.pk)
    first: date | None = spells.aggregate(first=Min("started_on"))["first"]
    if first is None:
        return {
            "no_months": _("This set has no dates of people, so how it went month by month is not known.")
        }
    months = whole_months(first, known_until(source))
    if len(months) < FEWEST_MONTHS:
        return {
            "no_months": _("How it went month by month can be seen from %(fewest)s whole months on.")
            % {"fewest": FEWEST_MONTHS}
        }
    ended = spells.filter(exit__in=WORK, ended_on__gte=months[0]).values_list("ended_on", flat=True)
    counts = per_month([day for day in ended if day is not None], months)
    return _shown(months, counts, run_chart(counts))


def _shown(months: Sequence[date], counts: Sequence[int], run: RunChart) -> dict[str, Any]:
    sentence = " ".join((_in_the_middle(len(months), run), _about_chance(run)))
    return {
        "months_sentence": sentence,
        "months_chart": period_chart(
            counts,
            run.centre,
            first=date_format(months[0], "M Y"),
            last=date_format(months[-1], "M Y"),
            middle=_("the middle"),
            identifier="per-month",
            title=_("People who left for work, per month"),
            description=sentence,
        ),
        "months_columns": [_("Month"), _("Left for work")],
        "months_rows": [
            [date_format(month, "F Y"), written(count)] for month, count in zip(months, counts, strict=True)
        ],
    }


def _in_the_middle(months: int, run: RunChart) -> str:
    return _("In %(months)s months, in the middle %(middle)s people a month left for work.") % {
        "months": months,
        "middle": written(run.centre),
    }


def _about_chance(run: RunChart) -> str:
    """With too many months on the line itself nothing can be said: then nobody, or always as many, is the usual."""
    if run.useful < FEWEST_MONTHS:
        return _("In most months it was just that, so of ups and downs nothing can be said.")
    if run.signal:
        return _("That is more than chance: for a while there were clearly more or fewer.")
    return _("That it goes up and down is no more than chance.")
