"""Train the models that read clauses and levels, and say how well they read.

    python benchmarks/train_levels.py            # writes both models; the same files each time
    python benchmarks/train_levels.py --measure  # writes figures into docs/levels.md instead

Needs scikit-learn. The cells are those of tests/levels (training and validation) and, for the
words alone, of tests/cases. Figures are by 5-fold cross-validation of the training cells, and on
the validation cells by a model which has not seen them; the model written has seen both.

What clauses tell is learnt first (parse/clauses.npz, from tests/levels/clauses.csv), then what
level follows (assess/levels.npz). A cell from which levels are learnt is read by a model of
clauses which has not learnt from that cell.

Cues were gathered from cells, too, so that cells which are learnt from would be read better than
any other: the model would trust cues too much. A cue that occurs in one labelled cell alone is
therefore not found in it when the model learns from that cell.
"""

from __future__ import annotations

import argparse
import csv
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from clause_labels import DEAF, examples, fit, labels, pack, reading
from scipy import sparse
from scipy.optimize import minimize
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import StratifiedKFold
from threadpoolctl import threadpool_limits

from digimatrix import frameworks
from digimatrix.assess.agreement import agreement
from digimatrix.assess.evaluation import cells
from digimatrix.assess.evidence import findings
from digimatrix.assess.features import LOWER, RAISE, hear, named, numbers, spoken
from digimatrix.assess.levels import decided_start, rubric
from digimatrix.assess.model import DEPTH, STEPS, Model, Reading, told
from digimatrix.parse.cues import Lexicon
from digimatrix.parse.hashing import BUCKETS, places
from digimatrix.parse.learnt import scale
from digimatrix.parse.statements import parse
from digimatrix.parse.words import Word

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "digimatrix" / "assess" / "levels.npz"
CLAUSES = ROOT / "digimatrix" / "parse" / "clauses.npz"
DOCS = ROOT / "docs" / "levels.md"
MARK = "<!-- figures -->\n"
FOLDS = 5
STRENGTH = 3.0
TREES = {
    "max_iter": 100,
    "learning_rate": 0.07,
    "max_depth": DEPTH,
    "min_samples_leaf": 8,
    "l2_regularization": 5.0,
    "early_stopping": False,
    "random_state": 0,
}


@dataclass(frozen=True)
class Set:
    """Cells as the model is given them: a row a cell."""

    level: Any
    rubric: Any
    started: Any
    counted: Any
    words: Any
    groups: tuple[dict[str, str], ...]

    def of(self, rows: Any) -> Set:
        """Return some of the cells."""
        return Set(
            self.level[rows],
            self.rubric[rows],
            self.started[rows],
            self.counted[rows],
            self.words[rows],
            tuple(np.array(self.groups, dtype=object)[rows]),
        )


