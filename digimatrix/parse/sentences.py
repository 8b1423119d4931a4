"""PARSE: a cell's text falls into sentences, list lines and demands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache
from itertools import zip_longest
from string import ascii_lowercase

from digimatrix.model.values import value
from digimatrix.parse.cues import Lexicon
from digimatrix.parse.words import Plain

ARROW = re.compile(r"[-–—=]{1,2}>|[→⇒➔➜➡⟶➙]")
BULLET = re.compile(
    r"\s*(?:(?:[-–—*•▪◦·●○■□➢►▶✓✔‣⁃+]|\(?\d{1,2}[.)](?!\d))\s+|[-–—*•▪◦·●](?=[^\W\d]))*\s*"
)
_ASIDE = re.compile(r"[,:;(]")
_STOP = re.compile(r"[.!?…]+[\"”’')»]*(?=\s|$)|;")

_SMALL = ascii_lowercase.encode()

CAPITALS = 0.8
"""The share of capital letters from which words count as shouted."""


class Mark(Enum):
    """How a stretch of text stands in its cell."""

    PLAIN = auto()
    DEMAND = auto()  # after an arrow, or in capitals among small letters
    WHOLE = auto()  # under a heading that speaks of the whole matrix
    FLOW = auto()  # a workflow whose steps are joined by arrows


@value
class Sentence:
    """A sentence or a line of a list: `text[start:end]` of the plain text."""

    mark: Mark
    start: int
    end: int
    line: int = 0


def shouted(text: str) -> bool:
    """Tell whether words are in capitals; short forms such as "VR 360" are not."""
    letters = text.encode("ascii", "ignore")
    if len(letters) - len(letters.translate(None, _SMALL)) > (1 - CAPITALS) * len(text) + 1:
        return False  # seen at once, without looking at each letter: most texts are of this kind
    if sum(map(str.isupper, text)) < CAPITALS * sum(map(str.isalpha, text)):
        return False
    return any(len(word) >= 4 for word in re.findall(r"[^\W\d_]+", text))


def sentences(plain: Plain, lexicon: Lexicon) -> tuple[Sentence, ...]:
    """Return the sentences, list lines and demands of a text, in order."""
    return tuple(
        sentence
        for stretch in _stretches(plain, lexicon)
        for sentence in _sentences(stretch, plain, lexicon)
    )


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _stretches(plain: Plain, lexicon: Lexicon) -> Iterator[Sentence]:
    """Yield the demands and the lines between them."""
    text = plain.text
    capitals = _all_capitals(text)
    demand: Sentence | None = None  # the last one, while it may run on over lines
    waiting = whole = False
    for number, (start, end) in enumerate(_lines(text)):
        if not text[start:end].strip():
            if demand:
                yield demand
            demand, waiting = None, False
            continue
        bullet = BULLET.match(text, start, end)
        begin = bullet.end() if bullet else start
        arrows = list(ARROW.finditer(text, start, end))
        if arrows and arrows[0].start() < begin:
            begin = start
        alone = not arrows and not capitals and begin == _indent(text, start)
        if (
            demand
            and alone
            and shouted(text[start:end])
            and shouted(text[demand.start : demand.end])
        ):
            demand = Sentence(Mark.DEMAND, demand.start, end, demand.line)
            continue
        if demand:
            yield demand
            demand = None
        whole = whole or _about_whole(plain, lexicon, begin, end)
        if whole:
            yield Sentence(Mark.WHOLE, begin, end, number)
            continue
        if waiting:
            waiting = False
            demand = Sentence(Mark.DEMAND, begin, end, number)
            continue
        flow = next(_stops(plain, lexicon, arrows[-1].end(), end), end) if arrows else end
        told = not arrows or _is_told(plain, lexicon, begin, arrows[0].start())
        if (not told and _is_flow(text, begin, flow, arrows)) or _is_loop(
            plain, lexicon, begin, flow, arrows
        ):
            yield Sentence(Mark.FLOW, begin, flow, number)
            if text[flow:end].strip():
                yield from _sentences(Sentence(Mark.PLAIN, flow, end, number), plain, lexicon)
            continue
        first = arrows[0].start() if arrows else end
        if text[begin:first].strip():
            yield Sentence(Mark.PLAIN, begin, first, number)
        for arrow, following in zip_longest(arrows, arrows[1:]):
            if demand:
                yield demand
                demand = None
            stop = following.start() if following else end
            if not text[arrow.end() : stop].strip():
                waiting = following is None
                continue
            cut = _demand_end(plain, lexicon, arrow.end(), stop)
            demand = Sentence(Mark.DEMAND, arrow.end(), cut, number)
            if text[cut:stop].strip():
                yield demand
                demand = None
                yield Sentence(Mark.PLAIN, cut, stop, number)
    if demand:
        yield demand


def _indent(text: str, start: int) -> int:
    """Return where the words of a line without a bullet begin."""
    while start < len(text) and text[start] == " ":
        start += 1
    return start


@lru_cache(maxsize=8)
def _all_capitals(text: str) -> bool:
    """Tell whether the cell is typed in capitals, so that they mean nothing."""
    if ARROW.match(text.lstrip()):
        return False
    plain = (ARROW.split(line, 1)[0] for line in text.split("\n"))
    return all(shouted(line) or not re.search(r"[^\W\d_]{4}", line) for line in plain)


def _about_whole(plain: Plain, lexicon: Lexicon, start: int, end: int) -> bool:
    """Tell whether a line is a heading that speaks of the whole matrix."""
    colon = plain.text.find(":", start, end)
    if colon < 0:
        return False
    words = plain.words(start, colon)
    return len(words) <= 5 and any(hit.group == "whole" for hit in lexicon.find(words))


def _is_told(plain: Plain, lexicon: Lexicon, start: int, end: int) -> bool:
    """Tell whether a sentence ends before an arrow, or something is missing: no step of a flow."""
    if re.search(r"[.!?]\s*$", plain.text[start:end]):
        return True
    return any(
        hit.group in ("negation", "nothing") for hit in lexicon.find(plain.words(start, end))
    )


def _is_flow(text: str, start: int, end: int, arrows: list[re.Match[str]]) -> bool:
    """Tell whether arrows join the steps of a workflow: several, between few small words."""
    if len(arrows) < 2:
        return False
    steps = [step.strip() for step in ARROW.split(text[start:end])]
    steps = [steps[0], *(_ASIDE.split(step)[0].strip() for step in steps[1:])]
    return (
        all(steps)
        and all(len(step.split()) <= 5 for step in steps[1:])
        and not (shouted(" ".join(steps[1:])) and not shouted(steps[0]))
        and len(steps[0].split()) <= 8
        and not any(shouted(step) for step in steps[1:])
        | (all(shouted(step) for step in steps) and len(steps[0].split()) > 3)
    )


def _is_loop(
    plain: Plain, lexicon: Lexicon, start: int, end: int, arrows: list[re.Match[str]]
) -> bool:
    """Tell whether an arrow leads from what is measured to what is changed by it."""
    if len(arrows) != 1 or shouted(plain.text[arrows[0].end() : end]):
        return False
    before = {hit.group for hit in lexicon.find(plain.words(start, arrows[0].start()))}
    after = {hit.group for hit in lexicon.find(plain.words(arrows[0].end(), end))}
    return "measure" in before and "changed" in after and after.isdisjoint({"need", "plan"})


def _demand_end(plain: Plain, lexicon: Lexicon, start: int, end: int) -> int:
    """Return where a demand ends within its line: capitals run on, small letters do not."""
    for stop in _stops(plain, lexicon, start, end):
        rest = plain.text[stop:end]
        if rest.strip() and (shouted(plain.text[start:stop]) != shouted(rest) or not shouted(rest)):
            return stop
    return end


def _stops(plain: Plain, lexicon: Lexicon, start: int, end: int) -> Iterator[int]:
    """Yield the ends of sentences; the full stop of an abbreviation is none."""
    for stop in _STOP.finditer(plain.text, start, end):
        if stop.group() == ".":
            begin = stop.start()
            while begin > start and plain.lower[begin - 1].isalnum():
                begin -= 1
            word = plain.lower[begin : stop.start()]
            if word in lexicon.abbreviations or (len(word) == 1 and word.isalpha()):
                continue
            if word.isdigit() and len(word) <= 2 and stop.end() < end:
                continue  # an ordinal or a date: "1. luokka", "1. 3. alkaen"
        yield stop.end()


def _sentences(stretch: Sentence, plain: Plain, lexicon: Lexicon) -> Iterator[Sentence]:
    """Yield the sentences of a stretch; a demand and a workflow stay whole."""
    if stretch.mark is not Mark.PLAIN:
        yield stretch
        return
    capitals = _all_capitals(plain.text)
    start = stretch.start
    for stop in (*_stops(plain, lexicon, stretch.start, stretch.end), stretch.end):
        text = plain.text[start:stop]
        if re.search(r"[^\W_]", text):
            loud = not capitals and shouted(text) and sum(map(str.isalpha, text)) >= 8
            yield Sentence(Mark.DEMAND if loud else Mark.PLAIN, start, stop, stretch.line)
            start = stop
