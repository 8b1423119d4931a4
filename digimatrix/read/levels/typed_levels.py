"""A level as somebody typed it: one number, a range, a doubt, or words that are no level."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from digimatrix.languages import data
from digimatrix.read.grids import Value
from digimatrix.read.levels.spelled import in_figures, with_halves
from digimatrix.read.wordings import alternation, fold, plain_set

Scale = tuple[float, float]

PERCENT: Scale = (0, 100)

DASH = r"[-–—−‐‑]"
_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}
_CIRCLED = {  # "②", "❷", "⑵", "⒉", "２", "²"
    sign: str(digit)
    for sign in map(chr, (0xB2, 0xB3, 0xB9, *range(0x2070, 0x2794), *range(0xFF10, 0xFF1A)))
    if (digit := unicodedata.digit(sign, None)) is not None
}
_DIGITS = str.maketrans(_CIRCLED | {"\ufe0f": None, "\u20e3": None})  # of the keycap "2️⃣"
_RAISED = re.compile(f"[{''.join(_CIRCLED)}\ufe0f\u20e3]")
_SIGN = re.compile(f"[0-9½¼¾{''.join(_CIRCLED)}]")
_LONGEST = 80  # letters of a cell that types a level
_SPELLED = 40  # letters of a cell that may spell a level
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_BETWEEN = re.compile(
    rf"(\d+(?:[.,]\d+)?)\s*%?\s*(?:{DASH}|\.\.\.?|…)\s*(\d+(?:[.,]\d+)?)"
    rf"(?!\s*{DASH}?\s*\d)"
)
_TOP = re.compile(r"/\s*(\d+)(?![.,]?\d)")  # of "3-4/5"
_REACHING = re.compile(rf"(\d)\s*(?:\(\s*{DASH}|{DASH}\s*\)|{DASH}\s*\()\s*(\d)\)?")  # "1 (-2)"
_OF = re.compile(r"(\d+(?:[.,]\d+)?)\s*/\s*(\d+)")
_MONTH = re.compile(
    r"(\d{1,2})[.\s-]{1,2}([^\W\d]{3,})\.?(?:[\s-]+\d{2,4})?|([^\W\d]{3,})[.\s-]{1,2}(\d{1,2})"
)
_SPOILT = re.compile(r"(\d{1,2})\.(\d{1,2})\.(?:\d{2,4})?")


@dataclass(frozen=True, slots=True)
class TypedLevel:
    """A level on the scale it was typed on.

    `of` is the 4 of "2/4", and of "3/4", which is ambiguous; `percent` the % of "50 %".
    `open` is +1 for "at least 2", which may be more, and -1 for "at most 2". `about` is the
    number whose doubt moved an end, or both, by half a level of 0–4: the 2 of "2?" and "2+".
    `scale` is the one that a level's name is on, whatever scale numbers beside it are on.
    """

    typed: str
    low: float
    high: float
    ambiguous: bool = False
    of: int | None = None
    percent: bool = False
    open: int = 0
    about: float | None = None
    scale: Scale | None = None

    def on(self, scale: Scale) -> TypedLevel:
        """Return the level on that scale: per cent as a share of it, a doubt as half a level."""
        if self.scale not in (None, scale):
            low, high = (convert(end, self.scale, scale) for end in (self.low, self.high))
            return replace(self, low=low, high=high, about=None, scale=None)
        if self.percent and scale != PERCENT:
            low, high = (convert(end, PERCENT, scale) for end in (self.low, self.high))
            return replace(self, low=low, high=high, percent=False)
        if self.about is None:
            return self
        half = half_of(scale)
        low = self.about - half if self.low < self.about else self.about
        high = self.about + half if self.high > self.about else self.about
        return replace(self, low=low, high=high)


def half_of(scale: Scale) -> float:
    """Return half a level: of few whole numbers, else of five levels at even distances."""
    wide = scale[1] - scale[0]
    return 0.5 if 2 <= wide <= 10 and wide == int(wide) else wide / 8


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:(?:{alternation('answers', 'level_words', 'target_words')})\s*[:=]?\s*"
        rf"|(?:{alternation('answers', 'level_letters')})(?=\d))",
        re.IGNORECASE,
    )


@cache
def _doubt() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:(?:{alternation('answers', 'approximately')})\.?\s+|~\s*|≈\s*)(?=\d)", re.I
    )


@cache
def _either() -> re.Pattern[str]:
    words = alternation("answers", "or", "reaching")
    return re.compile(
        rf"(\d+(?:[.,]\d+)?)\s+(?:{words})\s+(\d+(?:[.,]\d+)?)",
        re.IGNORECASE,
    )


@cache
def _inflected() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Find "2-től 3-ig", and figures with other endings: "2:n", "3-as"."""
    begin, end, any_ = (
        alternation("answers", key) for key in ("from_endings", "to_endings", "number_endings")
    )
    return (
        re.compile(rf"(\d)[-–:](?:{begin})\s+(\d)[-–:](?:{end})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<=\d)[-–:](?:{any_})(?!\w)", re.IGNORECASE),
    )


