"""ASSESS: a small trained model reads the evidence: how probable each level is, by which words.

Words and their parts add up to a score for each step of the scale; boosted trees read it beside
the counted evidence, bound so that what may only raise a level never lowers it. Both come from
`benchmarks/train_levels.py`; docs/levels.md tells how they were measured.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from digimatrix.assess.evidence import Findings
from digimatrix.assess.features import Status, hear, named, numbers, spoken
from digimatrix.model.values import value
from digimatrix.parse.hashing import Words, summed
from digimatrix.parse.learnt import scale
from digimatrix.parse.statements import Statement
from digimatrix.parse.words import Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

STEPS = 4
"""How many steps the scale 0–4 has: at least 1, at least 2, …"""

DEPTH = 4
"""How many questions a tree asks at most."""


@value
class Weight:
    """A word and what it adds to the score of its text, in logits averaged over the steps."""

    word: Word
    status: Status
    weight: float


@value
class Reading:
    """How probable each level 0–4 is, and the words that were weighed, in order."""

    probabilities: tuple[float, ...]
    words: tuple[Weight, ...]

    @property
    def level(self) -> int:
        """The middle level: half of the probability lies on either side."""
        below = 0.0
        for level, probability in enumerate(self.probabilities):
            below += probability
            if below > 0.5:
                return level
        return STEPS

    def at_least_one(self) -> Reading:
        """Return the reading for an answer which the rubric knows not to be at level 0."""
        none, one, *more = self.probabilities
        return Reading((0.0, none + one, *more), self.words)

    def interval(self, share: float) -> tuple[int, int]:
        """Return the shortest interval around the level that holds that share of probability."""
        level = self.level
        around = [
            (high - low, -held, low, high)
            for low in range(level + 1)
            for high in range(level, STEPS + 1)
            if (held := sum(self.probabilities[low : high + 1])) >= share
        ]
        *_, low, high = min(around, default=(0, 0, 0, STEPS))
        return low, high


Read = tuple[Sequence[Statement], Findings, str, int]
"""What is read of an answer: its statements, what counts in them, its language, and the level
of the rubric's step."""


@dataclass(slots=True)
class Model:
    """The trained weights: of words by bucket and step, and trees as one table of nodes.

    A leaf asks nothing: both of its branches lead to itself. `roots` are the trees' first
    nodes, the same number for each step; `base` is what the trees of a step start from.
    """

    words: Array
    bias: Array
    roots: NDArray[np.intp]
    feature: NDArray[np.intp]
    threshold: Array
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    value: Array
    base: Array
    met: Words = field(init=False)
    branches: NDArray[np.intp] = field(init=False)

    def __post_init__(self) -> None:
        import numpy as np

        self.met = Words(self.words)
        self.branches = np.column_stack((self.left, self.right)).ravel()

    def read(self, cells: Sequence[Read]) -> tuple[Reading, ...]:
        """Return how probable each level is for each answer."""
        import numpy as np

        if not cells:
            return ()
        heard = [hear(statements, found.dimension) for statements, found, _, _ in cells]
        words = [spoken(one) for one in heard]
        names = [
            named(one, language)
            for each, (_, _, language, _) in zip(words, cells, strict=True)
            for one in each
        ]
        sizes = [len(each) for each in words]
        shares = np.array([[scale(size)] for size in sizes])
        scores = self.met.weigh(names)
        total = self.bias + shares * summed(scores, sizes)
        given = np.array(
            [
                [*numbers(one, found, language, level).values(), *told(score)]
                for one, (_, found, language, level), score in zip(
                    heard, cells, total.tolist(), strict=True
                )
            ],
            float,
        )
        weights = iter((np.repeat(shares, sizes) * scores.mean(1)).tolist())
        return tuple(
            Reading(chances, tuple(Weight(one.word, one.status, next(weights)) for one in each))
            for chances, each in zip(self.probabilities(given), words, strict=True)
        )

    def probabilities(self, given: Array) -> Iterator[tuple[float, ...]]:
        """Yield the probability of each level by the trees' questions to each row of numbers."""
        import numpy as np

        cell = np.arange(len(given))[:, None] * given.shape[1]
        node = np.broadcast_to(self.roots, (len(given), len(self.roots)))
        for _ in range(DEPTH):
            above = given.take(cell + self.feature.take(node)) > self.threshold.take(node)
            node = self.branches.take(2 * node + above)
        logits = self.base + self.value.take(node).reshape(len(given), STEPS, -1).sum(2)
        for row in logits.tolist():
            reached = 1.0
            left = [1.0]
            for logit in row:
                reached = min(reached, 1 / (1 + math.exp(-logit)))
                left.append(reached)
            left.append(0.0)
            yield tuple([left[level] - left[level + 1] for level in range(STEPS + 1)])


def told(scores: Sequence[float]) -> list[float]:
    """Return what the trees are given of the words: each step's score, and the level they tell."""
    return [*scores, sum([1 / (1 + math.exp(-score)) for score in scores])]


@cache
def load() -> Model:
    """Return the trained model, read once."""
    import numpy as np

    source = resources.files(__package__).joinpath("levels.npz")
    with source.open("rb") as stream, np.load(stream) as stored:
        return Model(
            words=stored["words"],
            bias=stored["bias"],
            roots=stored["roots"].astype(np.intp),
            feature=stored["feature"].astype(np.intp),
            threshold=stored["threshold"],
            left=stored["left"].astype(np.intp),
            right=stored["right"].astype(np.intp),
            value=stored["value"],
            base=stored["base"],
        )
