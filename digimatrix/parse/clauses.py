"""PARSE: a cell's text falls into sentences and clauses; demands stand apart from the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import zip_longest

from digimatrix.parse.cues import Hit, Lexicon
from digimatrix.parse.words import Plain, Word

ARROW = re.compile(r"[-–—=]{1,2}>|[→⇒➔➜➡⟶➙]")
_BULLET = re.compile(
    r"\s*(?:(?:[-–—*•▪◦·●○■□➢►▶✓✔‣⁃+]|\(?\d{1,2}[.)](?!\d))\s+|[-–—*•▪◦·●](?=[^\W\d]))*\s*"
)
_STOP = re.compile(r"[.!?…]+[\"”’')»]*(?=\s|$)|;")
_BREAK = re.compile(r"[,:]\s|[,:]$|\s[-–—]\s|/(?=\s)|(?<=\s)/|\s[&+]\s")
_BRACKETS = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?")

CAPITALS = 0.8
"""The share of capital letters from which words count as shouted."""


class Mark(Enum):
    """How a stretch of text stands in its cell."""

    PLAIN = auto()
    DEMAND = auto()  # after an arrow, or in capitals among small letters
    WHOLE = auto()  # under a heading that speaks of the whole matrix
    FLOW = auto()  # a workflow whose steps are joined by arrows


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a line of a list: `text[start:end]` of the plain text."""

    mark: Mark
    start: int
    end: int
    line: int = 0


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence between commas or contrasting words.

    `words` are those outside brackets; `hits` the cues found in it, brackets included.
    `joined` tells how it begins: "," for the next of a list, "" for the first, "!" after a
    contrast.
    """

    start: int
    end: int
    joined: str
    words: tuple[Word, ...]
    hits: tuple[Hit, ...]

    def has(self, *groups: str) -> bool:
        """Tell whether a cue of one of these groups was found."""
        return any(hit.group in groups for hit in self.hits)

    def first(self, *groups: str) -> Hit | None:
        """Return the first cue of these groups, None if there is none."""
        return next((hit for hit in self.hits if hit.group in groups), None)


def shouted(text: str) -> bool:
    """Tell whether words are in capitals; short forms such as "VR 360" are not."""
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    longest = max((len(word) for word in re.findall(r"[^\W\d_]+", text)), default=0)
    return longest >= 4 and capitals >= CAPITALS * len(letters)


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
        bullet = _BULLET.match(text, start, end)
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
        if _is_flow(text, begin, end, arrows):
            yield Sentence(Mark.FLOW, begin, end, number)
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


def _all_capitals(text: str) -> bool:
    """Tell whether the cell is typed in capitals, so that they mean nothing."""
    if ARROW.match(text.lstrip()):
        return False
    plain = [ARROW.split(line)[0] for line in text.split("\n")]
    return all(shouted(line) or not re.search(r"[^\W\d_]{4}", line) for line in plain)


def _about_whole(plain: Plain, lexicon: Lexicon, start: int, end: int) -> bool:
    """Tell whether a line is a heading that speaks of the whole matrix."""
    colon = plain.text.find(":", start, end)
    if colon < 0:
        return False
    words = plain.words(start, colon)
    return len(words) <= 5 and any(hit.group == "whole" for hit in lexicon.find(words))


def _is_flow(text: str, start: int, end: int, arrows: list[re.Match[str]]) -> bool:
    """Tell whether arrows join the steps of a workflow: several, between few small words."""
    if len(arrows) < 2:
        return False
    steps = [step.strip() for step in ARROW.split(text[start:end])]
    return (
        all(steps)
        and all(len(step.split()) <= 5 for step in steps[1:])
        and not (shouted(" ".join(steps[1:])) and not shouted(steps[0]))
        and len(steps[0].split()) <= 8
        and not any(shouted(step) for step in steps[1:])
        | (all(shouted(step) for step in steps) and len(steps[0].split()) > 3)
    )


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
            before = re.search(r"[^\W_]+$", plain.lower[start : stop.start()])
            word = before.group() if before else ""
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


def clauses(sentence: Sentence, plain: Plain, lexicon: Lexicon) -> tuple[Clause, ...]:
    """Return the clauses of a sentence: parted by commas, dashes, contrast and new verbs."""
    words = plain.words(sentence.start, sentence.end)
    if not words:
        return ()
    hits = _unshadowed(tuple(lexicon.find(words)))
    brackets = tuple(
        found.span() for found in _BRACKETS.finditer(plain.text, sentence.start, sentence.end)
    )
    cuts = _cuts(sentence, plain, words, hits, brackets)
    made: list[Clause] = []
    start, joined = sentence.start, ""
    for cut, how in (*sorted(cuts.items()), (sentence.end, "")):
        own = tuple(word for word in words if start <= word.start < cut)
        if own:
            outside = tuple(
                word for word in own if not any(a <= word.start < b for a, b in brackets)
            )
            found = _turned(tuple(hit for hit in hits if start <= hit.start < cut))
            made.append(Clause(own[0].start, own[-1].end, joined, outside, found))
            joined = how
        elif how != ",":
            joined = how
        start = cut
    return tuple(made)


def _turned(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Return the hits of a clause; a weakness that is negated becomes an affirmation."""
    negation = next((hit for hit in hits if hit.group == "negation"), None)
    if negation is None or any(hit.group in ("nothing", "unused") for hit in hits):
        return hits
    later = [hit for hit in hits if hit.start > negation.start]
    if not any(hit.group in ("sporadic", "person") for hit in later):
        return hits
    return tuple(
        Hit("affirm", hit.start, hit.end) if hit is negation else hit
        for hit in hits
        if hit not in later or hit.group not in WEAKNESSES
    )


