"""Checks of the installation: what works, in a sentence each; never content, only counts."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerlus.access.actor import Actor
from leerlus.access.audit import first_broken_link
from leerlus.access.door import visible
from leerlus.access.keyring import KeyProblem, verify_master_key
from leerlus.access.retention import last_runs
from leerlus.administration.invitations import open_invitations
from leerlus.organisations.models import Person, Team
from leerlus.reminders.outbox import mail_that_waits

LEAST_FREE_BYTES: Final = 1024**3
LONGEST_WITHOUT_A_RUN: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    well: bool
    sentence: str


def checks() -> list[Check]:
    """Everything that is looked at, in the order in which it is repaired."""
    return [check() for check in _CHECKS]


def is_working() -> bool:
    """The quick part, for a machine that asks every few seconds: database and keys."""
    return _database().well and _keyring().well


def counts(actor: Actor) -> list[tuple[str, int]]:
    """How many there are in the own municipality."""
    return [
        (_("People who can log in"), visible(actor, Person).filter(is_active=True).count()),
        (_("Closed accounts"), visible(actor, Person).filter(is_active=False).count()),
        (_("Teams"), visible(actor, Team).count()),
        (_("Open invitations"), open_invitations(actor).count()),
    ]


def _database() -> Check:
    name = _("Database")
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return Check(name, False, _("The database does not answer."))
    if behind:
        return Check(
            name,
            False,
            _("The database is older than the program. Start Leerlus again to bring it up to date."),
        )
    return Check(name, True, _("The database answers and is up to date."))


def _keyring() -> Check:
    name = _("Keys")
    try:
        verify_master_key()
    except (KeyProblem, OSError):
        return Check(
            name, False, _("The master key does not fit the keys of people. Put the right key back.")
        )
    return Check(name, True, _("The master key fits. Keep a copy of it outside this server."))


def _log() -> Check:
    name = _("Log of who saw what")
    broken = first_broken_link()
    if broken is not None:
        return Check(
            name,
            False,
            _("The log was changed at or after line %(line)s. Ask who had access to the database.")
            % {"line": broken},
        )
    return Check(name, True, _("No line was changed or removed."))


def _mail() -> Check:
    name = _("Mail about dates")
    late, given_up = mail_that_waits(timezone.now())
    if late:
        return Check(name, False, _("Mail has been waiting for more than a day. Try: leerlus sendtestemail."))
    if given_up:
        return Check(
            name, False, _("The mail server refused mail of the last week for good. Its log says why.")
        )
    return Check(name, True, _("No mail waits longer than a day."))


def _retention() -> Check:
    name = _("Deleting what is old")
    newest = last_runs(None, 1)
    if not newest:
        return Check(name, True, _("There was no run yet. It belongs in the schedule of every night."))
    if newest[0].at < timezone.now() - LONGEST_WITHOUT_A_RUN:
        return Check(
            name,
            False,
            _("The last run was on %(day)s. Ask whoever manages the server to look at the schedule.")
            % {"day": date_format(newest[0].at, "j F Y")},
        )
    return Check(name, True, _("The last run was less than three days ago."))


def _translations() -> Check:
    catalogues = [
        source
        for config in apps.get_app_configs()
        if config.name.startswith("leerlus.")
        for source in Path(config.path).glob("locale/*/LC_MESSAGES/django.po")
    ]
    stale = [source for source in catalogues if not source.with_suffix(".mo").exists()]
    if stale or not catalogues:
        return Check(_("Translations"), False, _("Some texts show in English. Start Leerlus again."))
    return Check(_("Translations"), True, _("All texts are there in Dutch and English."))


def _disk() -> Check:
    folder = next(path for path in (settings.STATE, *settings.STATE.absolute().parents) if path.exists())
    free = shutil.disk_usage(folder).free
    sentence = _("%(free)s free on the disk.") % {"free": filesizeformat(free)}
    if free < LEAST_FREE_BYTES:
        return Check(_("Space"), False, sentence + " " + _("Make room before it is full."))
    return Check(_("Space"), True, sentence)


_CHECKS: Final[tuple[Callable[[], Check], ...]] = (
    _database,
    _keyring,
    _log,
    _retention,
    _mail,
    _translations,
    _disk,
)
