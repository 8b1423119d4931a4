"""The scale of levels that a heading or a title names: "Taso (1–5)", "1 = heikko, 5 = hyvä"."""

from __future__ import annotations

import re
from functools import cache

from digimatrix.read.levels.levels_in_text import in_text
from digimatrix.read.levels.spelled import in_arabic
from digimatrix.read.wordings import alternation, fold, has_stem, months, plain_set

_EQUATED = re.compile(r"(?<![\d.,–-])(\d{1,3})\s*=")
_LISTED = re.compile(r"(?:^|[(\[:,;/…]|\s[-–—]\s|\.\.\.?)\s*(\d{1,3})\s*[=–-]?\s*(?=[^\W\d])")
NUMBERED = re.compile(r"(?<![\d.,–-])(\d{1,3})\s*(?:=|–\s|-\s|:\s)\s*(?=[^\W\d])")  # "1 – heikko"
LEGEND = re.compile(  # from its sign on; a dash only between spaces
    r"[-–—(\[:;,](?:(?<![-–—])|(?<=\s[-–—])\s)\s*(?=[01]\s*[=–-]?\s*[^\W\d])"
)
_LEAST = 4  # letters of a word that longer ones begin with
_WIDE = 4  # steps of a scale
_EXPLAINED = {  # numbers beside a scale: within its brackets, and in brackets of their own
    True: re.compile(r"[^)\]\d]*\b(?!(?:19|20)\d\d)\d[^)\]]*"),
    False: re.compile(r"\s*[(\[][^)\]\d]*\b(?!(?:19|20)\d\d)\d[^)\]]*[)\]]"),
}
SCALE = re.compile(  # begins with its digit, so that words without one are passed over fast
    r"([014])(?<!\d\d)"
    r"(?:(?<!4)\s*(?:[-–—−…]|\.\.\.?)\s*(100|10|[3-7])|\s*[-–—−]\s*(10))(?!\d)\s*%?"
)


def ends(named: re.Match[str]) -> tuple[int, int]:
    """Return the lowest and the highest level of a scale that `SCALE` found."""
    return int(named[1]), int(named[2] or named[3])


def scale_in(text: str) -> tuple[int, int] | None:
    """Return the scale that a heading names: "Taso (1–5)", "Arvio (1 = heikko, 5 = hyvä)"."""
    text = in_arabic(text)
    if named := SCALE.search(text):
        return ends(named)
    numbers = {int(number) for number in _EQUATED.findall(text)}
    if len(numbers) > 1 and min(numbers) in (0, 1) and max(numbers) in (3, 4, 5, 6, 7, 10, 100):
        return min(numbers), max(numbers)
    listed = [int(number) for number in _LISTED.findall(text)]
    if len(listed) > 2 and listed == list(range(listed[0], listed[0] + len(listed))):
        return (listed[0], listed[-1]) if listed[0] in (0, 1) and len(listed) > 3 else None
    return None


def scale_alone(text: str) -> tuple[int, int] | None:
    """Return the scale of levels that a text names and nothing else: "nivå 1–5", "lygių skalė 1–5".

    No level is doubted over as many as that; "taso 1–3" may be one.
    """
    named = SCALE.search(text)
    if named is None or (scale := ends(named))[1] - scale[0] < _WIDE:
        return None
    said = fold(SCALE.sub(" ", text))
    if said in plain_set("labels", "level"):
        return scale
    rest = [word for word in said.split() if word not in plain_set("answers", "scale_words")]
    of_levels = all(word.startswith(tuple(plain_set("answers", "level_stems"))) for word in rest)
    return scale if of_levels and len(rest) < len(said.split()) else None


def speaks_of_levels(text: str) -> bool:
    """Whether a text has a word for a scale or for levels: "Levels 1–5", "Lygiai: 0 – nėra"."""
    words = fold(text).split()
    known = plain_set("answers", "scale_words") | plain_set("labels", "level")
    return not known.isdisjoint(words) or any(word.startswith(_begun()) for word in words)


def tells_levels(text: str) -> bool:
    """Whether a text names the scale of levels, or says what some of them mean.

    "Tasomme on 1–3" is a level.
    """
    if not speaks_of_levels(text):
        return False
    named = (scale_in(text) if not in_text(text) else None) or scale_spelled(text)
    return named is not None or len({*NUMBERED.findall(text)}) > 1


@cache
def _begun() -> tuple[str, ...]:
    """Return the words with which those for levels begin, in any case or number."""
    return tuple(word for word in plain_set("answers", "level_words") if len(word) >= _LEAST)


def scale_spelled(text: str) -> tuple[int, int] | None:
    """Return the scale that words tell of levels: "score from 1 to 5", "értékelés 0-tól 4-ig"."""
    found = _spelled().search(text) if has_stem(text, "level_stems") else None
    if found is None or not months().keys().isdisjoint(fold(text[found.end() :]).split()[:1]):
        return None  # "from 1 to 5 May"
    return int(found[1] or found[3]), int(found[2] or found[4])


@cache
def _spelled() -> re.Pattern[str]:
    to, begin, end = (
        alternation("answers", key) for key in ("reaching", "from_endings", "to_endings")
    )
    top, aside = r"(10|100|[3-7])", r"\s*(?:\([^)\d]*\)\s*)?"
    return re.compile(
        rf"(?<![\w.,])([01]){aside}(?<![\d])\s?(?:{to})\s+{top}(?![\w.,]\d|\d)"
        rf"|(?<![\w.,])([01])[-–:]?(?:{begin}){aside}\b{top}[-–:]?(?:{end})(?!\w)",
        re.IGNORECASE,
    )


@cache
def scale_word() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Find the word for a scale before it, and after it."""
    words = alternation("answers", "scale_words")
    return (
        re.compile(rf"[\s(\[,:;–-]+(?:på\s|on\sa\s)?(?:{words})(?:\sof)?[\s:]*$", re.IGNORECASE),
        re.compile(rf"^[\s-]*(?:{words})(?!\w)", re.IGNORECASE),
    )


def without_scale(before: str, after: str) -> tuple[str, str]:
    """Return what stands before and after a scale without what explains it.

    "Taso (asteikko 1–5, 1 = heikko, 5 = hyvä)" leaves "Taso (asteikko " and ")".
    """
    if legend := LEGEND.search(before):
        before = before[: legend.start()].rstrip()
    explained = _EXPLAINED[_is_open(before)].match(after)
    if explained and not in_text(explained[0]):
        after = after[explained.end() :]
    if legend := LEGEND.search(after):
        after = after[: legend.start()].rstrip()
    return before, after


def _is_open(text: str) -> bool:
    """Whether the text ends within brackets."""
    return max(map(text.rfind, "([")) > max(map(text.rfind, ")]"))
