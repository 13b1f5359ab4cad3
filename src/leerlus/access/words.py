"""The log and the kinds of record in plain sentences."""

from collections.abc import Callable, Iterable
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerlus.access.actor import Actor
from leerlus.access.keyring import KeyProblem
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent

Action = AccessEvent.Action

TitlesOf = Callable[[Actor, set[UUID]], dict[UUID, str]]
"""The titles of one's own things with these ids, as far as they are still there."""

_TITLES_OF: Final[dict[Record, TitlesOf]] = {}

_RECORDS: Final[dict[Record, Promise]] = {
    Record.SCAN: gettext_lazy("your scan"),
    Record.SCAN_PARTICIPATION: gettext_lazy("the team picture"),
    Record.EVALUATION_FIGURES: gettext_lazy("what colleagues found of what they followed"),
    Record.QUESTIONNAIRE_QUALITY: gettext_lazy("how well questionnaires measure"),
    Record.PLAN: gettext_lazy("a step on your plan"),
    Record.CONVERSATION: gettext_lazy("a conversation about your craft"),
    Record.PORTFOLIO: gettext_lazy("your portfolio"),
    Record.MANDATORY_TRAINING: gettext_lazy("your mandatory training"),
    Record.REFLECTION: gettext_lazy("a reflection of yours"),
    Record.CLIENT: gettext_lazy("a client file of yours"),
    Record.CASE_ASSIGNMENT: gettext_lazy("a client file"),
    Record.OWN_RESULTS: gettext_lazy("your results"),
    Record.IMPORT: gettext_lazy("records you imported"),
    Record.ACCOUNT: gettext_lazy("your account"),
    Record.REMINDER: gettext_lazy("a date of yours"),
}

_MINE: Final[dict[str, Promise]] = {
    Action.VIEWED: gettext_lazy("You opened %(what)s."),
    Action.SHARED: gettext_lazy("You shared %(what)s with %(receiver)s."),
    Action.STOPPED_SHARING: gettext_lazy("You stopped sharing %(what)s with %(receiver)s."),
    Action.EXPORTED: gettext_lazy("You downloaded what Leerlus keeps of you."),
    Action.ERASED: gettext_lazy("You erased your content."),
    Action.IMPORTED: gettext_lazy("You imported records."),
    Action.FINISHED: gettext_lazy("You finished %(what)s."),
    Action.CORRECTED: gettext_lazy("You corrected answers in %(what)s."),
    Action.JOINED: gettext_lazy("You accepted your invitation."),
    Action.LOGGED_IN: gettext_lazy("You logged in."),
    Action.SETTINGS_CHANGED: gettext_lazy("You changed your account."),
    Action.PLANNED: gettext_lazy("You planned %(what)s with %(receiver)s."),
    Action.MOVED: gettext_lazy("You gave %(what)s with %(receiver)s another day."),
    Action.CALLED_OFF: gettext_lazy("You called off %(what)s with %(receiver)s."),
    Action.PROMISED: gettext_lazy("You promised %(receiver)s something."),
    Action.PROMISE_TOLD: gettext_lazy("You told %(receiver)s what became of a promise."),
    Action.COUNTED_IN: gettext_lazy("You let your answers count in %(what)s."),
    Action.COUNTED_OUT: gettext_lazy("You let your answers no longer count in %(what)s."),
    Action.ASSIGNED: gettext_lazy("You assigned %(what)s."),
    Action.PAUSED: gettext_lazy("You paused: your answers count nowhere."),
    Action.RESUMED: gettext_lazy("You ended the pause."),
}