@cache
def _edge() -> re.Pattern[str]:
    """Find the words of "nearly 3" and "just over 2"."""
    below, above = alternation("answers", "below"), alternation("answers", "above")
    return re.compile(
        rf"^(?:(?:(?P<below>{below})|(?:{above}))\s+"
        r"|(?P<less><)\s*|>\s*)(?=\d)",
        re.I,
    )


@cache
def _bound() -> re.Pattern[str]:
    """Find the words of "at least 2" and "at most 2", before or after the number."""
    least, most = alternation("answers", "at_least"), alternation("answers", "at_most")
    return re.compile(
        rf"^(?:(?P<least>(?:{least})\.?|≥|>=)|(?:{most})\.?|≤|<=)\s*(?=\d)"
        rf"|(?<=\d)\s*[,(]?\s*(?:(?P<later>{least})|(?:{most}))\)?$",
        re.IGNORECASE,
    )


@cache
def _out_of() -> re.Pattern[str]:
    """Find "2 out of 4", "2/max 4" and the Hungarian "4-ből 2"."""
    of, most = alternation("answers", "out_of"), alternation("answers", "at_most")
    return re.compile(
        rf"(\d+(?:[.,]\d+)?)\s*(?:\s(?:{of})\s|[/(]\s*(?:{most})\.?)\s*(\d+)\)?$"
        r"|(?P<top>\d+)-?b[őo]l\s+(?P<value>\d+(?:[.,]\d+)?)$",
        re.IGNORECASE,
    )


@cache
def _within() -> re.Pattern[str]:
    """The words of "between 2 and 3" that are neither number nor "and"."""
    words = alternation("answers", "between")
    return re.compile(rf"^(?:{words})\s+(?=\d)|(?<=\d)\s+(?:{words})$", re.IGNORECASE)


@cache
def _partly() -> re.Pattern[str]:
    return re.compile(
        rf"(\d+(?:[.,]\d+)?)\s*[(,;]?\s*(?:{alternation('answers', 'partly')})\s+(\d+(?:[.,]\d+)?)",
        re.IGNORECASE,
    )


def parse(value: Value) -> TypedLevel | None:
    """Return the level which the whole of a cell types, or None if it types none.

    A plus or a minus is a range of half a level ("2+" is 2–2.5, "3–" is 2.5–3), a doubt
    ("2?", "about 2") half a level to both sides; "nearly 3" is 2.5–3, "just over 2" 2–2.5,
    "3, maybe 4" 3–4, and "at least 2" is open upwards. Numbers may be spelled or Roman. "3/4"
    may be 3–4 or 3 of 4, and a date is a range that a spreadsheet program spoilt: both are
    ambiguous.
    """
    if isinstance(value, str):
        return _typed(value) if len(value) <= _SPELLED or has_number(value) else None
    if isinstance(value, bool | datetime.time):
        return None
    if isinstance(value, datetime.date):  # "2-3" became 2 March, or 3 February
        first, second = sorted((value.day, value.month))
        return TypedLevel(f"{value.day}.{value.month}.", first, second, ambiguous=True)
    typed = f"{value:g}" if abs(value) < 1e15 else str(value)
    return TypedLevel(typed, float(value), float(value))


