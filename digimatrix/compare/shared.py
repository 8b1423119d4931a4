"""COMPARE: what the municipalities of a round have in common: practices, reservations, demands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from digimatrix.assess.levels import Assessment
from digimatrix.compare.comparison import Comparison
from digimatrix.model.matrix import State
from digimatrix.model.municipality import Municipality
from digimatrix.model.places import Place
from digimatrix.parse.cues import lexicon
from digimatrix.parse.statements import Kind, Statement
from digimatrix.parse.themes import THEMES, Theme, keys, themes
from digimatrix.parse.words import plain

HEDGES = ("sporadic", "single", "person", "project", "partial", "unused")
"""The cues in practices which say how little they can be relied on."""

ALIKE = 0.6
"""The share of the longer word with which two words begin alike, to be forms of one."""

SHORTEST = 5
"""How many letters a word has at least, to tell what a demand without a theme asks for."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one municipality says: `text` quotes it, `start` is its place in the answer."""

    assessment: Assessment
    text: str
    start: int = 0

    @property
    def municipality(self) -> Municipality:
        """Who says it."""
        return self.assessment.municipality

    @property
    def place(self) -> Place:
        """The cell which holds the words."""
        return self.assessment.answer.place_of(self.start) or self.assessment.place


@dataclass(frozen=True, slots=True)
class Shared:
    """What several say: `key` is a theme or a cue, "" where the words fit none."""

    key: str
    voices: tuple[Voice, ...]

    @property
    def municipalities(self) -> tuple[Municipality, ...]:
        """Who says it, each once, in the order of the comparison."""
        found = {(who.code or who.name): who for who in (v.municipality for v in self.voices)}
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Column:
    """One dimension over the municipalities; each part has its most shared first.

    `answered` municipalities have words in it or say that nothing is in place. `practices`
    count only what is in place, `hedges` what these practices are said to hang on; `others`
    are practices without a theme. `demands` are grouped by what they ask for.
    """

    dimension: str
    answered: int
    practices: tuple[Shared, ...]
    others: tuple[Voice, ...]
    nothing: tuple[Voice, ...]
    hedges: tuple[Shared, ...]
    remarks: tuple[Voice, ...]
    demands: tuple[Shared, ...]


@dataclass(frozen=True, slots=True)
class Common:
    """A round's columns in the framework's order, and what is said about the whole matrix."""

    columns: tuple[Column, ...]
    whole: tuple[Voice, ...]


def common(comparison: Comparison) -> Common:
    """Return what the municipalities of a round have in common."""
    rows = [[gap.assessment for gap in standing.gaps] for standing in comparison.standings]
    columns = tuple(_column(column) for column in zip(*rows, strict=True))
    return Common(columns, tuple(_voices((each for row in rows for each in row), Kind.WHOLE)))


def _column(column: Sequence[Assessment]) -> Column:
    """Gather what one dimension holds."""
    practices: dict[str, list[Voice]] = {}
    others: list[Voice] = []
    for each in column:
        _practices(each, practices, others)
    hedges: dict[str, list[Voice]] = {cue: [] for cue in HEDGES}
    for each in column:
        for statement in each.statements:
            for hit in statement.cues if statement.kind is Kind.PRACTICE else ():
                if hit.group in hedges:
                    _add(hedges[hit.group], _voice(each, statement, hit.start, hit.end))
    return Column(
        dimension=column[0].dimension,
        answered=sum(each.answer.state in (State.TEXT, State.NONE_STATED) for each in column),
        practices=_ordered(Shared(key, tuple(voices)) for key, voices in practices.items()),
        others=tuple(others),
        nothing=tuple(Voice(each, each.answer.text) for each in column if _is_nothing(each)),
        hedges=_ordered(Shared(cue, tuple(voices)) for cue, voices in hedges.items()),
        remarks=tuple(_voices(column, Kind.REMARK)),
        demands=_demands(column),
    )


def _voices(assessments: Iterable[Assessment], kind: Kind) -> Iterator[Voice]:
    """Yield every statement of that kind, but for mere headings ("N.B.")."""
    for each in assessments:
        for statement in each.statements:
            headings = [hit.text for hit in statement.cues if hit.group in ("remark", "whole")]
            if statement.kind is kind and statement.text.rstrip(":.! ") not in headings:
                yield Voice(each, statement.text, statement.start)


def _add(voices: list[Voice], voice: Voice) -> None:
    """Add a voice unless the same municipality says the same already.

    Voices come by municipality, so those of one stand together.
    """
    own = takewhile(lambda known: known.assessment is voice.assessment, reversed(voices))
    if all(known.text != voice.text for known in own):
        voices.append(voice)


def _is_nothing(each: Assessment) -> bool:
    """Tell whether an answer says that nothing is there, and names no practice."""
    kinds = {statement.kind for statement in each.statements}
    told = any(statement.total for statement in each.statements)
    return each.answer.state is State.NONE_STATED or (told and Kind.PRACTICE not in kinds)


