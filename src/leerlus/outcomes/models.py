"""Spells of clients, what happened to them, and the imports they came from."""

import uuid
from collections.abc import Sequence

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leerlus.organisations.models import Municipality, Person
from leerlus.outcomes.rules import events, spells
from leerlus.outcomes.typed import TypedEvent as TypedEvent


class SpellImport(models.Model):
    """One file on its way in, or read. A file that starts something new is a set: its spells stand together and share
    one unit of time. A file with `into` adds to that set; the set keeps what its columns mean for the next file."""

    class Kind(models.TextChoices):
        SPELLS = "spells", _("times in benefit")
        EXITS = "exits", _("benefits that ended")
        EVENTS = "events", _("jobs and other steps")

    class Unit(models.TextChoices):
        DAY = spells.Unit.DAY.value, _("days")
        WEEK = spells.Unit.WEEK.value, _("weeks")
        TWO_WEEKS = spells.Unit.TWO_WEEKS.value, _("periods of two weeks")
        MONTH = spells.Unit.MONTH.value, _("months")

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("columns not chosen yet")
        READY = "ready", _("ready to read in")
        RUNNING = "running", _("being read in")
        DONE = "done", _("read in")
        FAILED = "failed", _("interrupted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="spell_imports")
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="spell_imports")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.SPELLS)
    into = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="additions"
    )
    name = models.CharField(_("name of this set"), max_length=80)
    file_name = models.CharField(max_length=120, blank=True)
    unit = models.CharField(_("length of one period"), max_length=12, choices=Unit.choices, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.UPLOADED)
    for_own_clients = models.BooleanField(default=True)
    mapping = models.JSONField(null=True, blank=True)
    header = models.JSONField(default=list, blank=True)
    file_mark = models.CharField(max_length=64, blank=True)
    measured_on = models.DateField(_("day on which the file was made"), null=True, blank=True)
    skip_refused = models.BooleanField(default=False)
    attempt = models.PositiveSmallIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    rows_read = models.PositiveIntegerField(default=0)
    rows_refused = models.PositiveIntegerField(default=0)
    rows_added = models.PositiveIntegerField(default=0)
    rows_changed = models.PositiveIntegerField(default=0)
    notice = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)
        indexes = [models.Index(fields=("person", "-created_at"))]

    def __str__(self) -> str:
        return self.name

    @property
    def set_id(self) -> uuid.UUID:
        """The set that this file starts, or adds to."""
        return self.into_id or self.pk

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def is_interrupted(self) -> bool:
        return self.state == self.State.FAILED

    @property
    def next_step_url(self) -> str:
        """Where the importer goes on."""
        prefix = "import" if self.for_own_clients else "administrator_import"
        if self.is_done:
            return (
                reverse("client_set", args=[self.set_id])
                if self.for_own_clients
                else reverse("administrator_imports")
            )
        step = {
            self.State.UPLOADED: "columns",
            self.State.READY: "check",
            self.State.RUNNING: "progress",
            self.State.FAILED: "progress",
        }[self.State(self.state)]
        return reverse(f"{prefix}_{step}", args=[self.pk])


