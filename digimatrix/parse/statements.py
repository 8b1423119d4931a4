"""PARSE: an answer's text falls into statements, each of one kind, with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from itertools import chain, groupby

from digimatrix.model.values import value
from digimatrix.parse import learnt
from digimatrix.parse.clauses import Clause, clauses
from digimatrix.parse.cues import Hit, lexicon, outside
from digimatrix.parse.items import WISHING, Item, demanded, listed, planned, practices
from digimatrix.parse.kinds import Kind, follows_condition, kinds
from digimatrix.parse.leads import Lead, Leads
from digimatrix.parse.learnt import Learnt
from digimatrix.parse.sentences import Mark, sentences
from digimatrix.parse.words import Plain, Word, plain

__all__ = ["Kind", "Span", "Statement", "parse", "parse_all"]

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


@value
class Span:
    """`text[start:end]` of an answer's text."""

    start: int
    end: int


@value
class Statement:
    """A clause or list of an answer: `text` is its words without bullets, arrows and line breaks.

    `start` and `end` mark it in the answer's text. `items` are the distinct things it
    names: the practices of a list, the coordinated parts of a demand; `spans` the stretch of
    the answer's text that speaks of each. `cues` are the words in it that tell how
    established a practice is, with their places in the answer's text; `groups` are theirs.
    `total` marks an absence of everything ("nothing yet") rather than of something. `words`
    are all its words with their places in the answer's text. `heard` is what the trained
    model reads of each of its clauses.
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
    heard: tuple[Learnt, ...] = ()
    groups: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "groups", frozenset([hit.group for hit in self.cues]))

    def has(self, *groups: str) -> bool:
        """Tell whether it has a cue of one of these groups."""
        return not self.groups.isdisjoint(groups)


def parse(text: str, language: str) -> tuple[Statement, ...]:
    """Return the statements of an answer's text, in their order.

    With the bullets, arrows, punctuation and spaces between them they lose no letter.
    """
    return parse_all([(text, language)])[0]


def parse_all(texts: Sequence[tuple[str, str]]) -> tuple[tuple[Statement, ...], ...]:
    """Return the statements of each answer's text, given with its language.

    The trained model reads all clauses at once, which takes it a fraction of the time.
    """
    sources = [plain(text) for text, _ in texts]
    found = [
        tuple(told(source, language)) for source, (_, language) in zip(sources, texts, strict=True)
    ]
    heard = read_clauses(found, [language for _, language in texts])
    return tuple(tuple(_all_statements(*each)) for each in zip(found, heard, sources, strict=True))


def _all_statements(
    found: Sequence[Told], heard: Sequence[Learnt], source: Plain
) -> Iterator[Statement]:
    """Yield the statements of one text."""
    at = 0
    for told_of in found:
        end = at + len(told_of.parts)
        yield from _statements(told_of, heard[at:end], source)
        at = end


@value
class Told:
    """A sentence with its clauses and what each is by its cues.

    `lead` is its part in a list below or behind a heading, if it has one.
    """

    mark: Mark
    parts: tuple[Clause, ...]
    kinds: tuple[Kind, ...]
    lead: Lead | None = None


def told(source: Plain, language: str) -> Iterator[Told]:
    """Yield the sentences of a text; what somebody is quoted with is no practice."""
    words = lexicon(language)
    leads = Leads(source)
    quotes = tuple(quote.span() for quote in QUOTED.finditer(source.text))
    for sentence in sentences(source, words):
        parts = clauses(sentence, source, words)
        if not parts:
            continue
        if sentence.mark in MARKED:
            yield Told(sentence.mark, parts, (MARKED[sentence.mark],) * len(parts))
            continue
        asked = source.text[parts[-1].end : parts[-1].end + 1] == "?"
        own = tuple(
            Kind.REMARK
            if any(start <= part.start and part.end <= end for start, end in quotes)
            else kind
            for part, kind in zip(parts, kinds(parts, asked), strict=True)
        )
        yield Told(sentence.mark, parts, *leads.reach(sentence, parts, own))


MARKED = {Mark.DEMAND: Kind.ACTION, Mark.WHOLE: Kind.WHOLE, Mark.FLOW: Kind.PRACTICE}
"""What a sentence is by its mark alone."""


def read_clauses(
    found: Sequence[Sequence[Told]], languages: Sequence[str]
) -> tuple[tuple[Learnt, ...], ...]:
    """Return what the trained model reads of each clause of each text."""
    return learnt.load().read(
        [
            (
                [part for one in each for part in one.parts],
                [kind for one in each for kind in one.kinds],
                language,
            )
            for each, language in zip(found, languages, strict=True)
        ]
    )


def _statements(told_of: Told, heard: Sequence[Learnt], source: Plain) -> Iterator[Statement]:
    """Yield the statements of one sentence: neighbouring clauses of one kind are one."""
    parts = told_of.parts
    if told_of.mark is Mark.FLOW:
        flow = _statement(Kind.PRACTICE, parts, heard, source)
        yield replace(flow, items=(flow.text,), spans=(Span(flow.start, flow.end),))
        return
    at = 0
    for kind, same in groupby(settled(told_of, heard)):
        end = at + len(list(same))
        yield _statement(kind, parts[at:end], heard[at:end], source, told_of.lead)
        at = end


def settled(told_of: Told, heard: Sequence[Learnt]) -> Iterator[Kind]:
    """Yield what each clause is, by its cues and what was learnt together."""
    if told_of.lead is Lead.LED or told_of.mark in MARKED:
        yield from told_of.kinds
        return
    for at, (by_cues, one) in enumerate(zip(told_of.kinds, heard, strict=True)):
        if by_cues in UNCALLED and one.called >= LIKELY:
            yield Kind.PLAN
            continue
        sure = max(one.chances) >= SURE
        if by_cues is Kind.REMARK and follows_condition(told_of.parts, at):
            sure = False  # "if she is ill, nothing happens": it happens now
        if by_cues in (Kind.PLAN, Kind.OTHERS) and one.kind is Kind.PRACTICE:
            sure = False  # what is planned, or others do, is nobody's practice here
        yield one.kind if sure else by_cues


UNCALLED = (Kind.PRACTICE, Kind.REMARK)
"""What a clause is by its cues that turns into a plan where it is likely to be one."""

LIKELY = 0.6
"""How probable it must be that such a clause is called for."""

SURE = 0.65
"""How probable a status must be by what was learnt, to be taken rather than that of the cues."""


def _statement(
    kind: Kind,
    parts: Sequence[Clause],
    heard: Sequence[Learnt],
    source: Plain,
    lead: Lead | None = None,
) -> Statement:
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
    elif kind is Kind.PLAN and lead is Lead.LED:
        items = listed(parts, source)
    elif kind is Kind.PLAN and lead is None:
        items = _called_for(planned(parts, source), heard, parts, source)
    text, original = source.text, source.original
    return Statement(
        kind,
        *original(start, end),
        " ".join(text[start:end].split()),
        tuple([item.text for item in items]),
        tuple([Span(*original(item.start, item.end)) for item in items]),
        tuple(
            [
                Hit(hit.group, *original(hit.start, hit.end), text[hit.start : hit.end])
                for part in parts
                for hit in part.hits
                if hit.group not in BUILT
            ]
        ),
        kind is Kind.ABSENCE
        and any(_is_total(part) for part in parts)
        and not any(part.has("elsewhere") for part in parts),
        source.original_words(tuple(chain.from_iterable(part.every for part in parts))),
        tuple(heard),
    )


def _called_for(
    items: tuple[Item, ...], heard: Sequence[Learnt], parts: Sequence[Clause], source: Plain
) -> tuple[Item, ...]:
    """Return the actions that are called for: no more than what was learnt expects.

    The others only qualify the last one ("with the schools and before the summer"). Where all
    words only call for something ("training is needed"), they are one action. A clause that is
    a plan by its cues alone ("the next year's dates are already in") calls for none.
    """
    if max(one.called for one in heard) < CALLING:
        return ()
    expected = sum(one.named * one.called for one in heard)
    most = int(expected + ROUNDED)
    if expected >= SOMETHING and not items and any(map(_names_something, parts)):
        start, end = parts[0].start, parts[-1].end
        return (Item(" ".join(source.text[start:end].split()), start, end),)
    if most >= len(items) or not most:
        return items[:most]
    last = items[most - 1]
    text = " ".join(source.text[last.start : items[-1].end].split())
    return (*items[: most - 1], Item(text, last.start, items[-1].end))


def _names_something(part: Clause) -> bool:
    """Tell whether a clause has a word that does more than call for something."""
    bare = {(hit.start, hit.end) for hit in part.hits if hit.group in WISHING}
    return any(len(word.form) > 2 and (word.start, word.end) not in bare for word in part.words)


CALLING = 0.5
"""How probable it must be of a clause of a plan that it calls for anything."""

SOMETHING = 0.7
"""How many actions must be expected, for words that name none to be one."""

ROUNDED = 1.0
"""What is added to an expected number of actions before it is cut to a whole one."""


def _is_total(part: Clause) -> bool:
    """Tell whether a clause says that nothing at all is there: it names nothing in particular."""
    if not part.has("nothing", "negation") or part.has("unused"):
        return False
    groups = GENERAL if part.has("nothing") else BARE
    general = [hit for hit in part.hits if hit.group in groups]
    return all(len(word.form) < 3 for word in outside(part.words, general))
