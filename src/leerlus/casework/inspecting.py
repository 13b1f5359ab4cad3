"""Opening a file in an emergency, and drawing files for a review. The caseworker always gets to know."""

import secrets
from datetime import date
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.colleagues import teams_led_by
from leerlus.access.door import get_own, visible_own
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.casework.models import OPEN_FOR, Assignment, CaseFile, CaseworkSettings, Inspection
from leerlus.casework.rules.sampling import draw_files
from leerlus.organisations.models import Person
from leerlus.reminders.notices import Notice, post_notice

NOTICE: Final = "inspection"


class NoPrivacyOfficer(Exception):
    """The municipality named nobody who is told of files opened in an emergency."""


def own_inspections(actor: Actor) -> QuerySet[Inspection]:
    """What the actor may look into now, of teams they still lead."""
    return (
        visible_own(actor, Inspection)
        .filter(ends_at__gt=timezone.now(), case_file__team__in=teams_led_by(actor))
        .select_related("case_file")
    )


def inspections_of(file: CaseFile) -> QuerySet[Inspection]:
    """Who looked into a file, the newest first, for who works with the client."""
    return Inspection.objects.filter(case_file=file).select_related("person")


def get_open_inspection(actor: Actor, pk: UUID) -> Inspection:
    """One that is still open, of a team the actor still leads. Raises Http404."""
    found = get_own(actor, Inspection, pk)
    if not own_inspections(actor).filter(pk=found.pk).exists():
        raise Http404
    return found


def open_in_emergency(actor: Actor, assignment: Assignment, reason: str) -> Inspection:
    """Open a file for 24 hours; its caseworker and the privacy officer get a mail. Raises NoPrivacyOfficer."""
    file = assignment.case_file
    officer = privacy_officer_of(file.municipality_id)
    if officer is None:
        raise NoPrivacyOfficer
    with transaction.atomic():
        made = _open(actor, file, Inspection.Kind.EMERGENCY, reason)
        post_notice(officer.pk, NOTICE, made.pk)
    return made


def privacy_officer_of(municipality_id: UUID) -> Person | None:
    """Who is told, as long as their account is open."""
    chosen = CaseworkSettings.objects.filter(
        municipality=municipality_id, privacy_officer__is_active=True
    ).select_related("privacy_officer")
    found = chosen.first()
    return found.privacy_officer if found else None


def draw_for_review(actor: Actor, purpose: str) -> list[Inspection]:
    """Draw files of the teams the actor leads, for 14 days. Raises TooFewFiles of the rule."""
    with transaction.atomic():
        teams = teams_led_by(actor)
        files = {
            file.pk: file
            for file in CaseFile.objects.select_for_update().filter(
                team__in=teams, closed_on=None, caseworker__isnull=False
            )
        }
        drawn = draw_files(
            {pk: file.caseworker_id for pk, file in files.items()},
            frozenset(
                Inspection.objects.filter(
                    kind=Inspection.Kind.REVIEW,
                    case_file__team__in=teams,
                    opened_at__date__gte=quarter_of(timezone.localdate()),
                ).values_list("case_file_id", flat=True)
            ),
            secrets.SystemRandom(),
        )
        return [_open(actor, files[pk], Inspection.Kind.REVIEW, purpose) for pk in drawn]


def quarter_of(day: date) -> date:
    """The first day of the quarter of a day."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _open(actor: Actor, file: CaseFile, kind: Inspection.Kind, reason: str) -> Inspection:
    now = timezone.now()
    made = Inspection(
        case_file=file,
        person_id=actor.person_id,
        kind=kind,
        opened_at=now,
        ends_at=now + OPEN_FOR[kind.value],
    )
    made.content = {"reason": reason}
    made.save(force_insert=True)
    if file.caseworker_id is not None:
        post_notice(file.caseworker_id, NOTICE, made.pk)
    return made


def record_reading(actor: Actor, inspection: Inspection) -> None:
    """Write in the log that the file was read; its caseworker sees the line."""
    record_event(
        AccessEvent.Action.VIEWED,
        actor=actor,
        subject_id=inspection.case_file.caseworker_id,
        record=Record.CLIENT,
        object_id=inspection.case_file_id,
    )


def write_findings(inspection: Inspection, findings: str) -> None:
    """Keep what was found; only the newest words stay, and the caseworker reads them."""
    with transaction.atomic():
        row = Inspection.objects.select_for_update().get(pk=inspection.pk)
        row.content = {**row.content, "findings": findings}
        row.save(update_fields=["sealed_content"])


def write_notice(inspection_id: UUID) -> Notice | None:
    """The mail to caseworker and privacy officer: that it happened, by whom; not why, and nothing of what is in it."""
    found = Inspection.objects.filter(pk=inspection_id).select_related("case_file", "person").first()
    if found is None:
        return None
    parts = {
        "reference": found.case_file.shown_reference,
        "how": found.get_kind_display(),
        "name": found.person.name if found.person else _("somebody whose account is gone"),
        "url": settings.LEERLUS_BASE_URL + reverse("case_file", args=[found.case_file_id]),
    }
    return Notice(
        _("Leerlus: somebody looks into a file of a client"),
        _(
            "The file of client %(reference)s was %(how)s, by %(name)s.\n\n"
            "Who works with the client reads why on the page of the file:\n%(url)s\n"
        )
        % parts,
    )
