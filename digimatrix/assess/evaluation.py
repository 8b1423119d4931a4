"""ASSESS: levels read from labelled cells beside their labels: how far they can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digimatrix.assess.agreement import Agreement, agreement, confusion, interval, share
from digimatrix.assess.evidence import actions, practice_count
from digimatrix.assess.levels import Verdict, read_all
from digimatrix.languages import LANGUAGES
from digimatrix.model.errors import DigimatrixError
from digimatrix.model.framework import Framework
from digimatrix.parse import themes
from digimatrix.parse.statements import Statement


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


def predict(labelled: Sequence[Cell]) -> tuple[Prediction, ...]:
    """Return what is read from the words of each cell."""
    read = read_all([(cell.text, cell.dimension, cell.language) for cell in labelled])
    return tuple(_prediction(cell, *one) for cell, one in zip(labelled, read, strict=True))


def _prediction(cell: Cell, statements: Sequence[Statement], verdict: Verdict) -> Prediction:
    return Prediction(
        id=cell.id,
        level=int(verdict.level),
        low=int(verdict.low),
        high=int(verdict.high),
        confidence=verdict.confidence,
        actions=len(actions(statements)),
        n_practices=practice_count(statements, cell.dimension),
        themes=themes.keys(cell.text, cell.language),
    )


def evaluate(labelled: Sequence[Cell]) -> Evaluation:
    """Return how the levels read from these cells agree with their labels."""
    read = predict(labelled)
    pairs = [
        (cell, one) for cell, one in zip(labelled, read, strict=True) if cell.level is not None
    ]
    levels = [(cell.level or 0, one.level) for cell, one in pairs]
    sure = sorted(pairs, key=lambda pair: (-pair[1].confidence, pair[1].id))
    return Evaluation(
        all=agreement(levels),
        interval=interval(levels),
        confusion=confusion(levels, range(5)),
        by_language=_by(pairs, "language"),
        by_dimension=_by(pairs, "dimension"),
        confident=agreement(
            [(cell.level or 0, one.level) for cell, one in sure[: (len(sure) + 1) // 2]]
        ),
        actions_exact=share(
            [
                one.actions == cell.actions
                for cell, one in zip(labelled, read, strict=True)
                if cell.actions is not None
            ]
        ),
        practices_within_one=share(
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
