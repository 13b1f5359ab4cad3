"""People who send forms as fast as the server answers, and remember what it said."""

import threading
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from tests.endurance.installation import ContactForm, Form, send

SENT_TWICE = 10
"""Every so many contacts the queue was not told that its entry arrived, and sends it again."""


@dataclass
class Writer:
    """One person with one form: what was acknowledged, how long that took, and what went wrong."""

    form: Form
    acknowledged: int = 0
    sent: int = 0
    last: int | None = None
    unanswered: int | None = None
    seconds: list[float] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)

    def write(self, port: int, until: threading.Event) -> None:
        while not until.is_set():
            if not self._sends(port):
                return

    def _sends(self, port: int) -> bool:
        """Send one form; False when the server is gone or refuses."""
        number = self.unanswered
        if number is None:
            self.sent += 1
            number = self.sent
        began = time.monotonic()
        try:
            status = self._send(port, number)
            if isinstance(self.form, ContactForm) and number % SENT_TWICE == 0:
                status = self._send(port, number)
        except OSError:
            # Whether this one was stored nobody knows. The queue of contacts keeps it and sends it again.
            self.unanswered = number if isinstance(self.form, ContactForm) else None
            return False
        self.unanswered = None
        if status not in self.form.acknowledged:
            self.refused.append(status)
            return False
        self.seconds.append(time.monotonic() - began)
        self.acknowledged += 1
        self.last = number
        return True

    def _send(self, port: int, number: int) -> int:
        form = self.form
        return send(port, "POST", form.address, form.cookie, form.body(number), more=form.headers)


def write_at_once(writers: list[Writer], port: int) -> tuple[threading.Event, list[threading.Thread]]:
    """All start writing; set the event to let them stop after what they are sending."""
    until = threading.Event()
    threads = [threading.Thread(target=writer.write, args=(port, until), daemon=True) for writer in writers]
    for thread in threads:
        thread.start()
    return until, threads


def lost(writers: list[Writer], stored: dict[str, dict[str, Any]]) -> list[str]:
    """What was acknowledged and is not there, is there twice, or in half."""
    found = []
    for writer in writers:
        kept = stored[writer.form.pk]
        found += _contacts(writer, kept) if isinstance(writer.form, ContactForm) else _answers(writer, kept)
    return found


def _answers(writer: Writer, kept: dict[str, Any]) -> list[str]:
    """Each store of a page of a scan counts one up, and leaves four answers that are the same."""
    answers = kept["answers"]
    allowed = {number % 7 + 1 for number in range(writer.last or 0, writer.sent + 1)}
    if kept["times"] < writer.acknowledged:
        return [f"{writer.acknowledged} acknowledged, {kept['times']} stored"]
    if writer.last and (len(set(answers)) != 1 or answers[0] not in allowed):
        return [f"stored {answers}, acknowledged {writer.last % 7 + 1}"]
    return []


def _contacts(writer: Writer, kept: dict[str, Any]) -> list[str]:
    """Each contact is there once, whole, and in the place of its own id; at most the last is not acknowledged."""
    numbers = sorted(int(content["agreement"]) for _, content in kept["contacts"])
    whole = all(
        content["confidence"] == int(content["agreement"]) % 11
        and UUID(entry) == uuid5(UUID(writer.form.pk), content["agreement"])
        for entry, content in kept["contacts"]
    )
    if not whole or numbers not in ([*range(1, writer.acknowledged + 1)], [*range(1, writer.sent + 1)]):
        return [f"{writer.acknowledged} contacts acknowledged of {writer.sent}, stored {numbers[-20:]}"]
    return []