class Spell(models.Model):
    """One time that one client was in benefit: how many periods, and how it ended."""

    class Exit(models.IntegerChoices):
        STILL_IN_BENEFIT = spells.Exit.STILL_IN_BENEFIT.value, _("still in benefit")
        FULL_TIME_WORK = spells.Exit.FULL_TIME_WORK.value, _("full-time job")
        PART_TIME_WORK = spells.Exit.PART_TIME_WORK.value, _("part-time job")
        WORK_UNKNOWN_HOURS = (
            spells.Exit.WORK_UNKNOWN_HOURS.value,
            _("work, hours unknown"),
        )
        OTHER = spells.Exit.OTHER.value, _("left in another way")
        MOVED = spells.Exit.MOVED.value, _("moved away")
        PENSION = spells.Exit.PENSION.value, _("pension")
        RELATIONSHIP = spells.Exit.RELATIONSHIP.value, _("new partner")
        STOPPED = spells.Exit.STOPPED.value, _("benefit stopped")
        REASON_UNKNOWN = spells.Exit.REASON_UNKNOWN.value, _("reason unknown")

    id = models.BigAutoField(primary_key=True)
    source = models.ForeignKey(SpellImport, on_delete=models.CASCADE, related_name="spells", db_index=False)
    caseworker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="spells", db_index=False)
    added_by = models.ForeignKey(
        SpellImport, on_delete=models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    client_reference = models.CharField(max_length=64, blank=True)
    duration = models.PositiveIntegerField()
    exit = models.PositiveSmallIntegerField(choices=Exit.choices)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=("source", "caseworker", "duration", "exit")),
            models.Index(
                fields=("added_by",), name="spell_added_later", condition=models.Q(added_by__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(exit__lte=max(spells.Exit).value), name="spell_exit_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.duration} {self.get_exit_display()}"


class SpellCountQuerySet(models.QuerySet["SpellCount"]):
    """Questions to counts."""

    def of(self, caseworker_id: uuid.UUID, source_id: uuid.UUID) -> Sequence[tuple[int, int, int]]:
        """Of one caseworker in one set, by duration: (duration, exit, number of spells)."""
        own = self.filter(caseworker_id=caseworker_id, source_id=source_id)
        return list(own.order_by("duration", "exit").values_list("duration", "exit", "number"))


class SpellCount(models.Model):
    """How many spells of one caseworker in one set lasted this long and ended this way.

    Everything a curve needs, and no client: kept equal to the spells by `counting.recount`.
    """

    id = models.BigAutoField(primary_key=True)
    source = models.ForeignKey(SpellImport, on_delete=models.CASCADE, related_name="counts", db_index=False)
    caseworker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    duration = models.PositiveIntegerField()
    exit = models.PositiveSmallIntegerField(choices=Spell.Exit.choices)
    number = models.PositiveIntegerField()

    objects = SpellCountQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=("source", "duration", "exit", "number"))]
        constraints = [
            models.UniqueConstraint(
                fields=("caseworker", "source", "duration", "exit"), name="spells_counted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} × {self.duration} {self.get_exit_display()}"


class OutcomeEvent(models.Model):
    """Something that happened to one client on a day: a job, part-time work beside benefit, or an unpaid activity.

    `last_day` is the last day on which it was confirmed, whether it ended then or goes on. Within a set, one client has
    one event of a kind that starts on a day; reading it in again changes that one.
    """

    class Kind(models.TextChoices):
        PLACEMENT = events.Kind.PLACEMENT.value, _("job")
        PART_TIME_WORK = events.Kind.PART_TIME_WORK.value, _("part-time work beside benefit")
        PARTICIPATION = events.Kind.PARTICIPATION.value, _("unpaid activity")

    class ToldBy(models.TextChoices):
        REGISTRATION = events.ToldBy.REGISTRATION.value, _("records")
        CASEWORKER = events.ToldBy.CASEWORKER.value, _("caseworker")
        CLIENT = events.ToldBy.CLIENT.value, _("client")

    id = models.BigAutoField(primary_key=True)
    source = models.ForeignKey(SpellImport, on_delete=models.CASCADE, related_name="events", db_index=False)
    added_by = models.ForeignKey(
        SpellImport, on_delete=models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    caseworker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="outcome_events")
    client_reference = models.CharField(_("client number"), max_length=64)
    kind = models.CharField(_("what happened"), max_length=16, choices=Kind.choices)
    started_on = models.DateField(_("start date"))
    last_day = models.DateField(_("last day that is certain"))
    ended = models.BooleanField(default=False)
    regular = models.BooleanField(_("with a regular employer"), null=True)
    subsidised = models.BooleanField(_("with subsidy"), null=True)
    told_by = models.CharField(_("who says so"), max_length=12, choices=ToldBy.choices)

    class Meta:
        indexes = [
            models.Index(
                fields=("added_by",), name="event_added_later", condition=models.Q(added_by__isnull=False)
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=("source", "client_reference", "kind", "started_on"), name="outcome_event_once_per_set"
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("started_on")),
                name="outcome_event_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.started_on}"


class RowBefore(models.Model):
    """What a row was before an import changed it, so that the import can be undone.

    `row_id` is the key of a spell, or of an event when the import is about events. It is no foreign key: then removing
    a set would fetch every spell first, to look for these.
    """

    id = models.BigAutoField(primary_key=True)
    changed_by = models.ForeignKey(SpellImport, on_delete=models.CASCADE, related_name="rows_before")
    row_id = models.BigIntegerField()
    values = models.JSONField()

    def __str__(self) -> str:
        return str(self.pk)


class ReasonCode(models.Model):
    """What a code for the end of a benefit means, such as those of the benefit statistics; for one municipality."""

    id = models.BigAutoField(primary_key=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="reason_codes")
    code = models.CharField(max_length=20)
    label = models.CharField(max_length=120, blank=True)
    exit = models.PositiveSmallIntegerField(choices=Spell.Exit.choices)

    class Meta:
        ordering = ("code",)
        constraints = [
            models.UniqueConstraint(fields=("municipality", "code"), name="reason_code_once_per_municipality")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}".strip()


class OwnResults(models.Model):
    """The results of one caseworker in one set, so that they can be shared; made at the moment somebody wants that.

    It holds nothing itself: the results are counted from the spells at every look.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="own_results")
    source = models.ForeignKey(SpellImport, on_delete=models.CASCADE, related_name="own_results")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("person", "source"), name="own_results_once_per_set")]

    def __str__(self) -> str:
        return str(self.pk)
