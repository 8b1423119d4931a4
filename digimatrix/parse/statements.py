"""PARSE: an answer's text falls into statements, each of one kind, with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from digimatrix.parse.clauses import Clause, clauses
from digimatrix.parse.cues import Hit, Lexicon, lexicon
from digimatrix.parse.items import Item, demanded, planned, practices
from digimatrix.parse.kinds import Kind, kinds
from digimatrix.parse.sentences import Mark, Sentence, sentences
from digimatrix.parse.words import Plain, Word, plain

__all__ = ["Kind", "Span", "Statement", "parse"]

GENERAL = frozenset(
    {"negation", "nothing", "contrast", "topic", "filler", "presence", "ours", "together", "and"}
    | {"function", "joint", "past", "numbers"}
)
"""The groups whose words name nothing in particular."""

BARE = frozenset({"negation", "presence", "filler", "contrast", "ours"})
"""The groups whose words, without any other, say that nothing is there ("Ei ole.")."""

QUOTED = re.compile(r"[“”„«»\"][^“”„«»\"\n]{12,}[“”„«»\"]")
"""What somebody is quoted with; a name in quotation marks is shorter."""

BUILT = frozenset({"modifier", "function", "filler", "joint", "and", "numbers", "topic"})
"""The groups which say how a language is built, not what a statement tells."""


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` of an answer's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause or list of an answer: `text` is its words without bullets, arrows and line breaks.

    `start` and `end` mark it in the answer's text. `items` are the distinct things it
    names: the practices of a list, the coordinated parts of a demand; `spans` the stretch of
    the answer's text that speaks of each. `cues` are the words in it that tell how
    established a practice is, with their places in the answer's text. `total` marks an
    absence of everything ("nothing yet") rather than of something. `words` are all its words
    with their places in the answer's text.
    """

    kind: Kind
    start: int
    end: int
    text: str
    items: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    cues: tuple[Hit, ...] = ()
    total: bool = False
    words: tuple[Word, ...] = ()


def parse(text: str, language: str) -> tuple[Statement, ...]:
    """Return the statements of an answer's text, in their order.

    With the bullets, arrows, punctuation and spaces between them they lose no letter.
    """
    words = lexicon(language)
    source = plain(text)
    quotes = tuple(quote.span() for quote in QUOTED.finditer(source.text))
    return tuple(
        statement
        for sentence in sentences(source, words)
        for statement in _statements(sentence, source, words, quotes)
    )


def _statements(
    sentence: Sentence, source: Plain, words: Lexicon, quotes: Sequence[tuple[int, int]]
) -> Iterator[Statement]:
    """Yield the statements of one sentence: neighbouring clauses of one kind are one.

    What somebody is quoted with is no practice.
    """
    parts = clauses(sentence, source, words)
    if not parts:
        return
    if sentence.mark is Mark.DEMAND:
        yield _statement(Kind.ACTION, parts, source)
    elif sentence.mark is Mark.WHOLE:
        yield _statement(Kind.WHOLE, parts, source)
    elif sentence.mark is Mark.FLOW:
        flow = _statement(Kind.PRACTICE, parts, source)
        yield replace(flow, items=(flow.text,), spans=(Span(flow.start, flow.end),))
    else:
        at = 0
        asked = source.text[parts[-1].end : parts[-1].end + 1] == "?"
        told = (
            Kind.REMARK
            if any(start <= part.start and part.end <= end for start, end in quotes)
            else kind
            for part, kind in zip(parts, kinds(parts, asked), strict=True)
        )
        for kind, same in groupby(told):
            end = at + len(list(same))
            yield _statement(kind, parts[at:end], source)
            at = end


def _statement(kind: Kind, parts: Sequence[Clause], source: Plain) -> Statement:
    start, end = parts[0].start, parts[-1].end
    while end < len(source.text) and source.text[end] in '!?)”"%':
        end += 1
    if start and source.text[start - 1] in '(”“"„' and source.text[: start - 1][-1:].strip() == "":
        start -= 1
    items: tuple[Item, ...] = ()
    if kind in (Kind.PRACTICE, Kind.ENDED, Kind.OTHERS):
        items = practices(parts, source)
    elif kind is Kind.ACTION:
        items = demanded(parts, source)
    elif kind is Kind.PLAN:
        items = planned(parts, source)
    return Statement(
        kind,
        *source.original(start, end),
        " ".join(source.text[start:end].split()),
        tuple(item.text for item in items),
        tuple(Span(*source.original(item.start, item.end)) for item in items),
        tuple(
            Hit(
                hit.group,
                *source.original(hit.start, hit.end),
                source.text[hit.start : hit.end],
            )
            for part in parts
            for hit in part.hits
            if hit.group not in BUILT
        ),
        kind is Kind.ABSENCE
        and any(_is_total(part) for part in parts)
        and not any(part.has("elsewhere") for part in parts),
        tuple(
            Word(*source.original(word.start, word.end), word.form)
            for word in source.words(start, end)
        ),
    )


def _is_total(part: Clause) -> bool:
    """Tell whether a clause says that nothing at all is there: it names nothing in particular."""
    if not part.has("nothing", "negation") or part.has("unused"):
        return False
    groups = GENERAL if part.has("nothing") else BARE
    general = [hit for hit in part.hits if hit.group in groups]
    return all(
        len(word.form) < 3
        or any(hit.start <= word.start and word.end <= hit.end for hit in general)
        for word in part.words
    )
