"""Excel's cell formats: what makes a number a date or a per cent, strikes it through, fills it."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from digimatrix.read.formats.guardedxml import Parse, local
from digimatrix.read.formats.packages import ignore
from digimatrix.read.formats.xlsx_words import true
from digimatrix.read.grids import Value

DATE, STRUCK, PERCENT = 1, 2, 4
"""What a cell's format says, one bit each."""

DECIMALS = 3
"""From this bit on: how many decimals a number is shown with, plus 1; 0 where it is not said."""

_DECIMALS = {1: 0, 2: 2, 3: 0, 4: 2, 9: 0, 10: 2, 37: 0, 38: 0, 39: 2, 40: 2}
_FIXED = re.compile(r"[^.eE#?0]*[#0?,]*0(?:\.(0+))?[^.eE#?0]*")

_DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_PERCENT_FORMATS = frozenset([9, 10])
_MOST = 30  # decimals that fit into the bits
_LONGEST = 255  # letters of a format; a longer one is no program's

_NOT_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.|general', re.IGNORECASE)


_FEWEST_FILLS = 3  # colours of a sheet that may tell levels


class Formats(NamedTuple):
    """The cell formats of a workbook: a byte of bits for each, the colour of those filled.

    The colour is as the file writes it, by the format's number as a cell gives it; there are
    none where too few differ to tell anything. `looks` are those of headings, as `Look` has their
    kinds, by the same number; there are none where cells without a format look so.
    """

    bits: bytes
    fills: dict[str, str]
    looks: dict[str, str]


def styles(parse: Parse) -> Formats:
    """Return the cell formats of a part, in order."""
    return _Styles().read(parse)


class _Styles:
    def read(self, parse: Parse) -> Formats:
        self._path: list[str] = []
        self._codes: dict[str, int] = {}
        self._struck_fonts = bytearray()
        self._kinds: list[str] = []
        self._fills: list[str] = []
        self._solid = False
        self._formats: list[tuple[str, str]] = []
        self._filled: list[str] = []
        parse(self._start, self._end, ignore)
        colours = dict(zip(map(str, range(len(self._fills))), self._fills, strict=True))
        fills = {
            str(number): colour
            for number, fill in enumerate(self._filled)
            if (colour := colours.get(fill))
        }
        few = len(set(fills.values())) < _FEWEST_FILLS
        bits = bytes(map(self._bits, self._formats)) or b"\0"
        return Formats(bits, {} if few else fills, self._looks())

    def _looks(self) -> dict[str, str]:
        kinds = dict(zip(map(str, range(len(self._kinds))), self._kinds, strict=True))
        looks = {
            str(number): kind
            for number, (_, font) in enumerate(self._formats)
            if (kind := kinds.get(font))
        }
        return {} if "0" in looks else looks

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        inside = self._path[-1] if self._path else ""
        self._path.append(name)
        if name == "xf" and inside == "cellXfs":
            self._formats.append((attributes.get("numFmtId", ""), attributes.get("fontId", "")))
            self._filled.append(attributes.get("fillId", ""))
        elif name == "fill" and inside == "fills":
            self._fills.append("")
        elif name == "patternFill" and self._path[-3:-1] == ["fills", "fill"]:
            self._solid = attributes.get("patternType") == "solid"
        elif name == "fgColor" and self._solid and self._path[-4:-2] == ["fills", "fill"]:
            self._fills[-1] = " ".join(f"{key}={attributes[key]}" for key in sorted(attributes))
        elif name == "font" and inside == "fonts":
            self._struck_fonts.append(0)
            self._kinds.append("")
        elif name == "strike" and self._path[-3:] == ["fonts", "font", "strike"]:
            self._struck_fonts[-1] = true(attributes.get("val"), default=True)
        elif name in ("b", "u") and self._path[-3:-1] == ["fonts", "font"]:
            if attributes.get("val", "1") not in ("0", "false", "off", "none"):
                self._kinds[-1] = "".join(sorted({*self._kinds[-1], name}))
        elif name == "numFmt" and inside == "numFmts":
            code = attributes.get("formatCode", "")
            self._codes[attributes.get("numFmtId", "")] = bits_of_code(code)

    def _end(self, _: str) -> None:
        self._path.pop()

    def _bits(self, style: tuple[str, str]) -> int:
        number_format, font = style
        bits = self._codes.get(number_format, -1)
        if bits < 0:
            key = int(number_format) if number_format.isdecimal() else 0
            bits = DATE * (key in _DATE_FORMATS) | PERCENT * (key in _PERCENT_FORMATS)
            bits |= (_DECIMALS.get(key, -1) + 1) << DECIMALS
        index = int(font) if font.isdecimal() and len(font) < 9 else 0
        if index < len(self._struck_fonts) and self._struck_fonts[index]:
            bits |= STRUCK
        return bits


def bits_of_code(code: str) -> int:
    """Return what a number format says, by its code such as `0.0%`."""
    code = _NOT_CODE.sub("", code.split(";")[0]).lower()
    if any(letter in "dmyhs" for letter in code):
        return DATE
    bits = PERCENT if "%" in code else 0
    fixed = _FIXED.fullmatch(code) if len(code) <= _LONGEST else None
    decimals = min(len(fixed[1] or ""), _MOST) + 1 if fixed else 0
    return bits | decimals << DECIMALS


def decimals(bits: int) -> int | None:
    """Return how many decimals a number of that format is shown with, None where not said."""
    return (bits >> DECIMALS) - 1 if bits >> DECIMALS else None


def moment(amount: float, epoch: datetime.datetime) -> Value | None:
    """Return the date or time that a number of days stands for, or None if it is none."""
    if 0 <= amount < 1:
        seconds = round(amount * 86_400) % 86_400
        return datetime.time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    if not 0 < amount < 2_958_466:  # the day after 31 December 9999
        return None
    if epoch.year == 1899 and amount < 60:
        amount += 1  # Excel counts a 29 February 1900 that never was
    try:
        return plain(epoch + datetime.timedelta(seconds=round(amount * 86_400)))
    except OverflowError:
        return None


def plain(moment: datetime.datetime) -> datetime.date | datetime.datetime:
    """Return a moment at midnight as the day it begins."""
    return moment if moment.time() != datetime.time() else moment.date()