@lru_cache(maxsize=4096)
def _typed(value: str) -> TypedLevel | None:
    """Return the level that a text types."""
    typed = " ".join(value.split())
    if len(typed) > _LONGEST:
        return None
    figures = with_halves(in_digits(value)) if has_number(value) else in_figures(value)
    if not has_number(figures):
        return None
    reaching, ending = _inflected()
    text = _clean(ending.sub("", reaching.sub(r"\1-\2", " ".join(figures.split()))))
    doubt = bool(_doubt().match(text)) or text.rstrip(" )").endswith("?")
    text = _doubt().sub("", text).rstrip("? ()").strip()
    if part := _out_of().match(text):
        value, top = part[1] or part["value"], int(part[2] or part["top"])
        return TypedLevel(typed, _float(value), _float(value), of=top)
    bound = _bound().search(text)
    text = text[: bound.start()] + text[bound.end() :] if bound else text
    edge = _edge().match(text)
    text = _within().sub("", text[edge.end() :] if edge else text)
    found = _number_in(text)
    if found is None:
        return None
    low, high, ambiguous, of, percent = found
    half = 12.5 if percent else 0.5  # half a level of five, in per cent
    if bound and low == high:
        upwards = bound["least"] or bound["later"]
        return TypedLevel(typed, low, high, ambiguous, of, percent, 1 if upwards else -1)
    if edge and low == high:
        below = edge["below"] or edge["less"]
        low, high = (low - half, high) if below else (low, high + half)
    elif doubt and low == high:
        low, high = low - half, high + half
    numbers = _NUMBER.findall(text)
    doubtful = low < high and len(numbers) == 1 and not (ambiguous or percent)
    about = _float(numbers[0]) if doubtful else None
    if percent:
        low, high = max(low, 0), min(high, max(100, low))
    return TypedLevel(typed, low, high, ambiguous, of, percent, about=about)


def in_digits(text: str) -> str:
    """Return a text with circled, bracketed and raised digits as plain ones: "②" is "2"."""
    raised = not text.isascii() and _RAISED.search(text)
    return text.translate(_DIGITS) if raised else text


@lru_cache(maxsize=4096)
def has_number(text: str) -> bool:
    """Whether a level can be in the text at all; most texts are told apart by this alone."""
    return _SIGN.search(text) is not None


def _clean(typed: str) -> str:
    text = typed
    for sign, decimals in _FRACTIONS.items():
        text = re.sub(rf"(\d)\s*{sign}", rf"\g<1>{decimals}", text).replace(sign, "0" + decimals)
    text = re.sub(r"(\d)\s+1/2\b", r"\g<1>.5", text)
    text = re.sub(r"^[.,](?=\d)", "0.", text)  # ".35"
    return _lead().sub("", text.strip(" ()[]*!\"'”")).strip()


def _number_in(text: str) -> tuple[float, float, bool, int | None, bool] | None:
    """Read a number, a range or a fraction at the beginning of the text, minding what follows."""
    if (spoilt := _month_in(text)) is not None:
        first, second = sorted(spoilt)
        return first, second, True, None, False
    if match := _SPOILT.fullmatch(text):
        first, second = sorted((float(match[1]), float(match[2])))
        return first, second, True, None, False
    if match := _OF.fullmatch(text.split(" ")[0]) or _OF.match(text):
        first, second = _float(match[1]), _float(match[2])
        if not _words_only(text[match.end() :]):
            return None
        if second - first == 1 or first > second:  # 3 of 4, or between 3 and 4
            return min(first, second), max(first, second), True, int(second), False
        return first, first, False, int(second), False
    if match := _BETWEEN.match(text) or _either().match(text) or _partly().match(text):
        rest = text[match.end() :].strip()
        percent = bool(_percent().match(rest))
        of = _TOP.match(rest)
        rest = rest[of.end() :] if of else rest
        first, second = sorted((_float(match[1]), _float(match[2])))
        top = int(of[1]) if of else None
        if not (percent or _words_only(rest)) or (top is not None and top < second):
            return None
        return first, second, False, top, percent
    if (match := _REACHING.fullmatch(text)) and match[1] < match[2]:
        return float(match[1]), float(match[2]), False, None, False
    match = _NUMBER.match(text)
    if match is None:
        return None
    value, rest = _float(match[0]), text[match.end() :].strip()
    if _percent().match(rest):
        return value, value, False, None, True
    if rest in ("+", "++", "(+)", "(+", "plus"):
        return value, value + 0.5, False, None, False
    if re.fullmatch(rf"{DASH}{{1,2}}|\({DASH}\)?|miinus|minus", rest):
        return value - 0.5, value, False, None, False
    nothing = value == 0 and rest[:1] == "/" and fold(rest) in plain_set("answers", "none")
    if rest and not nothing and not _words_only(rest):
        return None
    return value, value, False, None, False


