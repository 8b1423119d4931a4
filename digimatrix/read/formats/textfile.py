"""Text files: letters and separator found, the table becomes one grid."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from digimatrix.model.problems import Rule
from digimatrix.read.formats.letters import likelihood
from digimatrix.read.gathering import LAST_COLUMN, LAST_ROW, Gathering
from digimatrix.read.limits import RefusedError, over

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD = {  # of those that read all letters alike the first
    "cp1252": "Windows-1252",
    "cp1257": "Windows-1257",
    "cp850": "MS-DOS 850",
    "mac_roman": "Mac Roman",
    "cp1250": "Windows-1250",
}
_SEPARATORS = ";,\t|"
_NONE = "\x1f"  # separates nothing: no text that people type has it
_SEVERAL = 3  # separators of a line that sentences seldom agree on
_FEW_AGREE, _SEVERAL_AGREE = 0.9, 0.5  # shares of lines that a table's few, or several, are in
_QUOTED = re.compile('"(?:[^"]|"")*"')
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


class _Quoting(Enum):
    """What quotation marks do: fields begin and end with them, some only hold them, or nothing."""

    STRICT = auto()
    LOOSE = auto()
    NONE = auto()


def is_text(data: bytes) -> bool:
    """Return whether the bytes are text in any of the encodings that are tried."""
    return decode(data) is not None


def read(data: bytes, gathering: Gathering, *, any_shape: bool) -> None:
    """Read the text as one table into `gathering`; its sheet has no name.

    A text of one column is taken for a table, or a mail, only if it may be of `any_shape`: a
    program's notes ("README") are none.

    Raises:
        RefusedError: if it is no text, no table, or goes over a limit.
    """
    decoded = decode(data)
    if decoded is None:
        raise RefusedError(Rule.UNKNOWN_FORMAT)
    text, guessed = decoded
    limits = gathering.limits
    stated = _SEPARATOR_LINE.match(text)
    text = text[stated.end() :] if stated else text
    separator = stated[1] if stated else find_separator(text)
    if text.count(separator) > limits.elements:
        raise over(limits, "elements")
    csv.field_size_limit(max(limits.cell_characters, limits.file_bytes))
    quoting = _quoting(text, separator)
    sheet = gathering.sheet("")
    sheet.separator = separator
    for row, fields in enumerate(_rows(text, separator, quoting), 1):
        for column, field in enumerate(fields, 1):
            words = gathering.text(field) if field else ""
            if words and (row > LAST_ROW or column > LAST_COLUMN):
                raise RefusedError(Rule.DAMAGED_FILE)
            sheet.put(row, column, words, words)
    if not any_shape and not any(column > 1 for _, column in sheet.cells):
        raise RefusedError(Rule.UNKNOWN_FORMAT)
    if guessed:
        gathering.note(Rule.GUESSED_ENCODING, encoding=guessed)
    if quoting is _Quoting.NONE:
        gathering.note(Rule.UNCLOSED_QUOTE)
    gathering.keep(sheet)


def _rows(text: str, separator: str, quoting: _Quoting) -> Iterator[list[str]]:
    if quoting is _Quoting.NONE:
        return (line.split(separator) for line in text.splitlines())
    strict = quoting is _Quoting.STRICT
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)


def _quoting(text: str, separator: str) -> _Quoting:
    """Return how far the quotation marks of the table can be relied on."""
    try:
        for _ in _rows(text, separator, _Quoting.STRICT):
            pass
    except csv.Error:
        return _Quoting.NONE if text.count('"') % 2 else _Quoting.LOOSE
    return _Quoting.STRICT


def decode(data: bytes) -> tuple[str, str] | None:
    """Return the text and, where the encoding had to be guessed, its name; None for no text."""
    text, guessed = _decode(data)
    odd = sum(text.count(chr(code)) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return None if odd * 50 > len(text) else (text, guessed)


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), ""
    sample = data[:4096]
    zeros = sample.count(0)
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[first::2].count(0) > 0.9 * zeros > 0.2 * len(sample):
            return data.decode(encoding, "replace"), encoding.upper()
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        sample = data[:100_000]
        encoding = max(_OLD, key=lambda name: likelihood(sample.decode(name, "replace"), name))
        return data.decode(encoding, "replace"), _OLD[encoding]


def find_separator(text: str) -> str:
    """Return the separator that most lines agree on, counted outside quotation marks.

    Where it always stands as in prose, before a space or between the digits of a number, and
    too few lines have the same number of it, none separates: sentences agree on a comma or two.
    """
    lines = [line for line in _QUOTED.sub("", text[:200_000]).splitlines() if line.strip(" ")][:200]
    found = {separator: _agreement(lines, separator) for separator in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda separator: found[separator].score)
    separates = re.compile(rf"(?<!\d){re.escape(best)}(?=\S)|{re.escape(best)}(?=[^\s\d])")
    if any(separates.search(line.rstrip()) for line in lines):
        return best
    share = _FEW_AGREE if found[best].times < _SEVERAL else _SEVERAL_AGREE
    return best if found[best].lines >= share * len(lines) else _NONE


class _Agreement(NamedTuple):
    """How many lines have a separator the same number of `times`, and how much speaks for it."""

    lines: int
    times: int
    score: float


def _agreement(lines: list[str], separator: str) -> _Agreement:
    """Return what speaks for a separator: lines with the same number of it, times that number.

    Commas are common in prose, so that one line alone says little where others differ.
    """
    counts = [count for count in (line.count(separator) for line in lines) if count]
    usual, agreeing = max(
        Counter(counts).items(), key=lambda pair: pair[0] * pair[1], default=(0, 0)
    )
    one = agreeing == 1 and len(lines) > 1
    return _Agreement(agreeing, usual, usual / 10 if one else usual * agreeing)
