"""The labelled clauses of tests/levels/clauses.csv, and the model that is learnt from them.

`train_levels.py` is the command; this module is its first half.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from digimatrix.parse import hashing, learnt
from digimatrix.parse.hashing import BUCKETS
from digimatrix.parse.kinds import Kind
from digimatrix.parse.statements import told
from digimatrix.parse.words import plain

LABELS = Path(__file__).parent.parent / "tests" / "levels" / "clauses.csv"
CODE = re.compile(r"([PNWEOR])(\d?)([a-zA-Z]*)")
STATUSES = {
    "P": Kind.PRACTICE,
    "N": Kind.ABSENCE,
    "W": Kind.PLAN,
    "E": Kind.ENDED,
    "O": Kind.OTHERS,
    "R": Kind.REMARK,
}
TELLS = dict(zip("romcaMUTspjlukgd", learnt.TELLS, strict=True))
STRENGTH = 0.7
RARE = 2
"""In how many clauses a name must occur to be learnt."""

Row = dict[str, str]
Labels = dict[str, list[tuple[int, int, str]]]


def labels() -> Labels:
    """Return the labelled clauses of each cell: start and end in its text, and the code."""
    made: Labels = defaultdict(list)
    with LABELS.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            made[row["id"]].append((int(row["start"]), int(row["end"]), row["code"]))
    return made


def code_of(start: int, end: int, labelled: Sequence[tuple[int, int, str]]) -> str | None:
    """Return the code of the labelled clause that most of this stretch lies in."""
    shared, code = max((min(end, b) - max(start, a), code) for a, b, code in labelled)
    return code if shared > 0 else None


def answers(code: str) -> Any:
    """Return a code as what each output should be: 0 or 1."""
    found = CODE.fullmatch(code)
    assert found, code
    status, number, tells = found.groups()
    right = {str(STATUSES[status]), *(TELLS[letter] for letter in tells)}
    if status == "W":
        right.add(learnt.CALLED)
    right |= {str(least) for least in learnt.COUNTED if int(number or 0) >= least}
    return np.array([str(output) in right for output in learnt.OUTPUTS], float)


@dataclass(frozen=True)
class Examples:
    """Labelled clauses: a row each of what is read of it, of its neighbours, and its answers.

    `cell` is the number of the cell that it is of.
    """

    names: Any
    beside: Any
    right: Any
    cell: Any

    def of(self, rows: Any) -> Examples:
        """Return some of the clauses."""
        return Examples(self.names[rows], self.beside[rows], self.right[rows], self.cell[rows])


def examples(rows: Sequence[Row], known: Labels) -> Examples:
    """Return the labelled clauses of cells."""
    names, beside = [], []
    right, cell = [], []
    for number, row in enumerate(rows):
        if row["id"] not in known:
            continue
        source = plain(row["text"])
        found = list(told(source, row["language"]))
        parts = [part for one in found for part in one.parts]
        kinds = [kind for one in found for kind in one.kinds]
        named = learnt.names(parts, kinds, row["language"])
        for part, read in zip(parts, named, strict=True):
            code = code_of(*source.original(part.start, part.end), known[row["id"]])
            if code is None:
                continue
            names.append(
                [
                    *((hashing.place(name), 1.0) for name in read.cues),
                    *((row, read.share) for row in map(hashing.place, read.pairs)),
                    *(
                        (row, weight * read.share)
                        for name in read.words
                        for row, weight in hashing.places(name).items()
                    ),
                ]
            )
            beside.append([(hashing.place(name), 1.0) for name in read.beside])
            right.append(answers(code))
            cell.append(number)
    return Examples(summed(names), summed(beside), np.array(right), np.array(cell))


def summed(rows: Sequence[Sequence[tuple[int, float]]]) -> Any:
    """Return a row for each clause, of the weights of the places its names are hashed to."""
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for places in rows:
        weights: dict[int, float] = defaultdict(float)
        for place, weight in places:
            weights[place] += weight
        columns += weights
        values += weights.values()
        ends.append(len(columns))
    return sparse.csr_matrix((values, columns, ends), (len(rows), BUCKETS))


def fit(clauses: Examples) -> learnt.Model:
    """Return the model learnt from clauses: a logistic regression an output, with a ridge.

    Names that may only speak for practice, or for what is firm about it, get no weight that
    says otherwise; weights are kept as whole numbers of a unit.
    """
    told_of, bias = ridge(clauses.names, clauses.right[:, :-1])
    called, last = ridge(clauses.names + clauses.beside, clauses.right[:, -1:])
    table = np.hstack([told_of, called])
    bind(table)
    unit = np.abs(table).max(0) / 127
    return learnt.Model(np.round(table / unit).astype(np.int8), unit, np.append(bias, last))


def ridge(names: Any, right: Any) -> tuple[Any, Any]:
    """Return the weight of each place for each output, and the outputs' biases."""
    used = np.flatnonzero(np.bincount(names.indices, minlength=BUCKETS) >= RARE)
    here = names[:, used].astype(np.float32).tocsr()
    back = here.T.tocsr()
    side = (2 * right - 1).astype(np.float32)
    outputs = right.shape[1]

    def loss(weights: Any) -> tuple[float, Any]:
        table = weights[:-outputs].reshape(len(used), outputs).astype(np.float32)
        margin = side * (here @ table + weights[-outputs:].astype(np.float32))
        slope = -STRENGTH * side / (1 + np.exp(margin))
        cost = STRENGTH * np.logaddexp(0, -margin).sum(dtype=float)
        gradient = np.append((back @ slope + table).ravel(), slope.sum(0)).astype(float)
        return cost + 0.5 * (table * table).sum(dtype=float), gradient

    options = {"maxiter": 60, "ftol": 1e-5, "maxcor": 5}
    start = np.zeros((len(used) + 1) * outputs)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x
    table = np.zeros((BUCKETS, outputs))
    table[used] = found[:-outputs].reshape(len(used), outputs)
    return table, found[-outputs:]


def bind(table: Any) -> None:
    """Let cues that are firm speak for practice and against weakness, or not at all."""
    rise = [output in (Kind.PRACTICE, *learnt.RAISING) for output in learnt.OUTPUTS]
    fall = [output in (*learnt.STATUSES[1:], *learnt.LOWERING) for output in learnt.OUTPUTS]
    for group in learnt.FIRM:
        place = hashing.place(f"cue {group}")
        table[place, rise] = np.maximum(table[place, rise], 0)
        table[place, fall] = np.minimum(table[place, fall], 0)


@contextmanager
def reading(model: learnt.Model) -> Iterator[None]:
    """Let texts be read with this model."""
    with patch.object(learnt, "load", lambda: model):
        yield


DEAF = learnt.Model(
    np.zeros((BUCKETS, len(learnt.OUTPUTS)), np.int8),
    np.ones(len(learnt.OUTPUTS)),
    np.zeros(len(learnt.OUTPUTS)),
)
"""A model which has learnt nothing."""


def pack(model: learnt.Model) -> dict[str, Any]:
    """Return a model as arrays of few bytes."""
    return {"weights": model.weights, "unit": model.unit, "bias": model.bias}
