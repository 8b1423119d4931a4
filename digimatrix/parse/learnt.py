"""PARSE: what each clause tells, read from its words and cues by a small trained model.

The cues of a language file say what some words mean wherever they stand; the model has learnt
from labelled clauses (tests/levels/clauses.csv) how words and cues together tell whether a thing
is in place, and how firmly. `benchmarks/train_levels.py` makes it; docs/levels.md measures it.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from itertools import chain, combinations, islice
from typing import TYPE_CHECKING

from digimatrix.model.values import value
from digimatrix.parse import hashing
from digimatrix.parse.clauses import Clause
from digimatrix.parse.cues import outside
from digimatrix.parse.kinds import Kind
from digimatrix.parse.words import read_as

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

STATUSES = (Kind.PRACTICE, Kind.ABSENCE, Kind.PLAN, Kind.ENDED, Kind.OTHERS, Kind.REMARK)
"""What a clause can be told to be; demands are known by their arrows and capitals alone."""

RAISING = ("rhythm", "owner", "money", "coverage", "agreement", "measure", "use", "takeover")
"""What a clause of present practice may tell that can only raise a level."""

LOWERING = ("sporadic", "person", "project", "partial", "unused", "cancel", "gone")
"""What a clause may tell that can only lower a level."""

TELLS = (*RAISING, *LOWERING, "decided")
"""What a clause may tell beside its status."""

COUNTED = (1, 2, 3)
"""A clause names at least so many practices (or actions, in a plan)."""

CALLED = "called"
"""That a clause names something which should or will be done."""

OUTPUTS = (*STATUSES, *TELLS, *COUNTED, CALLED)

CUES_RAISING = frozenset(
    {*RAISING, "firm", "report", "changed", "presence", "digital", "ours", "together", "now"}
    | {"affirm"}
)
"""The groups of cues which may only speak for practice, and for what is firm about it."""

FIRM = frozenset({*RAISING, "firm", "report", "changed"})
"""The groups whose words are not read one by one: they count as cues, which can only raise."""

SILENT = frozenset({"modifier", "function", "filler", "numbers", "months", "topic", "calling"})
"""The groups that tell nothing of a clause."""

ASIDE = (Kind.PLAN, Kind.OTHERS, Kind.ACTION, Kind.WHOLE)
"""The kinds of clauses that say nothing about the clauses next to them: they may not raise any."""

DEMANDED = (Kind.ACTION, Kind.WHOLE)
"""The kinds of clauses that are told by their marks alone."""


@value
class Learnt:
    """What the model reads of a clause, as probabilities.

    `chances` are those of each of `STATUSES`; `tells` those that it tells of each of `TELLS`;
    `named` is how many practices (or actions, in a plan) it can be expected to name. `called`
    is the chance that it is planned, wished or called for, with what stands beside it in view.
    """

    chances: tuple[float, ...]
    tells: tuple[float, ...]
    named: float
    called: float

    @property
    def kind(self) -> Kind:
        """The most probable status."""
        return STATUSES[self.chances.index(max(self.chances))]


@value
class Names:
    """What the model reads of a clause: its cues and neighbours, its words and pairs of them.

    `beside` is what its neighbours are, which only tells whether the clause is `CALLED` for.
    """

    cues: tuple[str, ...]
    words: tuple[str, ...]
    pairs: tuple[str, ...]
    beside: tuple[str, ...]

    @property
    def share(self) -> float:
        """What its words and their pairs are multiplied with."""
        return scale(len(self.words) + len(self.pairs))


def names(parts: Sequence[Clause], kinds: Sequence[Kind], language: str) -> Iterator[Names]:
    """Yield for each clause of a text what the model reads.

    `kinds` are what the clauses are by their cues. Of its neighbours a clause is told only what
    may speak against practice, so that more practice beside it changes nothing.
    """
    joined = [part.joined for part in parts]
    around = zip(_nearest(kinds, ASIDE), _nearest(kinds, DEMANDED), strict=True)
    for at, ((before, after), (last, coming)) in enumerate(around):
        cues = _cues(kinds[at], joined[at], parts[at].groups)
        if before is not None:
            cues += _neighbour("before", kinds[before], parts[before].groups)
        if after is not None:
            cues += _neighbour("after", kinds[after], parts[after].groups)
        # a clause that begins a sentence is joined to none; demands are passed over: what stands
        # beside an arrow is not called for by it, and a list of plans goes on as it began
        close = last is not None and all(joined[last + 1 : at + 1])
        beside = [_beside("before", None if last is None else kinds[last], close)]
        close = coming is not None and all(joined[at + 1 : coming + 1])
        beside += [_beside("after", None if coming is None else kinds[coming], close)]
        yield Names(cues, *_words(parts[at], language), tuple(beside))


def _nearest(
    kinds: Sequence[Kind], passed_over: Sequence[Kind]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield for each clause which are the nearest before and after it of any other kinds."""
    others = [at for at, kind in enumerate(kinds) if kind not in passed_over]
    for at in range(len(kinds)):
        before, after = bisect_left(others, at), bisect_right(others, at)
        yield (
            others[before - 1] if before else None,
            others[after] if after < len(others) else None,
        )


