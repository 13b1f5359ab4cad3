"""Change the master key again and again while being killed, with a server that goes on beside it (reliability R6).

Runs as a program of its own: `python rotation_killing.py FOLDER KILLS`. A child changes the master key and gets a
SIGKILL after a random time; meanwhile the parent reads, makes and destroys keys as a server would. It prints what it
saw as JSON.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

PEOPLE = 40
MASTERS = ["11" * 32, "22" * 32]


def child(seconds_each: float) -> None:
    """Wrap every key anew, a little slower than the disk allows, so that kills fall between any two steps."""
    from leerlus.access.keyring import rewrap_keys

    rewrap_keys(lambda done, every: time.sleep(seconds_each))
    os._exit(0)


def work_beside(known: dict[UUID, bytes], destroyed: set[UUID], chance: random.Random, until: float) -> int:
    """Read, make and destroy keys until a moment; gives how often a key read was not the key that was made."""
    from leerlus.access.keyring import destroy_key, key_of

    wrong = 0
    while time.monotonic() < until:
        person = chance.choice(list(known))
        wrong += key_of(person) != known[person]
        if chance.random() < 0.05:
            destroy_key(person)
            del known[person]
            destroyed.add(person)
            new = uuid4()
            known[new] = key_of(new, create=True)
    return wrong


def main(folder: Path, kills: int) -> dict[str, object]:
    settings.configure(
        LEERLUS_KEYRING=str(folder), LEERLUS_MASTER_KEY=MASTERS[0], LEERLUS_MASTER_KEY_PREVIOUS=""
    )
    from leerlus.access.keyring import key_of, rewrap_keys, wrapped_before

    chance = random.Random(6)  # noqa: S311  # moments to kill at, not keys
    known = {person: key_of(person, create=True) for person in (uuid4() for _ in range(PEOPLE))}
    destroyed: set[UUID] = set()
    wrong = killed = halfway = 0
    for attempt in range(kills):
        new, old = MASTERS[(attempt + 1) % 2], MASTERS[attempt % 2]
        settings.LEERLUS_MASTER_KEY, settings.LEERLUS_MASTER_KEY_PREVIOUS = new, old
        process = os.fork()
        if process == 0:
            child(0.0005)
        wrong += work_beside(known, destroyed, chance, time.monotonic() + chance.uniform(0, 0.06))
        os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        killed += os.WIFSIGNALED(status)
        wrong += sum(key_of(person) != key for person, key in known.items())
        halfway += 0 < len(wrapped_before()) < len(known)
        rewrap_keys(lambda done, every: None)
        settings.LEERLUS_MASTER_KEY_PREVIOUS = ""
        wrong += sum(key_of(person) != key for person, key in known.items())
    back = [str(person) for person in destroyed if (folder / f"{person.hex}.key").exists()]
    return {"killed": killed, "halfway": halfway, "wrong": wrong, "back": back, "destroyed": len(destroyed)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