_BY_OTHERS: Final[dict[str, Promise]] = {
    Action.VIEWED: gettext_lazy("%(who)s looked at %(what)s."),
    Action.REFUSED: gettext_lazy("%(who)s wanted to see %(what)s. That was not allowed; nothing was shown."),
    Action.IMPORTED: gettext_lazy("%(who)s imported records that concern you."),
    Action.ROLE_GIVEN: gettext_lazy("%(who)s gave you a role."),
    Action.ROLE_ENDED: gettext_lazy("%(who)s ended a role of yours."),
    Action.INVITED: gettext_lazy("%(who)s invited you."),
    Action.DEACTIVATED: gettext_lazy("%(who)s closed your account."),
    Action.ACTIVATED: gettext_lazy("%(who)s opened your account again."),
    Action.LOGIN_FAILED: gettext_lazy(
        "Somebody tried to log in with your e-mail address and did not succeed."
    ),
    Action.LOCKED_OUT: gettext_lazy(
        "Your account was locked for a while, after too many attempts to log in."
    ),
    Action.SETTINGS_CHANGED: gettext_lazy("%(who)s changed your account."),
    Action.PLANNED: gettext_lazy("%(who)s planned %(what)s with you."),
    Action.MOVED: gettext_lazy("%(who)s gave %(what)s another day."),
    Action.CALLED_OFF: gettext_lazy("%(who)s called off %(what)s."),
    Action.STOPPED_SHARING: gettext_lazy("%(who)s called off a conversation and no longer sees %(what)s."),
    Action.ASSIGNED: gettext_lazy("%(who)s assigned %(what)s to somebody else."),
    Action.ERASED: gettext_lazy("Leerlus erased again what a restored backup brought back of you."),
    Action.EXPIRED: gettext_lazy("Leerlus erased your content, because you left long enough ago."),
}


def record_in_words(record: Record) -> str:
    """What a record is called for its owner: "your scan"."""
    return str(_RECORDS.get(record, _("something of yours")))


def register_titles(record: Record, titles_of: TitlesOf) -> None:
    """Tell how somebody recognises one of their own things: the words of a step, the day of a conversation."""
    _TITLES_OF[record] = titles_of


def titles_of_own(actor: Actor, events: Iterable[AccessEvent]) -> dict[UUID, str]:
    """The titles of the actor's own things in these lines. What is gone, or cannot be opened, has none."""
    ids: dict[str, set[UUID]] = {}
    for event in events:
        if event.object_id is not None:
            ids.setdefault(event.record, set()).add(event.object_id)
    found: dict[UUID, str] = {}
    for record, titles_of in _TITLES_OF.items():
        try:
            found |= titles_of(actor, ids[record.value]) if record.value in ids else {}
        except KeyProblem:
            continue
    return found


def event_in_words(
    event: AccessEvent, names: dict[UUID, str], known: frozenset[UUID], titles: dict[UUID, str]
) -> str:
    """One line of the log, for the person it is about. `names` are those this person may know; `known` the ids of
    everybody who still has an account; `titles` those of their own things."""
    mine = event.actor_id == event.subject_id
    sentence = (_MINE if mine else _BY_OTHERS).get(event.action)
    if mine and event.action == Action.EXPORTED and event.record:
        sentence = gettext_lazy("You made a report of %(what)s.")
    if sentence is None:
        return _("%(who)s: %(action)s.") % {
            "who": _("You") if mine else name_in_words(event.actor_id, names, known),
            "action": event.get_action_display(),
        }
    text = str(sentence) % {
        "who": name_in_words(event.actor_id, names, known),
        "what": _what(event, titles),
        "receiver": name_in_words(event.receiver_id, names, known),
    }
    return text[:1].upper() + text[1:]


def _what(event: AccessEvent, titles: dict[UUID, str]) -> str:
    """What a line is about, and which one when that can still be told."""
    if not event.record:
        return _("something of yours")
    record = Record(event.record)
    what = record_in_words(record)
    if record is Record.CONVERSATION and event.action in (Action.SHARED, Action.STOPPED_SHARING):
        what = _("your topics for a conversation")
    title = titles.get(event.object_id) if event.object_id else None
    return _("%(what)s (%(title)s)") % {"what": what, "title": title} if title else what


def name_in_words(person_id: UUID | None, names: dict[UUID, str], known: frozenset[UUID]) -> str:
    """The name of a person or team, or why there is none to show."""
    if person_id is None:
        return _("somebody who was not logged in")
    if person_id not in known:
        return _("somebody whose account was erased")
    return names.get(person_id, _("somebody from outside your municipality"))