@lru_cache(maxsize=1 << 13)
def _cues(kind: Kind, joined: str, groups: frozenset[str]) -> tuple[str, ...]:
    """Return the names of the cues in a clause, and of pairs of those that need not raise."""
    here = sorted(groups - SILENT)
    free = [group for group in here if group not in CUES_RAISING]
    return (
        f"kind {kind}",
        f"joined {joined}",
        *(f"cue {group}" for group in here),
        *(f"cues {one} {other}" for one, other in combinations(free, 2)),
    )


@lru_cache(maxsize=1 << 13)
def _neighbour(side: str, kind: Kind, groups: frozenset[str]) -> tuple[str, ...]:
    """Return the names of what may speak against practice in a neighbouring clause."""
    against = sorted(groups - SILENT - CUES_RAISING)
    return tuple(f"{side} {one}" for one in (kind, *against) if one is not Kind.PRACTICE)


@cache
def _beside(side: str, kind: Kind | None, close: bool) -> str:
    """Return the name of what stands beside a clause, in its sentence or apart from it."""
    return f"{side} {'close' if close else 'apart'} {kind}" if kind else f"{side} nothing"


def _words(part: Clause, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a clause and pairs of neighbours, without those of raising cues."""
    firm = [hit for hit in part.hits if hit.group in FIRM]
    free = {word.start for word in outside(part.words, firm)} if firm else None
    words: list[str] = []
    pairs: list[str] = []
    last = ""
    for word in part.words:
        if len(word.form) < 2:
            continue  # articles tell nothing, and stand beside cues of any kind
        if free is not None and word.start not in free:
            last = ""
            continue
        form = read_as(word.form)
        words.append(f"{language} {form}")
        if last:
            pairs.append(f"{last} {form}")
        last = words[-1]
    return tuple(words), tuple(pairs)


Read = tuple[Sequence[Clause], Sequence[Kind], str]
"""What is read of a text: its clauses, what they are by their cues, and its language."""


def scale(words: int) -> float:
    """Return what the sum of that many words is multiplied with, so that length says little."""
    return 1 / math.sqrt(max(words, 1))


@dataclass(slots=True)
class Model:
    """The trained weights: a row a place, a column an output, in whole numbers of its `unit`."""

    weights: NDArray[np.int8]
    unit: Array
    bias: Array
    words: hashing.Words = field(init=False)

    def __post_init__(self) -> None:
        self.words = hashing.Words(self.weights)

    def read(self, texts: Sequence[Read]) -> tuple[tuple[Learnt, ...], ...]:
        """Return for each text what each of its clauses tells."""
        named = [tuple(names(parts, kinds, language)) for parts, kinds, language in texts]
        heard = iter(self._read([one for each in named for one in each]))
        return tuple(tuple(islice(heard, len(each))) for each in named)

    def _read(self, clauses: Sequence[Names]) -> Iterator[Learnt]:
        """Yield what each clause tells."""
        import numpy as np

        if not clauses:
            return
        known, place = hashing.known_place, hashing.place
        cues = self._summed([[*map(known, one.cues)] for one in clauses])
        pairs = self._summed([[*map(place, one.pairs)] for one in clauses])
        beside = self._summed([[*map(known, one.beside)] for one in clauses])
        words = self.words.weigh([name for one in clauses for name in one.words])
        spoken = pairs + hashing.summed(words, [len(one.words) for one in clauses])
        given = cues + np.array([[one.share] for one in clauses]) * spoken
        given[:, -1] += beside[:, -1]
        told = 1 / (1 + np.exp(-self.bias - self.unit * given))
        size = len(STATUSES)
        told[:, :size] /= told[:, :size].sum(1, keepdims=True)
        for row in told.tolist():
            yield Learnt(
                tuple(row[:size]),
                tuple(row[size : size + len(TELLS)]),
                sum(row[size + len(TELLS) : -1]),
                row[-1],
            )

    def _summed(self, rows: Sequence[Sequence[int]]) -> Array:
        """Return for each clause the sum of these rows."""
        import numpy as np

        at = np.array(list(chain.from_iterable(rows)), np.intp)
        return hashing.summed(self.weights.take(at, 0), list(map(len, rows)))


@cache
def load() -> Model:
    """Return the trained model, read once."""
    import numpy as np

    source = resources.files(__package__).joinpath("clauses.npz")
    with source.open("rb") as stream, np.load(stream) as stored:
        return Model(stored["weights"], stored["unit"], stored["bias"])
