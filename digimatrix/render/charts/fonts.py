"""The charts' own font: its files, the width of a text in it, and lines that fit a width."""

from __future__ import annotations

import base64
import re
import unicodedata
from enum import Enum
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from pathlib import Path

import matplotlib
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags

FAMILY = "Digimatrix Sans"
_FOLDER = Path(str(resources.files("digimatrix.render"))) / "assets" / "fonts"
_UNIT = 100  # points at which widths are measured; they scale linearly without hinting
_NOT_DRAWN = re.compile(
    r"[^\S\u00a0\u2007\u202f]+|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufffe\uffff\ud800-\udfff]+"
)
_BOX = "\u25a1"
_BREAKS = re.compile(r"(?<=[-–/])(?=\w)(?<!\d–(?=\d))|[^\S\u00a0\u2007\u202f]+")


class Weight(Enum):
    """A weight of the font: (name of its file, CSS weight, file of the stand-in)."""

    REGULAR = ("Regular", 400, "DejaVuSans.ttf")
    SEMIBOLD = ("SemiBold", 600, "DejaVuSans-Bold.ttf")

    def __init__(self, file: str, css: int, stand_in: str) -> None:
        self.file = file
        self.css = css
        self.stand_in = stand_in


@cache
def _font(path: Path) -> tuple[FT2Font, frozenset[int]]:
    font = FT2Font(str(path))
    font.set_size(_UNIT, 72)
    return font, frozenset(font.get_charmap())


def files() -> tuple[Path, ...]:
    """Return the font files that charts are drawn with: ours, then their stand-ins."""
    stand_ins = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    return (
        *(_FOLDER / f"{weight.file}.ttf" for weight in Weight),
        *(stand_ins / weight.stand_in for weight in Weight),
    )


@cache
def _letters() -> frozenset[int]:
    regular, semibold, *stand_ins = (_font(path)[1] for path in files())
    drawn = (regular & semibold) | frozenset.intersection(*stand_ins)
    # private and unassigned letters mean nothing to a reader's program; marks of direction
    # and joining are for scripts that no font here has
    return frozenset(code for code in drawn if unicodedata.category(chr(code))[0] != "C")


def drawable(text: str) -> str:
    """Return the text with a box for each letter that no font here has in every weight.

    Letters are composed first; what is not seen, such as a soft hyphen, is left out. Line
    breaks stay.
    """
    text = unicodedata.normalize("NFC", text)
    if _letters().issuperset(map(ord, text)):
        return text
    return "".join(
        letter if ord(letter) in _letters() or letter == "\n" else _box(letter) for letter in text
    )


def _box(letter: str) -> str:
    if letter in "\t\r\v\f\x85\u2028\u2029":
        return " "
    kind = unicodedata.category(letter)
    return "" if kind in ("Cc", "Cf", "Cs", "Mn", "Me") else _BOX


@cache
def _own(weight: Weight) -> Path:
    return _FOLDER / f"{weight.file}.ttf"


@lru_cache(maxsize=4096)
def _path(text: str, weight: Weight) -> Path:
    """Return the font file for a text: ours, or matplotlib's own for letters ours lacks."""
    own = _own(weight)
    if _font(own)[1].issuperset(map(ord, text)):
        return own
    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / weight.stand_in


@cache
def _properties(path: Path, size: float) -> FontProperties:
    return FontProperties(fname=path, size=size)


def properties(text: str, size: float, weight: Weight) -> FontProperties:
    """Return what matplotlib draws that text with, `size` in points."""
    return _properties(_path(text, weight), size)


@lru_cache(maxsize=65536)
def _width(text: str, weight: Weight) -> float:
    if len(text) < 3 or _path(text, weight) != _own(weight):
        return _measured(text, weight)
    pairs = sum(_width(one + other, weight) for one, other in pairwise(text))
    return pairs - sum(_width(letter, weight) for letter in text[1:-1])


def _measured(text: str, weight: Weight) -> float:
    """Return the width that the font gives; pairs of letters are enough for ours.

    It kerns pairs and joins no letters; measuring is slow, and texts share their pairs.
    """
    font, letters = _font(_path(text, weight))
    known = "".join(letter if ord(letter) in letters else "\ufffd" for letter in text)
    font.set_text(known, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 / _UNIT


def width(text: str, size: float, weight: Weight = Weight.REGULAR) -> float:
    """Return how wide a line of text is, in points; browsers give the same width."""
    return _width(text, weight) * size


def one_line(text: str) -> str:
    """Return the text without line breaks and without what no file may hold."""
    return _NOT_DRAWN.sub(" ", text).strip(" ")


def wrap(text: str, limit: float, size: float, weight: Weight = Weight.REGULAR) -> tuple[str, ...]:
    """Return the text in lines of at most `limit` points; no letter is lost.

    Lines end at spaces and after hyphens and dashes; only a word that is wider than a whole
    line is divided.
    """
    lines: list[str] = []
    line = ""
    text = one_line(text)
    position = 0
    for word_break in [*_BREAKS.finditer(text), None]:
        end = word_break.start() if word_break else len(text)
        word, glue = text[position:end], " " if position and text[position - 1] == " " else ""
        position = word_break.end() if word_break else end
        if line and width(line + glue + word, size, weight) > limit:
            lines.append(line)
            line = word
        else:
            line = line + glue + word if line else word
        while width(line, size, weight) > limit and len(line) > 2:
            fits = 1
            while width(line[: fits + 1] + "-", size, weight) <= limit:
                fits += 1
            lines.append(line[:fits] + "-")
            line = line[fits:]
    return (*lines, line)


def widest_word(text: str, size: float, weight: Weight = Weight.REGULAR) -> float:
    """Return the width of the widest part of the text that is not to be divided."""
    return max(width(word, size, weight) for word in _BREAKS.split(one_line(text)))


@cache
def font_css() -> str:
    """Return the `@font-face` rules of the charts' font, for a page to hold once."""
    rules = []
    for weight in Weight:
        data = base64.b64encode((_FOLDER / f"{weight.file}.woff2").read_bytes()).decode("ascii")
        rules.append(
            f'@font-face{{font-family:"{FAMILY}";font-weight:{weight.css};'
            f'src:url("data:font/woff2;base64,{data}") format("woff2")}}'
        )
    return "".join(rules)
