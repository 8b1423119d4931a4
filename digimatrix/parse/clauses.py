"""PARSE: a sentence falls into clauses, each with its words and the cues found in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import field
from operator import attrgetter

from digimatrix.model.values import value
from digimatrix.parse.cues import Hit, Lexicon
from digimatrix.parse.sentences import Sentence
from digimatrix.parse.words import Plain, Word

_BREAK = re.compile(r"[,:](?:\s|$)|\s[-–—&+]\s|/(?=\s)|(?<=\s)/")
_start = attrgetter("start")
_BRACKETS = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?")


@value
class Clause:
    """A part of a sentence between commas or contrasting words.

    `words` are those outside brackets; `every` all of them, `hits` the cues found in it, both
    with brackets, and `groups` theirs.
    `joined` tells how it begins: "," for the next of a list, "" for the first, "!" after a
    contrast.
    """

    start: int
    end: int
    joined: str
    words: tuple[Word, ...]
    every: tuple[Word, ...]
    hits: tuple[Hit, ...]
    groups: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "groups", frozenset([hit.group for hit in self.hits]))

    def has(self, *groups: str) -> bool:
        """Tell whether a cue of one of these groups was found."""
        return not self.groups.isdisjoint(groups)

    def first(self, *groups: str) -> Hit | None:
        """Return the first cue of these groups, None if there is none."""
        if not self.has(*groups):
            return None
        return next((hit for hit in self.hits if hit.group in groups), None)


def clauses(sentence: Sentence, plain: Plain, lexicon: Lexicon) -> tuple[Clause, ...]:
    """Return the clauses of a sentence: parted by commas, dashes, contrast and new verbs."""
    words = plain.words(sentence.start, sentence.end)
    if not words:
        return ()
    hits = _unshadowed(lexicon.find(words), words)
    brackets = [
        found.span() for found in _BRACKETS.finditer(plain.text, sentence.start, sentence.end)
    ]
    cuts = _cuts(sentence, plain, words, hits, brackets)
    made: list[Clause] = []
    first = at = 0
    joined = ""
    for cut, how in (*sorted(cuts.items()), (sentence.end, "")):
        last = bisect_left(words, cut, first, key=_start) if cuts else len(words)
        own = words[first:last]
        if own:
            outside = own
            if brackets:
                outside = tuple(w for w in own if not any(a <= w.start < b for a, b in brackets))
            end = bisect_left(hits, cut, at, key=_start) if cuts else len(hits)
            found = tuple(_turned(hits[at:end]))
            at = end
            made.append(Clause(own[0].start, own[-1].end, joined, outside, own, found))
            joined = how
        elif how != ",":
            joined = how
        first = last
    return tuple(made)


def _turned(hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return the hits of a clause; a weakness that is negated becomes an affirmation."""
    negation = next((hit for hit in hits if hit.group == "negation"), None)
    if negation is None or any(hit.group in ("nothing", "unused") for hit in hits):
        return hits
    later = [hit for hit in hits if hit.start > negation.start]
    if not any(hit.group in ("sporadic", "person") for hit in later):
        return hits
    return [
        Hit("affirm", hit.start, hit.end) if hit is negation else hit
        for hit in hits
        if hit not in later or hit.group not in WEAKNESSES
    ]


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
    cuts = {
        found.end(): ","
        for found in _BREAK.finditer(plain.text, sentence.start, sentence.end)
        if not plain.text.endswith("-", 0, found.start())  # "kulttuuri-, sivistys- ja …"
    }
    for hit in hits:
        if hit.group not in CUTTING or hit.start == words[0].start:
            continue
        if hit.group == "contrast":
            cuts[hit.start] = "!"
        elif hit.group == "if":
            cuts[hit.start] = "?"
        elif hit.group == "that":
            cuts[hit.start] = ","
        elif hit.group == "and" and _new_verb(hit, hits, cuts, sentence.end):
            cuts[hit.start] = "&"
    whole = [*brackets, *((hit.start, hit.end) for hit in hits if hit.group in WHOLE)]
    if not whole or not cuts:
        return cuts
    return {
        cut: how for cut, how in cuts.items() if not any(start < cut < end for start, end in whole)
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

CUTTING = frozenset({"contrast", "if", "that", "and"})
"""The groups of cues at which a clause may begin."""

WHOLE = frozenset({"affirm", "cancel", "nothing"})
"""The groups of cues which no clause boundary parts."""


def _unshadowed(found: list[Hit], words: Sequence[Word]) -> list[Hit]:
    """Return the hits without those inside a longer one, begun no later, that says otherwise."""
    ends = {word.start: word.end for word in words}
    wide = [hit for hit in found if hit.end > ends[hit.start] or hit.group == "rhythm"]
    if not wide:
        return found
    hidden = {
        id(hit)
        for over in wide
        for hit in found
        if over.start <= hit.start and hit.end <= over.end and _hides(over, hit)
    }
    return [hit for hit in found if id(hit) not in hidden] if hidden else found


def _hides(over: Hit, hit: Hit) -> bool:
    """Tell whether a cue that lies inside another one gives way to it."""
    if over.end - over.start == hit.end - hit.start:
        return (over.group, hit.group) == ("rhythm", "coverage")
    if (over.group, hit.group) in INSTEAD:
        return True
    stay = SHADOWING.get(over.group)
    return over.group == hit.group or (stay is not None and hit.group not in stay)


INSTEAD = frozenset(
    {("rhythm", "coverage"), ("ended", "negation"), ("project", "plan"), ("rhythm", "negation")}
    | {("measure", "past"), ("rhythm", "project"), ("changed", "ended"), ("use", "plan")}
    | {("concede", "that"), ("contrast", "that")}
)
"""Pairs of which the first says more: "every spring", "tog slut", "kuun lopussa" (its end)."""

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