def labelled(name: str) -> list[dict[str, str]]:
    """Return the labelled cells of a file of tests/levels."""
    with (ROOT / "tests" / "levels" / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def cases() -> Iterator[dict[str, str]]:
    """Yield the labelled cells of tests/cases in the columns of tests/levels."""
    for path in sorted((ROOT / "tests" / "cases").glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["cases"]):
            yield {
                "id": f"{path.stem}{number}",
                "language": path.stem,
                "dimension": case["dimension"],
                "text": case["text"],
                "level": str(case["level"]),
            }


Cue = tuple[str, int]
"""A cue: its language and its number there."""


@contextmanager
def finding(heed: Callable[[Cue], bool]) -> Iterator[None]:
    """Let only those cues be found which are to be heeded."""
    every = Lexicon.found

    def found(self: Lexicon, words: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
        return (one for one in every(self, words) if heed((self.language, one[0])))

    with patch.object(Lexicon, "found", found):
        yield


def lonely(rows: Sequence[dict[str, str]]) -> frozenset[Cue]:
    """Return the cues that occur in one of these cells alone."""
    places: dict[Cue, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):

        def heed(cue: Cue, number: int = number) -> bool:
            places[cue].add(number)
            return True

        with finding(heed):
            parse(row["text"], row["language"])
    return frozenset(cue for cue, cells in places.items() if len(cells) == 1)


def read_by_others(cues: frozenset[Cue], rows: Sequence[dict[str, str]]) -> Set:
    """Return labelled cells as numbers and words, read without these cues.

    Each is read by a model of clauses which has not learnt from it.
    """
    parts = []
    with finding(lambda cue: cue not in cues):
        clauses = examples(rows, labels())
        for fold in range(FOLDS):
            with reading(fit(clauses.of(clauses.cell % FOLDS != fold))):
                parts.append(read(rows[fold::FOLDS]))
    at = [number for fold in range(FOLDS) for number in range(fold, len(rows), FOLDS)]
    whole = Set(
        *(np.concatenate([getattr(one, name) for one in parts]) for name in FIELDS),
        sparse.vstack([one.words for one in parts]).tocsr(),
        tuple(group for one in parts for group in one.groups),
    )
    return whole.of(np.argsort(at))


FIELDS = ("level", "rubric", "started", "counted")


def clause_model(cues: frozenset[Cue], rows: Sequence[dict[str, str]]) -> Any:
    """Return the model of clauses learnt from cells, without these cues."""
    with finding(lambda cue: cue not in cues):
        return fit(examples(rows, labels()))


def read(rows: Sequence[dict[str, str]]) -> Set:
    """Return labelled cells as numbers and words."""
    counted, steps, started, weights = [], [], [], sparse.lil_matrix((len(rows), BUCKETS))
    made = cells(rows, frameworks.load())
    for row, cell in enumerate(made):
        statements = parse(cell.text, cell.language)
        found = findings(statements, cell.dimension)
        step, level = rubric(found)
        steps.append(level)
        started.append(step is decided_start)
        heard = hear(statements, cell.dimension)
        told_of = numbers(heard, found, cell.language, level)
        counted.append([float(number) for number in told_of.values()])
        words = spoken(heard)
        for one in words:
            for place, weight in places(named(one, cell.language)).items():
                weights[row, place] += weight * scale(len(words))
    groups = tuple(
        {
            "language": cell.language,
            "dimension": cell.dimension,
            "trap": typed.get("trap", ""),
            "voice": typed.get("voice", ""),
        }
        for cell, typed in zip(made, rows, strict=True)
    )
    level = np.array([cell.level for cell in made])
    return Set(
        level, np.array(steps), np.array(started), np.array(counted), weights.tocsr(), groups
    )


def signs() -> list[int]:
    """Return the sign of each number the trees are given; the words' scores only raise."""
    names = numbers((), findings((), "where"), "en", 0)
    return [(name in RAISE) - (name in LOWER) for name in names] + [1] * (STEPS + 1)


def learn_words(words: Any, level: Any) -> Any:
    """Return the weight of each bucket (and last the bias) for each step: ridge logistic."""
    back = words.T.tocsr()
    made = []
    for step in range(1, STEPS + 1):
        side = np.where(level >= step, 1.0, -1.0)

        def loss(weights: Any, side: Any = side) -> tuple[float, Any]:
            margin = side * (words @ weights[:-1] + weights[-1])
            slope = -side / (1 + np.exp(margin))
            ridge = 0.5 * weights[:-1] @ weights[:-1]
            gradient = np.append(STRENGTH * (back @ slope) + weights[:-1], STRENGTH * slope.sum())
            return STRENGTH * np.logaddexp(0, -margin).sum() + ridge, gradient

        start = np.zeros(words.shape[1] + 1)
        options = {"maxiter": 150, "ftol": 1e-7}
        made.append(minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x)
    return np.array(made).T.astype(np.float16).astype(float)


def stack(counted: Any, scores: Any) -> Any:
    """Return what the trees are given: counted evidence beside the words' scores."""
    return np.hstack([counted, np.array([told(row) for row in scores.tolist()])])


def both(first: Any, second: Any) -> Any:
    """Return the rows of two sets of words."""
    return sparse.vstack([first, second]).tocsr()


def learn(train: Set, more: Set) -> tuple[Any, list[HistGradientBoostingClassifier]]:
    """Return the words' weights and a booster a step; `more` are cells for the words alone."""
    unseen = np.zeros((len(train.level), STEPS))  # scores of cells by weights that never saw them
    for rows, left in folds(train, seed=7):
        weights = learn_words(
            both(train.words[rows], more.words), np.append(train.level[rows], more.level)
        )
        unseen[left] = train.words[left] @ weights[:-1] + weights[-1]
    given = stack(train.counted, unseen)
    boosters = [
        HistGradientBoostingClassifier(monotonic_cst=signs(), **TREES).fit(
            given, train.level >= step
        )
        for step in range(1, STEPS + 1)
    ]
    weights = learn_words(both(train.words, more.words), np.append(train.level, more.level))
    return weights, boosters


def folds(train: Set, seed: int) -> list[tuple[Any, Any]]:
    """Return the folds: rows to learn from and rows left out."""
    told_of = zip(train.groups, train.level, strict=True)
    kinds = [f"{group['language']}{level}" for group, level in told_of]
    split = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    return list(split.split(np.zeros(len(kinds)), kinds))


def table(weights: Any, boosters: Sequence[Any]) -> dict[str, Any]:
    """Return the model as arrays: the words' weights and the trees as one table of nodes."""
    columns: dict[str, list[Any]] = {
        name: [] for name in ("roots", "feature", "threshold", "left", "right", "value")
    }
    at = 0
    for booster in boosters:
        for (tree,) in booster._predictors:
            columns["roots"].append(at)
            for number, node in enumerate(tree.nodes):
                leaf = bool(node["is_leaf"])
                here = at + number
                columns["feature"].append(0 if leaf else int(node["feature_idx"]))
                columns["threshold"].append(0.0 if leaf else float(node["num_threshold"]))
                columns["left"].append(here if leaf else at + int(node["left"]))
                columns["right"].append(here if leaf else at + int(node["right"]))
                columns["value"].append(float(node["value"]) if leaf else 0.0)
            at += len(tree.nodes)
    whole = {"roots": np.int32, "feature": np.int16, "left": np.int32, "right": np.int32}
    return {
        "words": weights[:-1].astype(np.float16),
        "bias": weights[-1],
        **{name: np.array(column, whole.get(name, float)) for name, column in columns.items()},
        "base": np.array([float(one._baseline_prediction[0, 0]) for one in boosters]),
    }


def probabilities(model: Model, cells: Set) -> Any:
    """Return how probable the model finds each level of each cell."""
    scores = cells.words @ model.words.astype(float) + model.bias
    readings = [Reading(row, ()) for row in model.probabilities(stack(cells.counted, scores))]
    told_of = zip(readings, cells.started, strict=True)
    return np.array(
        [(one.at_least_one() if start else one).probabilities for one, start in told_of]
    )


def trained(train: Set, more: Set) -> Model:
    """Return a model trained on these cells."""
    return Model(**table(*learn(train, more)))


def crossed(train: Set, more: Set) -> Any:
    """Return each cell's probabilities by a model which has not seen it."""
    made = np.zeros((len(train.level), STEPS + 1))
    for rows, left in folds(train, seed=1):
        made[left] = probabilities(trained(train.of(rows), more), train.of(left))
    return made


def levels(chances: Any) -> Any:
    """Return the level of each row of probabilities."""
    return np.array([Reading(tuple(row), ()).level for row in chances])


def line(name: str, label: Any, got: Any) -> str:
    """Return a row of a Markdown table: how levels agree with labels."""
    pairs = [(int(a), int(b)) for a, b in zip(label, got, strict=True)]
    one = agreement(pairs)
    kappa = "–" if one.qwk is None else f"{one.qwk:.2f}"
    return f"| {name} | {one.cells} | {kappa} | {one.exact:.2f} | {one.within_one:.2f} |"


HEAD = "| | cells | QWK | exact | within one |\n|---|---:|---:|---:|---:|"


def report(title: str, cells: Set, chances: Any, say: Callable[[str], None]) -> None:
    """Say how levels agree in all, by confidence and by group, and how far to trust them."""
    got = levels(chances)
    sure = chances[np.arange(len(got)), got]
    half = np.argsort(-sure, kind="stable")[: (len(got) + 1) // 2]
    say(f"\n### {title}\n\n{HEAD}")
    say(line("all", cells.level, got))
    say(line("the more confident half", cells.level[half], got[half]))
    say(line("the rubric's steps alone", cells.level, cells.rubric))
    for by in ("language", "dimension", "trap"):
        names = sorted({group[by] for group in cells.groups})
        for name in names:
            rows = [row for row, group in enumerate(cells.groups) if group[by] == name]
            say(line(name, cells.level[rows], got[rows]))
    say("\n| confidence | cells | mean confidence | right |\n|---|---:|---:|---:|")
    right = cells.level == got
    off = 0.0
    for low, high in ((0, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        rows = (sure >= low) & (sure < high)
        if rows.any():
            off += abs(sure[rows].sum() - right[rows].sum()) / len(got)
            told_of = f"| {low:.1f}–{min(high, 1):.1f} | {rows.sum()} |"
            say(f"{told_of} {sure[rows].mean():.2f} | {right[rows].mean():.2f} |")
    spans = [Reading(tuple(row), ()).interval(0.8) for row in chances]
    inside = [low <= label <= high for (low, high), label in zip(spans, cells.level, strict=True)]
    width = np.mean([high - low for low, high in spans])
    say(f"\nExpected calibration error {off:.3f}; {np.mean(inside):.2f} of the labels lie in the")
    say(f"80 % interval, which is {width:.1f} levels wide on average.")


def ablations(train: Set, more: Set, say: Callable[[str], None]) -> None:
    """Say how levels agree without parts of what the model is given."""
    names = list(numbers((), findings((), "where"), "en", 0))
    none = more.of(slice(0, 0))

    def without(cells: Set, *starts: str) -> Set:
        return replace(cells, counted=cells.counted * [not one.startswith(starts) for one in names])

    def mute(cells: Set) -> Set:
        return replace(cells, words=sparse.csr_matrix(cells.words.shape))

    say(f"\n### Without parts of the evidence (cross-validated)\n\n{HEAD}")
    say(line("the rubric's steps alone", train.level, train.rubric))
    for name, cut, beside in (
        ("all evidence", lambda cells: cells, more),
        ("without words", mute, none),
        ("without what was learnt of clauses", lambda cells: without(cells, "learnt "), more),
        ("words alone", lambda cells: without(cells, ""), more),
        ("without the rubric's step", lambda cells: without(cells, "rubric"), more),
    ):
        say(line(name, train.level, levels(crossed(cut(train), beside))))


def measure(
    training: Sequence[dict[str, str]],
    validation: Sequence[dict[str, str]],
    told_of: Sequence[dict[str, str]],
    alone: frozenset[Cue],
    say: Callable[[str], None],
) -> None:
    """Say how levels agree on cells that were not learnt from, and what each part gives."""
    with reading(clause_model(alone, training)):
        more, test = read(told_of), read(validation)
    train = read_by_others(alone, training)
    report("Validation cells", test, probabilities(trained(train, more), test), say)
    report("Training cells, cross-validated", train, crossed(train, more), say)
    ablations(train, more, say)


def main() -> None:
    """Train and write the models, or measure them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--measure", action="store_true", help="write figures into docs/levels.md")
    arguments = parser.parse_args()
    training, validation = labelled("training.csv"), labelled("validation.csv")
    told_of = list(cases())
    with threadpool_limits(1):  # sums in one order only
        with reading(DEAF):
            alone = lonely([*training, *validation, *told_of])
        if arguments.measure:
            lines: list[str] = []
            measure(training, validation, told_of, alone, lines.append)
            before, mark, rest = DOCS.read_text("utf-8").partition(MARK)
            after = rest[rest.index("\n## ") :]
            DOCS.write_text(f"{before}{mark}" + "\n".join(lines) + f"\n{after}", "utf-8")
        else:
            everything = [*training, *validation]
            model = clause_model(alone, everything)
            np.savez_compressed(CLAUSES, **pack(model))
            with reading(model):
                more = read(told_of)
            train = read_by_others(alone, everything)
            np.savez_compressed(TARGET, **table(*learn(train, more)))


if __name__ == "__main__":
    main()