def _practices(each: Assessment, by_theme: dict[str, list[Voice]], others: list[Voice]) -> None:
    """Add what an answer names as in place, to every theme that its words name."""
    named = themes(each.answer.text, each.language)
    for statement in each.statements:
        if statement.kind is not Kind.PRACTICE:
            continue
        inside = [one for one in named if statement.start <= one.start < statement.end]
        for one in inside:
            _add(by_theme.setdefault(one.key, []), _voice(each, statement, one.start, one.end))
        others += [
            Voice(each, text, span.start)
            for text, span in zip(statement.items, statement.spans, strict=True)
            if not _any_within(inside, span.start, span.end)
        ]


def _any_within(named: Sequence[Theme], start: int, end: int) -> bool:
    return any(start <= one.start < end for one in named)


def _voice(each: Assessment, statement: Statement, start: int, end: int) -> Voice:
    """Return the item of a statement to which the words at that place belong, else all of it.

    An item is quoted as it names the thing, unless the words stand beside the name.
    """
    words = each.answer.text
    for text, span in zip(statement.items, statement.spans, strict=True):
        if span.start <= start < span.end:
            if words[start:end] not in text:
                close = ")" if words[span.end : span.end + 1] == ")" else ""
                text = " ".join(words[span.start : span.end].split()) + close
            return Voice(each, text, start)
    return Voice(each, statement.text, start)


def _demands(column: Sequence[Assessment]) -> tuple[Shared, ...]:
    """Return what is called for, grouped by what it asks for.

    A demand goes with the theme that most municipalities ask for among those it names; those
    without a theme go together where they share a word.
    """
    asked = [
        voice
        for each in column
        for statement in each.statements
        if statement.kind is Kind.ACTION
        for voice in _asked(each, statement)
    ]
    named = {voice: keys(voice.text, voice.assessment.language) for voice in asked}
    weight = {key: len(Shared(key, _of(named, key)).municipalities) for key in THEMES}
    groups: dict[str, list[Voice]] = {}
    loose: list[Voice] = []
    for voice, found in named.items():
        if found:
            most = max(found, key=lambda key: (weight[key], -THEMES.index(key)))
            groups.setdefault(most, []).append(voice)
        else:
            loose.append(voice)
    made = [Shared(key, tuple(voices)) for key, voices in groups.items()]
    return _ordered([*made, *(Shared("", tuple(voices)) for voices in _alike(loose))])


def _asked(each: Assessment, statement: Statement) -> Iterator[Voice]:
    """Yield what a demand asks for, one by one.

    One word of several that names no theme says too little without the others ("MEASURES and
    duties to be written down"): then the whole demand is quoted.
    """
    whole = Voice(each, statement.text, statement.start)
    if not statement.spans:
        yield whole
    for text, span in zip(statement.items, statement.spans, strict=True):
        bare = len(text.split()) < 2 and len(statement.items) > 1
        yield whole if bare and not keys(text, each.language) else Voice(each, text, span.start)


def _of(named: Mapping[Voice, tuple[str, ...]], key: str) -> tuple[Voice, ...]:
    return tuple(voice for voice, found in named.items() if key in found)


def _alike(voices: Sequence[Voice]) -> list[list[Voice]]:
    """Return the voices in groups which share a word, in any of its forms."""
    groups: list[tuple[list[Voice], set[str]]] = []
    for voice in voices:
        words = _telling(voice)
        joined, rest = [voice], []
        for group, known in groups:
            if any(_is_form(one, other) for one in words for other in known):
                joined = [*group, *joined]
                words |= known
            else:
                rest.append((group, known))
        groups = [*rest, (joined, words)]
    return [group for group, _ in groups]


def _telling(voice: Voice) -> set[str]:
    """Return the words that tell what a demand asks for: no cue's, and long enough."""
    source = plain(voice.text)
    words = source.words(0, len(source.text))
    hits = [
        hit
        for hit in lexicon(voice.assessment.language).find(words)
        if hit.group != "modifier"  # endings, which words that tell have as well
    ]
    return {
        word.form
        for word in words
        if len(word.form) >= SHORTEST
        and not any(hit.start <= word.start and word.end <= hit.end for hit in hits)
    }


def _is_form(one: str, other: str) -> bool:
    """Tell whether two words begin so much alike that they are forms of one."""
    same = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    return same >= max(SHORTEST - 1, ALIKE * max(len(one), len(other)))


def _ordered(groups: Iterable[Shared]) -> tuple[Shared, ...]:
    """Return the groups, those of most municipalities first, then in the order of themes."""

    def order(group: Shared) -> tuple[int, int, str]:
        listed = THEMES.index(group.key) if group.key in THEMES else len(THEMES)
        return -len(group.municipalities), listed, group.voices[0].text

    return tuple(sorted((group for group in groups if group.voices), key=order))