def _month_in(text: str) -> tuple[float, float] | None:
    """Read "2.maalis", "02-Mar" and "maalis.02": what a spreadsheet makes of "2.3" or "2-3"."""
    match = _MONTH.fullmatch(text)
    if match is None:
        return None
    word = fold(match[2] or match[3])
    found = next((number for name, number in _months() if name.startswith(word)), None)
    return (float(match[1] or match[4]), float(found)) if found else None


@cache
def _months() -> tuple[tuple[str, int], ...]:
    """Return the folded months; "mar" is March, since Finnish programs write "maalis"."""
    return tuple(
        (fold(name), number)
        for language in ("en", "sv", "fi", "hu", "lt")
        for number, name in enumerate(data(language, "reading")["time"]["months"], start=1)
    )


@cache
def _percent() -> re.Pattern[str]:
    return re.compile(rf"%|(?:{alternation('answers', 'percent')})(?!\w)", re.IGNORECASE)


def _words_only(rest: str) -> bool:
    """Whether what follows a level only names it: "2 – kehittyvä", "2 (ei 1)" is more."""
    rest = rest.strip()
    if not rest:
        return True
    if re.fullmatch(r"\.?\s*(?:szint\w*|lygis|lygyje|taso|nivå\w*)?", rest):
        return True
    if fold(rest) in plain_set("answers", "points"):
        return True
    return bool(re.match(rf"(?:[.:=(,]|{DASH})", rest)) and not any(map(str.isdigit, rest))


def _float(digits: str) -> float:
    return float(digits.replace(",", "."))


def scale_of(levels: Sequence[TypedLevel], own: Scale, named: Scale | None = None) -> Scale:
    """Return the (lowest, highest) level of the scale that these levels were typed on.

    A scale named in a heading wins. Else per cent, or numbers mostly above 5 and one above 10,
    mean 0–100, but for per cent beside shares of an `own` scale up to 1; a five where no zero
    stands means 1–5; otherwise it is the framework's `own` scale. Names of levels tell of none.
    """
    if named is not None:
        return named
    levels = [level for level in levels if level.scale is None]
    if not levels:
        return own
    numbers = [number for level in levels for number in (level.low, level.high)]
    above = [number for number in numbers if number > max(5, own[1])]
    if any(level.percent for level in levels):
        plain = [level.high for level in levels if not level.percent]
        return own if plain and max(plain) <= own[1] <= 1 else PERCENT
    if len(above) * 2 > len(numbers):  # up to 10 they may be of several scales, so of none
        return PERCENT if max(numbers) > 10 else own
    ofs = {level.of for level in levels if level.of and not level.ambiguous}
    if own == (0, 4):
        exact = [level.low for level in levels if level.low == level.high]
        five = any(4.5 < number <= 5 for number in numbers)
        if (five or ofs == {5}) and 0 not in exact:
            return (1, 5)
        if len(ofs) == 1 and {level.of for level in levels} == ofs:
            return (0, max(ofs))  # "★★☆" and "☆☆☆" are 2 and 0 of 3
    return own


def are_shares(levels: Sequence[TypedLevel]) -> bool:
    """Whether levels said to be in per cent are typed as 0.5 for 50 %."""
    numbers = [level.high for level in levels if not (level.percent or level.scale)]
    return bool(numbers) and max(numbers) <= 1 and any(0 < number < 1 for number in numbers)


def contradict(levels: Sequence[TypedLevel]) -> bool:
    """Whether levels cannot all be on one scale: a zero and a five do not go together."""
    exact = {level.low for level in levels if level.low == level.high and level.scale is None}
    return 0 in exact and 5 in exact


def convert(number: float, scale: Scale, own: Scale) -> float:
    """Return a level of one scale on another: linear, lowest to lowest, highest to highest."""
    (low, high), (to_low, to_high) = scale, own
    value = to_low + (number - low) / (high - low) * (to_high - to_low)
    return round(min(max(value, to_low), to_high), 4)


def fits(level: TypedLevel, scale: Scale) -> bool:
    """Whether the level lies on the scale; half a level over the ends is a doubt, not a fault."""
    half = half_of(scale)
    return (
        scale[0] - half <= level.low
        and level.high <= scale[1] + half
        and (scale[0] <= (level.low + level.high) / 2 <= scale[1] or level.low == scale[0])
    )
