"""One key per person, and per case file of a client, wrapped by a master key, in a folder outside the database.

A backup of the database alone cannot be read, and destroying one small file makes every copy of that person's
content unreadable, in backups too. Losing the folder or the master key loses the content: back them up apart.

While the master key is being changed there are two: what the previous one wrapped opens as well, and everything new is
wrapped by the new one (`rewrap_keys`).
"""

import hashlib
import os
import secrets
from collections.abc import Callable
from functools import cache
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from leerlus.access.key_files import locked, read, remove, replace, write_once

LEAST_SECRET = 32
"""Characters of the secret that signs sessions and forms."""

_NONCE = 12
_SHORTEST = _NONCE + 16  # nonce and tag around an empty text
_CHECK = "master.check"
_INSTALLATION = "installation"


class KeyProblem(Exception):
    """The master key is missing, malformed or not the one this keyring was made with."""


def verify_keys() -> None:
    """Refuse to go on without the two keys an installation needs. Raises KeyProblem with what to do."""
    try:
        secret: str = settings.SECRET_KEY
    except ImproperlyConfigured:  # Django's own words for an empty one do not say which variable to set
        secret = ""
    if len(secret) < LEAST_SECRET:
        raise KeyProblem(
            f"LEERLUS_SECRET_KEY must be at least {LEAST_SECRET} characters; make one with `leerlus new-key`."
        )
    verify_master_key()


def verify_master_key() -> None:
    """Refuse to go on with a missing or wrong master key; the first start on an empty keyring seals the check."""
    folder = _folder()
    check = folder / _CHECK
    if not check.exists():
        if any(folder.glob("*.key")):
            raise KeyProblem(
                f"{check} is missing while there are keys of people; restore it from the backup of the keys."
            )
        write_once(check, _seal(_masters()[0], b"leerlus", b"master"))
    _open(check.read_bytes(), b"master")


def key_of(person_id: UUID, *, create: bool = False) -> bytes:
    """The key of a person. Raises KeyProblem when there is none (erased, or never made) and `create` is false."""
    return _key(_path(person_id), person_id.bytes, create=create)


def installation_key(name: str) -> bytes:
    """A key of the installation itself, for one use; made when first asked for."""
    return _key(f"{_folder()}{os.sep}{name}.key", name.encode(), create=True)


def people_with_keys() -> list[UUID]:
    """Everybody who has a key now; also the ids of case files, which have keys as people do."""
    return [UUID(hex=path.stem) for path in sorted(_folder().glob("*.key")) if _is_of_a_person(path)]


def keyring_id() -> str:
    """A name for this keyring that stays the same when the master key is changed, and tells nothing of any key."""
    return hashlib.sha256(b"keyring|" + installation_key("keyring")).hexdigest()[:16]


def destroy_key(person_id: UUID) -> None:
    """Make everything sealed with a person's key unreadable, everywhere and for good."""
    with locked(_folder()):  # a key that is being wrapped anew at this moment may not come back
        remove(Path(_path(person_id)))


def seal_for_installation(plain: bytes, purpose: bytes) -> bytes:
    """Seal something that belongs to nobody yet, such as a form sent after a session ended."""
    return _seal(installation_key(_INSTALLATION), plain, purpose)


def unseal_for_installation(sealed: bytes, purpose: bytes) -> bytes:
    """Open what `seal_for_installation` sealed. Raises KeyProblem when it was changed."""
    return _open(sealed, purpose, installation_key(_INSTALLATION))


def rewrap_keys(show: Callable[[int, int], None]) -> list[Path]:
    """Wrap every key with the newest master key; `show` hears (done, all). Goes on where a stopped run was.

    Gives the files that open with neither master key; they stay as they are. The check goes last: an installation
    that lost its previous master key halfway then refuses to start. Raises KeyProblem when that opens with neither.
    """
    verify_master_key()
    _rewrap_all(show)
    _rewrap(_folder() / _CHECK)
    return _rewrap_all(show)  # those that a server with only the previous master key made meanwhile


def wrapped_before() -> list[Path]:
    """The keys that the newest master key does not open: still to be wrapped anew, or damaged."""
    newest = _masters()[0]
    return [path for path in sorted(_folder().glob("*.key")) if not _opens(path, newest)]


def _rewrap_all(show: Callable[[int, int], None]) -> list[Path]:
    waiting, unreadable = wrapped_before(), []
    for done, path in enumerate(waiting, start=1):
        try:
            _rewrap(path)
        except KeyProblem:
            unreadable.append(path)
        show(done, len(waiting))
    return unreadable


def _rewrap(path: Path) -> None:
    """Wrap one key with the newest master key, unless it was destroyed meanwhile."""
    purpose, newest = _purpose_of(path), _masters()[0]
    with locked(path.parent):
        if not _opens(path, newest):
            replace(path, _seal(newest, _open(path.read_bytes(), purpose), purpose))


def _opens(path: Path, master: bytes) -> bool:
    try:
        _open(path.read_bytes(), _purpose_of(path), master)
    except FileNotFoundError:
        return True  # destroyed since the folder was read
    except KeyProblem:
        return False
    return True


def _purpose_of(path: Path) -> bytes:
    """What a file is wrapped for: the check, a person, or a name of the installation."""
    if path.name == _CHECK:
        return b"master"
    try:
        return UUID(hex=path.stem).bytes
    except ValueError:
        return path.stem.encode()


def _is_of_a_person(path: Path) -> bool:
    return len(_purpose_of(path)) == 16 and len(path.stem) == 32


def _key(path: str, purpose: bytes, *, create: bool) -> bytes:
    try:
        wrapped = read(path)
    except FileNotFoundError:
        if not create:
            raise KeyProblem("This content was erased, or the folder with keys is not complete.") from None
        verify_master_key()  # a key wrapped by the wrong master key would be lost as soon as the right one is back
        write_once(Path(path), _seal(_masters()[0], secrets.token_bytes(32), purpose))
        wrapped = read(path)
    return _open(wrapped, purpose)


def _path(person_id: UUID) -> str:
    return f"{_folder()}{os.sep}{person_id.hex}.key"


def _folder() -> Path:
    return _made(settings.LEERLUS_KEYRING)


@cache
def _made(folder: str) -> Path:
    """The folder, made when it was not there; asked at every page, so looked at once."""
    path = Path(folder)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def _masters() -> list[bytes]:
    """The master key, and behind it the one before while keys are being wrapped anew."""
    found = [_master("LEERLUS_MASTER_KEY", settings.LEERLUS_MASTER_KEY)]
    previous: str = settings.LEERLUS_MASTER_KEY_PREVIOUS
    return [*found, _master("LEERLUS_MASTER_KEY_PREVIOUS", previous)] if previous else found


def _master(name: str, text: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise KeyProblem(f"{name} must be 64 hexadecimal characters; make one with `leerlus new-key`.")
    return key


def _seal(key: bytes, plain: bytes, purpose: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, purpose)


def _open(sealed: bytes, purpose: bytes, key: bytes | None = None) -> bytes:
    """Open with this key, or with any of the master keys."""
    keys = [key] if key else _masters()
    if len(sealed) < _SHORTEST:
        raise KeyProblem("A file with a key is damaged; restore it from the backup of the keys.")
    for candidate in keys:
        try:
            return AESGCM(candidate).decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose)
        except InvalidTag:
            continue
    raise KeyProblem("The master key is not the one that this installation was made with.")
