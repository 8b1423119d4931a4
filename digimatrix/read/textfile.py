"""Text files: letters and separator found, the table becomes one grid."""

from __future__ import annotations

import codecs
import csv
import io
import re

from digimatrix.model.problems import Rule
from digimatrix.read.gathering import LAST_COLUMN, LAST_ROW, Gathering
from digimatrix.read.limits import RefusedError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD = ("cp1252", "cp850", "mac_roman")
_LIKELY = frozenset("åäöÅÄÖéÉüÜáíóúőűąčęėįšųūž–—’”“…→€´§°·•\u00a0")
_SEPARATORS = ";,\t|"
_QUOTED = re.compile('"(?:[^"]|"")*"')
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read(data: bytes, gathering: Gathering) -> None:
    """Read the text as one table into `gathering`; its sheet has no name.

    Raises:
        RefusedError: if it is no text or goes over a limit.
    """
    text, guessed = decode(data)
    if text is None:
        raise RefusedError(Rule.UNKNOWN_FORMAT)
    if guessed:
        gathering.note(Rule.GUESSED_ENCODING, encoding=guessed)
    stated = _SEPARATOR_LINE.match(text)
    text = text[stated.end() :] if stated else text
    separator = stated[1] if stated else find_separator(text)
    sheet = gathering.sheet("")
    limit = gathering.limits.cell_characters
    csv.field_size_limit(limit)
    lines = io.StringIO(text, newline="")
    try:
        rows = list(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error:
        gathering.note(Rule.UNCLOSED_QUOTE)
        rows = [line.split(separator) for line in text.splitlines()]
    for row, fields in enumerate(rows, 1):
        for column, field in enumerate(fields, 1):
            words = gathering.text(field)
            if words and (row > LAST_ROW or column > LAST_COLUMN):
                raise RefusedError(Rule.DAMAGED_FILE)
            sheet.put(row, column, words, words)
    gathering.keep(sheet)


def decode(data: bytes) -> tuple[str | None, str]:
    """Return the text and, where the encoding had to be guessed, its name; None for no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _text(data, encoding), ""
    if b"\0" in data[:4096]:
        zeros = data[:4096].count(0)
        for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            if data[first:4096:2].count(0) > 0.9 * zeros > 0.2 * len(data[:4096]):
                return _text(data, encoding), encoding.upper()
        return None, ""
    try:
        return _text(data, "utf-8"), ""
    except UnicodeDecodeError:
        pass
    encoding = max(_OLD, key=lambda name: _likelihood(data, name))
    name = {"cp1252": "Windows-1252", "cp850": "MS-DOS 850", "mac_roman": "Mac Roman"}[encoding]
    return _text(data, encoding), name


def _text(data: bytes, encoding: str) -> str | None:
    strict = encoding == "utf-8"
    text = data.decode(encoding, "strict" if strict else "replace")
    odd = sum(text.count(chr(code)) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return None if odd * 50 > len(text) else text


def _likelihood(data: bytes, encoding: str) -> int:
    """Return how many letters of the languages read here (less others) an encoding gives."""
    letters = [x for x in data[:100_000].decode(encoding, "replace") if x > "\x7f"]
    return sum(1 if letter in _LIKELY else -1 for letter in letters)


def find_separator(text: str) -> str:
    """Return the separator that most lines agree on, counted outside quotation marks."""
    lines = [line for line in _QUOTED.sub("", text[:200_000]).splitlines() if line.strip()][:200]
    best, most = ",", 0
    for separator in _SEPARATORS:
        counts = [line.count(separator) for line in lines]
        found = sum(1 for count in counts if count) * max(set(counts), key=counts.count, default=0)
        found = found or min(sum(counts), 1)
        if found > most:
            best, most = separator, found
    return best
