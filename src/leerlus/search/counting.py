"""How often is searched, and how often in vain: per municipality and week, without who or what."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from leerlus.search.models import SearchCount


def count_search(municipality_id: UUID | None, *, found: bool) -> None:
    """One search more this week. Of somebody without a municipality nothing is counted."""
    if municipality_id is None:
        return
    with transaction.atomic():
        week, _ = SearchCount.objects.get_or_create(
            municipality_id=municipality_id, week_from=_monday(timezone.localdate())
        )
        SearchCount.objects.filter(pk=week.pk).update(
            searches=F("searches") + 1, found_nothing=F("found_nothing") + int(not found)
        )


def searches(municipality_id: UUID, weeks: int) -> tuple[int, int]:
    """How often was searched in the last so many weeks, this one included, and how often nothing was found."""
    since = _monday(timezone.localdate()) - timedelta(weeks=weeks - 1)
    total = SearchCount.objects.filter(municipality_id=municipality_id, week_from__gte=since).aggregate(
        searches=Sum("searches", default=0), found_nothing=Sum("found_nothing", default=0)
    )
    return total["searches"], total["found_nothing"]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
