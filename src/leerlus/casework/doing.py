"""What somebody did in their own contacts of the last year, in words, a table and a picture."""

from datetime import timedelta
from typing import Any, Final

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from leerlus.access.actor import Actor
from leerlus.access.door import visible_own
from leerlus.casework.models import Contact, Kept, Technique
from leerlus.casework.rules.doing import (
    FEWEST_CLIENTS,
    Followed,
    Seen,
    number_of_clients,
    per_week,
    what_followed,
)
from leerlus.charts.period_chart import period_chart
from leerlus.charts.svg import Svg
from leerlus.statistics.differences import share_interval
from leerlus.statistics.run_charts import run_chart

WEEKS: Final = 26
YEAR: Final = timedelta(days=365)
MOST_CONTACTS: Final = 5000
MOST_LINES: Final = 100
FEWEST_KNOWN: Final = 5
"""With fewer known answers a share says too little to be written down."""


def own_contacts(actor: Actor) -> list[Seen]:
    """One's own contacts of the last year, with clients whose file is still one's own."""
    since = timezone.localdate() - YEAR
    rows = visible_own(actor, Contact).filter(caseworker_id=actor.person_id, held_on__gte=since)
    found = []
    for row in rows.order_by("-held_on", "-recorded_at")[:MOST_CONTACTS]:
        content = row.content
        techniques = tuple(content.get("techniques", ()))
        found.append(
            Seen(row.case_file_id, row.held_on, techniques, content["kept"], content.get("confidence"))
        )
    return found


def own_doing(contacts: list[Seen]) -> dict[str, Any]:
    """What the page shows: with fewer than ten clients only lines, else the picture and the table."""
    clients = number_of_clients(contacts)
    if clients < FEWEST_CLIENTS:
        return {
            "clients": clients,
            "fewest": FEWEST_CLIENTS,
            "lines": [_line(contact) for contact in contacts[:MOST_LINES]],
        }
    return {"clients": clients, "contacts": len(contacts), **_weeks(contacts), **_table(contacts)}


def _line(contact: Seen) -> tuple[str, str, str]:
    """A contact without its client: when, what was done, and whether the agreement before was kept."""
    did = ", ".join(str(Technique(one).label) for one in contact.techniques) or _("nothing ticked")
    return date_format(contact.held_on, "j F Y"), did, str(Kept(contact.kept).label)


def _weeks(contacts: list[Seen]) -> dict[str, Any]:
    today = timezone.localdate()
    counts = per_week((contact.held_on for contact in contacts), today, WEEKS)
    run = run_chart(counts)
    middle = number_format(run.centre, 0 if run.centre == int(run.centre) else 1)
    changed = (
        _("That is more than chance: for a while there were clearly more or fewer.")
        if run.signal
        else _("That it goes up and down is no more than chance.")
    )
    sentence = _("In the last %(weeks)s weeks you had in the middle %(middle)s contacts a week.") % {
        "weeks": WEEKS,
        "middle": middle,
    }
    start = today - timedelta(days=today.weekday() + 7 * WEEKS)
    days = [start + timedelta(days=7 * week) for week in range(WEEKS)]
    return {
        "weeks_sentence": f"{sentence} {changed}",
        "weeks_chart": _drawn(counts, run.centre, days[0], days[-1], sentence),
        "weeks_columns": [_("Week from"), _("Contacts")],
        "weeks_rows": [[date_format(day, "j F Y"), count] for day, count in zip(days, counts, strict=True)],
    }


def _drawn(counts: list[int], centre: float, first: Any, last: Any, sentence: str) -> Svg:
    return period_chart(
        counts,
        centre,
        first=date_format(first, "j M"),
        last=date_format(last, "j M"),
        middle=_("the middle"),
        identifier="contacts-per-week",
        title=_("Contacts per week"),
        description=sentence,
    )


def _table(contacts: list[Seen]) -> dict[str, Any]:
    followed = what_followed(contacts)
    rows = [
        [str(technique.label), one.contacts, _kept(one), _more_confident(one)]
        for technique in Technique
        if (one := followed.get(technique.value))
    ]
    return {
        "columns": [
            _("What you did"),
            _("In how many contacts"),
            _("The agreement was kept, next time"),
            _("The client was surer, next time"),
        ],
        "rows": rows,
    }


def _kept(one: Followed) -> str:
    return _share(one.kept["yes"], one.kept_known)


def _more_confident(one: Followed) -> str:
    return _share(one.more_confident, one.confidence_known)


def _share(events: int, known: int) -> str:
    """A count with what it could be by chance; with few known ones only the count."""
    if not known:
        return _("unknown")
    counted = _("%(events)s of %(known)s") % {"events": events, "known": known}
    if known < FEWEST_KNOWN:
        return counted
    low, high = share_interval(events, known)
    return _("%(counted)s (by chance %(low)s to %(high)s%%)") % {
        "counted": counted,
        "low": round(low * 100),
        "high": round(high * 100),
    }
