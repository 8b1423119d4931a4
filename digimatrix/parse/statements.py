"""PARSE: an answer's text falls into statements, each of one kind, with its place in the text."""

from __future__ import annotations

from dataclasses import dataclass

from digimatrix.parse.clauses import Clause, Mark, Sentence, clauses, sentences
from digimatrix.parse.cues import Hit, Lexicon, lexicon
from digimatrix.parse.items import actions, practices
from digimatrix.parse.kinds import Kind, kinds
from digimatrix.parse.words import Plain, plain

__all__ = ["Kind", "Span", "Statement", "parse"]


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` of an answer's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause or list of an answer: `text` is its words without bullets, arrows and line breaks.

    `start` and `end` mark it in the answer's text. `items` are the distinct things it
    names: the practices of a list, the coordinated parts of a demand. `cues` are the words
    in it that tell how established a practice is, with their places in the answer's text.
    """

    kind: Kind
    start: int
    end: int
    text: str
    items: tuple[str, ...] = ()
    cues: tuple[Hit, ...] = ()


def parse(text: str, language: str) -> tuple[Statement, ...]:
    """Return the statements of an answer's text, in their order.

    With the bullets, arrows, punctuation and spaces between them they lose no letter.
    """
    words = lexicon(language)
    source = plain(text)
    made: list[Statement] = []
    for sentence in sentences(source, words):
        made.extend(_statements(sentence, source, words))
    return tuple(made)


def _statements(sentence: Sentence, source: Plain, words: Lexicon) -> list[Statement]:
    """Return the statements of one sentence: neighbouring clauses of one kind are one."""
    parts = clauses(sentence, source, words)
    if not parts:
        return []
    if sentence.mark is Mark.DEMAND:
        return [_statement(Kind.ACTION, parts, source, actions(parts, source))]
    if sentence.mark is Mark.WHOLE:
        return [_statement(Kind.WHOLE, parts, source, ())]
    if sentence.mark is Mark.FLOW:
        whole = source.text[parts[0].start : parts[-1].end]
        return [_statement(Kind.PRACTICE, parts, source, (" ".join(whole.split()),))]
    told = kinds(parts)
    made: list[Statement] = []
    at = 0
    while at < len(parts):
        end = at + 1
        while end < len(parts) and told[end] is told[at]:
            end += 1
        same = parts[at:end]
        items: tuple[str, ...] = ()
        if told[at] in (Kind.PRACTICE, Kind.ENDED):
            items = practices(same, source, words)
        elif told[at] in (Kind.ACTION, Kind.PLAN):
            items = actions(same, source)
        made.append(_statement(told[at], same, source, items))
        at = end
    return made


def _statement(
    kind: Kind, parts: tuple[Clause, ...], source: Plain, items: tuple[str, ...]
) -> Statement:
    start, end = parts[0].start, parts[-1].end
    while end < len(source.text) and source.text[end] in '!?)”"%':
        end += 1
    while start > 0 and source.text[start - 1] in '(”“"„':
        start -= 1
    first, last = source.original(start, end)
    return Statement(
        kind,
        first,
        last,
        " ".join(source.text[start:end].split()),
        items,
        tuple(
            Hit(
                hit.group,
                *source.original(hit.start, hit.end),
                source.text[hit.start : hit.end],
            )
            for part in parts
            for hit in part.hits
        ),
    )
