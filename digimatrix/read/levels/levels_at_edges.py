"""Levels that stand before or after the words of answers: "(2) Kirjastolla on …", "Kehittyvä: …".

One number so could be anything; the answers of a return together tell whether they are levels,
the running numbers of a list, or counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import pairwise

from digimatrix.model.framework import Framework
from digimatrix.read.levels.level_cells import at_edge
from digimatrix.read.levels.levels_in_text import LevelInText, doubts_in
from digimatrix.read.levels.typed_levels import DASH, TypedLevel, has_number, in_digits
from digimatrix.read.wordings import alternation, fold, plain_set

_FEW = r"[^\s()\[\]][^()\[\]\n]{0,29}?"
_BEFORE = {
    "bracketed": re.compile(rf"\s*[(\[]\s*({_FEW})\s*[)\]]\s*[:.]?\s*(?=[^\s:.])"),
    "headed": re.compile(rf"\s*({_FEW})\s*(?:[:=]\s|\s{DASH}(?=\s)|\n)\s*(?=[^\W\d])"),
    "numbered": re.compile(r"\s*((?:[^\W\d]{1,6}\.?\s?)?\d)\s*[.)]\s+(?=[^\W\d])"),
    "starred": re.compile(r"\s*([★☆⭐●○■□]{1,10})\s+(?=\w)"),
}
_SET_OFF = re.compile(  # a level from the words after it; a dash after a letter joins words
    rf"[-–—−‐‑(\[:=\n0-9０-９★☆⭐●○■□](?<!\S{DASH})"
)
_AFTER = {
    "bracketed": re.compile(rf".*[(\[]\s*({_FEW})\s*[)\]]\s*\.?\s*$", re.DOTALL),
    "ended": re.compile(
        rf".*(?:\s(?:{DASH}|/)\s|[,.;:]\s+|\n)\s*([^\s,;:()][^,;:\n()]{{0,24}}?)\s*\.?\s*$",
        re.DOTALL,
    ),
    "starred": re.compile(r".*\s([★☆⭐●○■□]{1,10})\s*$", re.DOTALL),
}
_LISTED = re.compile(
    rf"[(\[]\s*\d{{1,3}}\s*[)\]]|^\s*\d{{1,3}}(?:\s*[:=.)]|\s+{DASH}\s)", re.MULTILINE
)
_CLOSING = frozenset(")]★☆⭐●○■□")
_FEWEST = 3  # answers with a level before or after their words
_TAIL = 12  # letters at the end among which a level with its points stands
_EDGE = 60  # letters at the beginning and at the end of an answer
_TOP = 5  # of the scales that returns are commonly on


@dataclass(frozen=True, slots=True)
class Edges:
    """The levels before or after the words, by the number of the answer; doubtful ones apart."""

    levels: Mapping[int, tuple[LevelInText, ...]] = field(default_factory=dict)
    doubts: Mapping[int, tuple[LevelInText, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Mark:
    form: str
    level: TypedLevel
    target: TypedLevel | None
    said: str

    @property
    def told(self) -> tuple[LevelInText, ...]:
        level = LevelInText(replace(self.level, typed=self.said), 0, 0, target=False)
        if self.target is None:
            return (level,)
        return level, LevelInText(self.target, 0, 0, target=True)


def at_edges(
    answers: Sequence[tuple[str, str]], framework: Framework, told: Sequence[TypedLevel] = ()
) -> Edges:
    """Return the levels at the edges of answers, each given as its dimension and its words.

    They are levels where most answers of a return have one before their words, or all after
    them, if they differ, none is over the scale, and no list runs through them. So they are,
    each typed in its own way, where no answer of the return is without: `told` are the levels
    that the words of others tell. The same number everywhere may be that of a respondent. What
    is no sure level is a doubt.
    """
    texts = [text for _, text in answers]
    before = {at: mark for at, text in enumerate(texts) if (mark := _before(text, framework))}
    after = _all_after(texts, framework)
    if (each := _each_its_way(before, texts, framework)) and len(each) + len(told) >= _FEWEST:
        levels = [*(mark.level for mark in each.values()), *told]
        numbered = _numbered([(answers[at][0], mark.level.low) for at, mark in each.items()])
        alike = len({(level.low, level.high) for level in levels}) < 2
        if not (numbered or alike or any(_is_over(level, framework) for level in levels)):
            return Edges(levels={at: mark.told for at, mark in each.items()})
    doubts: dict[int, tuple[LevelInText, ...]] = {}
    for marks, enough in ((before, len(answers) / 2), (after, len(answers))):
        most = len(marks) >= max(_FEWEST, enough)
        numbered = _numbered([(answers[at][0], mark.level.low) for at, mark in marks.items()])
        over = any(_is_over(mark.level, framework) for mark in marks.values())
        differ = len({(mark.level.low, mark.level.high) for mark in marks.values()}) > 1
        if most and differ and not numbered and not over:
            return Edges(levels={at: mark.told for at, mark in marks.items()})
        if numbered and len(marks) == len(answers):
            continue
        for at, mark in marks.items():
            counts = marks is after and mark.said.strip("() ").isdecimal() and not most
            prose = mark.form == "headed" and not any(map(str.isdigit, mark.said))
            if mark.form not in ("numbered", "ended") and not counts and not prose:
                doubts.setdefault(at, tuple(replace(x, doubtful=True) for x in mark.told))
    for at, text in enumerate(texts):
        if (mark := _assessed(text, framework)) and not _is_over(mark.level, framework):
            doubts.setdefault(at, tuple(replace(x, doubtful=True) for x in mark.told))
    return Edges(doubts=doubts)


def _is_over(level: TypedLevel, framework: Framework) -> bool:
    return level.high > max(framework.highest, _TOP)


def _each_its_way(
    before: Mapping[int, _Mark], texts: Sequence[str], framework: Framework
) -> dict[int, _Mark]:
    """Return the one level at an edge of each answer, none if an answer has two or none.

    Only ways that number nothing else count: "[2] …", "2/4 – …", "2 = …", "… (2)", "… Arvio 2".
    """
    found: dict[int, _Mark] = {}
    for at, text in enumerate(texts):
        first, last = before.get(at), _after(text, framework)
        if last is not None and last.form == "ended" and "/" not in last.said:
            last = None
        last = last or _assessed(text, framework)
        mark = first or last
        if mark is None or (first and last) or mark.form == "numbered":
            return {}
        if not has_number(mark.said) and mark.form != "starred":
            return {}
        found[at] = mark
    return found


def _assessed(text: str, framework: Framework) -> _Mark | None:
    """Return the level that ends an answer as a share of the scale or an assessment."""
    match = _number_at_end(text)
    if match is None or doubts_in(text):  # "not yet on level 3"
        return None
    if "/" not in match["number"] and fold(match["word"] or "") not in _level_words():
        return None
    level, target = at_edge(match["number"], framework)
    return _Mark("ended", level, target, match["number"]) if level and _is_no_list(text) else None


def _before(text: str, framework: Framework) -> _Mark | None:
    """Return the level that stands before the words of an answer."""
    edge = text[:_EDGE]
    if text[:1].isalpha() and not _SET_OFF.search(edge):
        return None
    circled = in_digits(text[:1])
    if circled != text[:1] and text[1:].strip():
        level, target = at_edge(circled, framework)
        return _Mark("bracketed", level, target, text[:1]) if level and _is_no_list(text) else None
    return _marked(text, edge, _BEFORE, framework)


def _all_after(texts: Sequence[str], framework: Framework) -> dict[int, _Mark]:
    """Return the levels after the words; those that are not set off, only if all have one."""
    marks: dict[int, _Mark] = {}
    whole = True
    for at, text in enumerate(texts):
        closed = text.rstrip(" .\n")[-1:] in _CLOSING
        mark = _after(text, framework) if closed or whole else None
        if mark is not None and (closed or whole):
            marks[at] = mark
        whole = whole and mark is not None
    if not whole:
        marks = {at: mark for at, mark in marks.items() if mark.form != "ended"}
    return marks or _counted(texts, framework)


@lru_cache(maxsize=4096)
def _after(text: str, framework: Framework) -> _Mark | None:
    """Return the level that stands after the words of an answer."""
    return _marked(text, text[-_EDGE:], _AFTER, framework)


def _marked(
    text: str, edge: str, forms: Mapping[str, re.Pattern[str]], framework: Framework
) -> _Mark | None:
    for form, pattern in forms.items():
        match = pattern.match(edge)
        level, target = at_edge(match[1], framework) if match else (None, None)
        if match and level:
            bracketed = form == "bracketed"
            said = edge[match.start(1) - bracketed : match.end(1) + bracketed].strip()
            return _Mark(form, level, target, said) if _is_no_list(text) else None
    return None


def _is_no_list(text: str) -> bool:
    return len(_LISTED.findall(in_digits(text))) < 2


def _counted(texts: Sequence[str], framework: Framework) -> dict[int, _Mark]:
    """Return the numbers that end all answers after one word for levels: "… Arvio 2".

    After another one they number something else: "hall no 2".
    """
    marks: dict[int, _Mark] = {}
    words = set()
    for at, text in enumerate(texts):
        match = _number_at_end(text)
        level, target = at_edge(match["number"], framework) if match else (None, None)
        if match is None or level is None:
            return {}
        marks[at] = _Mark("ended", level, target, match["number"])
        words.add("" if match["points"] else fold(match["word"] or str(at)))
    return marks if len(words) == 1 and words <= {"", *_level_words()} else {}


def _number_at_end(text: str) -> re.Match[str] | None:
    """Return the number that ends a text, with the word before it."""
    near = has_number(text) and has_number(text[-_TAIL:])
    return _ending().search(text[-_EDGE:]) if near else None


@cache
def _level_words() -> frozenset[str]:
    return plain_set("labels", "level") | plain_set("answers", "level_words")


@cache
def _ending() -> re.Pattern[str]:
    points = alternation("answers", "points")
    return re.compile(
        r"(?:(?P<word>[^\W\d]+)\W+|\s)(?P<number>\d(?:[.,]\d|½)?(?:\s*[-–/]\s*\d)?)"
        rf"(?:\s*(?P<points>{points}))?[.)\]\s]*$",
        re.IGNORECASE,
    )


def _numbered(marks: Sequence[tuple[str, float]]) -> bool:
    """Whether numbers only number the answers, through all of them or in each dimension."""
    numbers = [number for _, number in marks]
    if len(numbers) > 1 and _rise(numbers):
        return True
    by_dimension: dict[str, list[float]] = {}
    for dimension, number in marks:
        by_dimension.setdefault(dimension, []).append(number)
    several = [own for own in by_dimension.values() if len(own) > 1]
    return bool(several) and all(_rise(own) for own in several)


def _rise(numbers: Sequence[float]) -> bool:
    """Whether numbers only count on from the first."""
    return all(after - before == 1 for before, after in pairwise(numbers))
