"""XML streamed into handlers within limits; nothing of it is trusted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

from digimatrix.model.problems import Rule
from digimatrix.read.limits import Limits, RefusedError, over

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]
Parse = Callable[[Start, End, Text], None]
"""Streams some XML into handlers."""

_CHUNK = 65_536
_ENCODINGS = frozenset(["utf-8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "iso-8859-1"])


def local(name: str) -> str:
    """Return an element's or attribute's name without its prefix."""
    return name.rpartition(":")[2]


def in_pieces(data: bytes) -> Iterator[bytes]:
    """Yield the bytes in pieces, between which the guard looks after them."""
    for begin in range(0, len(data), _CHUNK):
        yield data[begin : begin + _CHUNK]


class Guard:
    """Parses the XML of one file; `elements` are those of all its parts so far."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.elements = 0

    def count(self, elements: int) -> None:
        """Count elements that need not be parsed again.

        Raises:
            RefusedError: if they are too many.
        """
        self.elements += elements
        if self.elements > self.limits.elements:
            raise over(self.limits, "elements")

    def parse(self, chunks: Iterable[bytes], start: Start, end: End, text: Text) -> None:
        """Stream the XML into the handlers.

        Raises:
            RefusedError: if it is no XML, declares a document type (where entity bombs and
                outside files hide), or goes over a limit.
        """
        limits = self.limits
        depth, deepest, left = 0, limits.depth, limits.elements - self.elements

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
            self.elements = limits.elements - left


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    # With others the parser asks Python, whose errors could be taken for our own.
    if encoding is not None and encoding.casefold() not in _ENCODINGS:
        raise RefusedError(Rule.DAMAGED_FILE)


def _refuse_doctype(*_: object) -> None:
    raise RefusedError(Rule.UNSAFE_XML)
