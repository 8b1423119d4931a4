"""ASSESS: levels read from labelled cells beside their labels: how far they can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digimatrix.assess.evidence import actions, practices
from digimatrix.assess.levels import judged
from digimatrix.languages import LANGUAGES
from digimatrix.model.errors import DigimatrixError
from digimatrix.model.framework import Framework
from digimatrix.parse.statements import parse

BOOTSTRAPS = 2000
SEED = 20220314


@dataclass(frozen=True, slots=True)
class Cell:
    """A labelled cell; `actions` and `practices` are counts, None where nobody counted."""

    id: str
    language: str
    dimension: str
    text: str
    level: int | None
    actions: int | None = None
    practices: int | None = None


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was read from a cell: a row of the predictions file."""

    id: str
    level: int
    low: int
    high: int
    confidence: float
    actions: int
    n_practices: int
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """How levels read agree with labels, over `cells` cells.

    `qwk` is Cohen's kappa with quadratic weights (Cohen 1968), `exact` and `within_one` are
    shares, `mae` the mean absolute error in levels; None where there is nothing to compare,
    or (kappa) where all labels and readings are the same level.
    """

    cells: int
    qwk: float | None
    exact: float | None
    within_one: float | None
    mae: float | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Agreement over all cells and by language and dimension.

    `interval` holds 95 % of bootstrapped kappas; `confusion[label][read]` counts cells.
    `actions_exact` and `practices_within_one` are shares of the cells that were counted.
    `confident` is the agreement over the more confident half.
    """

    all: Agreement
    interval: tuple[float, float] | None
    confusion: tuple[tuple[int, ...], ...]
    by_language: Mapping[str, Agreement]
    by_dimension: Mapping[str, Agreement]
    confident: Agreement
    actions_exact: float | None
    practices_within_one: float | None
    predictions: tuple[Prediction, ...]


def cells(rows: Iterable[Mapping[str, str]], framework: Framework) -> tuple[Cell, ...]:
    """Return labelled cells from the rows of a table (id, language, dimension, text, level, …).

    Raises:
        DigimatrixError: if a column is missing or a value cannot be a dimension or a level.
    """
    names = {dimension.key: dimension.key for dimension in framework.dimensions}
    for dimension in framework.dimensions:
        for heading in dimension.heading.values():
            names[heading.casefold()] = dimension.key
    made = []
    for number, row in enumerate(rows, start=2):
        try:
            name = row["dimension"].strip().casefold()
            if row["language"].strip() not in LANGUAGES:
                raise DigimatrixError(
                    f"Row {number}: “{row['language']}” is no language that cells are read in; "
                    f"type one of {', '.join(LANGUAGES)}."
                )
            made.append(
                Cell(
                    id=row["id"],
                    language=row["language"].strip(),
                    dimension=names[name],
                    text=row["text"],
                    level=_count(row.get("level")),
                    actions=_count(row.get("actions")),
                    practices=_count(row.get("n_practices")),
                )
            )
        except KeyError as error:
            raise DigimatrixError(
                f"Row {number}: {error} is no column or no dimension; the columns are id, "
                "language, dimension, text, level, actions, n_practices."
            ) from error
        except ValueError as error:
            raise DigimatrixError(f"Row {number}: {error}; type a whole number.") from error
    return tuple(made)


def _count(typed: str | None) -> int | None:
    """Return a typed whole number, None for an empty field or "NA"."""
    if typed is None or typed.strip() in ("", "NA"):
        return None
    return int(typed)


def predict(cell: Cell) -> Prediction:
    """Return what is read from a cell's words."""
    statements = parse(cell.text, cell.language)
    verdict = judged(statements, cell.dimension)
    return Prediction(
        id=cell.id,
        level=verdict.level,
        low=verdict.low,
        high=verdict.high,
        confidence=verdict.confidence,
        actions=len(actions(statements)),
        n_practices=len(practices(statements, cell.dimension)),
    )


