"""The parts of a zip file, unpacked and parsed within limits; nothing is trusted."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Any, TypeVar

from digimatrix.model.problems import Rule
from digimatrix.read.formats.guardedxml import End, Guard, Parse, Start, Text
from digimatrix.read.limits import Limits, RefusedError, over

Made = TypeVar("Made")

_CHUNK = 65_536
_SMALL = 65_536  # bytes of a part that is remembered
_MOST = 256  # parts remembered
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,  # zipfile's word for a part with a password
    NotImplementedError,
    UnicodeError,
    ValueError,
    OverflowError,
)


# What was made of a part, and of how many elements, by its maker, its bytes and the limits.
_remembered: dict[tuple[object, bytes, Limits], tuple[Any, int]] = {}


class Archive:
    """A zip file held in memory; parts are found whatever their case and kind of slash."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.limits = limits
        self._unpacked = 0
        self._guard = Guard(limits)
        # Counted before zipfile makes an object for each.
        if data.count(b"PK\x01\x02") > limits.members:
            raise over(limits, "members")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except _DAMAGE as error:
            raise RefusedError(Rule.DAMAGED_FILE) from error
        self._infos = {_key(info.filename): info for info in infos}
        self.doubled = len(self._infos) < len(infos)

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._infos

    def __iter__(self) -> Iterator[str]:
        return iter(self._infos)

    def chunks(self, part: str) -> Iterator[bytes]:
        """Yield the bytes of a part, counted against the limits while they are unpacked.

        Raises:
            RefusedError: if there is no such part, it is damaged or too large, or has a password.
        """
        info = self._infos.get(_key(part))
        if info is None or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise RefusedError(Rule.DAMAGED_FILE)
        if info.flag_bits & 1:
            raise RefusedError(Rule.PASSWORD_PROTECTED)
        size = 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._unpacked += len(chunk)
                    if size > self.limits.part_bytes:
                        raise over(self.limits, "part_bytes")
                    if self._unpacked > self.limits.all_bytes:
                        raise over(self.limits, "all_bytes")
                    yield chunk
        except _DAMAGE as error:
            raise RefusedError(Rule.DAMAGED_FILE) from error

    def made(self, part: str, make: Callable[[Parse], Made]) -> Made:
        """Return what is made of a part's XML, which depends on nothing else and never changes.

        Small parts are parsed once: many files of one program have the same.

        Raises:
            RefusedError: as `parse` does.
        """
        info = self._infos.get(_key(part))
        if info is None or info.file_size > _SMALL:
            return make(partial(self.parse, part))
        content = b"".join(self.chunks(part))
        key = make, content, self.limits
        if key not in _remembered:
            before = self._guard.elements
            made = make(partial(self._guard.parse, [content]))
            if len(_remembered) >= _MOST:
                _remembered.clear()
            _remembered[key] = made, self._guard.elements - before
            return made
        made, elements = _remembered[key]
        self._guard.count(elements)
        return made

    def parse(self, part: str, start: Start, end: End, text: Text) -> None:
        """Stream a part's XML into the handlers.

        Raises:
            RefusedError: if the part cannot be read or goes over a limit, or its XML is refused.
        """
        self._guard.parse(self.chunks(part), start, end, text)


@lru_cache(maxsize=1024)
def _key(part: str) -> str:
    return posixpath.normpath("/" + part.replace("\\", "/")).lstrip("/").casefold()
