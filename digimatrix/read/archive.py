"""The parts of a zip file, unpacked and parsed within limits; nothing is trusted."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import Any, TypeVar
from xml.parsers import expat

from digimatrix.model.problems import Rule
from digimatrix.read.limits import Limits, RefusedError, over

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]
Parse = Callable[[Start, End, Text], None]
"""Streams the XML of a part into handlers."""

Made = TypeVar("Made")

_CHUNK = 65_536
_SMALL = 65_536  # bytes of a part that is remembered
_MOST = 256  # parts remembered
_ENCODINGS = frozenset(["utf-8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "iso-8859-1"])
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


def local(name: str) -> str:
    """Return an element's or attribute's name without its prefix."""
    return name.rpartition(":")[2]


class Archive:
    """A zip file held in memory; parts are found whatever their case and kind of slash."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.limits = limits
        self._unpacked = 0
        self._elements = 0
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
            before = self._elements
            made = make(partial(self._parse, [content]))
            if len(_remembered) >= _MOST:
                _remembered.clear()
            _remembered[key] = made, self._elements - before
            return made
        made, elements = _remembered[key]
        self._elements += elements
        if self._elements > self.limits.elements:
            raise over(self.limits, "elements")
        return made

    def parse(self, part: str, start: Start, end: End, text: Text) -> None:
        """Stream a part's XML into the handlers.

        Raises:
            RefusedError: if the part cannot be read, is no XML, declares a document type (where
                entity bombs and outside files hide), or goes over a limit.
        """
        self._parse(self.chunks(part), start, end, text)

    def _parse(self, chunks: Iterable[bytes], start: Start, end: End, text: Text) -> None:
        limits = self.limits
        depth, deepest, left = 0, limits.depth, limits.elements - self._elements

        def guarded_start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth, left
            depth += 1
            left -= 1
            if depth > deepest:
                raise over(limits, "depth")
            if left < 0:
                raise over(limits, "elements")
            start(name, attributes)

        def guarded_end(name: str) -> None:
            nonlocal depth
            depth -= 1
            end(name)

        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = _CHUNK
        parser.XmlDeclHandler = _check_encoding
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = guarded_start
        parser.EndElementHandler = guarded_end
        parser.CharacterDataHandler = text
        fed = 0
        try:
            for chunk in chunks:
                parser.Parse(chunk, False)
                fed += len(chunk)
                # An endless tag would be scanned anew with every chunk.
                if fed - parser.CurrentByteIndex > limits.token_bytes:
                    raise over(limits, "token_bytes")
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise RefusedError(Rule.DAMAGED_FILE) from error
        finally:
            self._elements = limits.elements - left


@lru_cache(maxsize=1024)
def _key(part: str) -> str:
    return posixpath.normpath("/" + part.replace("\\", "/")).lstrip("/").casefold()


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    # With others the parser asks Python, whose errors could be taken for our own.
    if encoding is not None and encoding.casefold() not in _ENCODINGS:
        raise RefusedError(Rule.DAMAGED_FILE)


def _refuse_doctype(*_: object) -> None:
    raise RefusedError(Rule.UNSAFE_XML)
