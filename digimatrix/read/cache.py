"""What files gave when they were read before, kept in the user's cache folder.

An entry is found by everything its content depends on, so that it never has to be trusted:
the bytes and the name of the file, what it was read with, and this program's own reading code
and data. It is JSON under its own hash: one that was cut off is read anew, one that somebody
made up can run nothing. The folder can be deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import platformdirs

from digimatrix.model.problems import Rule
from digimatrix.read.files import Input
from digimatrix.read.intake import Terms
from digimatrix.read.outcomes import Outcome
from digimatrix.read.packing import SpoiltError, unpack
from digimatrix.read.senders.register import official

_MOST_BYTES = 512 * 1024 * 1024
_OFTEN = 0.8  # of that much is kept when the oldest entries are thrown away
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
_ROOMS = ("model", "read", "languages", "frameworks", "registers")
_LIBRARIES = ("py3langid", "python-calamine", "python-docx", "rapidfuzz", "xlrd")


@dataclass(frozen=True, slots=True)
class Key:
    """What the entry of a file is called, and the SHA-256 of the file's bytes."""

    entry: str
    digest: str


def folder() -> Path:
    """Return the folder of this user's cache; it need not be there."""
    return platformdirs.user_cache_path("digimatrix", appauthor=False) / "readings"


class Cache:
    """The entries of files that are read on the same terms."""

    def __init__(self, terms: Terms) -> None:
        self._terms = _terms(terms)
        self._folder = _safe(folder())
        self._limit = terms.limits.file_bytes
        self._added = False

    def key(self, item: Input) -> Key | None:
        """Return the key of a file; None where it cannot be told."""
        if self._folder is None:
            return None
        try:
            digest = self._digest(item.path)
        except OSError:
            return None
        entry = f"{self._terms}\n{digest}\n{item.name}".encode("utf-8", "replace")
        return Key(_hash(entry).hex(), digest)

    def _digest(self, path: Path) -> str:
        if not stat.S_ISREG(path.stat().st_mode):  # reading a pipe would wait for ever
            raise OSError
        with path.open("rb", buffering=0) as stream:
            return hashlib.sha256(stream.read(self._limit + 1) or b"").hexdigest()

    def __contains__(self, key: Key | None) -> bool:
        return key is not None and os.path.exists(self._entry(key))

    def _entry(self, key: Key) -> str:
        return os.path.join(self._folder or "", key.entry)

    def load(self, key: Key, name: str) -> Outcome | None:
        """Return what the file of that name gave; None where the entry is spoilt."""
        try:
            with open(self._entry(key), "rb", buffering=0) as stream:
                entry = stream.readall()
            size = hashlib.sha256().digest_size
            if entry[:size] != _hash(entry[size:]):
                return None
            found = unpack(entry[size:])
        except (OSError, SpoiltError):
            return None
        return found if (found.name, found.digest) == (name, key.digest) else None

    def keep(self, key: Key | None, data: bytes, outcome: Outcome) -> None:
        """Keep what a file gave; a full disk is no fault, and half an entry is known as spoilt.

        Not kept is what may be different the next time: that reading took too long, or that
        the file was changed since its key was told.
        """
        slow = any(problem.rule is Rule.TOO_SLOW for problem in outcome.problems)
        if self._folder is None or key is None or slow or outcome.digest != key.digest:
            return
        self._added = True
        with contextlib.suppress(OSError):
            handle = os.open(self._entry(key), _WRITE, 0o600)
            with open(handle, "wb", buffering=0) as stream:
                stream.write(_hash(data) + data)

    def trim(self) -> None:
        """Throw the oldest entries away where there are more than the cache may hold."""
        if self._folder is None or not self._added:
            return
        entries = sorted(_entries(self._folder), reverse=True)
        if sum(size for _, size, _ in entries) <= _MOST_BYTES:
            return
        kept = 0
        for _, size, path in entries:
            kept += size
            if kept > _MOST_BYTES * _OFTEN:
                with contextlib.suppress(OSError):
                    os.unlink(path)


def _entries(place: Path) -> Iterator[tuple[float, int, str]]:
    """Yield the time, size and path of everything in the folder."""
    with contextlib.suppress(OSError), os.scandir(place) as found:
        for entry in found:
            with contextlib.suppress(OSError):
                facts = entry.stat(follow_symlinks=False)
                yield facts.st_mtime, facts.st_size, entry.path


def _safe(place: Path) -> Path | None:
    """Return the folder, made if need be; None unless it is this user's alone to write in."""
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = place.lstat()
    except OSError:
        return None
    if not stat.S_ISDIR(found.st_mode):
        return None
    if hasattr(os, "getuid") and (
        found.st_uid != os.getuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    ):
        return None
    return place


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _terms(terms: Terms) -> str:
    """Return a text that differs wherever the same file could be read differently."""
    context = terms.context
    shipped = official()
    own = [
        (register.name, register.names, register.home)
        for register in context.registers.registers
        if not any(register is one for one in shipped)
    ]
    parts = (context.framework, own, context.folder, terms.limits)
    return _hash(f"{_program()}\n{parts!r}".encode("utf-8", "replace")).hex()


@cache
def _program() -> str:
    """Return a text that stands for what this program reads with: code, data, libraries."""
    from digimatrix import __version__

    content = hashlib.sha256(f"{__version__}\n{sys.version}\n".encode())
    for library in _LIBRARIES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            content.update(f"{library} {importlib.metadata.version(library)}\n".encode())
    package = Path(__file__).parent.parent
    for path in sorted(path for room in _ROOMS for path in (package / room).rglob("*")):
        if path.suffix in (".py", ".toml", ".csv", ".mo"):
            data = path.read_bytes()
            content.update(f"{path.relative_to(package).as_posix()} {len(data)}\n".encode() + data)
    return content.hexdigest()
