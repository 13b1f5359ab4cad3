"""One key per person, wrapped by a master key, in a folder outside the database.

A backup of the database alone cannot be read, and destroying one small file makes every copy of that person's
content unreadable, in backups too. Losing the folder or the master key loses the content: back them up apart.
"""

import os
import secrets
from functools import cache
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

LEAST_SECRET = 32
"""Characters of the secret that signs sessions and forms."""

_NONCE = 12
_SHORTEST = _NONCE + 16  # nonce and tag around an empty text
_CHECK = "master.check"


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
        _write_once(check, _seal(_master(), b"leerlus", b"master"))
    _open(_master(), check.read_bytes(), b"master")


def key_of(person_id: UUID, *, create: bool = False) -> bytes:
    """The key of a person. Raises KeyProblem when there is none (erased, or never made) and `create` is false."""
    return _key(_path(person_id), person_id.bytes, create=create)


def installation_key(name: str) -> bytes:
    """A key of the installation itself, for one use; made when first asked for."""
    return _key(f"{_folder()}{os.sep}{name}.key", name.encode(), create=True)


def destroy_key(person_id: UUID) -> None:
    """Make everything sealed with a person's key unreadable, everywhere and for good."""
    path = Path(_path(person_id))
    for half_written in path.parent.glob(f".{path.name}.*"):
        half_written.unlink(missing_ok=True)
    path.unlink(missing_ok=True)
    _make_durable(path.parent)


def seal_for_installation(plain: bytes, purpose: bytes) -> bytes:
    """Seal something that belongs to nobody yet, such as a form sent after a session ended."""
    return _seal(_master(), plain, purpose)


def unseal_for_installation(sealed: bytes, purpose: bytes) -> bytes:
    """Open what `seal_for_installation` sealed. Raises KeyProblem when it was changed."""
    return _open(_master(), sealed, purpose)


def _key(path: str, purpose: bytes, *, create: bool) -> bytes:
    try:
        wrapped = _read(path)
    except FileNotFoundError:
        if not create:
            raise KeyProblem("This content was erased, or the folder with keys is not complete.") from None
        verify_master_key()  # a key wrapped by the wrong master key would be lost as soon as the right one is back
        _write_once(Path(path), _seal(_master(), secrets.token_bytes(32), purpose))
        wrapped = _read(path)
    return _open(_master(), wrapped, purpose)


def _read(path: str) -> bytes:
    """Read a small file at every page: half the work of `Path.read_bytes`."""
    with open(path, "rb", buffering=0) as file:
        return file.read()


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


def _master() -> bytes:
    text: str = settings.LEERLUS_MASTER_KEY
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise KeyProblem(
            "LEERLUS_MASTER_KEY must be 64 hexadecimal characters; make one with `leerlus new-key`."
        )
    return key


def _seal(key: bytes, plain: bytes, purpose: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, purpose)


def _open(key: bytes, sealed: bytes, purpose: bytes) -> bytes:
    if len(sealed) < _SHORTEST:
        raise KeyProblem("A file with a key is damaged; restore it from the backup of the keys.")
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose)
    except InvalidTag:
        raise KeyProblem("The master key is not the one that this installation was made with.") from None


def _write_once(path: Path, content: bytes) -> None:
    """Write a new file durably; when another writer was first, theirs stands."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass
    finally:
        temporary.unlink()
    _make_durable(path.parent)


def _make_durable(folder: Path) -> None:
    """Have the disk keep which files there are: a key made, or destroyed, stays so after a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