WEAKNESSES = frozenset({"sporadic", "person", "single", "project", "partial"})
"""The groups of cues which say the opposite under a negation."""


def _cuts(
    sentence: Sentence,
    plain: Plain,
    words: Sequence[Word],
    hits: Sequence[Hit],
    brackets: Sequence[tuple[int, int]],
) -> dict[int, str]:
    """Return where the clauses of a sentence begin, and how each is joined to the one before."""
    cuts = {found.end(): "," for found in _BREAK.finditer(plain.text, sentence.start, sentence.end)}
    for hit in hits:
        if hit.start == words[0].start:
            continue
        if hit.group == "contrast":
            cuts[hit.start] = "!"
        elif hit.group == "if":
            cuts[hit.start] = "?"
        elif hit.group == "that":
            cuts[hit.start] = ","
        elif hit.group == "and" and _new_verb(hit, hits, cuts, sentence.end):
            cuts[hit.start] = "&"
    whole = [hit for hit in hits if hit.group in WHOLE]
    return {
        cut: how
        for cut, how in cuts.items()
        if not any(start < cut < end for start, end in brackets)
        and not any(hit.start < cut < hit.end for hit in whole)
    }


def _new_verb(hit: Hit, hits: Sequence[Hit], cuts: Mapping[int, str], end: int) -> bool:
    """Tell whether an "and" joins two clauses with a verb each rather than two things."""
    last = max((cut for cut in cuts if cut <= hit.start), default=0)
    following = min((cut for cut in cuts if cut > hit.start), default=end)
    before = any(last <= h.start < hit.start for h in hits if h.group in VERBS)
    after = any(hit.start <= h.start < following for h in hits if h.group in VERBS)
    return before and after


VERBS = frozenset(
    {"negation", "plan", "need", "wish", "ended", "presence", "opinion", "past", "changed"}
)
"""The groups of cues which make a clause of their own."""

WHOLE = frozenset({"affirm", "cancel", "nothing"})
"""The groups of cues which no clause boundary parts."""


def _unshadowed(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Return the hits without those inside a longer one that says otherwise."""
    over = [hit for hit in hits if hit.group in SHADOWING]
    return tuple(
        hit
        for hit in hits
        if not any(
            large.group != hit.group
            and hit.group not in SHADOWING[large.group]
            and large.start <= hit.start
            and hit.end <= large.end
            and (large.end - large.start) > (hit.end - hit.start)
            for large in over
        )
    )


SHADOWING: dict[str, frozenset[str]] = {
    "affirm": frozenset({"affirm"}),
    "unused": frozenset({"unused"}),
    "drafting": frozenset({"drafting"}),
    "sporadic": frozenset({"sporadic"}),
    "decided": frozenset({"decided"}),
    "takeover": frozenset({"takeover"}),
    "cancel": frozenset({"cancel", "negation", "nothing"}),
}
"""The groups whose longer cues hide the cues inside them, and which of those stay."""
