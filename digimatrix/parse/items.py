"""PARSE: the distinct things a statement names: practices of a list, parts of a demand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digimatrix.parse.clauses import Clause
from digimatrix.parse.cues import Lexicon
from digimatrix.parse.words import Plain, Word

QUALIFYING = frozenset(
    {"rhythm", "coverage", "sporadic", "single", "partial", "past", "presence", "if", "contrast"}
    | {"remark", "elsewhere", "opinion", "filler", "joint", "numbers", "firm", "unused", "use"}
    | {"and", "together", "affirm"}
)
"""Groups whose words say who, how often or how much: not items by themselves."""


def practices(parts: Sequence[Clause], source: Plain, words: Lexicon) -> tuple[str, ...]:
    """Return the distinct practices of neighbouring clauses in their order."""
    made: list[str] = []
    for part in parts:
        for start, end in _coordinated(part):
            own = [word for word in part.words if start <= word.start < end]
            if _names_something(own, part):
                made.append(" ".join(source.text[own[0].start : own[-1].end].split()))
    return tuple(dict.fromkeys(made))


def actions(parts: Sequence[Clause], source: Plain) -> tuple[str, ...]:
    """Return the coordinated parts of a demand or a plan in their order."""
    made = []
    for part in parts:
        for start, end in _coordinated(part):
            own = [word for word in part.words if start <= word.start < end]
            if own and any(len(word.form) > 2 for word in own):
                made.append(" ".join(source.text[own[0].start : own[-1].end].split()))
    return tuple(dict.fromkeys(made))


def _coordinated(part: Clause) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a clause between its "and"s."""
    cuts = [hit.start for hit in part.hits if hit.group == "and"]
    start = part.start
    for cut in cuts:
        if start < cut:
            yield start, cut
            start = cut
    yield start, part.end


def _names_something(own: Sequence[Word], part: Clause) -> bool:
    """Tell whether words name a thing rather than only qualify one."""
    covered = [(hit.start, hit.end) for hit in part.hits if hit.group in QUALIFYING]
    return any(
        len(word.form) >= 3
        and not word.form[0].isdigit()
        and not any(start <= word.start and word.end <= end for start, end in covered)
        for word in own
    )
