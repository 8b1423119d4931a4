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
from itertools import combinations
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

SILENT = frozenset({"modifier", "function", "filler", "numbers", "months", "topic"})
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
    told = [at for at, kind in enumerate(kinds) if kind not in ASIDE]
    for at, (part, kind) in enumerate(zip(parts, kinds, strict=True)):
        cues = (f"kind {kind}", f"joined {part.joined}", *_cues(part.groups))
        before, after = bisect_left(told, at), bisect_right(told, at)
        if before:
            there = told[before - 1]
            cues += _neighbour("before", kinds[there], parts[there].groups)
        if after < len(told):
            there = told[after]
            cues += _neighbour("after", kinds[there], parts[there].groups)
        yield Names(cues, *_words(part, language), tuple(_beside(parts, kinds, at)))


@lru_cache(maxsize=1 << 13)
def _cues(groups: frozenset[str]) -> tuple[str, ...]:
    """Return the names of the cues in a clause, and of pairs of those that need not raise."""
    here = sorted(groups - SILENT)
    free = [group for group in here if group not in CUES_RAISING]
    return (
        *(f"cue {group}" for group in here),
        *(f"cues {one} {other}" for one, other in combinations(free, 2)),
    )


@lru_cache(maxsize=1 << 13)
def _neighbour(side: str, kind: Kind, groups: frozenset[str]) -> tuple[str, ...]:
    """Return the names of what may speak against practice in a neighbouring clause."""
    against = sorted(groups - SILENT - CUES_RAISING)
    return tuple(f"{side} {one}" for one in (kind, *against) if one is not Kind.PRACTICE)


def _beside(parts: Sequence[Clause], kinds: Sequence[Kind], at: int) -> Iterator[str]:
    """Yield what the neighbours of a clause are: a list of plans goes on as it began.

    Demands are passed over: what stands beside an arrow is not called for by it.
    """
    for side, others in (("before", range(at - 1, -1, -1)), ("after", range(at + 1, len(parts)))):
        there = next((one for one in others if kinds[one] not in DEMANDED), None)
        if there is None:
            yield f"{side} nothing"
        else:
            # a clause that begins a sentence is joined to none
            joined = all(parts[one].joined for one in range(min(at, there) + 1, max(at, there) + 1))
            yield f"{side} {'close' if joined else 'apart'} {kinds[there]}"


def _words(part: Clause, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a clause and pairs of neighbours, without those of raising cues."""
    firm = [hit for hit in part.hits if hit.group in FIRM]
    free = {word.start for word in outside(part.words, firm)}
    words: list[str] = []
    pairs: list[str] = []
    last = ""
    for word in part.words:
        if len(word.form) < 2:
            continue  # articles tell nothing, and stand beside cues of any kind
        if word.start not in free:
            last = ""
            continue
        form = read_as(word.form)
        words.append(f"{language} {form}")
        if last:
            pairs.append(f"{language} {last} {form}")
        last = form
    return tuple(words), tuple(pairs)


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

    def read(
        self, parts: Sequence[Clause], kinds: Sequence[Kind], language: str
    ) -> tuple[Learnt, ...]:
        """Return what each clause of a text tells; `kinds` are what they are by their cues."""
        import numpy as np

        if not parts:
            return ()
        read = tuple(names(parts, kinds, language))
        rowed = [part for one in read for part in (one.cues, one.pairs, one.beside)]
        rows = self.weights.take([hashing.place(name) for part in rowed for name in part], 0)
        sums = hashing.summed(rows, [len(part) for part in rowed])
        cues, pairs, beside = sums[::3], sums[1::3], sums[2::3]
        words = self.words.weigh([name for one in read for name in one.words])
        spoken = pairs + hashing.summed(words, [len(one.words) for one in read])
        given = cues + np.array([[one.share] for one in read]) * spoken
        given[:, -1] += beside[:, -1]
        told = 1 / (1 + np.exp(-self.bias - self.unit * given))
        size = len(STATUSES)
        told[:, :size] /= told[:, :size].sum(1, keepdims=True)
        return tuple(
            Learnt(
                tuple(row[:size]),
                tuple(row[size : size + len(TELLS)]),
                sum(row[size + len(TELLS) : -1]),
                row[-1],
            )
            for row in told.tolist()
        )


@cache
def load() -> Model:
    """Return the trained model, read once."""
    import numpy as np

    source = resources.files(__package__).joinpath("clauses.npz")
    with source.open("rb") as stream, np.load(stream) as stored:
        return Model(stored["weights"], stored["unit"], stored["bias"])
