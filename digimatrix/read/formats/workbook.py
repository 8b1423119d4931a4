"""The front door of reading: whatever a file is called, its content becomes grids and problems."""

from __future__ import annotations

import codecs
import hashlib
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

from digimatrix.model.problems import Problem, Rule, Severity
from digimatrix.read.formats import (
    foreign,
    opendocument,
    spreadsheetml,
    textfile,
    webpage,
    word,
    xlsx,
)
from digimatrix.read.formats.archive import Archive
from digimatrix.read.gathering import Gathering
from digimatrix.read.grids import Grid
from digimatrix.read.limits import LIMITS, Limits, RefusedError, over

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EXTENSIONS = {
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xltx": "xlsx",
    ".xltm": "xlsx",
    ".xls": "xls",
    ".xlt": "xls",
    ".xlsb": "xlsb",
    ".ods": "ods",
    ".ots": "ods",
    ".fods": "fods",
    ".docx": "docx",
    ".docm": "docx",
    ".csv": "text",
    ".tsv": "text",
    ".txt": "text",
}
_USUAL = {kind: extension for extension, kind in reversed(_EXTENSIONS.items())}
_USUAL |= {"html": ".html", "spreadsheetml": ".xml"}
_ROOT = re.compile(rb"\s*(?:<[?!][^>]*>\s*)*<(?:\w+:)?(\w+)([^>]*)")


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file gave: its sheets in order, what was wrong, and the SHA-256 of its bytes."""

    grids: tuple[Grid, ...]
    problems: tuple[Problem, ...]
    digest: str


def open_file(path: Path, name: str, limits: Limits = LIMITS) -> Opened:
    """Return the sheets of a file; whatever is wrong with it comes back as problems.

    `name` is the file's name in every place and message. The file is read once, whole, and
    never written to.
    """
    gathering = Gathering(name, limits)
    digest = ""
    grids: tuple[Grid, ...] = ()
    try:
        data = _load(path, limits)
        digest = hashlib.sha256(data).hexdigest()
        _read(data, _extension(name), gathering)
        grids = gathering.finish()
        if not grids and not any(p.rule.severity is Severity.ERROR for p in gathering.problems):
            gathering.note(Rule.EMPTY_FILE)
    except RefusedError as refused:
        rule = refused.rule
        if rule is Rule.OTHER_FORMAT and _extension(name) not in _EXTENSIONS:
            rule = Rule.UNKNOWN_FORMAT  # "ohje.pdf" need not be a return
        gathering.note(rule, **refused.facts)
    return Opened(grids, tuple(gathering.problems), digest)


def _extension(name: str) -> str:
    return posixpath.splitext(name)[1].lower()


def _load(path: Path, limits: Limits) -> bytes:
    try:
        if not path.is_file():  # opening a pipe would wait for ever
            raise RefusedError(Rule.NOT_OPENED)
        with path.open("rb") as stream:
            data = stream.read(limits.file_bytes + 1)
    except OSError as error:
        raise RefusedError(Rule.NOT_OPENED) from error
    if len(data) > limits.file_bytes:
        raise over(limits, "file_bytes")
    return data


def _read(data: bytes, extension: str, gathering: Gathering) -> None:
    """Read the bytes as what they are."""
    if not data.strip(b"\0 \t\r\n"):
        raise RefusedError(Rule.EMPTY_FILE)
    archive = Archive(data, gathering.limits) if data.startswith(b"PK") else None
    kind = _kind_of_archive(archive) if archive else _kind(data)
    if kind == "text" and not textfile.is_text(data):
        known = extension in _EXTENSIONS
        raise RefusedError(Rule.DAMAGED_FILE if known else Rule.UNKNOWN_FORMAT)
    if kind == "html" and extension not in _EXTENSIONS:  # a page that says to be one, as reports
        raise RefusedError(Rule.OTHER_FORMAT, format="HTML")
    if kind != _EXTENSIONS.get(extension) and extension != _USUAL[kind]:
        gathering.note(Rule.WRONG_EXTENSION, format=_USUAL[kind])
    if archive is None:
        if kind == "html":
            webpage.read(data, gathering)
        elif kind == "spreadsheetml":
            spreadsheetml.read(data, gathering)
        elif kind == "fods":
            opendocument.read_flat(data, gathering)
        elif kind == "text":
            textfile.read(data, gathering, any_shape=_EXTENSIONS.get(extension) == kind)
        else:
            foreign.read(data, gathering)
    elif kind == "xlsb":
        foreign.read(data, gathering)
    else:
        if archive.doubled:
            gathering.note(Rule.DOUBLED_PART)
        {"xlsx": xlsx, "ods": opendocument, "docx": word}[kind].read(archive, gathering)


def _kind_of_archive(archive: Archive) -> str:
    if "xl/workbook.bin" in archive:
        return "xlsb"
    if "word/document.xml" in archive:
        return "docx"
    if "content.xml" in archive and "mimetype" in archive:
        if b"opendocument.text" in b"".join(archive.chunks("mimetype")):
            raise RefusedError(Rule.OTHER_FORMAT, format="ODT")
        return "ods"
    if "[Content_Types].xml" in archive or "xl/workbook.xml" in archive:
        return "xlsx"
    raise RefusedError(Rule.OTHER_FORMAT, format="ZIP")


def _kind(data: bytes) -> str:
    """Return the kind of a file that is no zip file.

    Raises:
        RefusedError: if it is of a kind that cannot be read.
    """
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise RefusedError(Rule.PASSWORD_PROTECTED)
        if "WordDocument".encode("utf-16-le") in data:
            raise RefusedError(Rule.OTHER_FORMAT, format="DOC")
        return "xls"
    if start.startswith(b"%pdf"):
        raise RefusedError(Rule.OTHER_FORMAT, format="PDF")
    if start.startswith(b"{\\rtf"):
        raise RefusedError(Rule.OTHER_FORMAT, format="RTF")
    if table := _kind_of_xml(data):
        return table
    if webpage.is_page(data):
        return "html"
    if start.startswith(b"<?xml"):
        raise RefusedError(Rule.OTHER_FORMAT, format="XML")
    return "text"


def _kind_of_xml(data: bytes) -> str | None:
    """Return the kind of a workbook that is one XML file, by its first element."""
    sample = data[:8192]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        sample = sample.decode("utf-16", "ignore").encode("utf-8", "ignore")
    root = _ROOT.match(sample.removeprefix(codecs.BOM_UTF8))
    if root is None:
        return None
    if root[1] == b"Workbook" and b"urn:schemas-microsoft-com:office:spreadsheet" in root[2]:
        return "spreadsheetml"
    if root[1] == b"document" and b"application/vnd.oasis.opendocument.spreadsheet" in root[2]:
        return "fods"
    return None
