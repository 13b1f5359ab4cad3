"""People who send forms as fast as the server answers, and remember what it said."""

import threading
import time
from dataclasses import dataclass, field

from tests.endurance.installation import Form, send

ACKNOWLEDGED = 302


@dataclass
class Writer:
    """One person with one form: what was acknowledged, how long that took, and what went wrong."""

    form: Form
    acknowledged: int = 0
    sent: int = 0
    last: int | None = None
    seconds: list[float] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)

    def write(self, port: int, until: threading.Event) -> None:
        while not until.is_set():
            self.sent += 1
            began = time.monotonic()
            try:
                status = send(port, "POST", self.form.address, self.form.cookie, self.form.body(self.sent))
            except OSError:
                return  # the server is gone; whether this one was stored nobody knows
            if status != ACKNOWLEDGED:
                self.refused.append(status)
                return
            self.seconds.append(time.monotonic() - began)
            self.acknowledged += 1
            self.last = self.sent


def write_at_once(writers: list[Writer], port: int) -> tuple[threading.Event, list[threading.Thread]]:
    """All start writing; set the event to let them stop after what they are sending."""
    until = threading.Event()
    threads = [threading.Thread(target=writer.write, args=(port, until), daemon=True) for writer in writers]
    for thread in threads:
        thread.start()
    return until, threads


def lost(writers: list[Writer], stored: dict[str, dict[str, object]]) -> list[str]:
    """What was acknowledged and is not there, or is there in half. Each store counts one up."""
    found = []
    for writer in writers:
        kept = stored[writer.form.pk]
        answers = kept["answers"]
        allowed = {number % 7 + 1 for number in range(writer.last or 0, writer.sent + 1)}
        if int(str(kept["times"])) < writer.acknowledged:
            found.append(f"{writer.acknowledged} acknowledged, {kept['times']} stored")
        elif writer.last and (len(set(map(str, answers))) != 1 or answers[0] not in allowed):  # type: ignore[arg-type, index]
            found.append(f"stored {answers}, acknowledged {writer.last % 7 + 1}")
    return found