def evaluate(labelled: Sequence[Cell]) -> Evaluation:
    """Return how the levels read from these cells agree with their labels."""
    read = tuple(predict(cell) for cell in labelled)
    pairs = [
        (cell, one) for cell, one in zip(labelled, read, strict=True) if cell.level is not None
    ]
    levels = [(cell.level or 0, one.level) for cell, one in pairs]
    sure = sorted(pairs, key=lambda pair: (-pair[1].confidence, pair[1].id))
    return Evaluation(
        all=agreement(levels),
        interval=_interval(levels),
        confusion=tuple(
            tuple(sum(pair == (label, got) for pair in levels) for got in range(5))
            for label in range(5)
        ),
        by_language=_by(pairs, "language"),
        by_dimension=_by(pairs, "dimension"),
        confident=agreement(
            [(cell.level or 0, one.level) for cell, one in sure[: (len(sure) + 1) // 2]]
        ),
        actions_exact=_share(
            [
                one.actions == cell.actions
                for cell, one in zip(labelled, read, strict=True)
                if cell.actions is not None
            ]
        ),
        practices_within_one=_share(
            [
                abs(one.n_practices - cell.practices) <= 1
                for cell, one in zip(labelled, read, strict=True)
                if cell.practices is not None
            ]
        ),
        predictions=read,
    )


def _by(pairs: Sequence[tuple[Cell, Prediction]], what: str) -> dict[str, Agreement]:
    """Return the agreement for each language or dimension, in order of first appearance."""
    groups: dict[str, list[tuple[int, int]]] = {}
    for cell, one in pairs:
        groups.setdefault(getattr(cell, what), []).append((cell.level or 0, one.level))
    return {name: agreement(levels) for name, levels in groups.items()}


def agreement(levels: Sequence[tuple[int, int]]) -> Agreement:
    """Return how pairs (label, level read) agree."""
    if not levels:
        return Agreement(0, None, None, None, None)
    far = [abs(label - got) for label, got in levels]
    return Agreement(
        cells=len(levels),
        qwk=kappa(levels),
        exact=_share([distance == 0 for distance in far]),
        within_one=_share([distance <= 1 for distance in far]),
        mae=sum(far) / len(far),
    )


def kappa(levels: Sequence[tuple[int, int]]) -> float | None:
    """Return Cohen's kappa with quadratic weights: 1 − observed / expected disagreement.

    Source: J. Cohen, Weighted kappa, Psychological Bulletin 70 (1968). None where the
    expected disagreement is zero.
    """
    count = len(levels)
    labels, got = [sum(pair[side] for pair in levels) for side in (0, 1)]
    squares = sum(pair[0] ** 2 + pair[1] ** 2 for pair in levels)
    expected = squares / count - 2 * labels * got / count**2
    observed = sum((label - level) ** 2 for label, level in levels) / count
    return 1 - observed / expected if expected else None


def _interval(levels: Sequence[tuple[int, int]]) -> tuple[float, float] | None:
    """Return the middle 95 % of kappas over cells drawn again with replacement."""
    if len(levels) < 2:
        return None
    import numpy as np

    pairs = np.asarray(levels, dtype=float)
    drawn = np.random.default_rng(SEED).integers(len(pairs), size=(BOOTSTRAPS, len(pairs)))
    label, got = pairs[drawn, 0], pairs[drawn, 1]
    expected = (label**2).mean(1) + (got**2).mean(1) - 2 * label.mean(1) * got.mean(1)
    observed = ((label - got) ** 2).mean(1)
    kappas = 1 - observed[expected > 0] / expected[expected > 0]
    if not len(kappas):
        return None
    low, high = np.quantile(kappas, (0.025, 0.975))
    return float(low), float(high)


def _share(hits: Sequence[bool]) -> float | None:
    return sum(hits) / len(hits) if hits else None
